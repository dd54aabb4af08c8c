"""What is read from invented texts on two invented economies, Ardenia (XAA) and Borvia (XBB)."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis as an
from analysis.drafting.drafts import draft_rows, heading
from analysis.study.schema import QUANTITIES
from analysis.study.wording import bounds

COUNTRIES = [
    {"code": "XAA", "name": "Ardenia", "adjective": "Ardenian", "capital": "Selm"},
    {"code": "XBB", "name": "Borvia", "adjective": "Borvian", "capital": "Port Tarn"},
]


def drafted(text, published="2021-05-10", **options):
    options = {"reporter": "XAA", "partner": "XBB", "countries": COUNTRIES} | options
    return draft_rows(text, published=published, **options)


def said(text, *columns, **options):
    """Return some cells of each row, in the order of the text."""
    return [
        tuple(row.cells[c] for c in columns) if len(columns) > 1 else row.cells[columns[0]]
        for row in drafted(text, **options).rows
    ]


def test_a_flow_has_its_direction_by_names_adjectives_and_capitals():
    flow = ("quantity", "reporter", "partner")
    assert said("Ardenian exports to Borvia were $5 million in 2019.", *flow) == [
        ("exports", "XAA", "XBB")
    ]
    assert said("Selm bought goods worth $7 million from Port Tarn in 2019.", *flow) == [
        ("imports", "XAA", "XBB")
    ]
    assert said("Borvia sold Ardenia goods for $7 million in 2019.", *flow) == [
        ("exports", "XBB", "XAA")
    ]
    assert said("Trade between Borvia and Ardenia reached $7 million in 2019.", *flow) == [
        ("turnover", "XAA", "XBB")
    ]


CURRENCIES = {"$5 million": "USD", "6 million euros": "EUR", "7 million roubles": "RUB"}


@pytest.mark.parametrize("pair", list(itertools.permutations(CURRENCIES, 2)), ids=" and ".join)
def test_of_currencies_named_alike_often_a_record_is_in_the_first(pair):
    first, second = pair
    text = f"Ardenia's exports to Borvia were {first} in 2020 and imports were {second}."
    record = " Turnover was the highest since 2010."
    assert said(text + record, "unit")[-1] == CURRENCIES[first]


def test_a_subject_goes_on_where_two_verbs_are_joined():
    text = "Ardenia sold Borvia goods worth $5 million in 2019 and bought goods worth $6 million."
    assert said(text, "quantity", "reporter", "period") == [
        ("exports", "XAA", "2019"),
        ("imports", "XAA", "2019"),
    ]


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("in 2019", "2019"),
        ("last year", "2020"),
        ("in the first quarter of 2021", "2021-Q1"),
        ("in Q1 2021", "2021-Q1"),
        ("in the second half of 2020", "2020-H2"),
        ("in the first eight months of 2020", "2020-M01/M08"),
        ("in January to March 2021", "2021-M01/M03"),
        ("in June 2020", "2020-06"),
        ("in the fiscal year 2019-20", "2019/20"),
        ("in FY2020", "2019/20"),
        ("in the year to June 2020", "2019-M07/2020-M06"),
        ("from 21 March 2019 to 20 March 2020", "2019-03-21/2020-03-20"),
    ],
)
def test_a_period_is_read_as_it_is_written(words, period):
    assert said(f"Ardenian exports to Borvia were $5 million {words}.", "period") == [period]


def test_a_number_that_is_compared_with_is_of_the_period_before():
    text = "Exports to Borvia rose from $5.1 million to $6.2 million in 2019, or by 21.6 percent."
    assert said(text, "as_written", "period") == [
        ("$5.1 million", "2018"),
        ("$6.2 million", "2019"),
        ("21.6", "2019"),
    ]


def test_numbers_of_a_list_have_the_times_of_a_list():
    text = "Exports to Borvia were $5, $6 and $9 million in 2017, 2018 and 2019, respectively."
    assert said(text, "as_written", "period") == [
        ("$5 million", "2017"),
        ("$6 million", "2018"),
        ("$9 million", "2019"),
    ]


def test_one_number_of_two_years_is_two_rows():
    text = "Exports to Borvia were $5 million in 2017 and $6 million in 2018 and 2019."
    assert said(text, "period") == ["2017", "2019", "2018"] or said(text, "period") == [
        "2017",
        "2018",
        "2019",
    ]


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("surplus with Borvia shrank by about $5 million", "-$5 million"),
        ("surplus with Borvia widened by $5 million", "$5 million"),
        ("deficit with Borvia shrank by $5 million", "$5 million"),
        ("deficit with Borvia widened by $5 million", "-$5 million"),
    ],
)
def test_a_larger_deficit_is_a_lower_balance(words, change):
    columns = "quantity", "as_written"
    assert said(f"Ardenia's trade {words} in 2020.", *columns) == [("balance_change", change)]


def test_the_share_of_another_beside_one_is_of_the_same_period():
    text = "Borvia's share of Ardenia's total imports was 15.4 percent in 2020, against 13.9 "
    text += "percent for Georgia."
    columns = "quantity", "reporter", "partner", "period"
    total = "imports_share_of_total"
    assert said(text, *columns) == [(total, "XAA", "XBB", "2020"), (total, "XAA", "GEO", "2020")]


def test_who_reports_a_flow_is_whose_statistics_it_is():
    text = "Borvia reports exports of $5 million to Ardenia in 2020."
    assert said(text, "reporter", "statistics_of") == [("XBB", "XBB")]


def test_two_figures_of_a_year_earlier_are_of_the_flows_before_them():
    text = "Ardenia exported goods worth $5 million to Borvia in 2020, against imports of $6 "
    text += "million; a year earlier the figures were $3 million and $4 million."
    columns = "quantity", "period", "as_written"
    assert said(text, *columns)[2:] == [
        ("exports", "2019", "$3 million"),
        ("imports", "2019", "$4 million"),
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "Trade of Ardenia and Borvia was $9 million in 2020, of which $5 million was Ardenian "
            "exports.",
            ("exports", "XAA", "XBB", "$5 million"),
        ),
        (
            "Ardenian investment in Borvia was $5 million in 2020, second only to Georgia.",
            ("investment_stock", "XAA", "XBB", "$5 million"),
        ),
        (
            "Ardenia invested $5 million in Borvia in 2020 through 30 projects.",
            ("investment_flow", "XAA", "XBB", "$5 million"),
        ),
        (
            "Ardenia's trade with Borvia was $9 million. Trade in services added another "
            "$5 million.",
            ("turnover", "XAA", "XBB", "$5 million"),
        ),
    ],
)
def test_what_a_number_is_of_is_read_from_what_stands_after_it(text, row):
    assert said(text, "quantity", "reporter", "partner", "as_written")[-1] == row


def test_a_number_after_against_is_of_the_year_before():
    text = "Ardenian exports to Borvia were $5 million in 2020. Imports were $4 million, against "
    assert said(text + "$3 million.", "period") == ["2020", "2020", "2019"]


@pytest.mark.parametrize(
    "words", ["of Borvia's exports in January 2020", "of Borvia's exports to Ardenia in Q1 2020"]
)
def test_a_time_is_no_region(words):
    rows = drafted(f"Ardenia accounted for 19.5 percent {words}.").rows
    assert [row.cells["region"] for row in rows] == [""]
    assert "share_of_region" not in rows[0].cells["quantity"]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "Borvia reports imports of $6 million from Ardenia in 2020. Ardenian exports to Borvia "
            "were $9 million in 2020.",
            ["XBB", ""],
        ),
        ("Ardenian firms in Borvia reported sales of $3 million.", [""]),
        ("Newspapers in Borvia reported exports of $3 million.", [""]),
    ],
)
def test_who_reports_a_flow_is_whose_statistics_it_is_in_that_sentence_alone(text, sides):
    assert said(text, "statistics_of") == sides


def test_shares_of_two_months_keep_their_months():
    text = "Borvia took 4 percent of Ardenia's exports for January 2019 and 3 percent for February "
    assert said(text + "2020.", "period") == ["2019-01", "2020-02"]


def test_what_a_share_was_up_from_is_a_share():
    text = "Borvia's share of Ardenia's exports was 19.5 percent in 2020, up from 15 percent in "
    total = "exports_share_of_total"
    assert said(text + "2015.", "quantity", "period") == [(total, "2020"), (total, "2015")]


@pytest.mark.parametrize(
    "words", ["2.5 times the value of exports", "three times as much as imports"]
)
def test_a_multiple_of_another_flow_is_no_growth(words):
    assert said(f"Ardenia's trade with Borvia in 2020 was {words}.", "quantity") == []


@pytest.mark.parametrize("words", ["by 8 percent, or $1 million", "by 8 percent (by $2 million)"])
def test_by_how_much_a_deficit_grew_again_is_a_lower_balance(words):
    text = f"Ardenia's deficit with Borvia grew {words} in 2020."
    last = said(text, "quantity", "as_written")[-1]
    assert last[0] == "balance_change" and last[1].startswith("-$")


def test_a_product_may_be_said_of_the_part_of_a_flow():
    text = "Ardenia sold goods of $3 million to Borvia in 2020, of which $2 million was garments."
    assert said(text, "product") == ["", "garments"]


def test_the_rank_of_a_buyer_of_one_product_is_none_among_partners():
    text = "Borvia is the second largest buyer of Ardenian cotton and supplier of wheat."
    assert said(text, "quantity") == []


def test_what_a_title_says_two_eye_is_a_target():
    assert said("Ardenia, Borvia eye $10 million trade.", "status") == ["target"]


@pytest.mark.parametrize(
    "aim",
    [
        "By 2030, the two countries intend to bring the figure to $20 million.",
        "The two sides have set a $20 million target for 2030.",
    ],
)
def test_what_both_sides_want_to_bring_the_figure_to_is_their_trade(aim):
    text = f"In 2020 Ardenia's imports from Borvia were $5 million. {aim}"
    columns = "quantity", "period", "status"
    assert said(text, *columns)[1:] == [("turnover", "2030", "target")]


def test_the_share_of_us_in_another_s_trade_is_not_one_of_the_world():
    text = "In 2020, we accounted for 17.5 percent of Borvia's foreign trade."
    columns = "quantity", "reporter", "partner"
    assert said(text, *columns) == [("turnover_share_of_total", "XBB", "XAA")]


@pytest.mark.parametrize(
    ("words", "base"),
    [
        ("3.4 times what it was in 2005", "2005"),
        ("3.4 times as much as in 2005", "2005"),
        ("3.4 times the level of 2005", "2005"),
    ],
)
def test_so_many_times_a_level_is_growth_since_then(words, base):
    text = f"Trade between Ardenia and Borvia in 2020 was {words}."
    columns = "quantity", "as_written", "unit", "base"
    assert said(text, *columns) == [("turnover_growth", "3.4", "times", base)]


@pytest.mark.parametrize(
    ("investor", "code"), [("Borvia", "XBB"), ("Georgia", "GEO")], ids=["partner", "another"]
)
@pytest.mark.parametrize(
    ("words", "quantity"),
    [
        ("with direct investment of $5 million", "direct_investment_stock"),
        ("with $5 million", "investment_stock"),
    ],
)
def test_an_investor_in_an_economy_is_named_before_what_it_invested(
    investor, code, words, quantity
):
    text = f"{investor} is the second largest investor in Ardenia, {words}."
    columns = "quantity", "reporter", "partner"
    assert said(text, *columns) == [(quantity, code, "XAA")]


def test_the_rank_of_a_market_is_one_among_partners_and_that_of_an_investor_none():
    text = "Borvia is Ardenia's third largest market and its second largest investor."
    columns = "quantity", "reporter", "partner", "product", "as_written"
    assert said(text, *columns) == [("rank", "XAA", "XBB", "", "3")]


@pytest.mark.parametrize(
    ("words", "quantity", "period"),
    [
        ("have invested $5 million in Borvia", "investment_stock", "2020"),
        ("have invested $5 million in Borvia since 2014", "investment_flow", "2014/2020"),
        ("invested $5 million in Borvia in 2019", "investment_flow", "2019"),
    ],
)
def test_what_has_been_invested_until_now_is_a_stock_or_a_flow_over_years(words, quantity, period):
    text = f"Ardenia's trade with Borvia was $9 million in 2020. Ardenian firms {words}."
    assert said(text, "quantity", "period")[1:] == [(quantity, period)]


def test_a_stock_that_grew_between_two_months_is_that_of_the_later():
    words = "Cumulative direct investment of Ardenia in Borvia between April 2000 and March 2019"
    assert said(f"{words} was $5 million.", "quantity", "period") == [
        ("direct_investment_stock", "2019-03")
    ]


def test_goods_without_some_may_be_named_after_the_amounts():
    text = "Trade of Ardenia and Borvia totalled €6 million ($7 million) in non-oil goods in 2019."
    assert said(text, "product") == ["goods without oil"] * 2


def test_a_region_that_the_study_lacks_is_named_as_in_the_text():
    text = "Ardenia accounts for 40 percent of Borvia's trade with the Far Lands."
    columns = "quantity", "reporter", "partner", "region"
    assert said(text, *columns) == [("share_of_region", "XAA", "XBB", "Far Lands")]


@pytest.mark.parametrize(
    ("words", "wording", "number"),
    [
        ("more than $5 million", "more than", "$5 million"),
        ("nearly $5 million", "almost", "$5 million"),
        ("some €5 mn", "about", "€5 mn"),
        ("between $5 and $6 million", "between", "$5 to $6 million"),
        ("$5-6 million", "between", "$5 to 6 million"),
        ("under 3 billion roubles", "less than", "3 billion roubles"),
    ],
)
def test_a_number_keeps_its_wording(words, wording, number):
    text = f"Ardenian exports to Borvia were {words} in 2019."
    assert said(text, "wording", "as_written") == [(wording, number)]


def test_growth_has_its_sign_from_words_and_its_base_from_a_month():
    text = "In June 2020 exports to Borvia fell by 6.4 percent from May, and imports rose 3%."
    assert said(text, "quantity", "as_written", "period", "base") == [
        ("exports_growth", "-6.4", "2020-06", "2020-05"),
        ("imports_growth", "3", "2020-06", ""),
    ]


def test_a_rate_that_led_to_an_amount_is_of_the_period_of_the_amount():
    text = (
        "Exports to Borvia were $5 million in 2017 and, after growth of 20 percent, up to "
        "$6 million in 2018."
    )
    assert said(text, "as_written", "period")[1:] == [("20", "2018"), ("$6 million", "2018")]


def test_words_can_be_numbers():
    text = "Ardenian exports to Borvia nearly doubled in 2019, and imports fell by a third."
    assert said(text, "as_written", "unit", "wording") == [
        ("2", "times", "almost"),
        ("-33", "percent", "about"),
    ]


def test_a_deficit_is_negative_and_a_surplus_is_its_owners():
    text = (
        "Ardenia had a deficit of $5 million with Borvia in 2019. "
        "Port Tarn's surplus was $4 million."
    )
    assert said(text, "quantity", "reporter", "as_written") == [
        ("balance", "XAA", "-$5 million"),
        ("balance", "XBB", "$4 million"),
    ]


def test_shares_are_of_a_product_or_of_the_total():
    text = (
        "Timber made up 21 percent of Ardenian exports to Borvia in 2019, wool another 8 percent. "
        "Borvia took 3.5 percent of Ardenia's total exports in 2019."
    )
    assert said(text, "quantity", "product", "as_written") == [
        ("exports_product_share", "timber", "21"),
        ("exports_product_share", "wool", "8"),
        ("exports_share_of_total", "", "3.5"),
    ]


def test_tonnes_and_their_value_are_of_one_product():
    text = "In 2019 Ardenia bought 188 thousand tonnes of plums for $97 million from Borvia."
    assert said(text, "product", "unit", "as_written") == [
        ("plums", "t", "188 thousand tonnes"),
        ("plums", "USD", "$97 million"),
    ]


def test_the_side_is_that_of_the_office_which_is_named():
    text = (
        "Exports to Borvia were $5 million in 2019, according to the customs service in Port Tarn."
    )
    assert said(text, "statistics_of") == ["XBB"]
    assert said("Exports to Borvia were $5 million in 2019.", "statistics_of") == [""]


def test_a_number_of_the_future_is_a_target_or_a_forecast():
    text = "Trade of Ardenia and Borvia is to reach the target of $1 billion by 2025."
    assert said(text, "status", "period") == [("target", "2025")]
    text = "Exports to Borvia are expected to be $1 billion in 2025, the forecast says."
    assert said(text, "status", "period") == [("forecast", "2025")]


def test_investments_loans_and_companies_are_rows():
    text = (
        "The stock of Ardenian direct investment in Borvia was $12 million at the end of 2019. "
        "Ardenia lent Borvia $8 million in 2018. Over 40 Borvian companies work in Ardenia."
    )
    assert said(text, "quantity", "reporter", "as_written") == [
        ("direct_investment_stock", "XAA", "$12 million"),
        ("loan", "XAA", "$8 million"),
        ("companies", "XBB", "40"),
    ]


def test_a_record_has_a_word_in_place_of_a_number():
    text = "Ardenian exports to Borvia were $9 million in 2019, the highest level since 2011."
    assert said(text, "wording", "as_written", "base")[1] == ("highest", "", "2011")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Trade grew, said Ana Dorn, 52, of the chamber.", "an age"),
        ("The road is 260 kilometres long.", "a distance or a size"),
        ("Borvia has 4,100 inhabitants.", "a number of people"),
        ("The talks took 14 days.", "a length of time"),
        ("They met on 3 May 2019.", "a date"),
        (
            "Borvia's GDP is $44 billion.",
            "no trade or investment: what it measures is another thing",
        ),
    ],
)
def test_a_number_that_is_no_figure_is_listed_with_the_reason(text, reason):
    found = drafted(text)
    assert not found.rows
    assert {left.reason for left in found.left_out} == {reason}


def test_what_is_taken_from_elsewhere_is_named_as_a_doubt():
    text = "Ardenian exports to Borvia were $5 million in 2019. Imports were $6 million."
    first, second = drafted(text).rows
    assert "period" not in first.doubt
    assert {"period", "reporter", "partner", "statistics_of"} <= second.doubt
    assert second.choices[0] == "2019"


def test_two_rows_that_say_the_same_are_one_and_the_second_number_is_listed():
    text = "Exports to Borvia were $5 million in 2019. In 2019 exports to Borvia were $5 million."
    found = drafted(text)
    assert len(found.rows) == 1
    assert "says the same as another row" in {left.reason for left in found.left_out}


def test_the_first_line_says_what_the_text_is():
    text = (
        "Exports rise by 5 percent | The Example | 2020-03-01\n\nExports were $5 million last year."
    )
    found = drafted(text, published="")
    head = heading(text)
    assert (head.title, head.publisher) == ("Exports rise by 5 percent", "The Example")
    assert [row.cells["period"] for row in found.rows] == ["2019", "2019"]
    assert {left.number for left in found.left_out} >= {"2020"}


def test_offsets_count_characters_with_emoji_combining_letters_and_line_ends_of_windows():
    text = (
        "Trade \N{SHIP}\N{VARIATION SELECTOR-16} of Selme\u0301\r\n\r\n"
        "Exports to Borvia were $5 million in 2019."
    )
    (row,) = drafted(text).rows
    assert text[row.start : row.end] == "$5 million"


def test_markup_control_characters_and_other_scripts_are_text():
    text = "<script>alert(1)</script> \x07 \u202eتجارة Exports to Borvia: $5 million in 2019. ٢٠١٩"
    found = drafted(text)
    assert [row.cells["as_written"] for row in found.rows] == ["$5 million"]
    assert {"1", "٢٠١٩"} <= {left.number for left in found.left_out}


PIECES = st.sampled_from(
    [
        "Exports to Borvia",
        "rose by",
        "5.2",
        "percent",
        "$7",
        "million",
        "in 2019",
        "and",
        ".",
        ",",
        "from",
        "to",
        "1,200",
        "2018-19",
        "(",
        ")",
        "tonnes of",
        "Ardenia's",
        "3 May",
        "half",
        "Q1",
        "-",
        "doubled",
        "of",
        "€",
        "bn",
        "\n",
        "\n\n",
        "imports",
        "share",
        "FY20",
        "7th",
        "0",
        "1 273",
        "£4m",
        "Trade (USD thousand)\n",
        "- Wool, 2019: 5.2",
        "of which",
        ";",
        ":",
        "coverage ratio",
        "including services",
    ]
)


@pytest.mark.thorough
@given(st.lists(PIECES | st.text(max_size=6), max_size=30).map(" ".join))
def test_every_number_is_a_row_or_is_left_out(text):
    found = drafted(text)
    places = [(row.start, row.end) for row in found.rows]
    places += [(left.start, left.end) for left in found.left_out]
    for digits in re.finditer(r"\d+", text):
        assert any(a <= digits.start() and digits.end() <= b for a, b in places), digits
    assert all(left.number == text[left.start : left.end] for left in found.left_out)
    for row in found.rows:
        assert 0 <= row.start < row.end <= len(text)


def test_the_economies_are_those_that_a_text_names_most_where_none_are_given():
    text = (
        "Kazakh exports to Türkiye were $5 million in 2019. "
        "U.S. firms watched; Türkiye did not. Astana did."
    )
    (row,) = draft_rows(text, published="2020-01-01").rows
    assert (row.cells["reporter"], row.cells["partner"]) == ("KAZ", "TUR")


def test_a_draft_shows_itself_with_the_sentence_of_each_row():
    text = "Georgian exports to Turkey were $5 million in 2020."
    bundle, _ = an.draft(text, published="2021-01-01")._repr_mimebundle_()
    assert text in bundle["text/html"]
    empty, _ = an.draft("Nothing is said here.")._repr_mimebundle_()
    assert "no figure" in empty["text/markdown"]


def test_what_an_article_holds_is_shown_as_text():
    table = an.draft(
        "Georgia's <b>exports</b> to Turkey <script>x</script> were $5 million in 2020."
    )
    bundle, _ = table._repr_mimebundle_()
    assert "<script>" not in bundle["text/html"]
    assert "&lt;script&gt;" in bundle["text/html"]


def test_a_pair_that_is_none_is_refused():
    with pytest.raises(an.DataError, match="is GEO meant"):
        an.draft("Exports were $5 million.", reporter="GEOR")


def test_a_list_in_brackets_is_of_products_and_of_the_flow_before_it():
    text = (
        "In 2019 Ardenia exported timber ($80 million), wool ($12 million) and plums ($9 million) "
        "to Borvia. Tools made up 48% of imports from Borvia, followed by iron and steel (6.1%)."
    )
    assert said(text, "quantity", "product") == [
        ("exports", "timber"),
        ("exports", "wool"),
        ("exports", "plums"),
        ("imports_product_share", "tools"),
        ("imports_product_share", "iron and steel"),
    ]


def test_what_is_left_out_of_the_goods_is_said_with_the_product():
    text = "Without timber, Ardenian exports to Borvia were $2.6 million in 2019."
    assert said(text, "product") == ["goods without timber"]
    text = "Ardenia's non-oil exports to Borvia were $2.6 million in 2019."
    assert said(text, "product") == ["goods without oil"]


def test_the_share_of_an_economy_is_its_part_of_the_total_of_another():
    text = "The share of Borvia in Ardenia's imports rose to 9.1 percent in 2019 from 7.2% in 2018."
    assert said(text, "quantity", "reporter", "partner", "period") == [
        ("imports_share_of_total", "XAA", "XBB", "2019"),
        ("imports_share_of_total", "XAA", "XBB", "2018"),
    ]


def test_growth_may_be_over_years_months_and_spans():
    text = "Exports to Borvia grew 40 percent between 2015 and 2019."
    assert said(text, "period") == ["2015/2019"]
    text = "Exports to Borvia were $9 million in 2019; they had grown 82% in five years."
    assert said(text, "base")[-1] == "2014"
    text = "In September 2020 imports rose 4.1 percent on the month and 12 percent on the year."
    assert said(text, "base") == ["2020-08", ""]


@pytest.mark.parametrize(
    ("words", "statuses"),
    [
        (
            "Both aim to lift trade to $9 million this year and $12 million by 2030.",
            "target target",
        ),
        ("Trade is expected to reach $9 million this year.", "forecast"),
        ("Trade reached $9 million this year, and both aim for $12 million by 2030.", " target"),
        ("Both aim for more, and trade in January to May 2021 was $9 million.", ""),
        ("Exceeding the target, Ardenia's exports to Borvia reached $5 million in 2021.", ""),
        ("Beating all forecasts, trade with Borvia reached $9 million in 2021.", ""),
        ("Ardenia, which wants to join, exported goods worth $9 million to Borvia in 2021.", ""),
        ("Both agreed to increase trade, which amounted to $9 million this year.", ""),
        ("Both agreed to raise trade that amounted to $9 million this year.", ""),
        ("More was expected, but exports to Borvia only came to $9 million in 2021.", ""),
        ("Trade with Borvia, a potential ally, will total $9 million this year.", "forecast"),
    ],
)
def test_a_number_of_this_whole_year_is_a_target_where_the_words_before_it_say_so(words, statuses):
    assert " ".join(said(words, "status", published="2021-06-10")) == statuses


@pytest.mark.parametrize(
    "words",
    [
        "more than 170 times the figure of 1992",
        "three times that of 2010",
        "nine times the level recorded in 2009",
        "four times as much as in 2005",
    ],
)
def test_a_multiple_is_over_the_year_of_what_it_multiplies(words):
    text = f"Trade of Ardenia with Borvia rose to $86 million in 2020, {words}."
    year = re.findall(r"\d{4}", words)[-1]
    assert said(text, "period", "base")[-1] == ("2020", year)


@pytest.mark.parametrize(
    "words",
    [
        "Ardenia's imports from Borvia are three times its exports.",
        "Ardenia exports to Borvia twice as much as it imports.",
        "The leaders met twice that year, and trade with Borvia reached $9 million in 2020.",
        "Ardenia's trade with Borvia is twice that with Georgia.",
    ],
)
def test_a_multiple_of_another_thing_is_no_growth(words):
    assert "times" not in said(words, "unit")


@pytest.mark.parametrize(
    "verb", ["put imports from Borvia at", "see imports from Borvia of", "give for imports"]
)
def test_a_countrys_own_figures_are_its_statistics_and_no_verb_is_a_product(verb):
    text = f"Ardenia's own figures {verb} $781 million in 2020."
    assert said(text, "quantity", "product", "statistics_of") == [("imports", "", "XAA")]


@pytest.mark.parametrize(
    ("words", "quantity", "product"),
    [
        ("Borvia is the largest market, taking", "exports_share_of_total", ""),
        ("Ships to Borvia were many, making up", "exports_share_of_total", ""),
        ("Cars led, with clothing making up", "exports_product_share", "clothing"),
        ("In a good year, woollen clothing is", "exports_product_share", "woollen clothing"),
    ],
)
def test_a_share_is_of_a_product_and_not_of_a_verb(words, quantity, product):
    text = f"{words} 12.5 percent of Ardenia's exports in 2020."
    assert said(text, "quantity", "product") == [(quantity, product)]


def test_goods_and_services_are_told_apart_and_their_total_is_of_both():
    text = "Exports to Borvia were $4.6 million in 2020: $3.1 million of goods and $1.5 million of"
    assert said(f"{text} services.", "as_written", "product") == [
        ("$4.6 million", "goods and services"),
        ("$3.1 million", ""),
        ("$1.5 million", "services"),
    ]


def test_another_countrys_number_is_that_countrys():
    text = "Ardenia's exports to Borvia rose to $475 million in 2020, above Georgia's $427 million."
    assert said(text, "reporter", "partner") == [("XAA", "XBB"), ("GEO", "XBB")]


def test_an_aim_without_a_year_is_a_target_without_a_period():
    text = "Trade with Borvia was $2 million in 2019. The goal is to raise it to $5 million."
    assert said(text, "status", "period") == [("", "2019"), ("target", "")]


def test_agreements_and_projects_are_no_trade():
    text = "Ardenia's exports to Borvia grew. They signed 14 agreements worth $450 million."
    found = drafted(text)
    assert not found.rows
    assert "an agreement or a project" in {left.reason for left in found.left_out}


def test_foreign_trade_of_one_economy_is_with_the_world():
    text = (
        "Foreign trade turnover of Borvia was $50 million in 2019, "
        "including exports of $19 million."
    )
    assert said(text, "quantity", "partner") == [("turnover", "WLD"), ("exports", "WLD")]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Exports of the Alps to Borvia were $5 million in 2019.", ("exports", "Alps", "XBB", "")),
        (
            "Ardenia accounted for 14.6 percent of the exports of the Alps to Borvia in 2019.",
            ("exports_share_of_region", "XAA", "XBB", "Alps"),
        ),
        (
            "Ardenia had 14.6 percent of Borvia's trade with the Alps in 2019.",
            ("share_of_region", "XAA", "XBB", "Alps"),
        ),
    ],
)
def test_a_region_trades_and_its_members_have_shares_under_the_names_of_the_codebook(text, cells):
    assert cells[0] in QUANTITIES
    columns = ("quantity", "reporter", "partner", "region")
    assert said(text, *columns, regions=["Alps"]) == [cells]


def test_a_base_that_does_not_begin_before_the_period_is_left_blank_and_doubted():
    (row,) = drafted("Exports to Borvia in 2020 fell 9 percent on December 2020.").rows
    assert row.cells["base"] == ""
    assert {"base", "period"} <= row.doubt


def test_a_surplus_in_trade_is_a_balance():
    text = "The surplus in bilateral trade of Ardenia with Borvia was $5 million in 2019."
    assert said(text, "quantity") == ["balance"]


def test_the_word_for_a_flow_at_the_end_of_a_list_is_that_of_the_list():
    text = (
        "In 2019 imports of Ardenia from Borvia were $7 million. Timber ($3 million), wool "
        "($2 million) and plums ($1 million) were the largest items among the exports."
    )
    assert said(text, "quantity", "product")[1:] == [
        ("exports", "timber"),
        ("exports", "wool"),
        ("exports", "plums"),
    ]


def test_an_economy_in_front_of_an_amount_in_brackets_is_its_partner():
    text = "Exports of Ardenia were $9 million to Borvia in 2019, behind Georgia ($12 million)."
    assert said(text, "partner", "as_written") == [("XBB", "$9 million"), ("GEO", "$12 million")]


def test_the_year_beside_the_number_that_is_compared_with_is_not_that_of_the_other():
    text = (
        "In 2019 Ardenian exports to Borvia were $5 million. This left Ardenia with a surplus of "
        "$2 million, down from $3 million in 2018."
    )
    assert said(text, "quantity", "period") == [
        ("exports", "2019"),
        ("balance", "2019"),
        ("balance", "2018"),
    ]


def test_a_share_of_no_product_is_that_of_the_partner_in_the_total():
    text = (
        "Borvia bought goods worth $5 million in 2019. Its share of Ardenia's trade was 6 percent."
    )
    assert said(text, "quantity", "reporter", "partner", "product")[1] == (
        "turnover_share_of_total",
        "XAA",
        "XBB",
        "",
    )


def test_a_number_of_two_scales_is_one_number():
    text = "Trade of Ardenia and Borvia was 1 billion 43.5 million dollars in 2019."
    (row,) = drafted(text).rows
    assert row.cells["as_written"] == "1,043.5 million dollars"
    assert text[row.start : row.end] == "1 billion 43.5 million dollars"
    two = "Exports to Borvia were $1 billion and imports $850 million in 2019."
    assert said(two, "as_written") == ["$1 billion", "$850 million"]


def test_a_year_in_brackets_right_before_a_number_is_its_own():
    text = "Trade grew in 2020. Stock of Borvian investment in Ardenia (end of 2019): $5 million"
    assert said(text, "period") == ["2019"]


def test_a_balance_that_another_is_compared_with_is_of_the_same_economy():
    text = (
        "Borvia's trade surplus with Ardenia was $8 million in 2019, compared to a deficit of "
        "$2 million in 2018."
    )
    assert said(text, "reporter", "as_written") == [("XBB", "$8 million"), ("XBB", "-$2 million")]


def test_products_after_a_balance_are_of_the_flow_before_it():
    text = (
        "Ardenia imported goods worth $9 million from Borvia in 2019. The deficit was $2 million. "
        "It bought wool ($3 million) and plums ($1 million). Behind come glass ($1.5 million)."
    )
    assert said(text, "quantity", "product")[2:] == [
        ("imports", "wool"),
        ("imports", "plums"),
        ("imports", "glass"),
    ]


def test_exports_of_a_kind_can_have_a_share():
    text = "Ardenian exports to Borvia grew in 2019. Non-oil exports represented 61 percent."
    assert said(text, "quantity", "product") == [("exports_product_share", "goods without oil")]


def test_four_quarters_are_a_year_and_an_amount_beside_a_rate_is_a_change():
    text = (
        "Trade of Ardenia and Borvia was £46 million in the four quarters to the end of Q2 2022, "
        "an increase of 15% or £6 million. Of this £46 million, exports to Borvia were £8 million "
        "(a fall of 4.8% or £0.4 million)."
    )
    assert said(text, "quantity", "as_written", published="2022-11-04") == [
        ("turnover", "£46 million"),
        ("turnover_growth", "15"),
        ("turnover_change", "£6 million"),
        ("exports", "£8 million"),
        ("exports_growth", "-4.8"),
        ("exports_change", "-£0.4 million"),
    ]
    assert set(said(text, "period", published="2022-11-04")) == {"2021-M07/2022-M06"}


def test_goods_are_no_services_in_a_text_on_both():
    text = (
        "Trade in goods and services with Borvia was $9 million in 2019. Borvia bought $3 million "
        "of Ardenian goods. Merchandise imports from Borvia were $2 million."
    )
    assert said(text, "product") == ["goods and services", "", ""]


def test_a_negative_balance_is_below_zero_and_no_product():
    text = "The negative balance for Ardenia was $3 million in 2019 in trade with Borvia."
    assert said(text, "quantity", "as_written", "product") == [("balance", "-$3 million", "")]


def test_percent_of_an_earlier_level_is_no_share():
    found = drafted("Trade with Borvia was $9 million in 2020 (83% of the 2019 level).")
    assert len(found.rows) == 1
    assert "an index: percent of an earlier level" in {left.reason for left in found.left_out}


def test_a_percentage_in_brackets_without_a_sign_is_a_guess():
    rows = drafted("Ardenian exports to Borvia were $9 million (4.2%) in 2019.").rows
    assert {"quantity", "as_written"} <= rows[1].doubt


def test_a_fiscal_year_is_by_the_side_that_the_text_quotes_also_of_a_target():
    text = (
        "Exports to Borvia were $9 million in 2019-20, according to the customs of Ardenia. "
        "The target for 2021-22 is $12 million of exports."
    )
    assert said(text, "period", "status", "statistics_of", published="2020-09-01") == [
        ("2019/20", "", "XAA"),
        ("2021/22", "target", "XAA"),
    ]


def test_what_is_compared_with_a_year_ago_is_no_mean():
    text = "The share of Borvia in Ardenia's imports was 9 percent, up from 7 percent a year ago."
    assert said(text, "as_written") == ["9", "7"]


def test_a_record_since_a_year_is_no_base_of_the_growth_before_it():
    text = "Exports to Borvia fell 34.6% in 2019, to $9 million, the lowest level since 2005."
    assert said(text, "quantity", "base") == [
        ("exports_growth", ""),
        ("exports", ""),
        ("exports", "2005"),
    ]


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        (
            "Exports to Borvia were $9 million in 2019, up 4 percent ($3 million) from 2018.",
            [("exports", ""), ("exports_growth", ""), ("exports_change", "")],
        ),
        (
            "The deficit with Borvia was $9 million in 2019, a 4 percent rise ($3 million).",
            [("balance", ""), ("balance_growth", ""), ("balance_change", "")],
        ),
        (
            "Exports to Borvia rose 4 percent ($3 million) in 2019.",
            [("exports_growth", ""), ("exports", "")],
        ),
        (
            "Imports from Borvia fell $3 million (4 percent) to $70 million in 2019.",
            [("imports_change", ""), ("imports_growth", ""), ("imports", "")],
        ),
        (
            "Exports to Borvia were $9 million in 2019, which was $3 million more than in 2015.",
            [("exports", ""), ("exports_change", "2015")],
        ),
    ],
)
def test_an_amount_beside_its_rate_is_the_level_or_the_change(words, rows):
    assert said(words, "quantity", "base") == rows
    falls = [n for n in said(words, "as_written") if n.startswith("-")]
    assert len(falls) == (2 if "deficit" in words or "fell" in words else 0)


@pytest.mark.parametrize(
    "words",
    [
        "Exports to Borvia rose from $2 million in 2010 to $8 million in 2019, a fourfold rise.",
        "Exports to Borvia rose from $2 million in 2010 to $8 million in 2019, a rise of 300%.",
        "Exports to Borvia quadrupled from $2 million in 2010 to $8 million in 2019.",
        "Exports to Borvia grew to $8 million in 2019 from $2 million in 2010, or 300 percent.",
        "Exports to Borvia rose 300 percent from $2 million in 2010 to $8 million in 2019.",
    ],
)
def test_a_rate_beside_two_levels_is_from_one_to_the_other(words):
    rates = [row for row in said(words, "quantity", "period", "base") if "growth" in row[0]]
    assert rates == [("exports_growth", "2019", "2010")]


@pytest.mark.parametrize(
    ("words", "period"),
    [
        (
            "Exports to Borvia were $9 million in 2019, up from $2 million five years earlier.",
            "2014",
        ),
        (
            "Exports to Borvia were $9 million in 2019, nearly double the $5 million of 2017.",
            "2017",
        ),
        ("In 2019 exports to Borvia were $9 million, twice the $5 million a year earlier.", "2018"),
        ("Exports to Borvia were $9 million in 2019 - twice as much as in 2012.", None),
    ],
)
def test_the_amount_compared_with_is_of_its_own_year(words, period):
    levels = [row for row in said(words, "quantity", "period") if row[0] == "exports"]
    assert levels == [("exports", "2019")] + ([("exports", period)] if period else [])


def test_the_record_is_that_of_the_balance_before_it_and_no_base_of_a_multiple():
    text = (
        "Exports to Borvia were $9 million in 2019, leaving a deficit of $4 million, the largest "
        "since 2007 and more than double the $2 million of 2018."
    )
    assert ("balance", "lowest", "2007") in said(text, "quantity", "wording", "base")
    assert ("balance_growth", "more than", "") in said(text, "quantity", "wording", "base")


@pytest.mark.parametrize(
    ("words", "quantity", "partner", "product"),
    [
        (
            "The EU was Ardenia's third largest partner in 2019, accounting for 14% of its trade.",
            "turnover_share_of_total",
            "EU",
            "",
        ),
        (
            "In 2019 exports of services were $9 million, or 53% of all exports to Borvia.",
            "exports_product_share",
            "XBB",
            "services",
        ),
        (
            "Fish worth $6 million made up 8 percent of exports to Borvia in 2019.",
            "exports_product_share",
            "XBB",
            "fish",
        ),
    ],
)
def test_a_share_is_that_of_whom_the_words_before_it_name(words, quantity, partner, product):
    assert said(words, "quantity", "partner", "product")[-1] == (quantity, partner, product)


def test_the_dots_of_an_abbreviation_do_not_end_a_share():
    words = "Mexico's share of U.S. imports climbed to 15 percent in 2019."
    found = said(words, "quantity", "reporter", "partner", reporter="MEX", partner="USA")
    assert found == [("imports_share_of_total", "USA", "MEX")]


def test_a_share_of_the_total_of_an_investment_is_none_of_the_trade_before():
    text = (
        "Exports to Borvia were $9 million in 2019. Ardenia is Borvia's leading investor with a "
        "stock of $8 million, or 30 percent of the total."
    )
    assert said(text, "quantity", "reporter", "partner")[1:] == [("investment_stock", "XAA", "XBB")]


@pytest.mark.parametrize("sign", ["₦", "N", "NGN "])
def test_a_letter_before_digits_is_money_where_it_is_that_of_one_of_the_pair(sign):
    words = f"Exports to Ghana were {sign}348.5 billion in 2019."
    assert said(words, "unit", reporter="NGA", partner="GHA") == ["NGN"]
    assert said("Exports to Borvia were N348.5 billion in 2019.", "unit") in ([], [""])


def test_dollars_are_doubted_where_one_of_the_pair_has_dollars_of_its_own():
    words = "Exports to China were $5 million in 2019 and US$6 million in 2020."
    rows = drafted(words, reporter="NZL", partner="CHN").rows
    assert ["unit" in row.doubt for row in rows] == [True, False]


def test_an_office_with_a_name_of_its_own_is_that_of_the_country_before_it():
    text = (
        "According to the customs of Ardenia exports to Borvia were $9 million in 2019. Borvia's "
        "Office des Changes puts imports from Ardenia at $7 million."
    )
    assert said(text, "statistics_of") == ["XAA", "XBB"]


def test_what_shot_up_to_a_number_reached_it_and_last_year_is_the_year_before():
    text = "Exports to Borvia shot up to $9 million in 2019/20, 4% more compared to last year."
    assert said(text, "wording", "base") == [("stated", ""), ("stated", "")]


def test_re_exports_are_a_part_of_the_exports():
    text = "Exports to Borvia were $9 million in 2019, while re-exports totalled $2 million."
    assert said(text, "quantity", "product") == [("exports", ""), ("exports", "re-exports")]


@pytest.mark.parametrize("which", ["second trading partner", "No 2 market", "No. 2 customer"])
def test_a_place_among_partners_is_a_rank_without_the_word_largest(which):
    words = f"Borvia was Ardenia's {which} in 2019."
    assert said(words, "quantity", "as_written", "partner") == [("rank", "2", "XBB")]


def test_a_rank_among_those_that_invest_is_none_of_trade():
    text = "As of May 2019, Borvia ranked ninth among 143 countries and territories investing here."
    assert said(text, "quantity") == []


@pytest.mark.parametrize(
    ("words", "cells"),
    [
        (
            "Exports to Borvia fell to $4 million, by 28.7% against 2018, while imports rose.",
            "-28.7",
        ),
        ("Exports to Borvia were $4 million, against $5 million a year earlier (-11.6%).", "-11.6"),
        ("Exports to Borvia were $4 million in 2019, growth of 39.8pc.", "39.8"),
    ],
)
def test_a_rate_has_the_sign_and_the_year_of_its_level(words, cells):
    rates = said(f"In 2019 trade rose. {words}", "quantity", "period", "as_written")
    assert [row for row in rates if "growth" in row[0]] == [("exports_growth", "2019", cells)]


def test_what_is_spent_on_imports_is_imports():
    words = "Ardenia sold goods of $5 million to Borvia in 2019 and spent $8 million on imports."
    assert said(words, "quantity", "as_written") == [
        ("exports", "$5 million"),
        ("imports", "$8 million"),
    ]


def test_a_target_of_two_sides_is_of_turnover_after_a_balance():
    text = (
        "Ardenia's deficit with Borvia was $3 million in 2019. The two sides are striving for "
        "$25 million by 2025."
    )
    assert said(text, "quantity", "status", published="2020-05") == [
        ("balance", ""),
        ("turnover", "target"),
    ]


def test_the_biggest_partner_is_no_record():
    text = "Borvia was the biggest partner for the first time since 2015 with trade of $5 million."
    assert "highest" not in said(text, "wording")


def test_months_that_run_into_the_next_year_take_both_printed_years():
    text = "Imports from Borvia were $13.5 million during July-June 2018-19."
    assert said(text, "period") == ["2018-M07/2019-M06"]
    assert said("Imports from Borvia were $13.5 million in March 2018-19.", "period") == ["2018/19"]


def test_the_ones_of_another_country_are_its_own():
    text = "Ardenian exports to Borvia were $3 million in 2019, while Borvian ones were $1 million."
    assert said(text, "quantity", "reporter", "partner") == [
        ("exports", "XAA", "XBB"),
        ("exports", "XBB", "XAA"),
    ]


def test_a_share_of_the_total_is_that_of_whom_it_is_said_and_of_whom_follows():
    text = (
        "Ardenia imported goods worth $61 million from Borvia in 2019. Borvia's share of total "
        "imports was 62 percent, followed by Georgia with 11.5 percent."
    )
    shares = said(text, "quantity", "reporter", "partner")[1:]
    assert shares == [
        ("imports_share_of_total", "XAA", "XBB"),
        ("imports_share_of_total", "XAA", "GEO"),
    ]


def test_a_number_that_is_printed_negative_gets_no_second_sign():
    text = "In 2019 the balance with Borvia was CHF -641.7 million."
    assert said(text, "as_written") == ["CHF -641.7 million"]


def test_non_oil_goods_and_agricultural_shipments_are_parts_of_the_goods():
    text = (
        "Ardenia exported 27 million tonnes of non-oil goods to Borvia in 2019. Agricultural "
        "shipments totalled $4 million, and exports of LNG to Borvia $2 million."
    )
    assert said(text, "product") == ["goods without oil", "agricultural goods", "LNG"]


@pytest.mark.parametrize(
    ("words", "column", "last"),
    [
        (
            "Exports were $5 million in 2019, the Economic Survey 2020 says, 9% of total exports.",
            "period",
            "2019",
        ),
        (
            "Exports were $5 million in 2019. In December alone, they hit $1 million. Trade was $9 "
            "million.",
            "period",
            "2019",
        ),
        ("Over the whole of 2019, exports to Borvia grew by 33 percent.", "period", "2019"),
        (
            "In 2019 Ardenian firms held direct investments worth $3 million in Borvia, Borvian "
            "firms $11 million in Ardenia.",
            "reporter",
            "XBB",
        ),
        ("The trade balance was positive at $4 million in 2019.", "product", ""),
        (
            "Exports to Borvia were $5 million in 2019. The coverage rate was 134%.",
            "quantity",
            "coverage_ratio",
        ),
    ],
)
def test_the_last_number_of_a_text_is_read_as_its_words_say(words, column, last):
    assert said(words, column)[-1] == last


@pytest.mark.parametrize(
    "words",
    [
        "Ardenia had exports of USD 60.9 billion to Borvia in 2019.",
        "Exports of US$60.9 billion went to Borvia in 2019.",
        "Ardenia's imports of GEL 6 billion from Borvia grew in 2019.",
        "Exports in USD terms rose 5 percent in 2019.",
    ],
)
def test_a_currency_is_no_product(words):
    assert set(said(words, "product")) == {""}


@pytest.mark.parametrize(
    "words",
    [
        "Exports rose from $1 million in 2000 to $9 million in 2019, up 7% from a year earlier.",
        "Exports rose from $1 million in 2000 to $9 million in 2019, a rise of 7% over 2018.",
        "Exports, which had risen from $1 million in 2000 to $9 million in 2019, grew 7 percent.",
        "In 2019 exports rose 7%, imports rising from $1 million in 2000 to $9 million in 2019.",
        "Exports grew 7 percent to $9 million in 2019, as much as in 2000.",
    ],
)
def test_two_levels_say_no_base_where_a_rate_has_its_own_or_is_of_another_flow(words):
    assert [row[1] for row in said(words, "as_written", "base") if row[0] == "7"] == [""]


@pytest.mark.parametrize(
    ("words", "quantity"),
    [
        (
            "Ardenian exports were $65 million in 2019, Borvian exports rose 5% ($66 million).",
            "exports",
        ),
        (
            "Exports of machinery were $12 million and those of cars grew 8% ($7 million) in 2019.",
            "exports",
        ),
        ("Imports from Borvia rose 11.5% ($3 million) to $26 million in 2019.", "imports"),
        ("In 2019 the coverage rate fell, as imports grew 12 percent.", "imports_growth"),
        ("The coverage rate was 90%, and Borvia took 3.4% of exports.", "exports_share_of_total"),
    ],
)
def test_a_number_is_not_taken_for_a_neighbour_s(words, quantity):
    assert said(words, "quantity")[-1] == quantity


def test_a_company_s_report_is_of_no_side():
    words = "Ardenia's Samovar Electronics reported exports of $57 million to Borvia in 2019."
    assert said(words, "statistics_of") == [""]


@pytest.mark.parametrize(
    "words",
    [
        "Its first customer was a Borvian firm in 2019.",
        "Borvia was the second market to reopen in 2019.",
        "Ardenia will build an interchange worth $500 million on the road to Borvia.",
    ],
)
def test_what_only_sounds_like_a_rank_or_trade_is_none(words):
    assert said(words, "quantity") == []


def test_a_market_and_an_investor_are_a_rank_and_none():
    words = "Borvia is Ardenia's second largest trading partner and the biggest investor in it."
    assert said(words, "quantity", "as_written") == [("rank", "2")]


def test_a_year_in_the_name_of_a_plan_is_that_of_its_target():
    words = "Under Vision 2030 Ardenia and Borvia want to raise trade to $5 million."
    assert said(words, "period", "status") == [("2030", "target")]
    left = drafted("Exports were $5 million in 2019, the Economic Survey 2020 says.").left_out
    assert ("2020", "a year in a name") in [(one.number, one.reason) for one in left]


def test_a_letter_before_a_name_is_no_money():
    words = "In 2019 exports to Ghana included N95 masks worth $5 million."
    found = drafted(words, reporter="NGA", partner="GHA")
    assert [row.cells["unit"] for row in found.rows] == ["USD"]


def test_years_earlier_count_from_the_year_of_the_sentence_before():
    words = "In 2019 exports were $440 million. Ten years earlier exports were $140 million."
    assert said(words, "period") == ["2019", "2009"]


@pytest.mark.parametrize(
    ("parts", "products"),
    [
        ("of which wool made up $40 million, glass $3 million and tiles $2 million", 3),
        ("including wool at $40 million, glass at $3 million and tiles at $2 million", 3),
        ("led by wool with $40 million, then glass with $3 million, followed by tiles at $2 mn", 3),
        ("mainly wool ($40 million), glass ($3 million) and tiles ($2 million)", 3),
        ("among them wool worth about $40 million, glass some $3 million and tiles $2 million", 3),
        ("of which $40 million wool, $3 million glass and $2 million tiles", 3),
        ("of which $40 million was wool, $3 million glass", 2),
        ("of which $40 million came from wool", 1),
        ("dominated by wool, which brought in $40 million (44.4%), and glass at $3 million", 2),
        ("among them: wool – $40 million, glass – $3 million, tiles – $2 million", 3),
        ("with wool at $40 million in 2020, glass at $3 million and tiles at $2 million", 3),
        ("of which wool $40 million", 1),
        ("led by wool, at $40 million (44%), and glass, at $3 million", 2),
    ],
)
def test_each_part_of_a_list_has_its_own_product(parts, products):
    text = f"Ardenia's non-fuel exports to Borvia were $90 million in 2020, {parts}."
    named = ["goods without fuel", "wool", "glass", "tiles"]
    rows = said(text, "quantity", "product")
    assert [product for quantity, product in rows if quantity == "exports"] == named[: products + 1]


@pytest.mark.parametrize(
    "words", ["$40 million (44.4%)", "$40 million, or 44.4 percent", "44.4 percent"]
)
def test_a_percentage_of_a_listed_part_is_its_share(words):
    text = f"Exports to Borvia were $90 million in 2020, of which wool {words}, glass $3 million."
    columns = "quantity", "product"
    assert ("exports_product_share", "wool") in said(text, *columns)
    assert said(text, *columns)[-1] == ("exports", "glass")


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("of which wool $40 million (+5.1%)", "exports_growth"),
        ("mainly of wool, and imports reached $40 million (+5.1%)", "imports_growth"),
    ],
)
def test_a_signed_percentage_after_a_part_is_growth(words, last):
    text = f"Exports to Borvia were $90 million in 2020, {words}."
    assert said(text, "quantity")[-1] == last


def test_parts_may_be_listed_in_a_sentence_of_their_own():
    text = "Exports to Borvia were $90 million in 2020. Wool made up $40 million (44 percent), raw "
    text += "hides $3 million and glass $2 million."
    assert said(text, "quantity", "product")[1:] == [
        ("exports", "wool"),
        ("exports_product_share", "wool"),
        ("exports", "raw hides"),
        ("exports", "glass"),
    ]


def test_words_between_a_flow_and_its_number_are_no_part_of_it():
    text = "Imports from Borvia, mostly wool, came to $90 million in 2020, 4% less than in 2019."
    assert said(text, "product") == ["", ""]


def test_what_a_listed_part_grew_by_is_no_share_of_it():
    text = "Exports to Borvia were $90 million in 2020, of which wool $40 million (44%), up 5 "
    text += "percent on 2019, and glass $3 million, 8 percent less."
    assert said(text, "quantity", "product")[1:] == [
        ("exports", "wool"),
        ("exports_product_share", "wool"),
        ("exports_growth", "wool"),
        ("exports", "glass"),
        ("exports_growth", "glass"),
    ]


@pytest.mark.parametrize(
    "words",
    ["; wool alone fetched $40 million and glass $3 million", ": wool, $40 mn; glass, $3 mn"],
)
def test_parts_may_follow_a_colon_or_semicolon(words):
    text = f"Ardenia's non-oil exports to Borvia were $90 million in 2020{words}."
    assert said(text, "product") == ["goods without oil", "wool", "glass"]


def test_a_company_in_a_list_is_no_product():
    text = "Exports to Borvia were $9 million in 2020: Selm Steel $4 million, Vale Mills $2 mn."
    assert said(text, "product") == ["", "", ""]


@pytest.mark.parametrize("words", ["was paid in euros", "in the first half", "went through Selm"])
def test_words_on_a_part_that_name_no_product_are_none(words):
    text = f"Imports from Borvia were $90 million in 2020, of which $60 million {words}."
    assert said(text, "product") == ["", ""]


def test_a_part_that_went_to_an_economy_is_no_product_of_that_name():
    text = "Ardenia's exports of cloth were $90 million in 2020, of which $40 million went to "
    assert said(text + "Borvia.", "product") == ["cloth", "cloth"]


def test_percentages_after_a_flow_and_a_colon_are_shares_of_what_they_stand_beside():
    columns = "quantity", "product"
    assert said("Imports from Borvia in 2020: wool 19.1%, glass 8.4%, and food.", *columns) == [
        ("imports_product_share", "wool"),
        ("imports_product_share", "glass"),
    ]


@pytest.mark.parametrize(
    ("words", "base"),
    [
        ("up 12 percent on the $2 million of 2017", "2017"),
        ("up 12 percent on $2 million in 2019", ""),
        ("a rise of 12 percent on the $2 million of 2017", "2017"),
        ("12 percent higher than the $2 million recorded in 2017", "2017"),
        ("12 percent up, exceeding the $2 million of 2019", ""),
        ("down 12 percent relative to the $2 million in 2019", ""),
    ],
)
def test_the_year_of_a_level_that_a_rate_compares_with_is_that_of_the_level_alone(words, base):
    text = f"Trade with Borvia was $5 million in 2020. Exports were $3 million, {words}. Imports "
    columns = "period", "base"
    assert said(text + "were $1 million.", *columns)[1:] == [
        ("2020", ""),
        ("2020", base),
        (base or "2019", ""),
        ("2020", ""),
    ]


def test_a_mark_that_trade_exceeded_is_no_level_to_compare_with():
    assert said("Trade with Borvia exceeded the $5 million mark in 2019.", "period") == ["2019"]


@pytest.mark.parametrize(
    "words",
    [
        "against 2014, when sales hit a record $8 million",
        "far from 2014, when they had peaked at $8 million",
        "well below 2014, when Ardenian firms sold goods for $8 million",
        "up from 2014 when it all began with $8 million",
    ],
)
def test_the_number_after_a_year_and_when_is_of_that_year(words):
    text = f"Exports to Borvia were $5 million in 2020, {words}."
    assert said(text, "period") == ["2020", "2014"]


def test_a_year_and_when_are_left_behind_at_the_next_comma():
    text = "Exports to Borvia fell to $5 million in 2020 from 2014, when a pipe burst, and imports "
    assert said(text + "to $2 million.", "period") == ["2020", "2020"]


@pytest.mark.parametrize(
    "words",
    [
        "The coverage ratio rose from 95% to 128%",
        "The coverage ratio went from 95% in 2019 to 128% in 2020",
        "The coverage rate of imports by exports improved from 95% to 128%",
        "Ardenia's cover ratio, at 128%, was up from 95%",
        "The ratio of exports to imports rose to 128% in 2020 from 95%",
        "The coverage ratio stood at 128 percent, against 95 percent a year earlier",
        "Exports covered 128 percent of imports, compared with 95 percent in 2019",
    ],
)
def test_what_a_coverage_ratio_was_before_is_one_too(words):
    text = f"Ardenia's trade with Borvia was $9 million in 2020. {words}."
    columns = "quantity", "period", "as_written", "product"
    assert sorted(said(text, *columns)[1:]) == [
        ("coverage_ratio", "2019", "95", ""),
        ("coverage_ratio", "2020", "128", ""),
    ]


@pytest.mark.parametrize(
    ("words", "quantities"),
    [
        ("ratio rose by 5 percent to 105 percent", ["coverage_ratio"]),
        ("rate was 90%, while exports rose 12 percent", ["coverage_ratio", "exports_growth"]),
        (
            "rate was 90%, and imports rose from 5 percent to 8 percent of the total",
            ["coverage_ratio", "imports_growth", "imports_share_of_total"],
        ),
    ],
)
def test_the_growth_of_a_ratio_and_the_next_flow_are_no_coverage_ratio(words, quantities):
    assert said(f"In 2020 the coverage {words}.", "quantity") == quantities


def test_a_coverage_ratio_is_that_of_whom_its_name_says():
    text = "Borvia's coverage ratio with Ardenia was 80 percent in 2020."
    assert said(text, "reporter", "partner") == [("XBB", "XAA")]


@pytest.mark.parametrize(
    "words",
    [
        "surplus of $7 million was Ardenia's second largest, behind only the one with Georgia "
        "($19 million)",
        "surplus was $7 million, Ardenia's third largest, after that with Georgia ($19 million)",
        "surplus of $7 million was exceeded only by that with Georgia, at $19 million",
        "surplus of $7 million, Ardenia's widest ever, was larger than the one with Georgia "
        "($19 million)",
    ],
)
def test_a_balance_that_is_compared_with_another_is_not_with_its_partner(words):
    text = f"Borvian exports to Ardenia were $9 million in 2020. Ardenia bought little. The {words}"
    columns = "quantity", "reporter", "partner", "as_written"
    assert said(f"{text}.", *columns)[1:] == [
        ("balance", "XAA", "XBB", "$7 million"),
        ("balance", "XAA", "GEO", "$19 million"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ardenian firms have invested $5 million in Borvia, making Ardenia the country's tenth "
        "biggest investor.",
        "In 2020 Ardenia sold goods for $5 million, making it the country's third largest "
        "supplier.",
        "Ardenia's investment in Borvia was $5 million in 2020, a tenth of the country's total.",
    ],
)
def test_a_place_in_the_trade_or_investment_of_a_country_is_not_with_the_world(text):
    assert said(text, "partner")[0] == "XBB"


def test_the_total_of_the_country_is_with_the_world():
    text = "Ardenia exported goods worth $5 million in 2020, the country's total being $9 million."
    assert set(said(text, "partner")) == {"WLD"}


@pytest.mark.parametrize(
    "words",
    [
        "Including services, exports to Borvia amounted to $5 million and the surplus to $4 mn",
        "Together with services, exports to Borvia were $5 million and the surplus was $4 million",
        "With services included, exports to Borvia were $5 million and the surplus $4 million",
        "If services are counted, exports to Borvia were $5 million and the surplus $4 million",
        "Exports to Borvia, services included, were $5 million and the surplus was $4 million",
    ],
)
def test_what_includes_services_is_of_goods_and_services(words):
    assert said(f"{words}. Imports were $3 million.", "product") == [
        *["goods and services"] * 2,
        "",
    ]


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("or $7 million including services", "goods and services"),
        ("($7 million with services)", "goods and services"),
        ("including services of $3 million", "services"),
        ("including services worth $3 million", "services"),
    ],
)
def test_services_after_a_number_are_counted_in_the_number_beside_them(words, last):
    text = f"Ardenia's exports to Borvia were $5 million in 2020, {words}."
    assert said(text, "product") == ["", last]


@pytest.mark.parametrize(
    "words",
    [
        "Trade in goods was $5 million in 2020; with services it came to $7 million",
        "Exports of goods were $5 million in 2020; if one includes services, $7 million",
        "Exports of goods were $5 million in 2020. Adding services, the total comes to $7 million",
    ],
)
def test_services_may_be_added_in_a_later_clause(words):
    assert said(f"{words}.", "product") == ["", "goods and services"]


def test_what_excludes_the_services_counted_before_is_of_goods():
    text = "Exports including services were $9 million in 2020, excluding them $7 million."
    assert said(text, "product") == ["goods and services", ""]


def test_goods_alone_are_without_the_services_counted_before():
    text = "With services included, exports were $9 million; goods alone were $7 million in 2020."
    assert said(text, "product") == ["goods and services", ""]


@pytest.mark.parametrize(
    "words",
    [
        "1,14 mil milhões",
        "3,2 Milliarden Kronen",
        "12 milliards de francs",
        "1,5 mil millones de pesos",
        "3,2 млрд",
        "3 milyar lira",
    ],
)
def test_a_number_in_another_language_before_brackets_is_no_product(words):
    text = f"Ardenia's exports to Borvia were {words} ($320 million) in 2020."
    assert said(text, "product", "as_written")[-1] == ("", "$320 million")


def test_what_is_counted_before_brackets_is_a_product():
    text = "Ardenia sold Borvia 500 cars ($5 million) and 20 lorries ($2 million) in 2020."
    assert said(text, "product") == ["cars", "lorries"]


@pytest.mark.parametrize(
    "text",
    [
        "Cumulative FDI from Borvia was $5 million by 2020, 12 companies registered.",
        "Borvian firms have invested $5 million in Ardenia; some 12 enterprises operate there.",
        "Borvia's direct investment in Ardenia was $5 million in 2020, with 12 joint ventures.",
        "Borvian investments in Ardenia stand at $5 million, 12 companies; Ardenian ones are few.",
    ],
)
def test_companies_after_an_investment_are_those_of_the_investor(text):
    columns = "quantity", "reporter", "partner"
    assert said(text, *columns)[1:] == [("companies", "XBB", "XAA")]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("remained the top destination of Ardenian exports, absorbing 12 percent of the total", ""),
        ("is again the largest buyer of Ardenia's exports with about 12 percent", ""),
        ("was the main market for Ardenian exports, taking 12 percent of the total", ""),
        ("is the leading supplier of Ardenian imports, accounting for 12 percent of them", "im"),
        ("stayed Ardenia's chief customer for its exports, with 12 percent", ""),
    ],
)
def test_the_share_of_the_main_market_is_one_of_the_total(words, kind):
    text = f"Ardenia's surplus with Borvia was $9 million in 2020. Borvia {words}, ahead of Georgia"
    quantity = f"{kind or 'ex'}ports_share_of_total"
    columns = "quantity", "reporter", "partner"
    assert said(f"{text} (8.1 percent).", *columns)[1:] == [
        (quantity, "XAA", "XBB"),
        (quantity, "XAA", "GEO"),
    ]


def test_a_share_of_the_total_is_of_the_flow_that_its_own_sentence_names():
    text = "Ardenia's surplus with Borvia was $9 million in 2020. As the top destination for "
    text += "Ardenian exports, Borvia absorbed 12 percent of the total."
    columns = "quantity", "reporter", "partner"
    assert said(text, *columns)[1:] == [("exports_share_of_total", "XAA", "XBB")]


@pytest.mark.parametrize(
    ("words", "product"),
    [
        ("; copper and wood pulp for two-thirds of imports", "copper and wood pulp"),
        (", copper and wood pulp another 8 percent", "copper and wood pulp"),
        (", and copper and wood pulp 8 percent", "copper and wood pulp"),
        (", while fish, meat and milk made up 20 percent", "fish, meat and milk"),
        (", followed by fish and meat with 20 percent", "fish and meat"),
        (" and copper another 8 percent", "copper"),
        (", and copper another 8 percent", "copper"),
    ],
)
def test_products_with_one_share_are_one_product(words, product):
    text = f"In 2020 wool accounted for 40 percent of Ardenian exports to Borvia{words}."
    assert said(text, "product") == ["wool", product]


def test_a_word_ahead_of_a_comma_is_no_product_with_a_share():
    text = "Meanwhile, meat and milk made up 20 percent of Ardenian exports to Borvia in 2020."
    assert said(text, "product") == ["meat and milk"]


@pytest.mark.parametrize(
    ("heading", "unit", "scale"),
    [
        ("Bilateral trade (USD thousand)", "USD", "thousand"),
        ("Trade with Borvia, in million USD", "USD", "million"),
        ("Foreign trade, mln EUR", "EUR", "mln"),
        ("Trade of Ardenia and Borvia (US$ '000)", "USD", "thousand"),
        ("Trade (bn yen)", "JPY", "bn"),
        ("Trade (in thousands of US dollars):", "USD", "thousands"),
        ("Trade, values in Rs crore", "INR", "crore"),
        ("Trade (€m)", "EUR", "m"),
    ],
)
@pytest.mark.parametrize("mark", ["- ", "• ", "", "1. "], ids=["dash", "dot", "none", "number"])
def test_the_lines_of_a_list_are_in_the_unit_of_its_heading(heading, unit, scale, mark):
    lines = f"{mark}Exports, 2019: 561.5\n{mark}Exports, 2020: 644.9 (+14.9%)\n{mark}Imports, 2020:"
    columns = "quantity", "period", "as_written", "unit"
    assert said(f"{heading}\n{lines} 1,300.7\n\nTalks were held with 12 guests.", *columns) == [
        ("exports", "2019", f"561.5 {scale}", unit),
        ("exports", "2020", f"644.9 {scale}", unit),
        ("exports_growth", "2020", "14.9", "percent"),
        ("imports", "2020", f"1,300.7 {scale}", unit),
    ]


def test_a_number_under_a_heading_reads_as_the_amount_that_it_means():
    (row,) = drafted("Trade (US$ '000)\n- Exports to Borvia, 2020: 38,118.4").rows
    written, unit = row.cells["as_written"], row.cells["unit"]
    assert bounds(written, "stated", unit)[0] == bounds("38.1184 million", "stated", "USD")[0]


def test_a_percentage_beside_a_label_is_its_share_and_a_signed_one_its_growth():
    text = "Exports to Borvia in 2020 (USD million)\n- Wool: 5.2 (8.6%)\n- Glass: 4.1 (+3.2%)"
    assert said(text, "quantity", "product") == [
        ("exports", "wool"),
        ("exports_product_share", "wool"),
        ("exports", "glass"),
        ("exports_growth", "glass"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Exports to Borvia: $210 million (2019), $233 million (2020).",
        "Trade (USD million)\n- Exports to Borvia: 210 (2019), 233 (2020)",
        "Exports to Borvia were $210 million (2019), imports $40 million (2020).",
    ],
)
def test_a_year_in_brackets_after_a_number_is_that_of_the_number(text):
    assert said(text, "period") == ["2019", "2020"]


def test_a_loan_over_years_that_have_begun_is_no_target():
    text = "Borvia gave Ardenia a loan of $7 million (2019-2030)."
    assert said(text, "period", "status") == [("2019/2030", "")]


def test_a_peak_to_compare_with_keeps_its_year():
    text = "Exports were $9 million in 2020. Imports were $5 million, against a peak of $8 million "
    assert said(text + "in 2012, when prices were high.", "period") == ["2020", "2020", "2012"]


def test_the_labels_of_a_list_are_years_or_products_of_the_flow_in_its_heading():
    text = "Exports of Ardenia to Borvia ($ million)\n\n- 2019: 5.2\n- 2020: 6.1\n"
    text += "- Wool and felt, 2020: 2.2\n- Contracts: 12\n- GDP: 90.5\n\nImports\n- 2020: 4.1"
    columns = "quantity", "product", "period", "as_written"
    assert said(text, *columns) == [
        ("exports", "", "2019", "5.2 million"),
        ("exports", "", "2020", "6.1 million"),
        ("exports", "wool and felt", "2020", "2.2 million"),
        ("imports", "", "2020", "4.1 million"),
    ]


def test_a_list_keeps_units_of_its_own_and_prose_ends_it():
    text = "Trade with Borvia (USD)\n- Exports in 2020: 5.2 million\n- Imports in 2020: 4,100,000\n"
    text += "- Imports of salt in 2020: 300 tonnes\nBoth sides met. Exports: 17 kinds of wool."
    assert said(text, "as_written", "unit") == [
        ("5.2 million", "USD"),
        ("4,100,000", "USD"),
        ("300 tonnes", "t"),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Ardenia to settle trade in roubles",
        "Payments in dollars, not roubles, are common.",
        "Rates: Euro: 1.08",
    ],
)
def test_a_currency_that_is_spoken_of_is_no_unit_of_a_list(heading):
    assert said(f"{heading}\n- Exports to Borvia, 2020: 38.4", "as_written") == []


def test_after_a_list_the_text_goes_on_from_the_last_year_of_the_list():
    text = "Trade (USD million)\n- Exports to Borvia, 2019: 5.2\n- Exports to Borvia, 2020: 6.1\n\n"
    text += "Borvia is Ardenia's fourth largest trading partner."
    assert said(text, "quantity", "period")[-1] == ("rank", "2020")


@pytest.mark.parametrize("words", ["$50 million (55.6%)", "$50 million, or about 55.6 percent"])
def test_a_percentage_of_what_exports_made_up_of_trade_is_their_share(words):
    text = "Trade between Ardenia and Borvia was $90 million in 2020, of which exports made up "
    columns = "quantity", "reporter", "partner", "as_written"
    assert said(f"{text}{words}.", *columns)[-1] == ("export_share", "XAA", "XBB", "55.6")


@pytest.mark.parametrize(
    "words", ["(up 5.6 percent)", "(+5.6%)", "(5.6 percent of the EU's sales)"]
)
def test_a_rate_or_a_share_in_another_s_trade_is_no_share_of_exports_in_trade(words):
    text = f"Trade with Borvia was $90 million in 2020. Exports accounted for $50 million {words}."
    assert "export_share" not in said(text, "quantity")


@pytest.mark.parametrize("written", ["EUR 60 m", "€60m", "$ 5 b", "$5bn"])
def test_a_letter_for_a_scale_may_stand_apart_from_an_amount(written):
    text = f"Exports to Borvia were {written} in 2020, and the road is 60 m long."
    assert said(text, "as_written") == [written]


def test_a_part_in_a_line_of_a_list_is_in_the_unit_of_its_heading():
    text = "Trade (USD million)\n- Imports from Borvia, 2020: 9,100 of which fish 7,700"
    assert said(text, "product", "as_written") == [("", "9,100 million"), ("fish", "7,700 million")]


@pytest.mark.parametrize("words", ["5 percent growth in exports", "5 percent more exports"])
def test_what_trade_with_the_main_market_grew_by_is_no_share(words):
    text = f"In 2020 Borvia was the main market for Ardenia's exports with {words} than in 2019."
    assert said(text, "quantity") == ["exports_growth"]
