"""The indicators and mirror comparisons of all pairs of the world."""

from analysis.world.options import ENGINES as ENGINES
from analysis.world.options import Options as Options
from analysis.world.tables import blocks as blocks
from analysis.world.tables import say as say
from analysis.world.tables import write as write
