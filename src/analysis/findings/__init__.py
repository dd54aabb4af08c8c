"""What a study decides: results, claims and what they rest on."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__, submodules=["changes", "claims", "inputs", "official_fit", "results", "world_rank"]
)
