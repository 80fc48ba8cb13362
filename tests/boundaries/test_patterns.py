"""Every pattern of the service takes time in proportion to the text, whoever wrote the text.

Time is bounded by ratio: eight times the text, about eight times the time. A pattern that divides a stretch in many ways takes sixty or a
million times as long; the kernel's clock for this process ends those.
"""

import re
import signal
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from dlint.redos import detect

from tests.boundaries.patterns import Compiled, calls, compiled, other_imports
from tests.boundaries.pumps import Attack, attacks

MOST_RATIO = 18
"""Of the times for `TO` and `FROM`, the best of several tries: 8 is linear, 64 quadratic; measured, 8 to 12 and 27 to 66."""
SHORT, LONG = 400, 3_200
GLANCE_RATIO = 16
"""Of the times for `LONG` and `SHORT`, taken once: 8 is linear, 64 quadratic. What exceeds it is looked at closely."""
FROM, TO = 4_000, 32_000
"""A pattern with a bounded look-ahead grows faster until the text is longer than that bound, so it is looked at from there on."""
TRIES = 4
STUCK_S = 1.0
"""CPU for one length of one attack; linear patterns take a tenth at most."""
PHRASES = "service/topics/phrases.py"
LINEAR_ALL_THE_SAME = {
    ("service/cleaning/hyphens.py", r"(?<![^\W_])(?<![^\W_]-)(?:"),  # possessive
    ("service/extraction/page.py", r"\A(?:[^<]++|<(?![a-zA-Z])|"),  # possessive
    ("service/english/quotations.py", r"“([^“”]{2,2000})”|„([^„“”"),  # bounded, and no character begins two of the alternatives
    ("service/topics/toml_lines.py", r'"""(?:[^"\\]|\\.|"(?!""))*'),  # no character begins two of the alternatives
    ("service/coding/frames/labels.py", r"\(satire\)|\bsatire\s*[:|–"),  # the same
    ("service/coding/frames/labels.py", r"\b(?:it|this|that|which|the "),  # repeats whole words, none of which begins another
    ("service/inputs/text_files.py", r"^ {0,3}(?:[-*_] *){3,}$"),  # each turn begins with a mark that a space is not
}
"""What the kept checker takes for slow, as it knows neither possessive repeats nor what can follow what; the attacks find them linear."""
MOST_ATTACKS, MOST_ON_PHRASES = 400, 30
"""On one pattern. The phrases of rules are compiled in one place to one shape, by the hundred."""


class Stuck(BaseException):
    """The pattern does not come back."""


def seconds(pattern: re.Pattern[Any], text: str | bytes, tries: int) -> float:
    """CPU for all matches of `pattern` in `text`, the best of some tries; raises Stuck where it does not come back."""
    best = float("inf")
    for _ in range(tries):
        signal.setitimer(signal.ITIMER_PROF, STUCK_S)
        try:
            began = time.thread_time_ns()
            for _found in pattern.finditer(text):
                pass
            best = min(best, time.thread_time_ns() - began)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    return max(best, 1_000) / 1e9  # below a microsecond the clock says nothing


def is_slow(pattern: re.Pattern[Any], attack: Attack) -> bool:
    """Whether the time that `pattern` takes grows faster than the text of `attack`."""

    def grows(short: int, long: int, ratio: float, tries: int) -> bool:
        texts = [attack.text(length) for length in (short, long)]
        first, second = texts if isinstance(pattern.pattern, str) else [text.encode("latin-1", "replace") for text in texts]
        return seconds(pattern, second, tries) > ratio * seconds(pattern, first, tries)

    try:
        glances = all(grows(SHORT, LONG, GLANCE_RATIO, tries) for tries in (2, TRIES))
        return glances and grows(FROM, TO, MOST_RATIO, TRIES)
    except Stuck:
        return True


def chosen(pattern: re.Pattern[Any], most: int) -> Iterator[Attack]:
    """At most `most` of the attacks on `pattern`, from all parts of it."""
    every = list(attacks(pattern))
    return islice(every, 0, None, max(1, len(every) // most))


@pytest.fixture(autouse=True)
def _ended_when_stuck() -> Iterator[None]:
    def stuck(*_: object) -> None:
        raise Stuck

    before = signal.signal(signal.SIGPROF, stuck)
    yield
    signal.signal(signal.SIGPROF, before)


@pytest.fixture(scope="module")
def patterns() -> list[Compiled]:
    return compiled()


@pytest.mark.parametrize(
    ("source", "flags"),
    [
        (r"(?:a+)+$", 0),
        (r"(?:\w+\s?)*$", 0),
        (r"(?:[A-Z][\w-]*\s*-?)+AP$", 0),
        (r"\s+$", 0),
        (r"\s*[(\[]x", 0),
        (r"^\W*(?:\W+x)", 0),
        (r"x.*y", 0),
        (r"^a\s*:?\s*b", 0),
        (r"[.!?]+\s", 0),
        (r"\b[A-Z][\w'-]*END", 0),
        (r"(?:[A-Z]\.){2,}$", 0),
        (r"charset\s*=\s*[\"']?\s*\w", re.IGNORECASE),
        (rb"<meta[^>]*charset", 0),
    ],
)
def test_a_slow_pattern_is_found_by_an_attack_that_its_own_parts_make(source: str, flags: int) -> None:
    pattern = re.compile(source, flags)
    assert any(is_slow(pattern, attack) for attack in attacks(pattern))


@pytest.mark.parametrize(
    "source",
    [r"\w+", r"(?<!\s)\s++x", r"^\W*+(?:\w+ )?x", r"[.!?]\s", r"“([^“”]{2,400})”", r"x[^\n]{0,300}y", r"(?<= )(?:a|b [^ ]* c)(?= )"],
)
def test_a_linear_pattern_is_none(source: str) -> None:
    pattern = re.compile(source)
    assert not any(is_slow(pattern, attack) for attack in attacks(pattern))


def test_no_pattern_escapes_the_collection(patterns: list[Compiled]) -> None:
    assert not list(other_imports())
    assert not [(site, name) for site, name in calls() if name != "compile"], "compile patterns at module level, by re.compile"
    assert {site for site, _ in calls()} == {one.site for one in patterns}


def test_no_pattern_is_slow(patterns: list[Compiled]) -> None:
    slow = [
        f"{one.site.file}:{one.site.line}: {attack}"
        for one in patterns
        if (
            attack := next(
                (a for a in chosen(one.pattern, MOST_ON_PHRASES if one.site.file == PHRASES else MOST_ATTACKS) if is_slow(one.pattern, a)),
                None,
            )
        )
    ]
    assert not slow, "\n".join(slow)


def test_a_kept_checker_finds_nothing_either(patterns: list[Compiled]) -> None:
    found = []
    for one in patterns:
        source = one.pattern.pattern if isinstance(one.pattern.pattern, str) else one.pattern.pattern.decode("latin-1")
        cleared = any(one.site.file == file and source.startswith(begins) for file, begins in LINEAR_ALL_THE_SAME)
        if not cleared and detect.catastrophic(source):
            found.append((one.site, source))
    assert not found
