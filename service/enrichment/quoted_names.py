"""What stands in marks and nobody said: names of ships, papers and works, what a thing is called, words on a banner, scare quotes."""

import re

_CALLED_SO = re.compile(
    r"\b(?:so-called|nicknamed|named|titled|entitled|dubbed"
    r"|nickname[a-z ]{0,30} (?:is|was)|motto|known (?:[a-z ]{0,30})?as|code-?named|christened|headlined|called the)"
    r"(?: the)?,? $",
    re.IGNORECASE,
)
_NAMED_THING = re.compile(
    r"\b(?:ship|vessel|frigate|destroyer|cruiser|tanker|ferry|trawler|submarine|boat|yacht|carrier|newspaper|daily"
    r"|weekly|magazine|paper|journal|broadcaster|station"
    r"|film|movie|novel|book|song|play|series|opera|album|poem|documentary|show|programme|program|operation|exercises?"
    r"|project|website|site|channel|agency"
    r"|restaurant|hotel|party|movement|battalion|brigade)(?:,| of| the)? $",
    re.IGNORECASE,
)
_WRITTEN_ON = re.compile(
    r"\b(?:banners?|placards?|posters?|signs?|slogans?|t-shirts?|plaque|graffiti|hashtag|inscription|chants?|shouts)\b[^.!?“”\"«»]{0,40} $"
    r"|\b(?:with the words?|reading|bearing the words?|chanting|shouting) $",
    re.IGNORECASE,
)
"""What is written on things or cried by a crowd is nobody's."""
_SCARE = re.compile(
    r"\b(?:citing|the|its|their)(?: alleged| supposed)? $",
    re.IGNORECASE,
)
_NOUN_NEXT = re.compile(r"\b(?:the|an?|on|in|of|his|her|its|their) $", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(?:call|describ|denounc|label|brand|slam|condemn|prais|dismiss|reject|sa(?:id|ys)|spoke|speak|warn|accus|deplor|hail)"
)
_STOP = re.compile(r"[.!?]\s")
_REACH = 60
_WORDS_OF_A_NAME = 6
_WORDS_OF_A_TERM = 4
_SMALL = frozenset("of the and de la a an in on for to al-".split())


def is_name(text: str, start: int, end: int) -> bool:
    """Whether the marks around `text[start:end]` hold a name or a term that the story uses, not words that somebody said."""
    words = text[start:end].split()
    before = text[max(0, start - _REACH) : start - 1]
    if _WRITTEN_ON.search(before):
        return True
    if text[end - 1] in ".,!?" or len(words) > _WORDS_OF_A_NAME:
        return False
    if _CALLED_SO.search(before):
        return True
    capitals = all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words)
    if capitals and (_NAMED_THING.search(before) or (len(words) > 1 and _NOUN_NEXT.search(before))):
        return True
    sentence = _STOP.split(before)[-1]
    return len(words) <= _WORDS_OF_A_TERM and _SCARE.search(before) is not None and _TELLS.search(sentence) is None
