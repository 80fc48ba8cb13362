"""What a mention is: a piece of text that names who acts, who is acted on, or where."""

from dataclasses import dataclass
from typing import Literal

MentionKind = Literal["state", "organisation", "person", "group", "place"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A party or place that the text names at `[start, end)` (code points of the whole text).

    `kind`: a bare adjective ("Russian" of "a Russian jet") is a `state` with role_class `attribute`; a state's capital that speaks for
    it is a `state` with role_class `government`, as a scene ("in Moscow") it is a `place`. `country` is the state that the party
    stands for, not where it is posted: "the Belgian ambassador to Rwanda" is BEL, and has `host` RWA.
    """

    start: int
    end: int
    text: str
    kind: MentionKind
    name: str | None = None
    role: str | None = None
    role_class: str | None = None
    country: str | None = None
    host: str | None = None
    """alpha-3 of the state where an envoy or a mission is posted, where the text says so."""
    plural: bool = False
    inferred: bool = False
    """True where `country` or `role` was taken from an earlier sentence."""
    former: bool = False
    """True for "former", "ex-", "retired"."""
