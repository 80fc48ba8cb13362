"""Articles as scrapers bring them, put together from the furniture of invented sites and our own stories, every piece marked.

`data/scraped/sites.txt` holds what each site puts above, around, between and below a story, `data/scraped/stories.txt` stories with what is
hard to keep; more stories come from the own newswire and duplicates. Which pieces an article has, in what order, how far apart and how torn
is drawn anew for each, so that nothing but the pieces can be learnt. The same files give the same articles.
"""

import random
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from quality.report import OWN
from quality.running import Row, rows
from service.cleaning.sentences import is_terminated

FOLDER = OWN / "scraped"
_ARTICLES_A_SITE = 6
HELD_BACK_EVERY = 5
"""One site of so many is not fitted on."""
_LEAST_PARAGRAPHS = 3
_SECTIONS = "World Politics National Business Region Opinion Society Courts Diplomacy Europe Africa Asia Culture Local".split()
_TAGS = "consulate fishing islands ferry treaty tankers harbour tram border strait visas customs bridge lighthouse navy".split()
_CITIES = "Portwick Granton Sardik Ostrava London Nairobi Lagos Geneva Vienna Manila Ankara Delhi Lima Quito Accra".split()
_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_GIVEN = "Ada Bram Carla Dario Edith Farid Gwen Hugo Ines Jonas Keiko Lamine Mira Nikhil Olga Pavel Rosa Samir Tess Viktor".split()
_FAMILY = "Ashdown Brandt Castell Dumont Eriksen Farouk Gomes Holt Ivanov Jarvis Kimani Lasko Moreau Nandi Okoro Pell Rossi Sato".split()
_PAPERS = "Courier Herald Standard Tribune Observer Gazette Mirror Chronicle Beacon Echo Sentinel Dispatch".split()


class Site(NamedTuple):
    """What a site adds: blocks of lines by where they stand."""

    name: str
    language: str
    blocks: dict[str, list[list[str]]]


class Story(NamedTuple):
    """A story: its language, title and paragraphs."""

    language: str
    title: str
    paragraphs: list[str]


@cache
def sites() -> list[Site]:
    """All sites, in the order of the file."""
    found: list[Site] = []
    for line in (FOLDER / "sites.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@ "):
            _, name, language = line.split()
            found.append(Site(name, language, {}))
        elif line.strip():
            place, _, block = line.partition(": ")
            found[-1].blocks.setdefault(place, []).append([part.strip() for part in block.split("¦")])
    return found


@cache
def stories() -> dict[str, list[Story]]:
    """Stories by language."""
    found: dict[str, list[Story]] = {}
    for part in (FOLDER / "stories.txt").read_text(encoding="utf-8").split("# ")[1:]:
        head, *paragraphs = part.strip().splitlines()
        language, _, title = head.partition(" ")
        found.setdefault(language, []).append(Story(language, title, paragraphs))
    known: set[str] = set()
    for name in ("newswire", "duplicates-documents"):
        for row in rows(OWN / f"{name}.jsonl"):
            paragraphs = [part.strip() for part in row["text"].split("\n\n") if part.strip()]
            whole = len(paragraphs) >= _LEAST_PARAGRAPHS and all(map(is_terminated, paragraphs)) and row["text"].isascii()
            if whole and row["title"] and row["title"] not in known and "Follow us" not in row["text"]:
                known.add(row["title"])
                found["en"].append(Story("en", row["title"], paragraphs))
    return found


@cache
def _headlines() -> dict[str, list[str]]:
    found = {language: [story.title for story in told] for language, told in stories().items()}
    for row in rows(OWN / "coding.jsonl"):
        if row["title"]:
            found["en"].append(row["title"])
    for row in rows(OWN / "language.jsonl"):
        found.setdefault(row["language"], []).append(row["text"].split("\n")[0])
    return found


def articles() -> list[Row]:
    """The articles, in the shape of `lines.jsonl`, with `site` and `part` (`held` or `read`)."""
    return [article for at, site in enumerate(sites()) for article in _of_site(at, site)]


def _of_site(at: int, site: Site) -> Iterator[Row]:
    told = stories()[site.language]
    for n in range(_ARTICLES_A_SITE):
        draw = random.Random(f"{site.name}:{n}")  # repeatable, not secret
        story = told[(at * _ARTICLES_A_SITE + n * 7) % len(told)]
        yield {
            "id": f"scraped:{site.name}:{n}",
            "site": site.name,
            "part": "held" if at % HELD_BACK_EVERY == 0 else "read",
            "language": site.language,
            "title": story.title if draw.random() < 0.8 else "",  # some scrapers lose it
            **_put_together(_pieces(site, story, draw), draw),
        }


