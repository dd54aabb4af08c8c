"""Bilateral trade from published figures: every figure an interval, every result with bounds.

`read` gives a study; `series`, `headline` and `official` give its figures by year. From these,
`growth`, `cagr`, `balance`, `share` and their like compute results, and `fit_trend` a trend.
`reconcile` says which figures cannot all be true, and `analysis.charts` draws all of it. `draft`
reads the text of an article into rows of figures, to be confirmed, and `review` shows it with each
number marked.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
