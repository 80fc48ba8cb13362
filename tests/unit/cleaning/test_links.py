"""What goes of a line that holds links, and what stays."""

import pytest

from service.cleaning.links import without_links
from service.cleaning.phrases import load_phrases

PHRASES = load_phrases({" MORE": "list", "Click": "call", "Follow": "call", "Read ": "call"})


def left(line: str) -> str:
    return without_links(line, PHRASES.cues(line).get(0, []))


@pytest.mark.parametrize(
    "line",
    [
        "Related: Three envoys leave",
        "• SEE ALSO: Three envoys leave",
        "More:Three envoys leave. What now?",
        "Three envoys leave the capital Read more",
        "Photos: Storm Photos: Storm A street in the old town under water. Hide Caption 1 of 7 Photos: Storm",
        "By signing up you agree to our privacy policy. You can unsubscribe at any time.",
    ],
)
def test_a_line_that_is_a_link_goes(line: str) -> None:
    assert left(line) == ""


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("He left. Click here to see it. She stayed.", "He left. She stayed."),
        ("He left. (Related: Three envoys leave) She stayed.", "He left. She stayed."),
        ("He left the hall. Read more", "He left the hall."),
        ("He left. Story continues below She stayed.", "He left. She stayed."),
        ("Bo Lee Bo B. LeeEnvoy quits over raid Lee walks out MORE’s party lost.", "Bo Lee’s party lost."),
    ],
)
def test_a_link_within_a_line_goes_alone(line: str, rest: str) -> None:
    assert left(line) == rest


@pytest.mark.parametrize(
    "line",
    [
        "“Click here,” the letter read.",
        "He wrote: “Click here to see it.”",
        "They spent MORE than YouTube and asked for MORE money.",
        "Watch: " + "He left the hall. " * 20,
        "Related: a long paragraph. It has a second sentence. And it has a third one.",
        "Must watch: he left — Ann Smith (@annsmith) May 6, 2024",
    ],
)
def test_a_line_that_only_looks_like_a_link_stays(line: str) -> None:
    assert left(line) == line
