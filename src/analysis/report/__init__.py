"""Notebooks executed, pages written."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__, submod_attrs={"writing": ["own_notebooks", "write"]}
)
