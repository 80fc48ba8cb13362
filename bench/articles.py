"""The load: scraped articles of about 2.4 kB, the same for everybody who runs it; and real ones, where they are beside the project.

Ours are put together by a seeded generator: sentences on invented local matters, sentences of the invented passages that speak of states
and their affairs without an act of a topic, and what pages put between them. In 2 of a hundred an act is told. How much of each there is
was set so that every stage costs about what it costs on real articles: `python -m bench` shows both side by side.
"""

import gzip
import json
import random
from collections.abc import Iterator
from functools import cache

from quality.report import OWN, REAL

ON_TOPIC_SHARE = 0.02
SEED = 20240601
LENGTH = 2_400
"""Characters of an article: real ones are cut to it, ours are near it."""
_POLITICAL_SHARES = (0.0, 0.0, 0.0, 0.07)
"""Of the sentences of an article: one article in four touches on the affairs of states."""
_SENTENCES = (1, 1, 2, 2)
"""How many make a paragraph."""
_FURNITURE_SHARE = 0.25
"""Of the paragraphs behind the first."""
_PLACES = (
    "Tampere Leeds Toledo Graz Bergen Cordoba Lagos Durban Perth Osaka Pune Quito Lima Split Basel Ghent Porto Turin Lyon Kiel".split()
)
_PEOPLE = "Marta Olsen|Ivo Brandt|Leila Haddad|Tom Ferris|Ana Duarte|Wei Zhang|Peter Novak|Ruth Adeyemi|Carlos Rivas|Mina Sato|Paul Keller|Nora Lind".split(
    "|"
)
_BODIES = "the city council|the port authority|a local university|the transport agency|the growers' union|the water company|a county court|the museum".split(
    "|"
)
_ACTS = "approved|delayed|reviewed|cancelled|expanded|opened|audited|published|rejected|repaired|sold|redesigned".split("|")
_THINGS = "a tram line|the annual budget|a flood barrier|the harvest forecast|a housing plan|its archive|the ferry timetable|a solar park|the school menu|a tender".split(
    "|"
)
_REASONS = "after a long debate|because costs had risen|despite objections from residents|in line with earlier advice|following a dry spring|ahead of the holidays".split(
    "|"
)
_STATES = "Norway|Chile|Kenya|Japan|Peru|Ghana|Poland|Jordan|Vietnam|Canada|Morocco|Latvia|Brazil|India|Mexico|Spain".split("|")


def _sentence(draw: random.Random) -> str:
    who, body, act, thing = draw.choice(_PEOPLE), draw.choice(_BODIES), draw.choice(_ACTS), draw.choice(_THINGS)
    why, place, number = draw.choice(_REASONS), draw.choice(_PLACES), draw.randrange(3, 9_900)
    return draw.choice(
        (
            f"In {place}, {body} {act} {thing} {why}, a decision that affects some {number} people.",
            f'"We looked at {number} cases before {thing} was {act}," said {who} of {place}.',
            f"{who}, who has worked with {body} for years, said that {thing} had been {act} {why}.",
            f"Figures released on Thursday show that {number} households near {place} were asked about {thing}.",
            f"A spokesman for {body} in {place} declined to say whether {thing} would be {act}.",
        )
    )


def _act(draw: random.Random) -> str:
    actor, target = draw.sample(_STATES, 2)
    number = draw.randrange(2, 12)
    return draw.choice(
        (
            f"{actor} summoned the ambassador of {target} on Monday to protest against the boarding of a trawler.",
            f"{actor} expelled {number} diplomats of {target} on Tuesday, giving them 72 hours to leave the country.",
            f"{actor} recalled its ambassador to {target} for consultations over the burning of its flag.",
            f"A diplomat at the embassy of {actor} in {target} has defected and asked for political asylum, officials said.",
        )
    )


@cache
def _political() -> tuple[list[str], list[str]]:
    """Titles, and sentences that tell no act, of our own passages."""
    titles, sentences = dict[str, None](), dict[str, None]()
    for file in sorted((OWN / "passages").glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            passage = json.loads(line)
            if not passage["acts"] and not passage["ambiguous"]:
                titles[passage["title"]] = None
                sentences[passage["focus"]] = None  # its neighbours may tell one
    return list(titles), list(sentences)


def _furniture(draw: random.Random) -> str:
    """A line that a page puts between the paragraphs of a story."""
    who, thing, place = draw.choice(_PEOPLE), draw.choice(_THINGS), draw.choice(_PLACES)
    return draw.choice(
        (
            f"Related: {thing.capitalize()} divides {place}",
            f"READ MORE: What {place} wants from {draw.choice(_STATES)}",
            f"{who} and {thing} in {place} (Photo: {draw.choice(_PEOPLE)}/AP)",
            f"Follow {who} on Twitter @{who.split()[0].lower()}",
            "Share this article",
            f"{place} and {thing}",
            f"Why {draw.choice(_STATES)} matters",
            "Sign up for our newsletter to get the latest headlines in your inbox.",
        )
    )


def _paragraph(draw: random.Random, share: float) -> str:
    political = _political()[1]
    return " ".join(draw.choice(political) if draw.random() < share else _sentence(draw) for _ in range(draw.choice(_SENTENCES)))


def texts(count: int, seed: int = SEED) -> Iterator[tuple[str, str]]:
    """Yield `count` pairs of title and text."""
    draw = random.Random(seed)
    for _ in range(count):
        size, paragraphs, length = draw.randrange(LENGTH - 400, LENGTH + 200), list[str](), 0
        on_topic = draw.random() < ON_TOPIC_SHARE
        share = draw.choice(_POLITICAL_SHARES)
        while length < size:
            paragraph = _furniture(draw) if paragraphs and draw.random() < _FURNITURE_SHARE else _paragraph(draw, share)
            if on_topic and not paragraphs:
                paragraph = _act(draw) + " " + paragraph
            paragraphs.append(paragraph)
            length += len(paragraph) + 2
        title = f"{draw.choice(_BODIES).capitalize()} and {draw.choice(_THINGS)} in {draw.choice(_PLACES)}"
        yield draw.choice(_political()[0]) if share > 0 else title, "\n\n".join(paragraphs)


def real_texts(count: int) -> Iterator[tuple[str, str]]:
    """Yield `count` pairs of title and text of real articles, in an order drawn once, cut to `LENGTH`; none where they are not."""
    file = REAL / "load" / "articles.jsonl.gz"
    if not file.exists():
        return
    lines = gzip.decompress(file.read_bytes()).splitlines()
    random.Random(SEED).shuffle(lines)
    for line in lines[:count]:
        article = json.loads(line)
        yield article["title"] or "", article["text"][:LENGTH]


def records(count: int, seed: int = SEED, *, real: bool = False) -> Iterator[bytes]:
    """Yield `count` raw articles as values of `news.raw`; of `real` ones no more than there are."""
    for number, (title, text) in enumerate(real_texts(count) if real else texts(count, seed)):
        article = {
            "id": f"bench-{seed}-{number}",
            "url": f"https://paper{number % 97}.example/news/{seed}/{number}",
            "source": f"paper{number % 97}.example",
            "title": title,
            "text": text,
            "published_at": "2024-06-01T08:00:00Z",
        }
        yield json.dumps(article).encode()
