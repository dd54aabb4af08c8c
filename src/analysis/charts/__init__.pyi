"""The charts, for editors and type checkers; `__init__.py` loads each when it is used."""

from .levels import by_year as by_year, contributions as contributions, growth as growth
from .mirror import mirror_ratios as mirror_ratios, two_sides as two_sides
from .partners import (
    dependences_by_year as dependences_by_year,
    partner_shares_by_year as partner_shares_by_year,
)
from .products import composition as composition
from .ranges import ranges as ranges
from .simulation import coverage as coverage, detection as detection
from .style import use_style as use_style
from .trend import trend as trend
from .verdicts import verdict_grid as verdict_grid, verdicts as verdicts
from .world_rank import standing as standing
