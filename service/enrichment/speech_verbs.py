"""The verbs with which English news tells that somebody said something."""

import re
from collections.abc import Iterator

_SAID = re.compile(
    r"\b(?:said|says|saying|say|told|tells|telling|added|adds|adding|wrote|writes|writing|declared|declares|announced|stated|states"
    r"|stating|warned|warns|noted|notes|stressed|insisted|insists|explained|argued|argues|asked|replied|replies|continued|tweeted|posted"
    r"|remarked|responded|retorted|countered|observed|shot back|went on|joked|quipped|recalled|repeated|reported|vowed|cautioned|protested"
    r"|put it|pointed out|hinted|suggested|answered|shouted|cried|muttered|whispered|reads?"
    r"|underlined|complained|claimed|claims|denied|acknowledged|admitted|agreed|believed|doubted|feared|hoped|promised|threatened|spoke"
    r"|called|calls|calling|described|describing|accused|accusing|condemned|condemning|thanked|urged|urging|commented|commenting"
    r"|emphasized|emphasised|concluded|concluding|characterized|characterised|referred|cited|termed|deplored|criticized|criticised"
    r"|labelled|labeled|branded"
    r"|praised|dismissed|rejected|rejecting|confirmed|maintained|conceded|regretted|spoke of|speaks of"
    r"|slammed|denounced|denouncing|according to|in the words of)\b",
    re.IGNORECASE,
)
BY_TEXT = re.compile(
    r",? ?(?:reads?|states?|said|says|wrote) (?:the|a|an|his|her|their|its) (?:\w{1,20} )?"
    r"(?:letter|statement|note|communique|communiqué|declaration|text|message|tweet|post)\b",
    re.IGNORECASE,
)
"""A document speaks, not the party that the sentence names beside it."""
_ATTRIBUTES = re.compile(r"(?:according to|in the words of)$", re.IGNORECASE)


_NOUN = re.compile(
    r"(?:\b(?:the|an?|his|her|its|their|these|those|such|no|all|any|of|some|many|more|two|three|phone)|['’]s) $", re.IGNORECASE
)
"""Behind these a word that may be a verb is a noun or describes one: "the claims", "its calls"."""


def verbs(text: str, begin: int, stop: int) -> Iterator[re.Match[str]]:
    """The verbs of speech in a stretch; a capital inside a sentence is a name's: "Salim Said"."""
    for match in _SAID.finditer(text, begin, stop):
        if _NOUN.search(text, max(begin, match.start() - 8), match.start()) and not attributes(match):
            continue
        if match.group()[0].islower() or not text[max(0, match.start() - 2) : match.start()].strip() or text[match.start() - 2] in ".!?\n":
            yield match


def attributes(verb: re.Match[str]) -> bool:
    """Whether it is no verb but "according to", with the speaker behind it wherever it stands."""
    return _ATTRIBUTES.match(verb.group()) is not None
