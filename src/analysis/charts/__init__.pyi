"""The charts, for editors and type checkers; `__init__.py` loads each when it is used."""

from .coverage import coverage as coverage
from .families import (
    by_year as by_year,
    contributions as contributions,
    detection as detection,
    growth as growth,
    ranges as ranges,
    trend as trend,
    verdicts as verdicts,
)
from .style import use_style as use_style
from .mirror import (
    mirror_ratios as mirror_ratios,
    two_sides as two_sides,
)
from .world_rank import standing as standing
