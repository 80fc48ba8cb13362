"""How a speaker is called: by his name as fully as the article has it, whoever a pronoun means, else by the words of the text."""

import re

from service.english.mention import Mention
from service.english.pronouns import SUBJECTS

PRONOUNS = SUBJECTS - {"we"}
ADDRESSED = frozenset({"told", "tells", "telling"})
"""Verbs behind which stands who was spoken to: a reporter, a paper, a broadcaster."""
_REACH = 60
"""Code points before a party within which words about it stand."""
_SPOKEN_TO = re.compile(rf"\b(?:{'|'.join(sorted(ADDRESSED))}) (?:the |a )?(?:[a-z-]+ ){{0,3}}$")
_ONE_OF = re.compile(r"\bone of (?:the |his |her |their |its )?(?:\w+ )?$", re.IGNORECASE)

Named = dict[tuple[str, str], str | None]
_SURNAME = "surname"
"""No class of mentions is called so."""


def holders(mentions: tuple[Mention, ...]) -> Named:
    """(class, state) -> the one person of it whom the text names; None where it names several. No state, "": of any.

    Also (`_SURNAME`, surname) -> the fullest name that ends so.
    """
    found: dict[tuple[str, str], str | None] = {}
    for mention in mentions:
        if mention.kind == "person" and mention.name:
            surname = mention.name.split()[-1]
            longest = found.setdefault((_SURNAME, surname), mention.name) or ""
            if len(mention.name) > len(longest) and mention.name.endswith(longest):
                found[_SURNAME, surname] = mention.name
        if mention.kind == "person" and mention.name and mention.role_class:
            for key in ((mention.role_class, mention.country or ""), (mention.role_class, "")):
                name = found.setdefault(key, mention.name)
                if name is not None and name.split()[-1] != mention.name.split()[-1]:
                    found[key] = None
    return found


def label(text: str, mention: Mention, named: Named) -> str:
    """The person's name as fully as anywhere, else that of the only holder of the office, else the words of the text."""
    if mention.kind == "person" and mention.name:
        return named.get((_SURNAME, mention.name.split()[-1])) or mention.name
    if mention.kind == "person" and mention.role_class:
        return named.get((mention.role_class, mention.country or "")) or mention.text
    one = _ONE_OF.search(text, max(0, mention.start - _REACH), mention.start)
    return text[one.start() : mention.end] if one else mention.text


def meant(text: str, at: int, last: tuple[int, int, str | None] | None, mentions: tuple[Mention, ...], named: Named) -> str | None:
    """Whom a pronoun at `at` means: the person named last since the quotation before, unless only spoken to, else who said that."""
    since = last[1] if last else 0
    people = [m for m in mentions if since < m.start < at and m.kind == "person" and m.name and not _is_spoken_to(text, m)]
    return label(text, people[-1], named) if people else (last[2] if last else None)


def _is_spoken_to(text: str, mention: Mention) -> bool:
    """As the paper in "told the weekly Nordposten"."""
    return _SPOKEN_TO.search(text, max(0, mention.start - _REACH), mention.start) is not None
