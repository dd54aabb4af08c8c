"""Bilateral trade from published figures: every figure an interval, every result with bounds."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["charts", "indicators", "report"],
    submod_attrs={
        "countries": ["name"],
        "figures": ["cited", "headline", "later", "region_members", "series"],
        "indicators": [
            "balance",
            "cagr",
            "contribution",
            "coverage_ratio",
            "difference",
            "growth",
            "implied_rest",
            "implied_rest_from_share",
            "implied_whole",
            "index",
            "normalised_balance",
            "ratio",
            "share",
            "turnover",
        ],
        "reconciliation": ["Reconciliation", "reconcile"],
        "study": ["Study", "focus", "read"],
        "trend": ["Trend", "fit_trend"],
        "wording": ["DataError", "bounds"],
    },
)
