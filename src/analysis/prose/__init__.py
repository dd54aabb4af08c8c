"""Findings in English: the only room where results become sentences."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=[
        "coverage",
        "mirror",
        "shares",
        "verdicts",
        "world_rank",
    ],
)
