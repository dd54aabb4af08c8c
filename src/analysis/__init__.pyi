"""The public names, for editors and type checkers; `__init__.py` loads each when it is used."""

from . import (
    charts as charts,
    coverage as coverage,
    coverage_words as coverage_words,
    fitting_words as fitting_words,
    gaps as gaps,
    growth_words as growth_words,
    indicators as indicators,
    mirror_words as mirror_words,
    report as report,
    sentences as sentences,
    share_words as share_words,
    standing as standing,
    stock_words as stock_words,
    trend_words as trend_words,
    verdict_words as verdict_words,
    words as words,
)
from .article import (
    REVISION as REVISION,
    STEPS as STEPS,
    beside_claims as beside_claims,
    claimed_side as claimed_side,
    claims as claims,
    compare_verdicts as compare_verdicts,
    narrowed as narrowed,
)
from .constant_dollars import (
    real as real,
    real_growth as real_growth,
)
from .detection import (
    detection_curve as detection_curve,
)
from .display import (
    bullets as bullets,
    say as say,
    table as table,
)
from .figures import (
    cited as cited,
    credit as credit,
    headline as headline,
    headline_side as headline_side,
    later as later,
    region_members as region_members,
    series as series,
    statements as statements,
)
from .fitting import (
    fits as fits,
)
from .indicators import (
    balance as balance,
    cagr as cagr,
    contribution as contribution,
    coverage_ratio as coverage_ratio,
    difference as difference,
    growth as growth,
    implied_rest as implied_rest,
    implied_rest_from_share as implied_rest_from_share,
    implied_whole as implied_whole,
    index as index,
    normalised_balance as normalised_balance,
    ratio as ratio,
    share as share,
    turnover as turnover,
)
from .investments import (
    investment_balances as investment_balances,
    stock_a_company as stock_a_company,
    stocks as stocks,
)
from .mirror import (
    both_sides as both_sides,
    discrepancies as discrepancies,
    figures_of_both_sides as figures_of_both_sides,
    landed as landed,
)
from .official_statistics import (
    official as official,
    official_contributions as official_contributions,
    official_region_share as official_region_share,
    official_sources as official_sources,
    sides as sides,
    stated as stated,
)
from .quantities import (
    FREIGHT as FREIGHT,
)
from .reconciliation import (
    Reconciliation as Reconciliation,
    reconcile as reconcile,
)
from .results import (
    as_variant as as_variant,
    headline_region as headline_region,
    headline_results as headline_results,
    under_variants as under_variants,
)
from .selection import (
    of_pair as of_pair,
    rests_on as rests_on,
)
from .standing import (
    place_lines as place_lines,
    place_words as place_words,
    places as places,
    sign_lines as sign_lines,
    signs as signs,
)
from .study import (
    Study as Study,
    focus as focus,
    read as read,
)
from .trend import (
    NoTrend as NoTrend,
    Trend as Trend,
    fit_trend as fit_trend,
    trend_if_any as trend_if_any,
)
from .wording import (
    DataError as DataError,
    bounds as bounds,
)
from .world.distribution import (
    shipped as shipped,
)
