"""Draft a text with what a study knows: its pair, economies and regions."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd

from analysis.drafting.confirming import codebook_faults
from analysis.drafting.draft_files import Cells
from analysis.drafting.drafts import Draft, draft_rows
from analysis.drafting.model import Model, rows_of
from analysis.drafting.numbers import numbers
from analysis.drafting.proposals import with_proposals
from analysis.study import tables
from analysis.study.columns import COLUMNS, FILES


def draft_of(folder: Path, text: str, published: str) -> Draft:
    """Return the draft of a text with the pair, the countries and the regions of a study."""
    reporter, partner = pair_of(folder)
    return draft_rows(
        text,
        reporter=reporter,
        partner=partner,
        published=published,
        countries=tables.read_table(folder, "countries.csv").to_dict("records"),
        regions=list(tables.read_table(folder, "regions.csv")["region"].unique()),
    )


def pair_of(folder: Path) -> tuple[str, str]:
    """Return the pair of a study: by its settings, else by its first figure; blank for none."""
    settings = tables.read_settings(folder)
    figures = tables.read_table(folder, "figures.csv")
    pairs = figures[figures["reporter"] != ""] if "reporter" in figures else figures
    pair = [str(settings.get(party, "")) for party in ("reporter", "partner")]
    if not all(pair) and not pairs.empty:
        pair = [str(pairs[party].iloc[0]) for party in ("reporter", "partner")]
    return pair[0], pair[1]


def with_model(
    folder: Path, draft: Draft, text: str, source: Cells, model: Model
) -> tuple[Draft, int, Counter[str]]:
    """Return a draft with what a model makes of its text.

    Returns
    -------
    tuple
        The draft, how many rows the model proposed, and why how many of them were dropped.
    """
    others = {file: tables.read_table(folder, file) for file in FILES if file != "figures.csv"}
    others["sources.csv"] = pd.DataFrame([source], dtype=str)
    blank = dict.fromkeys(COLUMNS["figures.csv"], "") | {"source_id": source["source_id"]}

    def refused(cells: Cells) -> bool:
        return bool(codebook_faults("", {**blank, **cells, "figure_id": "-"}, others))

    pair = " and ".join(filter(None, pair_of(folder)))
    about = f"Reporter and partner: {pair}\nPublished: {source['published']}"
    found = numbers(text)
    proposed = rows_of(model, text, found, about)
    draft, dropped = with_proposals(draft, proposed, text, found, refused)
    return draft, len(proposed), dropped
