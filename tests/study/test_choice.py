"""What is chosen in one notebook is what the others of its folder read."""

import pytest

import analysis as an
from analysis.study import choice


@pytest.fixture
def notebooks(tmp_path, write_study, monkeypatch):
    """A folder of notebooks as working directory, and a study beside it."""
    monkeypatch.delenv(choice.KEPT, raising=False)
    monkeypatch.delenv(choice.STUDY, raising=False)
    folder = tmp_path / "notebooks"
    folder.mkdir()
    monkeypatch.chdir(folder)
    years = ("2015", "2016", "2017")
    write_study(*({"period": year} for year in years), {"partner": "TUR"}, variants=[]).rename(
        tmp_path / "data"
    )
    return folder


def test_without_a_choice_all_notebooks_read_the_study_beside_them(notebooks):
    assert an.choose_study().partner == an.chosen_study().partner == "KOR"
    assert list(notebooks.iterdir()) == []


def test_what_is_chosen_holds_for_all_notebooks_until_nothing_is_chosen(notebooks):
    an.choose_study(partner="TUR", years=2015)
    chosen = an.chosen_study()
    assert (chosen.partner, chosen.years) == ("TUR", (2015, 2015))
    an.choose_study(years=(2016, 2017))
    assert an.chosen_study().years == (2016, 2017)
    an.choose_study()
    assert an.chosen_study().years == (2015, 2017)
    assert list(notebooks.iterdir()) == []


def test_another_study_is_chosen_by_its_folder(notebooks):
    (notebooks.parent / "data").rename(notebooks.parent / "mine")
    an.choose_study("../mine")
    assert an.chosen_study().reporter == "GEO"


def test_a_study_given_to_the_lab_is_read_until_another_is_chosen(notebooks, monkeypatch):
    (notebooks.parent / "data").rename(notebooks.parent / "mine")
    monkeypatch.setenv(choice.STUDY, str(notebooks.parent / "mine"))
    assert an.choose_study().title == an.chosen_study().title
    an.choose_study(years=2016)
    assert an.chosen_study().years == (2016, 2016)


def test_a_choice_that_cannot_be_read_keeps_the_one_before(notebooks):
    an.choose_study(partner="TUR")
    with pytest.raises(an.DataError, match="no figure of GEO with ARM"):
        an.choose_study(partner="ARM")
    assert an.chosen_study().partner == "TUR"


@pytest.mark.parametrize("text", ["{", "[]", '{"colour": "red"}', "3"])
def test_a_choice_that_somebody_wrote_by_hand_is_named_where_it_is_none(notebooks, text):
    (notebooks / choice.FILE).write_text(text, "utf-8")
    with pytest.raises(an.DataError, match=r"chosen-study\.json is not as choose_study writes it"):
        an.chosen_study()


def test_a_choice_is_forgotten_where_it_is_there(notebooks):
    an.choose_study(partner="TUR")
    choice.forget_choice(notebooks)
    choice.forget_choice(notebooks)
    assert an.chosen_study().partner == "KOR"


def test_what_is_given_to_one_notebook_holds_for_it_alone(notebooks):
    an.choose_study(partner="TUR")
    assert an.chosen_study(partner="KOR", years=2016).years == (2016, 2016)
    assert an.chosen_study().partner == "TUR"
    assert an.chosen_study("../data").partner == "KOR"


@pytest.mark.parametrize("text", ['{"reporter": 3}', '{"years": {"first": 2015}}'])
def test_a_choice_of_another_kind_is_named(notebooks, text):
    (notebooks / choice.FILE).write_text(text, "utf-8")
    with pytest.raises(an.DataError, match="delete it, or choose a study anew"):
        an.chosen_study()
