"""Any number of invented raw articles, the same ones every time: text, HTML, other scripts, copies, articles with events, poison.

Article `n` of a corpus depends on `(seed, n)` alone, so a scenario can be repeated and continued, and what became of it be checked.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Literal

from service.outcome import DeadReason
from service.record import Headers
from tests.broker.prose import GROUPS, event_sentence, headline, in_another_script, paragraphs

Kind = Literal["text", "html", "event", "shared", "foreign", "copy", "poison"]
"""`event` and `shared` report acts, several reports an act: those of kind `event` all through one partition, where there are as many
as `_APART` or a divisor of it; the reports of a `shared` act through any, so that their order in the lane is a matter of time."""
_POISON: tuple[tuple[bytes | None, Headers, DeadReason], ...] = (
    (b"\xff\xfe\x00 this is not UTF-8 \xc3\x28", (), DeadReason.NOT_UTF8),
    (b'{"text": "cut off in the mid', (), DeadReason.NOT_JSON),
    (b'{"title": "neither text nor html"}', (), DeadReason.SCHEMA),
    (b'["an", "array"]', (), DeadReason.SCHEMA),
    (None, (), DeadReason.EMPTY),
    (b"", (), DeadReason.EMPTY),
    (b"[" * 10_000 + b"]" * 10_000, (), DeadReason.TOO_COSTLY),
    (b'{"text": "' + b"x" * 3_000_000 + b'"}', (), DeadReason.TOO_LARGE),
    (b'{"text": "packed"}', (("content-encoding", b"gzip"),), DeadReason.UNSUPPORTED_ENCODING),
    (b'{"html": "<html><head><script>var a = 1;</script></head><body></body></html>"}', (), DeadReason.NO_TEXT),
)
_APART = GROUPS - 1
"""Partitions whose acts have nothing in common; the last group is for what they share."""
_SAMPLES_AN_ACT = 400
"""Of so many samples those of kind `event` that stand in one partition report one act, and those of kind `shared` another."""
_MAX_COPY_DISTANCE = 200
"""How far back the original of a copy stands at most."""


@dataclass(frozen=True, slots=True)
class Mix:
    """Shares of the kinds, in per mille; the rest is plain text without an event."""

    html: int = 0
    event: int = 20
    shared: int = 0
    foreign: int = 0
    copy: int = 0
    poison: int = 0


PLAIN = Mix()
"""What the benches measure: text of 2 to 3 kB, 2% on topic."""
MIXED = Mix(html=150, event=40, shared=20, foreign=60, copy=120, poison=10)
"""What the tests of faults send."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One raw article. `id` is None for poison; `family` is the number of the first of its copies, itself if it is no copy."""

    number: int
    kind: Kind
    id: str | None
    family: int
    key: bytes
    value: bytes | None
    headers: Headers = ()
    reason: DeadReason | None = None


def corpus(count: int, *, seed: int = 1, mix: Mix = MIXED, start: int = 0) -> Iterator[Sample]:
    """Samples `start` to `start + count - 1` of the corpus `seed`."""
    for number in range(start, start + count):
        yield sample(number, seed=seed, mix=mix)


def sample(number: int, *, seed: int = 1, mix: Mix = MIXED) -> Sample:
    """Sample `number`. A copy has the text of a sample up to 200 before it, under its own id, URL and source."""
    random = Random(f"{seed}/{number}")
    kind = _kind(random.randrange(1000), mix)
    key = f"{seed}-{number}".encode()
    if kind == "poison":
        value, headers, reason = random.choice(_POISON)
        return Sample(number, kind, None, number, key, value, headers, reason)
    family = _original(number, seed, mix) if kind == "copy" else number
    if family == number and kind == "copy":
        kind = "text"
    body = _body(family, seed, mix)
    identity = f"sample-{seed}-{number}"
    publisher = f"paper{random.randrange(40)}.example"
    article = {
        "id": identity,
        "url": f"https://{publisher}/{seed}/{number}",
        "source": publisher,
        "published_at": f"2026-03-{1 + family // _SAMPLES_AN_ACT % 28:02}T{family % 24:02}:00:00Z",
        **body,
    }
    return Sample(number, kind, identity, family, key, json.dumps(article).encode())


def _kind(draw: int, mix: Mix) -> Kind:
    shares: tuple[tuple[Kind, int], ...] = (
        ("html", mix.html),
        ("event", mix.event),
        ("shared", mix.shared),
        ("foreign", mix.foreign),
        ("copy", mix.copy),
        ("poison", mix.poison),
    )
    for kind, share in shares:
        if draw < share:
            return kind
        draw -= share
    return "text"


def _original(number: int, seed: int, mix: Mix) -> int:
    """The number of the sample that `number` copies: near before it, itself no copy and no poison; `number` when there is none."""
    random = Random(f"{seed}/{number}/original")
    for _ in range(20):
        candidate = number - random.randint(1, _MAX_COPY_DISTANCE)
        if candidate >= 0 and _kind(Random(f"{seed}/{candidate}").randrange(1000), mix) not in ("copy", "poison"):
            return candidate
    return number


def _body(number: int, seed: int, mix: Mix) -> dict[str, str]:
    """Title and text (or page) of sample `number`."""
    random = Random(f"{seed}/{number}/body")
    kind = _kind(Random(f"{seed}/{number}").randrange(1000), mix)
    title = headline(random)
    texts = paragraphs(random, random.randint(1_900, 2_700))
    if kind in ("event", "shared"):
        group = number % _APART if kind == "event" else _APART
        texts.insert(0, event_sentence(Random(f"{seed}/act/{number // _SAMPLES_AN_ACT}/{group}"), random, group))
    if kind == "foreign":
        title, *texts = (in_another_script(text, Random(f"{seed}/{number}/script")) for text in (title, *texts))
    if kind == "html":
        return {"html": _page(title, texts)}
    return {"title": title, "text": "\n\n".join(texts)}


def _page(title: str, texts: list[str]) -> str:
    menu = "".join(f'<li><a href="/{word}">{word.title()}</a></li>' for word in ("home", "news", "sport", "weather", "contact"))
    body = "".join(f"<p>{text}</p>" for text in texts)
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title><style>p{{margin:0}}</style></head><body><nav><ul>{menu}</ul></nav>"
        f"<main><article><h1>{title}</h1>{body}</article></main><footer><a href='/terms'>Terms of use</a></footer></body></html>"
    )