def _pieces(site: Site, story: Story, draw: random.Random) -> list[list[tuple[str, str]]]:
    """Groups of pieces, each a text and its verdict."""
    plain = draw.random() < 0.25  # one in four has little
    name = f"{draw.choice(_CITIES)} {draw.choice(_PAPERS)}"

    def blocks(place: str, share: float) -> list[list[tuple[str, str]]]:
        share = share / 3 if plain else share
        chosen = [block for block in site.blocks.get(place, ()) if draw.random() < share]
        return [_torn([_filled(line, site, story, name, draw) for line in block], draw) for block in chosen]

    top, meta, between, end = blocks("TOP", 0.75), blocks("META", 0.8), blocks("MID", 0.65), blocks("END", 0.8)
    if draw.random() < 0.12:
        end += meta
        meta = []
    if draw.random() < 0.15:
        draw.shuffle(end)
    if end and draw.random() < 0.2:
        between.append(end.pop())
    paragraphs = [[(paragraph, "keep")] for paragraph in story.paragraphs]
    for glued in site.blocks.get("GLUE", ()):
        if draw.random() < 0.6:
            paragraphs[-1].append((f" {_filled(glued[0], site, story, name, draw)}", "drop"))
    body = list(paragraphs)
    for block in between:
        body.insert(draw.randrange(1, len(body) + 1) if len(body) > 1 else 1, block)
    title = [[(story.title, "meta")]] if draw.random() < 0.6 else []
    return [*top, *title, *meta, *body, *end]


def _torn(lines: list[str], draw: random.Random) -> list[tuple[str, str]]:
    """A block as it comes through: whole, torn, in capitals, or its lines run together."""
    if len(lines) > 2 and draw.random() < 0.4:
        first = draw.randrange(len(lines))
        lines = lines[first : first + (1 if draw.random() < 0.5 else draw.randrange(1, len(lines) - first + 1))]
    if draw.random() < 0.06:
        lines = [line.upper() for line in lines]
    joined = draw.random()
    if len(lines) > 1 and joined < 0.16:
        lines = [draw.choice((" ", " | ", " · ", "")).join(lines[:8])]
    return [(line, "drop") for line in lines]


def _filled(line: str, site: Site, story: Story, name: str, draw: random.Random) -> str:
    year, month, day = draw.randrange(1998, 2027), draw.randrange(12), draw.randrange(1, 29)
    hour, minute = draw.randrange(24), draw.randrange(60)
    dates = (f"{_MONTHS[month]} {day}, {year}", f"{day} {_MONTHS[month]} {year}", f"{_MONTHS[month][:3]} {day}, {year}")
    numeric = (f"{year}-{month + 1:02}-{day:02}", f"{day:02}/{month + 1:02}/{year}", f"{day:02}.{month + 1:02}.{year}")
    word = draw.choice(_TAGS)
    values = {
        "site": name if draw.random() < 0.5 else name.split()[1].lower(),
        "h": draw.choice(_headlines().get(site.language) or _headlines()["en"]),
        "T": story.title,
        "T2": f"{hour % 12 + 1}:{minute:02} PM",
        "t": f"{hour:02}:{minute:02}",
        "d": draw.choice(dates),
        "D": draw.choice(numeric),
        "p": f"{draw.choice(_GIVEN)} {draw.choice(_FAMILY)}",
        "s": draw.choice(_SECTIONS),
        "S": draw.choice(_SECTIONS).upper(),
        "w": word if draw.random() < 0.5 else word.capitalize(),
        "W": word.upper(),
        "y": str(year),
        "M": _MONTHS[month],
        "wd": draw.choice(_DAYS),
        "city": draw.choice(_CITIES),
    }

    def value(found: re.Match[str]) -> str:
        key = found[1]
        if key.strip("n") == "":
            return str(draw.randrange(10 ** (len(key) - 1), 10 ** len(key)))
        if key in ("h", "p", "w", "s") and draw.random() < 0.7:  # the same placeholder twice is two things
            return {
                "h": draw.choice(_headlines().get(site.language) or _headlines()["en"]),
                "p": f"{draw.choice(_GIVEN)} {draw.choice(_FAMILY)}",
                "w": draw.choice(_TAGS),
                "s": draw.choice(_SECTIONS),
            }[key]
        return values[key]

    return re.sub(r"\{(\w+)\}", value, line.replace("{{", "\0").replace("}}", "\1")).replace("\0", "{").replace("\1", "}")


def _put_together(groups: list[list[tuple[str, str]]], draw: random.Random) -> Row:
    """The text, and where each piece stands in it."""
    within = draw.choice(("\n", "\n", "\n\n"))
    between = draw.choice(("\n", "\n\n", "\n\n"))
    text = ""
    pieces: list[Row] = []
    for group in groups:
        for i, (piece, verdict) in enumerate(group):
            glued = piece.startswith(" ")
            text += "" if not text or glued else between if i == 0 else within
            start = len(text) + glued
            text += piece
            pieces.append({"start": start, "end": len(text), "verdict": verdict, "reason": None})
    return {"text": text, "pieces": pieces}
