"""Whose flow, loan or investment with whom a number is, where a sentence leaves words out."""

import pytest
from drafted_texts import drafted, said

from analysis.drafting.places import Gazetteer

FLOW = "quantity", "reporter", "partner"


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("Ardenia's exports to Borvia grew 4% in 2020, Borvia's by 1%.", "exports_growth"),
        ("Ardenian exports to Borvia were $9 million, and Borvia's $4 million.", "exports"),
        ("Ardenia's exports to Borvia were $9 million; Borvia's to Ardenia $4 million.", "exports"),
        (
            "Ardenia's investment in Borvia was $9 million; Borvia's in Ardenia $4 million.",
            "investment_stock",
        ),
    ],
)
def test_an_owner_alone_has_a_flow_of_the_kind_before(text, flow):
    assert said(text, *FLOW) == [(flow, "XAA", "XBB"), (flow, "XBB", "XAA")]


@pytest.mark.parametrize(
    "words",
    [
        "while Borvian goods worth $4 million went the other way",
        "and goods worth $4 million flowed in the opposite direction",
        "while $4 million of goods moved in the other direction",
        "and goods worth $4 million went to Ardenia",
    ],
)
def test_what_goes_the_other_way_is_sold_by_the_other_one(words):
    text = f"Ardenian exports to Borvia were $5 million in 2020, {words}."
    assert said(text, *FLOW) == [("exports", "XAA", "XBB"), ("exports", "XBB", "XAA")]


@pytest.mark.parametrize(
    "words",
    [
        "and that of Borvia in Ardenia $4 million",
        "and that of Borvian firms in Ardenia $4 million",
        "while that held by Borvia was $4 million",
        "and the reverse stock $4 million",
        "while the opposite position was $4 million",
        "and in the opposite direction $4 million",
        "the reverse investment at $4 million",
    ],
)
def test_a_stock_the_other_way_is_held_by_the_other_one(words):
    text = f"At the end of 2020 Ardenian investment in Borvia stood at $9 million, {words}."
    kind = "investment_stock"
    assert said(text, *FLOW) == [(kind, "XAA", "XBB"), (kind, "XBB", "XAA")]


@pytest.mark.parametrize(
    "words",
    [
        "and those of Borvia to Ardenia $4 million",
        "while those of Borvian firms were $4 million",
        "more than those of Borvia to Ardenia, which were $4 million",
        "more than Borvia's to Ardenia, which reached $4 million",
    ],
)
def test_those_of_an_economy_are_its_exports(words):
    text = f"Ardenia's exports to Borvia were $9 million, {words}."
    assert said(text, *FLOW) == [("exports", "XAA", "XBB"), ("exports", "XBB", "XAA")]


def test_a_flow_that_moved_in_the_other_direction_keeps_its_parties():
    text = "Exports to Borvia moved in the opposite direction in 2020: they shrank to $4 million."
    assert said(text, *FLOW) == [("exports", "XAA", "XBB")]


@pytest.mark.parametrize(
    "text",
    [
        "Ardenia received a loan of $7 million from Borvia in 2020.",
        "Borvia granted Ardenia a loan of $7 million in 2020.",
        "Borvia has offered the Ardenian government a credit line of $7 million.",
        "A loan of $7 million from Borvia to Ardenia was signed in 2020.",
        "Ardenia's government obtained a $7 million credit line from Borvia.",
    ],
)
def test_a_loan_is_the_lender_s(text):
    assert said(text, *FLOW) == [("loan", "XBB", "XAA")]


@pytest.mark.parametrize(
    "words",
    [
        "Borvia invested $28 million in Ardenia in 2020",
        "Ardenia attracted investment of $28 million from Borvia in 2020",
        "In 2020 Ardenia received $28 million in investment from Borvia",
        "Borvian companies put $28 million into Ardenia in 2020",
        "Borvian firms poured $28 million into Ardenia in 2020",
        "Borvian investment in Ardenia was $28 million in the first half of 2020",
        "Investment of $28 million was made in 2020 by Borvian firms in Ardenia",
    ],
)
def test_what_is_invested_in_a_time_is_a_flow(words):
    assert said(f"{words}.", *FLOW) == [("investment_flow", "XBB", "XAA")]


@pytest.mark.parametrize(
    "words",
    [
        "Borvian firms have put $28 million into Ardenia",
        "Borvian firms had invested a total of $28 million in Ardenia at the end of 2020",
        "Borvia's investment in Ardenia stood at $28 million in 2020",
    ],
)
def test_what_had_been_invested_by_then_is_a_stock(words):
    assert said(f"{words}.", *FLOW) == [("investment_stock", "XBB", "XAA")]


@pytest.mark.parametrize(
    "words",
    [
        "Borvians have put US$ 28 million into Ardenia, mainly mills",
        "Borvians have placed USD 28 million into Ardenia",
        "Borvians have poured $28 million into Ardenian mills",
        "Borvians have sunk EUR 28 million into Ardenia",
        "Borvians have channelled $28 million into Ardenia",
        "Borvians have invested $28 million in Ardenia",
        "Investments by Borvians in Ardenia are $28 million",
    ],
)
def test_the_people_of_an_economy_are_its_investors(words):
    text = f"Ardenian investments in Borvia remain small at $3 million. {words}."
    assert said(text, *FLOW)[1:] == [("investment_stock", "XBB", "XAA")]
    text = f"Ardenian investments in Borvia remain small at $3 million; {words}."
    assert said(text, *FLOW)[1:] == [("investment_stock", "XBB", "XAA")]


