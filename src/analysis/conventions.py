"""What the whole project takes for granted, in one place.

The pair is written reporter first, and its balance is exports minus imports of the reporter.
Levels are in millions of current US dollars. Exports are taken as FOB and imports as CIF unless a
source says otherwise. What is missing is missing, and never 0. Trailing zeros of a whole number
are not significant.
"""

DISTRIBUTION = "bilateral-trade-figures"
"""What the package `analysis` is called where packages are installed from."""

FREIGHT = (1.06, 1.10)
"""Imports CIF over the same goods FOB, by which the IMF estimates one side from the other: 1.06
(Direction of Trade Statistics Yearbook 2017), and 1.10 in earlier years."""

VALUATIONS = ("FOB", "CIF", "customs value")
"""How a source values imports, in its column `valuation`."""

WITHOUT_FREIGHT = ("FOB", "customs value")
"""Those that hold no freight and insurance up to the importer's border."""

BALANCED = "balanced"
"""Whose statistics a figure is that was made of both sides' and is of neither."""

UNDATED = (1, 9999)
"""The years of a study that has no dated figure: all of them."""

REVISION = 0.02
"""Room for revision between sources, as a share of a flow or stock, where no other is asked for:
vintages of the same statistics differ by up to this much in the figures of the study in data/."""
