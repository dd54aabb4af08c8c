"""Results drawn: the title says the finding, intervals are drawn, sources stand below."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
