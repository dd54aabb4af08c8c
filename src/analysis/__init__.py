"""Bilateral trade from published figures: every figure an interval, every result with bounds."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["charts", "indicators", "report", "sentences", "words"],
    submod_attrs={
        "claims": [
            "REVISION",
            "STEPS",
            "beside_claims",
            "claimed_side",
            "claims",
            "compare_verdicts",
            "narrowed",
        ],
        "countries": ["name"],
        "figures": [
            "cited",
            "credit",
            "headline",
            "headline_side",
            "later",
            "region_members",
            "series",
            "statements",
        ],
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
        "display": ["bullets", "say", "table"],
        "investments": ["investment_balances", "stock_a_company", "stocks"],
        "official": [
            "official",
            "official_contributions",
            "official_region_share",
            "official_source",
        ],
        "reconciliation": ["Reconciliation", "reconcile"],
        "results": ["as_variant", "headline_region", "headline_results", "under_variants"],
        "study": ["Study", "focus", "read"],
        "trend": ["Trend", "fit_trend"],
        "wording": ["DataError", "bounds"],
    },
)
