"""What can be said of how large either economy is in the other's trade."""

from __future__ import annotations

import functools

import pandas as pd

from analysis.findings.consistent import verdict_of_figures
from analysis.findings.partners import (
    own_concentration,
    own_dependence,
    own_expected,
    own_intensity,
    own_share,
    partner_shares,
)
from analysis.findings.ranks import printed_ranks
from analysis.findings.totals import share_name
from analysis.prose.facts import StudyFacts
from analysis.study.pair_figures import INTERVAL
from analysis.timeseries.by_side import all_official_sources
from analysis.timeseries.headline import headline_rows


class Facts(StudyFacts):
    """What the templates of the chapter on partners may ask."""

    @functools.cached_property
    def exports(self) -> pd.DataFrame:
        """The partner's share in all exports of the reporter, by year."""
        return own_share("exports", self.study)

    @functools.cached_property
    def imports(self) -> pd.DataFrame:
        """The partner's share in all imports of the reporter, by year."""
        return own_share("imports", self.study)

    def last(self, shares: pd.DataFrame) -> dict[str, object] | None:
        """Return the last year of some shares, with its place among partners where it is known."""
        if shares.empty:
            return None
        row = shares.iloc[-1]
        return {"year": int(shares.index[-1]), **row.where(row.notna(), None)}

    @property
    def intensity(self) -> dict[str, object] | None:
        """The last trade intensity of the reporter's exports."""
        return self.last(own_intensity(self.study))

    @property
    def expected(self) -> dict[str, object] | None:
        """The share of the reporter's exports that would make this intensity 1."""
        return self.last(own_expected(self.study))

    @property
    def dependence(self) -> dict[str, object] | None:
        """The reporter's trade with the partner in percent of its GDP, of the last year."""
        return self.last(own_dependence(self.study))

    @property
    def concentration(self) -> dict[str, dict[str, float]]:
        """Flow → how concentrated the reporter's is in the first and the last year."""
        found = {flow: own_concentration(flow, self.study) for flow in ("exports", "imports")}
        return {
            flow: {
                "first_year": int(rows.index[0]),
                "first": rows["value"].iloc[0],
                "year": int(rows.index[-1]),
                "last": rows["value"].iloc[-1],
                "equal": 1 / rows["value"].iloc[-1],
            }
            for flow, rows in found.items()
            if len(rows)
        }

    @property
    def other_way(self) -> dict[str, pd.Series]:
        """Flow of the partner → the reporter's share in it, by the partner's own statistics.

        Of the last year in which both are known; nothing where there is none.
        """
        shares = partner_shares(self.study).split()
        names = {flow: share_name(self.study, self.study.partner, flow) for flow in self.flows}
        known = {flow: shares[name].droplevel(0) for flow, name in names.items() if name in shares}
        years = [set(rows.index) for rows in known.values()]
        common = set.intersection(*years) if len(known) == len(self.flows) else set()
        return {flow: rows.loc[max(common)] for flow, rows in known.items()} if common else {}

    flows = ("exports", "imports")

    @functools.cached_property
    def printed_ranks(self) -> list[dict[str, object]]:
        """Each rank that a source prints, with the places that are known of each flow."""
        table = printed_ranks(self.study)
        figures = self.study.figures.set_index("figure_id", drop=False)
        return [
            {
                "figure": figures.loc[name],
                "places": [row for _, row in rows.dropna(subset="place").iterrows()],
                "too_high": rows[rows["place"].isna() & (rows["agrees"] == "no")].to_dict(
                    "records"
                ),
            }
            for name, rows in table.groupby("figure_id", sort=False)
        ]

    @property
    def printed_exports(self) -> tuple[pd.Series, str] | None:
        """The share that the headline's exports would be, and the verdict on them."""
        if self.study.headline_source in all_official_sources(self.study):
            return None
        shares = partner_shares(self.study).split()
        rows = shares.get(share_name(self.study, self.study.reporter, "exports"))
        own = self.study.publisher
        if rows is None or own not in rows.index.unique("according_to"):
            return None
        share = rows.xs(own, level="according_to").iloc[-1]
        figure = str(headline_rows(self.study, "exports").at[share.name, "figure_id"])
        return share[INTERVAL], str(verdict_of_figures(self.study)[figure])
