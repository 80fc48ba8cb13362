"""The load: plain-text articles of 2-3 kB of which 2 in a hundred are on topic, the same for everybody who runs it.

Each is put together from invented sentences with a seeded generator, so that no two are near copies.
"""

import json
import random
from collections.abc import Iterator

ON_TOPIC_SHARE = 0.02
SEED = 20240601
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


def texts(count: int, seed: int = SEED) -> Iterator[tuple[str, str]]:
    """Yield `count` pairs of title and text."""
    draw = random.Random(seed)
    for _ in range(count):
        size, paragraphs, length = draw.randrange(2_000, 3_000), [], 0
        on_topic = draw.random() < ON_TOPIC_SHARE
        while length < size:
            paragraph = " ".join(_sentence(draw) for _ in range(draw.randrange(2, 4)))
            if on_topic and not paragraphs:
                paragraph = _act(draw) + " " + paragraph
            paragraphs.append(paragraph)
            length += len(paragraph) + 2
        yield f"{draw.choice(_BODIES).capitalize()} and {draw.choice(_THINGS)} in {draw.choice(_PLACES)}", "\n\n".join(paragraphs)


def records(count: int, seed: int = SEED) -> Iterator[bytes]:
    """Yield `count` raw articles as values of `news.raw`."""
    for number, (title, text) in enumerate(texts(count, seed)):
        article = {
            "id": f"bench-{seed}-{number}",
            "url": f"https://paper{number % 97}.example/news/{seed}/{number}",
            "source": f"paper{number % 97}.example",
            "title": title,
            "text": text,
            "published_at": "2024-06-01T08:00:00Z",
        }
        yield json.dumps(article).encode()
