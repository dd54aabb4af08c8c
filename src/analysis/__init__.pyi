"""The public names, for editors and type checkers; `__init__.py` loads each when it is used."""

from . import (
    charts as charts,
    findings as findings,
    prose as prose,
    report as report,
    simulation as simulation,
    text as text,
)
from .conventions import (
    FREIGHT as FREIGHT,
    REVISION as REVISION,
)
from .errors import (
    DataError as DataError,
)
from .drafting.table import (
    draft as draft,
)
from .reviewing.notebook import (
    review as review,
)
from .report.front import (
    turnover_picture as turnover_picture,
)
from .report.in_notebooks import (
    claims_in_words as claims_in_words,
    results_in_words as results_in_words,
)
from .findings.assumptions import (
    STEPS as STEPS,
    counts_by_revision as counts_by_revision,
    counts_by_variant as counts_by_variant,
    verdicts_by_revision as verdicts_by_revision,
    verdicts_by_variant as verdicts_by_variant,
    compare_verdicts as compare_verdicts,
)
from .findings.claims import (
    figures_on_claims as figures_on_claims,
    claimed_side as claimed_side,
    claims as claims,
    other_verdicts as other_verdicts,
    consistent_levels as consistent_levels,
)
from .reconciliation.reconcile import (
    reconciled as reconciled,
)
from .findings.consistent import (
    claims_by_year as claims_by_year,
    consistent_growth as consistent_growth,
)
from .findings.growth_rates import (
    growth_rates as growth_rates,
)
from .findings.inputs import (
    inputs as inputs,
)
from .findings.planned import (
    planned as planned,
)
from .findings.ranks import (
    printed_ranks as printed_ranks,
)
from .findings.product_indices import (
    comparative_advantages as comparative_advantages,
    intra_industry_trade as intra_industry_trade,
)
from .findings.products import (
    product_contributions as product_contributions,
    product_shares as product_shares,
)
from .findings.two_sources import (
    compare as compare,
)
from .findings.variants import (
    variants as variants,
)
from .indicators.real import (
    real as real,
    real_growth as real_growth,
)
from .simulation.coverage import (
    interval_coverage as interval_coverage,
    rounded_coverage as rounded_coverage,
    setting_of as setting_of,
    trend_setting as trend_setting,
)
from .simulation.rounding import (
    rounding_coverage as rounding_coverage,
)
from .simulation.detection import (
    detection_curve as detection_curve,
)
from .timeseries.by_source import (
    by_source as by_source,
    figures_with_sources as figures_with_sources,
    figures_after as figures_after,
)
from .timeseries.headline import (
    headline as headline,
    headline_side as headline_side,
)
from .timeseries.one_series import (
    region_members as region_members,
    series as series,
)
from .findings.partners import (
    partner_concentrations as partner_concentrations,
    partner_shares as partner_shares,
    trade_dependences as trade_dependences,
    trade_intensities as trade_intensities,
)
from .findings.shares import (
    consistent_shares as consistent_shares,
    implied_region as implied_region,
    region_shares as region_shares,
    regional_turnovers as regional_turnovers,
)
from .indicators.exports_in_turnover import (
    coverage_ratios as coverage_ratios,
    export_share_by_reading as export_share_by_reading,
    export_shares as export_shares,
    implied_imports as implied_imports,
    normalised_balances as normalised_balances,
    trade_balances as trade_balances,
)
from .findings.official_fit import (
    compare_with_official as compare_with_official,
)
from .indicators.official import (
    official_contributions as official_contributions,
    official_region_share as official_region_share,
)
from .indicators.balances import (
    balance as balance,
    coverage_ratio as coverage_ratio,
    difference as difference,
    exports_in_turnover as exports_in_turnover,
    grubel_lloyd as grubel_lloyd,
    normalised_balance as normalised_balance,
    ratio as ratio,
    turnover as turnover,
)
from .indicators.partners import (
    concentration as concentration,
    dependence as dependence,
    partner_share as partner_share,
    trade_intensity as trade_intensity,
)
from .indicators.products import (
    comparative_advantage as comparative_advantage,
    contributions_of_products as contributions_of_products,
    shares_of_products as shares_of_products,
)
from .indicators.rates import (
    cagr as cagr,
    contribution as contribution,
    growth as growth,
    growth_of_months as growth_of_months,
    implied_base as implied_base,
    index as index,
)
from .indicators.shares import (
    implied_rest as implied_rest,
    implied_rest_from_share as implied_rest_from_share,
    implied_whole as implied_whole,
    share as share,
)
from .indicators.investment import (
    companies as companies,
    investment_balances as investment_balances,
    investment_flows as investment_flows,
    loans as loans,
    stock_a_company as stock_a_company,
    stocks as stocks,
)
from .indicators.investment_sides import (
    both_sides_of_stocks as both_sides_of_stocks,
    stock_differences as stock_differences,
)
from .indicators.mirror import (
    both_sides as both_sides,
    discrepancies as discrepancies,
    figures_of_both_sides as figures_of_both_sides,
    landed_value as landed_value,
    left_after_freight as left_after_freight,
    mirror_differences as mirror_differences,
    mirror_ratios as mirror_ratios,
)
from .timeseries.balanced import (
    balanced as balanced,
)
from .timeseries.by_side import (
    by_side as by_side,
    official as official,
    official_series as official_series,
    official_sources as official_sources,
    side_names as side_names,
    side_codes as side_codes,
)
from .timeseries.vintages import (
    earlier_vintages as earlier_vintages,
)
from .prose.changes import (
    what_if as what_if,
)
from .prose.sentences import (
    sentences as sentences,
)
from .reconciliation.answer import (
    Reconciliation as Reconciliation,
)
from .reconciliation.reconcile import (
    reconcile as reconcile,
)
from .findings.variants import (
    as_variant as as_variant,
    results_by_variant as results_by_variant,
)
from .findings.result import (
    headline_region as headline_region,
)
from .findings.results import (
    headline_results as headline_results,
)
from .study.pair_figures import (
    pair_figures as pair_figures,
    headline_figures as headline_figures,
)
from .findings.world_rank import (
    balance_signs as balance_signs,
    world_percentiles as world_percentiles,
)
from .study.study import (
    Study as Study,
)
from .study.choice import (
    choose_study as choose_study,
    chosen_study as chosen_study,
)
from .study.focus import focus as focus
from .study.reading import read as read
from .indicators.trend import (
    NoTrend as NoTrend,
    Trend as Trend,
    fit_trend as fit_trend,
    trend_if_any as trend_if_any,
)
from .study.wording import (
    bounds as bounds,
)
from .world.distribution import (
    shipped_percentiles as shipped_percentiles,
)
from .world.totals import (
    shipped_totals as shipped_totals,
)
