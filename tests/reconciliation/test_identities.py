"""Products are part of their whole, and a rate ties amounts of two currencies."""

import random

import pytest

import analysis as an

EXPORTS = {"quantity": "exports", "wording": "exact", "statistics_of": "GEO"}


def verdicts(folder, revision=0.02):
    return an.reconcile(an.read(folder), revision=revision).verdict.to_dict()


def exports(product, amount, **more):
    return EXPORTS | {"product": product, "as_written": f"{amount} million"} | more


@pytest.mark.parametrize(("wheat", "verdict"), [(90, "consistent"), (120, "conflicting")])
def test_a_product_is_at_most_the_whole(write_study, wheat, verdict):
    folder = write_study(exports("", 100), exports("wheat", wheat))
    assert set(verdicts(folder).values()) == {verdict}


@pytest.mark.parametrize(("rest", "verdict"), [(60, "consistent"), (70, "conflicting")])
def test_goods_without_a_product_and_the_product_are_all_goods(write_study, rest, verdict):
    folder = write_study(exports("", 100), exports("oil", 40), exports("goods without oil", rest))
    assert set(verdicts(folder).values()) == {verdict}


@pytest.mark.parametrize(("both", "verdict"), [(125, "consistent"), (130, "conflicting")])
def test_goods_and_services_are_both_together(write_study, both, verdict):
    folder = write_study(
        exports("", 100), exports("services", 25), exports("goods and services", both)
    )
    assert set(verdicts(folder).values()) == {verdict}


@pytest.mark.parametrize(("share", "verdict"), [("40", "consistent"), ("60", "conflicting")])
def test_a_share_of_a_product_is_of_the_goods(write_study, share, verdict):
    folder = write_study(
        exports("", 100),
        exports("oil", 40),
        EXPORTS
        | {"quantity": "exports_product_share", "product": "oil"}
        | {"as_written": share, "unit": "percent"},
    )
    assert set(verdicts(folder).values()) == {verdict}


@pytest.mark.parametrize(("share", "verdict"), [("60", "consistent"), ("75", "conflicting")])
def test_a_share_of_services_is_of_goods_and_services(write_study, share, verdict):
    folder = write_study(
        exports("services", 60),
        exports("goods and services", 100),
        EXPORTS
        | {"quantity": "exports_product_share", "product": "services"}
        | {"as_written": share, "unit": "percent"},
    )
    assert set(verdicts(folder).values()) == {verdict}


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("others", "is_possible"),
    [
        ({"HS 27": 60, "HS 84": 35}, True),
        ({"HS 27": 60, "HS 84": 55}, False),
        ({"HS 27": 60, "HS 84": 30, "HS 2709": 55}, True),
        ({"HS 27": 60, "HS 8471": 30, "HS 8517": 30}, False),
        ({"HS 27": 60, "SITC 7": 55}, True),
        ({"food": 60, "wheat": 55}, True),
    ],
)
def test_products_of_one_nomenclature_are_together_at_most_all_goods(
    write_study, others, is_possible
):
    folder = write_study(exports("", 100), *(exports(name, n) for name, n in others.items()))
    found = set(verdicts(folder).values())
    assert ("conflicting" not in found) == is_possible


def with_rate(folder, rate):
    text = f"currency,period,as_written,wording,source_id,note\nEUR,2015,{rate},stated,gazette,\n"
    (folder / "rates.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("rate", "verdict"), [("0.90", "consistent"), ("0.80", "conflicting")])
def test_a_rate_holds_amounts_in_two_currencies_against_each_other(write_study, rate, verdict):
    folder = write_study(exports("", 100), exports("", 90, unit="EUR"))
    assert set(verdicts(folder).values()) == {"untested"}
    assert set(verdicts(with_rate(folder, rate)).values()) == {verdict}


GROWTH = EXPORTS | {"quantity": "exports_growth", "unit": "percent", "period": "2016"}


def drawn(seed):
    """Return figures of two sources on two years, some of which are wrong."""
    draw, levels = random.Random(seed), {"exports": 100, "imports": 60, "turnover": 160}
    for source in ("gazette", "herald"):
        for year in ("2015", "2016"):
            for name in draw.sample([*levels], 2):
                amount = f"{levels[name] + draw.choice([0, 0, 1, 9])} million"
                said = {"quantity": name, "source_id": source, "period": year}
                yield EXPORTS | said | {"as_written": amount}
        yield GROWTH | {"source_id": source, "as_written": f"{draw.choice([0, 5])}"}


@pytest.mark.thorough
@pytest.mark.parametrize("revision", [0, 0.02])
@pytest.mark.parametrize("seed", range(3))
def test_a_rate_of_one_changes_no_verdict(write_study, seed, revision):
    figures, sources = [*drawn(seed)], ("gazette", "herald")
    in_dollars = verdicts(write_study(*figures, sources=sources), revision)
    assert {"conflicting", "contradicted"} & {*in_dollars.values()}
    euros = [n for n, f in enumerate(figures) if f.get("unit") != "percent" and n % 2]
    moved = [f | {"unit": "EUR"} if n in euros else f for n, f in enumerate(figures)]
    folder = write_study(*moved, sources=sources)
    rows = "".join(f"EUR,{year},1,exact,gazette,\n" for year in (2015, 2016))
    text = f"currency,period,as_written,wording,source_id,note\n{rows}"
    (folder / "rates.csv").write_text(text, encoding="utf-8")
    assert verdicts(folder, revision) == in_dollars


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("USD,2015,1,exact,gazette,", "not the code of a currency other than the US dollar"),
        ("EUR,2015,0,exact,gazette,", "cannot be: a rate is above 0"),
        ("EUR,2015,none,exact,gazette,", "is not a number"),
        ("EUR,2015/16,0.9,exact,gazette,", "is not a period of days known"),
    ],
)
def test_a_rate_that_is_none_is_refused(write_study, row, message):
    folder = write_study({})
    text = f"currency,period,as_written,wording,source_id,note\n{row}\n"
    (folder / "rates.csv").write_text(text, encoding="utf-8")
    with pytest.raises(an.DataError, match=f"rates.csv, row 2, .*{message}"):
        an.read(folder)


@pytest.mark.thorough
def test_a_rate_of_a_part_of_a_year_may_be_written_in_any_way_and_be_open(write_study):
    half = {"period": "2015-H1", "statistics_of": "GEO"}
    folder = write_study(exports("", 100, **half), exports("", 300, unit="EUR", **half))
    head = "currency,period,as_written,wording,source_id,note\n"
    for row, verdict in (
        ("EUR,2015-H1,0.893,stated,gazette,\n", "conflicting"),
        ("EUR,2015-M01/M06,0.893,stated,gazette,\n", "conflicting"),
        ("EUR,2015-H1,0.893,more than,gazette,\n", "consistent"),
    ):
        (folder / "rates.csv").write_text(head + row, encoding="utf-8")
        assert set(verdicts(folder).values()) == {verdict}
