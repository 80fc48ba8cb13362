"""What stands directly around a verb: auxiliaries, voice, and where its group begins."""

from dataclasses import dataclass
from typing import Literal

from service.english.inflection import Tag

Voice = Literal["active", "passive", "open"]
"""`open`: a bare -ed form that may be past or participle; its arguments decide."""

_BE = frozenset(("is are was were be been being am 're get gets got getting").split())
_BEFORE_CONTRACTION = frozenset({"he", "she", "it", "that", "there", "who", "what"})
_HAVE = frozenset("has have had having 've".split())
_MODAL = frozenset(
    "will would shall should could can may might must did does do 'll 'd to not n't never cannot won't wouldn't didn't doesn't "
    "don't hasn't haven't".split()
)
_ADVERB = frozenset(
    "also already then now again later immediately formally officially promptly quickly publicly reportedly briefly abruptly "
    "angrily permanently temporarily quietly"
    "unanimously jointly simultaneously subsequently effectively allegedly both each all even only just still soon yet once "
    "twice twice- collectively unilaterally"
    "finally completely fully first previously recently openly secretly voluntarily apparently allegedly dramatically en masse "
    "today yesterday".split()
)
_GROUP_LIMIT = 6
"""Auxiliaries and adverbs before a verb are rarely more ("has also been reportedly temporarily ...")."""


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """`[first, head]` in tokens, and the voice that the auxiliaries show."""

    first: int
    head: int
    voice: Voice
    finite: bool
    """It has a subject of its own, so that cues before the subject belong to another clause."""


def verb_group(words: tuple[str, ...], head: int, tags: frozenset[Tag]) -> VerbGroup:
    """Read the auxiliaries to the left of the verb at `head`, whose form has `tags`."""
    first = head
    be = have = infinitive = modal = False
    nearest: str | None = None
    while first > 0 and head - first < _GROUP_LIMIT:
        word = words[first - 1]
        if word in _BE or (word == "'s" and first > 1 and words[first - 2] in _BEFORE_CONTRACTION):
            be = True
            nearest = nearest or "be"
        elif word in _HAVE:
            have = True
            nearest = nearest or "have"
        elif word in _MODAL:
            infinitive = infinitive or word == "to"
            modal = True
            nearest = nearest or "modal"
        elif word not in _ADVERB and not word.endswith("ly"):
            break
        first -= 1
    while first < head and (words[first] in _ADVERB or words[first].endswith("ly")):
        first += 1
    if "en" in tags and be:
        voice: Voice = "passive" if nearest == "be" else "active"
    elif "ing" in tags or "s" in tags or have or (modal and "base" in tags) or (tags == {"base"}):
        voice = "active"
    elif "en" in tags:
        voice = "open"
    else:
        voice = "active"
    bare = not (be or have or modal)
    finite = not infinitive and not (bare and (voice == "active" and tags <= {"ing", "base"}))
    return VerbGroup(first, head, voice, finite)
