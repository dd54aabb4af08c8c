"""What verdicts hang on: whose statistics sources quote, and whether official ones hold."""

import pandas as pd
import pytest

import analysis as an


@pytest.fixture
def reconciled(write_study):
    """Return a function that reconciles figures; the source "office" is official."""

    def run(*figures, **options):
        sources = tuple(dict.fromkeys(figure["source_id"] for figure in figures))
        folder = write_study(*figures, sources=sources)
        table = pd.read_csv(folder / "sources.csv", dtype=str, keep_default_na=False)
        table["kind"] = table["source_id"].map({"office": "official statistics"}).fillna("press")
        table.to_csv(folder / "sources.csv", index=False)
        return an.reconcile(an.read(folder), **options)

    return run


def said(source, text, **more):
    return {"source_id": source, "as_written": text, "period": "2019"} | more


def verdicts(found):
    return found.verdicts.set_index("figure_id")["verdict"].to_dict()


def test_two_papers_that_disagree_are_consistent_only_if_they_quote_different_sides(reconciled):
    papers = said("a", "1.2 billion"), said("b", "1.6 billion")
    found = reconciled(*papers)
    assert verdicts(found) == {"f1": "consistent", "f2": "consistent"}
    assert found.only_if == {"f1": ("a", "b"), "f2": ("a", "b")}
    together = reconciled(*papers, one_side=True)
    assert verdicts(together) == {"f1": "conflicting", "f2": "conflicting"}
    assert together.only_if == {}


def test_no_level_is_made_of_figures_that_are_consistent_on_a_condition_only(reconciled):
    found = reconciled(
        said("a", "18.2 billion", period="2018"),
        said("a", "4.5", quantity="turnover_growth", unit="percent", period="2018"),
        said("b", "16 billion", period="2017"),
    )
    assert set(found.only_if) == {"f1", "f2", "f3"}
    assert an.consistent_levels(found._study, found, "turnover", "").empty


def test_papers_that_agree_need_no_condition(reconciled):
    assert reconciled(said("a", "1.2 billion"), said("b", "1.21 billion")).only_if == {}


def test_all_sources_that_a_figure_cannot_share_a_side_with_are_named(reconciled):
    found = reconciled(said("a", "1.2 billion"), said("b", "1.6 billion"), said("c", "1.2 billion"))
    assert found.only_if == {"f1": ("a", "b"), "f2": ("a", "b", "c"), "f3": ("b", "c")}


def test_sources_that_fit_different_sides_as_stated_are_named(reconciled):
    found = reconciled(
        said("office", "1.2 billion", statistics_of="GEO"),
        said("office", "1.6 billion", statistics_of="KOR"),
        said("a", "1.2 billion"),
        said("b", "1.6 billion"),
    )
    assert (found.sides["a"], found.sides["b"]) == (("GEO",), ("KOR",))
    # What states its side hangs on no paper.
    assert found.only_if
    assert set(found.only_if) <= {"f3", "f4"}
    assert set(found.only_if.values()) == {("a", "b")}


def test_a_count_of_companies_and_an_undated_figure_have_no_side(reconciled):
    found = reconciled(
        said("a", "175 million", statistics_of="GEO"),
        said("a", "6000", quantity="companies", unit="count", period=""),
        said("a", "90 million", period=""),
    )
    assert found.sides == {}
    assert set(verdicts(found).values()) == {"untested"}


def test_a_claim_against_the_one_official_figure_is_contradicted_if_that_holds(reconciled):
    claim = said("a", "1.6 billion", statistics_of="GEO")
    official = said("office", "1.2 billion", statistics_of="GEO")
    found = reconciled(claim, official)
    assert verdicts(found) == {"f1": "conflicting", "f2": "conflicting"}
    assert found.if_official_holds == {"f1": "contradicted"}
    assert reconciled(claim, official | {"source_id": "b"}).if_official_holds == {}


