"""What the templates of the chapter on investment may ask."""

from __future__ import annotations

import functools
from typing import Any

import pandas as pd

from analysis.indicators.investment import OF_SIDE, investment_balances, loans, stocks
from analysis.indicators.investment_sides import stock_discrepancies
from analysis.prose.facts import StudyFacts
from analysis.text import printed

FEW = 6
"""So many stocks at most are listed in a sentence; the table has all of them."""
KINDS = ("like with like", "kind not stated", "unlike kinds")


class Facts(StudyFacts):
    """What the templates of the chapter on investment may ask."""

    @functools.cached_property
    def stocks(self) -> pd.DataFrame:
        """Every stock that any source states."""
        return stocks(self.study)

    @functools.cached_property
    def range(self) -> dict[str, float]:
        """The least and the most that a stock is stated to be."""
        return {"low": self.stocks["value"].min(), "high": self.stocks["value"].max()}

    @functools.cached_property
    def missing_directions(self) -> list[str]:
        """The directions of which no source states a stock."""
        return [d for d in ("outward", "inward") if d not in set(self.stocks["direction"])]

    @functools.cached_property
    def balances(self) -> pd.DataFrame:
        """Outward minus inward, for every source and date that has both."""
        return investment_balances(self.study)

    def balance(self, reading: str = "strict") -> pd.Series | None:
        """Return the balance of the headline source, where it has one."""
        return self.result("investment_balance" + ("" if reading == "strict" else f"_{reading}"))

    @functools.cached_property
    def side_by_side(self) -> pd.DataFrame:
        """A few stocks of different dates or kinds, of which no balance can be drawn up."""
        alike = self.stocks[["direction", "kind", "period"]].drop_duplicates()
        of_one = self.stocks[["direction", "kind", "source_id"]].drop_duplicates()
        tied = len(alike) < 2 or len(of_one) < 2 or len(self.balances) or len(self.stocks) > FEW
        return self.stocks[:0] if tied else self.stocks

    def kinds_of(self, balance: pd.Series) -> str:
        """Say whether the headline's balance sets like against like."""
        return str(self._own(balance)["kinds"])

    def whose(self, balance: pd.Series) -> str:
        """Say according to whom the headline's balance is: a side, where its source has both."""
        return str(self._own(balance)["according_to"]) or self.study.publisher

    def of_other_sides(self, balance: pd.Series) -> list[pd.Series]:
        """Return the balances of the same source and date according to another side."""
        said = self._own(balance)["according_to"]
        return [row for _, row in self._alike(balance).iterrows() if row["according_to"] != said]

    def _own(self, balance: pd.Series) -> pd.Series:
        return self._alike(balance).iloc[-1]

    def _alike(self, balance: pd.Series) -> pd.DataFrame:
        own = self.balances[self.balances["source_id"] == self.study.headline_source]
        own = own[own["period"] == balance["years"]]
        return own[own["kinds"] != "unlike kinds"]

    @functools.cached_property
    def decided(self) -> dict[str, int]:
        """How many balances are a surplus, a deficit or undecided, the most frequent first."""
        return {str(d): int(n) for d, n in self.balances["decided"].value_counts().items()}

    @functools.cached_property
    def kinds(self) -> dict[str, int]:
        """How many balances set like against like, unlike kinds, or kinds that are not stated."""
        counts = self.balances["kinds"].value_counts()
        return {kind: int(counts.get(kind, 0)) for kind in KINDS}

    @functools.cached_property
    def parts(self) -> list[dict[str, Any]]:
        """Each stock whose source states the portfolio in it, and the balances without it."""
        found = []
        for key, rows in self.stocks.groupby([*OF_SIDE, "direction"]):
            kinds = rows.drop_duplicates("kind").set_index("kind")
            if {"unspecified", "portfolio"} <= set(kinds.index):
                whole, part = kinds.loc["unspecified"], kinds.loc["portfolio"]
                found.append({"whole": whole, "part": part, "balances": self._without(*key)})
        return found

    def _without(self, *key: str) -> list[pd.Series]:
        """Return the balances of a source, date and side in which a direction has no portfolio."""
        *of_side, direction = key
        rows = self.balances
        rows = rows[(rows[OF_SIDE] == of_side).all(axis=1)]
        return [row for _, row in rows[rows[f"{direction}_kind"] == "without portfolio"].iterrows()]

    @functools.cached_property
    def quoted(self) -> list[dict[str, Any]]:
        """Each source of a few stocks: who it is, what its kind is, and what it states."""
        sources = []
        for source, rows in self.stocks.groupby("source_id", sort=False):
            if len(rows) > FEW:
                continue
            columns = ["direction", "according_to", "note"]
            stated = [(*row[columns], printed(row)) for _, row in rows.iterrows()]
            kind = str(self.study.sources.at[source, "kind"]).removeprefix("press ")
            who = self.study.credit([str(source)])
            sources.append({"who": who, "kind": kind, "stated": stated})
        return sources

    @functools.cached_property
    def both_sides(self) -> list[dict[str, Any]]:
        """Each direction of direct investment of which both sides have a stock of one year."""
        found = stock_discrepancies(self.study).dropna(subset="value")
        directions = []
        for pair, rows in found.groupby(level=["investor", "host"], sort=False):
            investor, host = map(self.study.name, pair)
            last = rows.iloc[-1].to_dict() | {"apart": abs(rows["value"].iloc[-1])}
            ratios = rows["ratio"].dropna()
            span = [ratios.min(), ratios.max()] if len(ratios) else []
            years = list(rows.index.get_level_values("year"))
            names = {"investor": investor, "host": host}
            directions.append({**names, "last": last, "ratios": span, "years": years})
        return directions

    @functools.cached_property
    def loans(self) -> pd.DataFrame:
        """The loans that any source states."""
        return loans(self.study)
