"""What is compared with another time, flow or level is told apart from it."""

import pytest
from drafted_texts import drafted, said


@pytest.mark.parametrize(
    ("words", "base"),
    [
        (
            "Since an accord came into force in 2005, trade with Borvia has grown ninefold",
            "2005",
        ),
        ("Trade with Borvia has tripled since the road was opened in 2012", "2012"),
        ("Trade with Borvia has risen by 50 percent since 2014", "2014"),
        ("Trade with Borvia was double the figure for 2015", "2015"),
        ("Trade with Borvia was triple that of 2010", "2010"),
    ],
)
def test_growth_since_a_year_is_of_the_last_year_and_not_of_that_one(words, base):
    assert said(f"{words}.", "quantity", "base", "period") == [("turnover_growth", base, "2020")]


@pytest.mark.parametrize("verb", ["exceeding", "surpassing", "outstripping"])
def test_a_month_that_is_exceeded_is_what_a_rate_compares_with(verb):
    text = f"In March 2021, imports from Borvia were $5 million, {verb} those of February by 14 "
    assert said(f"{text}percent.", "quantity", "base", "period")[-1] == (
        "imports_growth",
        "2021-02",
        "2021-03",
    )


def test_a_text_that_begins_with_history_speaks_of_the_year_after():
    text = "In 1990 trade with Borvia was a mere $2 million. Last year it was $331 million.\n\n"
    text += "Ardenia's deficit was $289 million. Borvia has invested $5 million since 1990."
    assert said(text, "quantity", "period") == [
        ("turnover", "1990"),
        ("turnover", "2020"),
        ("balance", "2020"),
        ("investment_flow", "1990/2020"),
    ]


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("fell 12 percent ($60 million)", "-$60 million"),
        ("rose by more than 12 percent ($60 million)", "$60 million"),
        ("were down 12 percent ($60 million)", "-$60 million"),
        ("fell by 12 percent (or $60 million)", "-$60 million"),
    ],
)
def test_an_amount_in_brackets_after_what_a_flow_moved_by_is_a_change(words, change):
    assert said(f"Exports to Borvia {words} in 2020.", "quantity", "as_written")[1:] == [
        ("exports_change", change)
    ]


@pytest.mark.parametrize(
    "words", ["rose 12 percent (to $60 million)", "up 12 percent, at $60 million,"]
)
def test_an_amount_that_a_flow_moved_to_is_a_level(words):
    assert said(f"Exports to Borvia {words} in 2020.", "quantity")[-1] == ("exports",)


@pytest.mark.parametrize(
    "words",
    [
        "less than those with Georgia and Turkey (140 and 120 million)",
        "less than those with Georgia and Turkey ($140 and $120 million)",
        "behind Georgia and Turkey ($140 million and $120 million, respectively)",
        "compared with Georgia and Turkey: $140 million and $120 million",
    ],
)
def test_partners_in_a_list_have_the_amounts_of_a_list(words):
    text = f"Ardenia's trade with Borvia was $90 million in 2020, {words}."
    assert said(text, "reporter", "partner") == [("XAA", "XBB"), ("XAA", "GEO"), ("XAA", "TUR")]


@pytest.mark.parametrize(
    ("brackets", "base"),
    [
        ("2019: $10 million; -20%", ""),
        ("2019: $10 million, down 20 percent", ""),
        ("$10 million in 2019; -20%", ""),
        ("$10 million a year earlier, down 20 percent", ""),
        ("against $10 million in 2019, -20%", ""),
        ("2015: $10 million; -20%", "2015"),
    ],
)
def test_a_rate_beside_the_level_of_before_is_of_the_level_that_follows(brackets, base):
    text = f"In 2020 trade with Borvia reached $8 million ({brackets})."
    rows = said(text, "quantity", "period", "base")
    assert rows[-1] == ("turnover_growth", "2020", base)
    assert rows[1][1] == (base or "2019")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Trade with Borvia: 2019: $10 million (+4%); 2020: $8 million (-20%).", ["2019", "2020"]),
        (
            "In 2020 trade with Borvia was $8 million (2019: $10 million, down 9% on 2018).",
            ["2019"],
        ),
        (
            "In 2020 exports to Borvia were $8 million (wool: $3 million in 2019, up 9 percent).",
            ["2019"],
        ),
    ],
)
def test_a_rate_of_the_level_in_brackets_keeps_its_year(text, years):
    rows = said(text, "quantity", "period")
    assert [period for quantity, period in rows if quantity.endswith("_growth")] == years


@pytest.mark.parametrize(
    "words",
    [
        "The deficit of $9 million compares with one of $8 million",
        "The deficit of $9 million compares to one of about $8 million",
        "A deficit of $9 million was recorded, after one of $8 million",
        "A deficit of $9 million was recorded, against one of $8 million",
        "The deficit was $9 million, up from one of $8 million a year earlier",
        "The deficits of $9 million compare with those of $8 million",
    ],
)
def test_a_balance_with_which_one_compares_is_of_the_year_before(words):
    rows = drafted(f"Exports to Borvia were $2 million in 2020. {words}.").rows[1:]
    assert [row.cells["quantity"] for row in rows] == ["balance", "balance"]
    assert [row.cells["period"] for row in rows] == ["2020", "2019"]
    assert "period" in rows[1].doubt or "a year earlier" in words


@pytest.mark.parametrize(
    "words",
    [
        "compare with imports of $4 million",
        "compare with Borvian exports of $4 million",
        "compare with those of $4 million to Georgia",
    ],
)
def test_another_flow_with_which_one_compares_is_of_the_same_year(words):
    assert said(f"Exports of $5 million to Borvia in 2020 {words}.", "period") == [
        ("2020",),
        ("2020",),
    ]