def test_three_numbers_made_from_one_wrong_number_do_not_outvote_the_official_one_if_it_holds(
    reconciled,
):
    paper = {"statistics_of": "GEO"}
    found = reconciled(
        said("office", "1.000 billion", period="2018", **paper),
        said("office", "1.200 billion", **paper),
        said("a", "1.6 billion", **paper),
        said("a", "60", quantity="turnover_growth", unit="percent", **paper),
        said("a", "0.6 billion", quantity="turnover_change", **paper),
    )
    wrong = {name for name, verdict in verdicts(found).items() if verdict == "conflicting"}
    assert wrong == {"f2", "f3", "f4", "f5"}
    assert found.if_official_holds == dict.fromkeys(["f3", "f4", "f5"], "contradicted")


def test_without_room_for_revision_official_statistics_are_not_believed(reconciled):
    claim = said("a", "1.6 billion", statistics_of="GEO")
    official = said("office", "1.2 billion", statistics_of="GEO")
    assert reconciled(claim, official, revision=0).if_official_holds == {}


def test_the_summary_says_what_verdicts_hang_on(write_study):
    open_papers = said("a", "1.2 billion"), said("b", "1.6 billion")
    study = an.read(write_study(*open_papers, sources=("a", "b")))
    text = str(an.sentences(study, "verdicts.summary", found=an.reconcile(study)))
    assert "2 are consistent, 2 of these on a condition." in text
    assert "All of them can be true together, some only if sources quote different sides'" in text
    condition = "Consistent only if A (undated) and B (undated) quote different sides' statistics:"
    assert f"{condition}\n\n- f1 (1.2 billion).\n- f2 (1.6 billion)." in text


def test_of_three_sources_it_is_not_said_that_all_quote_different_sides(write_study):
    flows = {"turnover": "3.0 billion", "exports": "1.0 billion", "imports": "1.0 billion"}
    papers = [said(n, flows[q], quantity=q) for n, q in zip("abc", flows, strict=True)]
    study = an.read(write_study(*papers, sources=tuple("abc")))
    found = an.reconcile(study)
    text = str(an.sentences(study, "verdicts.wrong_figures", found=found))
    assert found.only_if["f1"] == ("a", "b", "c")
    assert "A (undated), B (undated) and C (undated) do not all quote the same side's" in text


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("claim", "other", "text"),
    [
        ("-200.0 billion", "-35.7 billion", "it would have to be smaller by at least 79.7 percent"),
        ("-35.7 billion", "-200.0 billion", "it would have to be at least 5.46 times as large"),
        ("-5.0 billion", "10.0 billion", "it would have to change its sign"),
        ("10.0 billion", "-5.0 billion", "it would have to change its sign"),
        ("10.0 billion", "30.0 billion", "it would have to be at least 2.90 times as large"),
    ],
)
def test_by_how_much_a_balance_is_off_is_said_of_its_size(write_study, claim, other, text):
    balance = {"quantity": "balance", "statistics_of": "GEO"}
    both = said("a", claim, **balance), said("b", other, **balance)
    study = an.read(write_study(*both, sources=("a", "b")))
    lines = str(an.sentences(study, "verdicts.wrong_figures", found=an.reconcile(study)))
    assert f"- f1 ({claim.replace('-', '−')}): {text}" in lines


@pytest.mark.thorough
def test_where_sources_weigh_differently_it_is_said_how_much(write_study):
    papers = said("a", "1.2 billion"), said("a", "1.6 billion"), said("b", "1.6 billion")
    sources = {"source_id": "a", "publisher": "A", "weight": "3"}, "b"
    study = an.read(write_study(*papers, sources=sources))
    text = str(an.sentences(study, "verdicts.summary", found=an.reconcile(study)))
    weighed = "weigh at least 3, where each statement of A (undated) weighs 3 and any other 1, and"
    assert weighed in text
    assert weighed in str(an.sentences(study, "verdicts.answer"))


def test_conflicting_figures_are_listed_with_the_least_miss_first(write_study):
    papers = said("a", "110 million"), said("b", "210 million"), said("c", "310 million")
    papers = [figure | {"statistics_of": "GEO"} for figure in papers]
    study = an.read(write_study(*papers, sources=tuple("abc")))
    text = str(an.sentences(study, "verdicts.summary", found=an.reconcile(study)))
    assert text.index("- f3") < text.index("- f2") < text.index("- f1")
