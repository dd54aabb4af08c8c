"""A text in pieces: nothing of it is lost, and each mark holds its number."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.reviewing.pieces import Piece, Place, paragraphs, visible

ODD = st.text(st.sampled_from("5 a.\n\r\t\u0301é😀👩‍👧א\u202e\x00<&"), max_size=40)


@st.composite
def marked_texts(draw):
    """A text, and places in it that do not overlap."""
    parts = draw(st.lists(ODD, min_size=1, max_size=7))
    places, end = [], 0
    for number, part in enumerate(parts):
        if number % 2 and part.strip():
            places.append(Place(end, end + len(part), (number,)))
        end += len(part)
    return "".join(parts), places


@given(marked_texts())
def test_each_mark_holds_its_number_and_no_other_sign_of_the_text_is_lost(drawn):
    text, places = drawn
    pieces = [piece for paragraph in paragraphs(text, places) for piece in paragraph]
    marks = [piece for piece in pieces if piece.rows]
    assert [mark.text for mark in marks] == [visible(text[p.start : p.end]) for p in places]
    # A CRLF that a mark cuts in two is two line ends: only blanks may differ.
    texts = (f"{piece.before}{piece.text}{piece.after}" for piece in pieces)
    shown = "".join("".join(texts).split())
    assert shown == "".join(visible(text).split())


def test_offsets_are_characters_of_the_text_with_emoji_combining_letters_and_crlf():
    text = "😀 Cafe\u0301 sold 👩‍👧\r\nfor $5 million.\r\n\r\nSo $6 million."
    places = [Place(text.index(x), text.index(x) + len(x), (0,)) for x in ("$5 mill", "$6 mill")]
    first, second = paragraphs(text, places)
    assert [piece.text for piece in first] == [
        "😀 Cafe\u0301 sold 👩‍👧\nfor ",
        "$5 mill",
        "ion.",
    ]
    assert second[1].text == "$6 mill"


def test_figures_that_share_a_place_or_overlap_are_one_mark_and_a_left_out_number_joins_it():
    places = [Place(3, 6, (1,)), Place(0, 4, (0,)), Place(5, 7, reason="a date")]
    assert paragraphs("1234567890", places) == [[Piece("1234567", 1, (0, 1)), Piece("890")]]


def test_a_mark_takes_the_punctuation_with_it_that_touches_it():
    (pieces,) = paragraphs('Up ("5"), 6', [Place(5, 6, (0,)), Place(10, 11, (1,))])
    assert [(p.before, p.text, p.after) for p in pieces] == [
        ("", "Up ", ""),
        ('("', "5", '"),'),
        ("", " ", ""),
        ("", "6", ""),
    ]


def test_a_blank_line_within_a_number_ends_no_paragraph():
    assert len(paragraphs("up 5\n\nmillion", [Place(3, 13, (0,))])) == 1


def test_unseen_characters_are_named_and_letters_of_other_scripts_stay():
    assert visible("\u202eאב\x07 ١٢") == "[U+202E]אב[U+0007] ١٢"
