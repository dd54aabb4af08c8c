"""Find the economies that a text names: by name, adjective or capital."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import NamedTuple

WORLD = "WLD"
_WORD = re.compile(r"[^\W\d_]+")
_BLOCS = {
    "EU": "European Union;EU;EU27;EU-27;the Union",
    "ASEAN": "ASEAN;Association of Southeast Asian Nations",
    "EAEU": "EAEU;Eurasian Economic Union;EEU",
    "CIS": "CIS;Commonwealth of Independent States",
    "MERCOSUR": "Mercosur;MERCOSUR",
    "ECOWAS": "ECOWAS",
    "GCC": "GCC;Gulf Cooperation Council",
    "EFTA": "EFTA",
    "SADC": "SADC",
    "SAARC": "SAARC",
    "EAC": "East African Community;EAC",
    "CEFTA": "CEFTA",
    "BRICS": "BRICS",
}
"""Region → how texts name it. A study may name others in its regions.csv."""


class Place(NamedTuple):
    """An economy or a region that is named in a text."""

    start: int
    end: int
    code: str
    form: str
    """name, adjective, people, capital or region."""


_NO_PEOPLES = ("sh", "se", "ch", "s")
_OF_MONEY = re.compile(r"[ -](?:dollars?|cents?)\b")


class Gazetteer:
    """The names by which places are known, by their first word."""

    def __init__(
        self, countries: Iterable[Mapping[str, str]] = (), regions: Iterable[str] = ()
    ) -> None:
        self._names: dict[str, list[tuple[str, str, str]]] = {}
        for row in _table():
            for form in ("names", "adjectives", "capitals"):
                self._add(row[form].split(";"), row["code"], form[:-1])
            self._add(_peoples(row["adjectives"].split(";")), row["code"], "people")
        for region, names in _BLOCS.items():
            self._add([name for name in names.split(";") if name[0].isupper()], region, "region")
        for region in regions:
            self._add([region], region, "region")
        for own in countries:
            self._add([own.get("name", "").removeprefix("the ")], own["code"], "name")
            for form in ("adjective", "capital"):
                self._add(own.get(form, "").split(";"), own["code"], form)
            self._add(_peoples(own.get("adjective", "").split(";")), own["code"], "people")
        for known in self._names.values():
            known.sort(key=lambda one: len(one[0]), reverse=True)

    def _add(self, names: Iterable[str], code: str, form: str) -> None:
        for name in names:
            if first := _WORD.match(name):
                self._names.setdefault(first[0], []).insert(0, (name, code, form))

    def find(self, text: str) -> list[Place]:
        """Return the places of a text in their order, the longest name where several fit.

        Examples
        --------
        >>> [place[2:] for place in Gazetteer().find("South Korea sold Turkish goods to Tbilisi.")]
        [('KOR', 'name'), ('TUR', 'adjective'), ('GEO', 'capital')]
        """
        found: list[Place] = []
        end = 0
        for word in _WORD.finditer(text):
            if word.start() < end or word[0] not in self._names:
                continue
            for name, code, form in self._names[word[0]]:
                stop = word.start() + len(name)
                after = text[stop : stop + 1]
                is_no_name = after.isalpha() or after == "$" or _OF_MONEY.match(text, stop)
                if text.startswith(name, word.start()) and not is_no_name:
                    found.append(Place(word.start(), stop, code, form))
                    end = stop
                    break
        return found


def _peoples(adjectives: Iterable[str]) -> list[str]:
    """Return what the people of a country are called: Chileans, Iraqis; none for Swiss."""
    return [f"{one}s" for one in adjectives if one and not one.endswith(_NO_PEOPLES)]


def _table() -> list[dict[str, str]]:
    """Return names, adjectives and capitals of economies.

    The facts are those of countryinfo 1.0.1 (MIT licence, in economies-licence.txt; Porimol
    Chandro, https://github.com/porimol/countryinfo), corrected by hand: adjectives as English has
    them (Kazakh, Tajik, Philippine), further names (Türkiye, U.S., Korea), and no capital that has
    the name of its country.
    """
    text = (
        resources.files("analysis.drafting").joinpath("economies.csv").read_text(encoding="utf-8")
    )
    return list(csv.DictReader(text.splitlines()))
