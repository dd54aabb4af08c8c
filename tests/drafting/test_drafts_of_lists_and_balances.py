"""Balances that are told by comparing, and products, shares and parties in lists and asides."""

import pytest
from drafted_texts import said

FLOW = "quantity", "reporter", "partner"


@pytest.mark.parametrize(
    ("words", "balance"),
    [
        ("exports to Borvia exceeded imports by $67 million", "$67 million"),
        ("imports from Borvia exceeded exports by $67 million", "-$67 million"),
        ("exports to Borvia were higher than imports from there by $67 million", "$67 million"),
        ("Ardenia sold $67 million more to Borvia than it bought", "$67 million"),
        ("Ardenia bought $67 million more from Borvia than it sold", "-$67 million"),
    ],
)
def test_by_what_one_flow_exceeds_the_other_is_a_balance(words, balance):
    (row,) = said(f"In 2020 {words}.", *FLOW, "as_written")
    assert row == ("balance", "XAA", "XBB", balance)


@pytest.mark.parametrize("words", ["exceeded those of 2019 by", "exceeded the plan by"])
def test_by_what_a_flow_exceeds_itself_is_no_balance(words):
    text = f"In 2020 exports to Borvia {words} $67 million."
    assert ("balance",) not in said(text, "quantity")


def test_a_balance_lower_than_before_has_a_change():
    text = "Trade balance with Borvia in 2020: $1.3bn in favour of Ardenia, $0.5bn lower than in "
    assert said(f"{text}2019.", "quantity", "as_written") == [
        ("balance", "$1.3bn"),
        ("balance_change", "-$0.5bn"),
    ]


@pytest.mark.parametrize("words", ["Ardenia's Borvia exports", "Ardenian Borvia exports"])
def test_who_stands_before_the_market_sells(words):
    assert said(f"{words} were $5 million in 2020.", *FLOW) == [("exports", "XAA", "XBB")]


@pytest.mark.parametrize("mark", ["-", "•", "*"])
def test_items_below_a_flow_are_its_products(mark):
    text = "Trade with Borvia, 2020: $9.1 million\n\nExports: $5.2 million (57% of the total), "
    text += f"of which:\n{mark} citrus and apples: $610,000 (+8%)\n{mark} coal: $455,000\n\n"
    text += f"Imports from Borvia: $3.9 million\n{mark} clothing: $2.6 million (67% of imports)"
    assert said(text, "quantity", "product") == [
        ("turnover", ""),
        ("exports", ""),
        ("export_share", ""),
        ("exports", "citrus and apples"),
        ("exports_growth", "citrus and apples"),
        ("exports", "coal"),
        ("imports", ""),
        ("imports", "clothing"),
        ("imports_product_share", "clothing"),
    ]


@pytest.mark.parametrize("opens", ["above all", "mainly", "especially", "notably"])
def test_a_product_in_an_aside_has_the_share_and_not_the_total(opens):
    text = f"In 2020 exports to Borvia, {opens} wool (91% of the total), rose to $16 million, and "
    text += f"imports, {opens} sugar (62%), to $4 million."
    assert said(text, "quantity", "product") == [
        ("exports_product_share", "wool"),
        ("exports", ""),
        ("imports_product_share", "sugar"),
        ("imports", ""),
    ]


def test_the_main_partner_has_each_share_that_is_told_of_it():
    text = "In 2020 Borvia was Ardenia's main trading partner with a 15% share of exports and a "
    assert said(f"{text}14% share of imports.", *FLOW) == [
        ("exports_share_of_total", "XAA", "XBB"),
        ("imports_share_of_total", "XAA", "XBB"),
    ]


def test_what_is_spent_on_goods_of_another_country_is_imported():
    text = "Ardenia spent $611 million on Borvian power in 2020, against $298 million in 2019. "
    text += "It spent $5 million on Monday."
    assert said(text, *FLOW, "period") == [
        ("imports", "XAA", "XBB", "2020"),
        ("imports", "XAA", "XBB", "2019"),
    ]


def test_a_third_number_after_a_comparison_goes_on():
    text = "Trade with Borvia grew in 2020. It came to $56m in 2020, compared with $61m in 2019 "
    assert said(f"{text}and $70m in 2018.", "as_written", "period") == [
        ("$56m", "2020"),
        ("$61m", "2019"),
        ("$70m", "2018"),
    ]


def test_a_sentence_of_a_time_and_a_number_goes_on():
    text = "Ten years ago Ardenia sold Borvia goods for $152 million. Last year: $80 million."
    assert said(text, "quantity", "period", "as_written")[-1] == ("exports", "2020", "$80 million")


def test_tariffs_are_no_growth_and_a_bloc_is_no_partner():
    assert said("Tariffs of up to 45 percent hit exporters to Borvia.", "quantity") == []
    text = "Borvia ranked third in 2020, accounting for 15.2% of trade with that bloc."
    assert "turnover_share_of_total" not in [row[0] for row in said(text, "quantity")]


def test_us_dollars_are_no_economy():
    text = (
        "In euro terms wool imports from Borvia fell 9 percent in 2020; in US dollars, 20 percent."
    )
    assert said(text, "partner", "measured_in") == [("XBB", "EUR"), ("XBB", "USD")]


