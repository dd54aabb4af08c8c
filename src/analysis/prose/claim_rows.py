"""Say of a figure in words what was printed, what its verdict is, and what stands against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.prose.sentences import sentences

if TYPE_CHECKING:
    from analysis.prose.evidence import Claim
    from analysis.study.study import Study


def claim_row(study: Study, claim: Claim) -> dict[str, str]:
    """Return a claim in words.

    Returns
    -------
    dict
        figure_id, what, quote, printed, verdict, otherwise (who says otherwise) and holds; a cell
        is blank where there is nothing to say.

    Examples
    --------
    >>> from analysis import read
    >>> from analysis.prose.sentences import facts
    >>> study = read("tests/invented")
    >>> claim = facts(study, "front").claim("courier-exports-2005")
    >>> row = claim_row(study, claim)
    >>> row["what"], row["printed"], row["verdict"]
    ('Exports of XAA to XBB in 2005', 'more than USD 95 million', 'contradicted')
    """

    def said(block: str) -> str:
        return str(sentences(study, f"front.{block}", claim=claim) or "")

    return {
        "figure_id": claim.figure["figure_id"],
        "what": said("about"),
        "quote": claim.figure["quote"],
        "printed": claim.printed,
        "verdict": claim.verdict,
        "otherwise": said("otherwise"),
        "holds": said("claim_holds"),
    }
