"""Abbreviations of English news that end in a point which ends no sentence."""

TITLES = frozenset("mr mrs ms dr gen lt col maj capt sgt cpl cmdr adm brig sen rep gov pres prof rev hon amb".split())
"""Before a name."""
ABBREVIATIONS = TITLES | frozenset(
    "st jr sr vs no nos inc ltd corp co dept jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun approx est fig "
    "cf al ft mt".split()
)
"""Lower case, without the point; those of single letters ("e.g.", "a.m.") have points inside and need no list."""
