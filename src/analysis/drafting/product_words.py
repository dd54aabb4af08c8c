"""Know the words beside a number that are no product, and those that only look like none."""

from __future__ import annotations

NO_PRODUCTS = frozenset(
    """
    a an the its their his her our this that these those some any all both each other
    another more most less least many much few such same to of in on at by for from with
    without as into over under above below between among during since until than and or but
    while when where which who whose what if so was were is are be been being has have had
    will would could can may might must did do does not no worth valued bought sold took taken
    made make makes exported imported shipped delivered supplied purchased came come comes
    went go goes reached amounted totalled stood rose fell grew increased decreased declined
    dropped up down about around nearly almost only just alone mainly mostly chiefly largely
    especially including include includes included like also still even then there here
    accounted account accounts represented represents remained remains became become led lead
    year years month months quarter half total overall annual value volume terms percent
    tonnes tons million billion trade exports imports export import turnover sales purchases
    paid sent spent due excluding them
    shipments deliveries share shares largest biggest main important leading one two three
    firms companies country countries market partner importers exporters buyers it they he she
    we further together respectively namely stands sides aim aims aimed target want wants
    followed contrast compared against lost gained latter former according whereas showed
    shows show data ministry reported reports figures statistics said says however though
    although crossed itself themselves stable unchanged flat steady
    balance surplus deficit shortfall stand standing sit reach totalling amounting
    put puts take takes buy buys sell sells give gives gave bring brings brought see sees saw hit
    hits government officials expects expect forecasts hopes earn earns cost costs equal equals
    top tops pass passes exceed exceeds interchange
    favour favor positive negative increase rise growth decline fall drop decrease jump surge gain
    average mean annually yearly once formerly previously currently already thus mere brought
    """.split()
)
NO_KINDS = frozenset(
    """
    total full-year year-to-date bilateral mutual direct foreign annual quarterly monthly
    overall combined net two-way strong weak record higher lower rising falling own new past
    recent current corresponding respective merchandise commodity commercial official actual
    physical country country's region outward inward which these those such extra-eu intra-eu
    extra intra global world regional european asian african alone re
    """.split()
)
MADE = "refined processed frozen dried finished manufactured liquefied canned".split()
"""Words that end like a verb and belong to a product."""
NAMED = (
    "clothing bedding tubing piping wiring packaging printing engineering shipping mining string "
    "herring lighting cladding roofing flooring seasoning earring"
).split()
"""Words in -ing that are products."""
LEAVES_OUT = (
    "without",
    "excluding",
    "excl.",
    "not counting",
    "leaving out",
    "leaving aside",
    "apart from",
    "except for",
)
"""Words before a product that is not counted."""