def test_a_part_of_an_investment_has_the_year_in_which_it_came():
    text = "Borvian firms have poured $1.1bn into Ardenia since 2010, of which $0.2bn came in 2020."
    assert said(text, "quantity", "period") == [
        ("investment_flow", "2010/2020"),
        ("investment_flow", "2020"),
    ]


@pytest.mark.parametrize("words", ["third customer", "third supplier", "fourth-largest partner"])
def test_a_rank_may_lack_its_superlative(words):
    text = f"In 2020 Borvia was Ardenia's {words}, and Selm signed a third contract."
    assert said(text, *FLOW) == [("rank", "XAA", "XBB")]


def test_an_item_on_the_economy_is_no_growth_of_the_flow_above_it():
    text = "Exports to Borvia were $5 million in 2020.\n- Wool: $3 million\n- GDP growth: 4%"
    assert said(text, "quantity", "product") == [("exports", ""), ("exports", "wool")]


def test_money_that_is_put_into_no_country_is_no_investment():
    assert said("Ardenia put $5 million into circulation in 2020.", "quantity") == []
    assert said("Ardenia put $5 million into Borvia in 2020.", "quantity") == [("investment_flow",)]


def test_a_flow_larger_than_the_other_is_a_balance_and_larger_than_before_a_change():
    text = "In Q2 2020 exports to Borvia exceeded imports by $67 million; in Q2 2019 imports had "
    assert said(f"{text}been $8 million larger.", *FLOW, "as_written") == [
        ("balance", "XAA", "XBB", "$67 million"),
        ("balance", "XAA", "XBB", "-$8 million"),
    ]
    text = "Imports from Borvia were $8 million higher than"
    assert said(f"{text} exports in 2020.", "quantity") == [("balance",)]
    assert said(f"{text} in 2019.", "quantity") == [("imports_change",)]


def test_an_inflow_beside_a_stock_is_a_flow_and_one_of_other_things_is_none():
    text = "Borvian firms have so far invested $450 million in Ardenia; in 2020 alone the inflow "
    assert said(f"{text}was $122 million.", "quantity", "reporter") == [
        ("investment_stock", "XBB"),
        ("investment_flow", "XBB"),
    ]
    assert said("Remittance inflows from Borvia were $5 million in 2020.", "quantity") == []


@pytest.mark.parametrize(
    "words", ["Borvian firms in Ardenia rose to", "Borvian joint ventures in Ardenia is about"]
)
def test_a_number_of_companies_may_follow_their_name(words):
    assert said(f"The number of {words} 350.", *FLOW, "as_written") == [
        ("companies", "XBB", "XAA", "350")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "are dominated by refined oil, which at $9 million made up well over half",
        "are dominated by refined oil, which accounted for about $9 million",
        "were led by refined oil, worth $9 million",
        "are mainly refined oil at $9 million",
        "consist mostly of refined oil, which was worth $9 million",
        "are made up largely of refined oil, at $9 million",
    ],
)
def test_the_product_of_which_imports_consist_has_the_amount(words):
    assert said(f"Imports from Borvia {words}.", "quantity", "product") == [
        ("imports", "refined oil")
    ]


@pytest.mark.parametrize("words", ["which made up 44 percent", "at 44 percent of the total"])
def test_the_product_that_leads_exports_has_the_share(words):
    text = f"Exports to Borvia are led by wool, {words}."
    assert said(text, "quantity", "product") == [("exports_product_share", "wool")]


@pytest.mark.parametrize("words", ["led by wool, reached", "mainly wool, were worth"])
def test_exports_that_a_product_leads_are_all_exports(words):
    assert said(f"Exports to Borvia, {words} $9 million.", "quantity", "product") == [
        ("exports", "")
    ]


@pytest.mark.parametrize(
    "product",
    [
        "chemical and pharmaceutical products",
        "food and agricultural products",
        "machines and electrical and electronic goods",
        "oil or gas products",
        "iron and steel",
    ],
)
def test_a_product_of_two_kinds_keeps_both(product):
    text = f"Exports to Borvia were $9 million in 2020, of which {product} 38%, watches 33%."
    assert said(text, "quantity", "product")[1:] == [
        ("exports_product_share", product),
        ("exports_product_share", "watches"),
    ]
    text = f"Exports to Borvia were $9 million in 2020, including {product} worth $3 million."
    assert said(text, "product")[1:] == [(product,)]


@pytest.mark.parametrize(
    "words",
    [
        "Without precious metals it was $5 million",
        "Excluding precious metals, it came to $5 million",
        "Not counting precious metals, the total was $5 million",
        "Leaving aside precious metals, the value reached $5 million",
        "Apart from precious metals, this amounted to $5 million",
    ],
)
def test_what_remains_without_a_product_goes_on_from_the_flow_before(words):
    text = f"Trade with Borvia was $9 million in 2020. {words}."
    assert said(text, "quantity", "product", "period")[1:] == [
        ("turnover", "goods without precious metals", "2020")
    ]


def test_what_would_not_be_without_a_bridge_is_no_trade():
    text = "Trade with Borvia was $9 million in 2020. Without the bridge that cost $5 million, "
    assert said(f"{text}nothing would cross.", "quantity") == [("turnover",)]