def test_exports_that_sank_are_no_investment():
    text = "Exports to Borvia sank 5 percent to $9 million in 2020, and sank further."
    assert said(text, "quantity") == [("exports_growth",), ("exports",)]


@pytest.mark.parametrize(
    ("people", "code"),
    [("Georgians", "GEO"), ("Chileans", "CHL"), ("Thais", "THA"), ("Iraqis", "IRQ")],
)
def test_the_people_of_a_known_economy_are_known(people, code):
    assert [place.code for place in Gazetteer().find(f"{people} came.")] == [code]


def test_what_stands_after_brackets_is_of_the_flow_before_them():
    text = "Trade with Borvia was $9 million in 2020 (exports: $4 million; imports: $5 million), "
    assert said(f"{text}as against $8 million in 2019.", "quantity", "period") == [
        ("turnover", "2020"),
        ("exports", "2020"),
        ("imports", "2020"),
        ("turnover", "2019"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        ", up 21%, 12% and 37%, respectively",
        ". They rose by 21%, 12% and 37%, respectively",
        ". Compared with 2019, these rose respectively by 21%, 12% and 37%",
    ],
)
def test_rates_go_respectively_with_the_flows_told_before(words):
    text = (
        "In 2020 trade with Borvia was $9 million, exports were $5 million and imports $4 million"
    )
    rows = said(f"{text}{words}.", "quantity", "as_written")[3:]
    assert [row[0] for row in rows] == ["turnover_growth", "exports_growth", "imports_growth"]
    assert [row[1].split()[0] for row in rows] == ["21", "12", "37"]


@pytest.mark.parametrize("words", ["that country", "this partner", "Borvia"])
def test_a_share_in_all_imports_from_there_is_that_of_the_product(words):
    text = "Imports of tea from Borvia were $5 million in 2020, or 40% of all imports from "
    assert said(f"{text}{words}.", "quantity", "product")[-1] == ("imports_product_share", "tea")


@pytest.mark.parametrize(
    "words",
    ["enjoyed duty-free access", "went by rail", "were settled in euros", "passed through Selm"],
)
def test_what_is_done_with_a_part_of_exports_is_no_share_of_a_partner(words):
    assert said(f"In 2020, 64 percent of exports to Borvia {words}.", "quantity") == []


def test_a_share_of_an_investment_is_none_of_exports():
    text = "Exports to Borvia were $15 million in 2020.\n\nBorvian investment in Ardenia is $9 "
    text += "million. Only 9 percent of it is in farming."
    assert said(text, "quantity") == [("exports",), ("investment_stock",)]


@pytest.mark.parametrize("words", ["6 percent share of", "6% share in"])
def test_who_has_a_share_has_that_of_the_total(words):
    assert said(f"Borvia had a {words} Ardenia's imports in 2020.", *FLOW) == [
        ("imports_share_of_total", "XAA", "XBB")
    ]


def test_a_number_that_is_taken_up_without_its_currency_is_no_further_one():
    text = "Trade with Borvia was $331 million in 2020. Of those 331 million, $310 million were "
    draft = drafted(f"{text}Borvian exports to Ardenia.")
    assert [row.cells["quantity"] for row in draft.rows] == ["turnover", "exports"]


def test_a_part_keeps_its_product_in_what_it_is_compared_with():
    text = "In 2020 exports to Borvia were $7 million. Copper accounted for $3 million of the "
    text += "total, up from $2 million a year earlier, while zinc sales fell to $1 million."
    assert said(text, "product", "period") == [
        ("", "2020"),
        ("copper", "2020"),
        ("copper", "2019"),
        ("zinc", "2020"),
    ]


@pytest.mark.parametrize("words", ["the third-largest item", "another product", "its main export"])
def test_a_product_of_which_more_is_said_keeps_its_name(words):
    text = "In 2020 exports to Borvia were $7 million. Glass, "
    assert said(f"{text}{words}, brought in $1 million.", "product")[-1] == ("glass",)


@pytest.mark.parametrize("written", ["28m euros", "1.5m dollars", "3b pounds"])
def test_a_letter_for_a_scale_may_stand_before_a_currency(written):
    assert said(f"Exports to Borvia were {written} in 2020.", "as_written") == [(written,)]


def test_a_range_may_be_written_out_in_full():
    text = "Analysts expect full-year exports to Borvia of $45 million to $47 million. "
    text += "In January 2021 they were $3 million."
    assert said(text, "as_written", "wording")[0] == ("$45 million to $47 million", "between")
    text = "Exports to Borvia rose from $45 million to $47 million in 2020."
    assert said(text, "as_written") == [("$45 million",), ("$47 million",)]


def test_a_number_of_the_full_year_is_not_of_the_month_before_it():
    text = "In January 2021, exports to Borvia fell to $2 million. Analysts expect full-year "
    assert said(f"{text}exports of $45 million.", "period", "status") == [
        ("2021-01", ""),
        ("2021", "forecast"),
    ]


def test_a_heading_says_of_which_period_the_lines_below_it_are():
    text = "Trade with Borvia, January-March 2021\n\nExports: USD 86 mln (+4.9%)\n"
    text += "Imports: USD 84 mln\n\nExports of wool came to USD 4 mln.\n\nIn 2020 exports were USD "
    assert said(f"{text}300 mln.", "period") == [*[("2021-M01/M03",)] * 4, ("2020",)]


def test_amounts_go_respectively_with_the_rates_told_before():
    text = "Exports to Borvia rose 5 percent and imports 3 percent in 2020; they were $5 million "
    assert said(f"{text}and $4 million respectively.", "quantity", "as_written")[2:] == [
        ("exports", "$5 million"),
        ("imports", "$4 million"),
    ]
