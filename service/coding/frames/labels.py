"""What an article says of its own telling: that it corrects, withdraws, checks, invents, supposes, rehearses or reprints what it tells.

An act told under such a label did not happen, or not now, whatever its own sentence says.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from service.coding.sentence import Line
from service.outcome import Modality

_INVENTED = re.compile(
    r"\(satire\)|\bsatire\s*[:|–—-]|[|–—-]\s*satire\s*$|\bfiction\s*[:|]|\(fiction\)|\ba(?:n extract from a)? short story\b"
    r"|\b(?:this|the following|the above) (?:\w+ ){0,2}(?:is|was) (?:a work of |a piece of |meant as |intended as |pure |only |entirely )*"
    r"(?:satir\w+|fiction\w*|parody|a parody|a hoax|a joke|invented|made up|a spoof)\b|\bsatirical (?:article|column"
    r"|piece|story|site|sketch)\b",
    re.IGNORECASE,
)
"""In the title, or a sentence of the text about the whole: everything is invented."""
_JOKE = re.compile(
    r"\b(?:it|this|that|which|the (?:story|report|item)) (?:was|is)(?: all)?(?: only| of course| just)* (?:a joke|a hoax"
    r"|a spoof|invented|made up)\b"
    r"|\bApril Fools?\b",
    re.IGNORECASE,
)
"""In the title or the paragraph of the act."""
_STORY = r"(?:novel|film|movie|play|thriller|drama|series|sitcom|comedy|opera|game|miniseries|sequel|book|story|screenplay|musical)"
_EPISODE = re.compile(
    r"\bin (?:this|next|last|tonight|today|sunday|the|an?)(?:['’]s)? (?:\w+ ){0,2}(?:episode|instalment|installment|finale)\b",
    re.IGNORECASE,
)
_ON_STAGE = re.compile(
    rf"^\W{{0,8}}In (?:the|a|an|his|her|this|its|their)(?:['’]s)? (?:[\w’'-]+ ){{0,3}}{_STORY}\b"
    rf"|\bthe (?:\w+ ){{0,2}}{_STORY}(?:,[^,.;]{{1,60}},)? (?:\w+ly )?"
    r"(?:tells|begins|opens|follows|imagines|ends|starts|depicts|portrays|shows|sees|stars)\b"
    r"|\b(?:the (?:plot|heroine?|protagonist|screenwriters?|storyline))\b",
    re.IGNORECASE,
)
"""Before the act in its sentence: a story on a page, a stage or a screen."""
_SHOWN = re.compile(
    r"^\W{0,8}(?:what to watch|on (?:tv|television|screen)|tv (?:tonight|guide|review|picks)|(?:film|book|tv|theatre"
    r"|theater) reviews?|tonight['’]s tv)\b",
    re.IGNORECASE,
)
"""How a title begins that is about what is shown."""
_REHEARSED = re.compile(
    r"\b(?:exercise|war ?-?game|simulation|scenario|drill|role-?play|table-?top|model (?:un|united nations)"
    r"|mock (?:summit|council|crisis))\b"
    r"[^.;]{0,60}\b(?:suppos\w+|assum\w+|imagin\w+|simulat\w+|in which|where|posit\w+|envisag\w+|envision\w+|involv\w+"
    r"|had it|began with|played)\b"
    r"|\b(?:in|under|according to|for|during) (?:the|this|that|an?|one|its) (?:\w+ ){0,2}(?:exercise|war ?-?game"
    r"|simulation|scenario|role-?play)(?:['’]s \w+)?, ",
    re.IGNORECASE,
)
"""Before the act: what an exercise takes for granted."""
_SUPPOSED = re.compile(
    r"(?:^|[,;:“\"‘(] ?|\b(?:let us|let's|now|just) )(?:suppos(?:e|ing)|imagin(?:e|ing)|assum(?:e|ing)|what if"
    r"|picture this|hypothetically|say that)\b"
    r"|\b(?:suppos|assum|imagin|pretend)\w* that\b",
    re.IGNORECASE,
)
_AMENDED = re.compile(
    r"\b(?:an? |the )?(?:earlier|previous|original|first|initial) (?:version|edition|report|article|story|headline)s?\b[^.;]{0,60}?"
    r"\b(?:said|stated|reported|claimed|wrote|suggested|had it|told|read|gave|indicated|implied)\b"
    r"|\b(?:we|this (?:newspaper|site|paper|agency|article|story)|(?:an?|our|the) (?:article|report|story|headline"
    r"|dispatch|item)\b[^.;]{0,40}?)"
    r" (?:\w+ )?(?:wrongly|incorrectly|mistakenly|erroneously|falsely|in error) (?:said|stated|reported|wrote|claimed|suggested)\b"
    r"|\bwe (?:\w+ )?(?:said|reported|wrote|stated)\b",
    re.IGNORECASE,
)
"""Before the act in its paragraph, where that one amends: what had been said."""
_AMENDS = re.compile(
    r"\b(?:corrections?|clarifications?|corrigend\w+|erratum|errata|editor['’]s note)\b\s*(?:[:.|–—-]|and\b)"
    r"|\bwas (?:amended|corrected|updated|edited)\b"
    r"|\b(?:earlier|previous|original) version\b|\bwe (?:regret|apologi[sz]e)\b|\bregrets? the error\b"
    r"|\b(?:wrongly|incorrectly|mistakenly|erroneously|in error) (?:said|stated|reported|wrote)\b",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(
    r"^\W{0,8}(?:retraction|retracted|withdrawn|story withdrawn|notice of retraction|kill(?:ed)?|advisory: withdrawn)\s*[:|–—-]",
    re.IGNORECASE,
)
_WITHDRAWS = re.compile(
    r"\b(?:we|the (?:agency|newspaper|paper|site|editors?|\w+ news)) (?:has |have |had )?(?:withdraw\w*|withdrew"
    r"|retract\w*|delet\w+|removed|taken down) "
    r"(?:the|a|an|our|its|this) (?:\w+ )?(?:story|report|article|item|dispatch|headline)\b"
    r"|\b(?:this|the) (?:story|report|article|item|dispatch) (?:has been|was|is|had been) (?:withdrawn|retracted|killed|taken down)\b",
    re.IGNORECASE,
)
_CHECKS = re.compile(
    r"\bfact[- ]?check\w*|\bhoax\b|\bdebunk\w*|\bfalse claim|\bfake news\b|\bmisinformation\b|\bclaim check\b", re.IGNORECASE
)
_FALSE = re.compile(
    r"\b(?:is|are|was|were|as|rated?|rating:|verdict:)\s+(?:\w+ )?(?:false|untrue|fake|fabricated|baseless|unfounded"
    r"|incorrect|invented|a hoax|misleading|wrong)\b"
    r"|\b(?:did|has|have|had|does|was|were) not\b|\bno (?:evidence|record|such)\b|\bnot true\b|^\W{0,8}(?:no|false)\b\W|\bnever\b|\bfake\b",
    re.IGNORECASE,
)
_CLAIMED = re.compile(
    r"\b(?:claim\w*|shared|viral|purport\w*|alleg\w+|rumou?rs?|circulat\w+|posts?|video|image|screenshot|caption\w*|hoax"
    r"|facebook|tiktok|whatsapp)\b",
    re.IGNORECASE,
)
_PRINTED_AGAIN = re.compile(
    r"^[^\w\n]{0,20}+from (?:the|our) archives?\b|\breprinted from (?:our|the) (?:issue|edition|paper)\b"
    r"|\b(?:first|originally) (?:published|printed|appeared|reported|filed) (?:here )?(?:in|on|by) [^.\n]{0,40}?\b(?:1[89]|20)\d\d\b",
    re.IGNORECASE | re.MULTILINE,
)
_LOOKS_BACK = re.compile(
    r"^\W{0,8}(?:today in (?:\w+ )?history|this (?:day|week|month) in (?:\w+ )?history|on this day|\w+ (?:years"
    r"|decades) ago(?: today| this week)?\s*[:|–—-])",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\A\s*+(?:opinion|editorial|comment|commentary|op-ed|column|view|viewpoint|letters?|leader|analysis)\s*+[:|–—-]", re.IGNORECASE
)
_OF_THE_PAST = re.compile(
    r"^\s*(?:1[89]|20)\d\d\s*[:–—-]|\b(?:dies|died|dead at|obituary|anniversary|who was \d\d|years on|looks back|remembering|memoir)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[:;–—|]| - |, (?:but|and so) |\. ")
_WHY = re.compile(r"\W{0,20}+(?:why|how|when|where|who|whom|whose|what|which|so|but why|and why)\b", re.IGNORECASE)
_INVERTED = re.compile(
    r"\W{0,20}+(?:(?:but|and|so|or) )?(?:will|has|have|had|did|does|do|is|are|was|were|can|could|should|would|might|may|must)\b(?!n['’]t)",
    re.IGNORECASE,
)
_NOTE = 500
"""Code points on either side of a sentence that count as its paragraph: a correction is shorter, and the cost of each act stays bounded."""
_HEAD, _FOOT = 400, 300
"""Code points at the top and the end of a text where it says what it is."""


class _Whole(NamedTuple):
    """What an article says of all that it tells."""

    withdrawn: bool
    checked: bool
    """It checks a claim."""
    called_false: bool
    """And says that it is false."""
    invented: bool
    printed_again: bool


@lru_cache(maxsize=1)
def _whole(title: str, text: str) -> _Whole:
    """Kept, as every act of one article asks for it."""
    head, foot = text[:_HEAD], text[-_FOOT:]

    def holds(pattern: re.Pattern[str], *parts: str) -> bool:
        return any(pattern.search(part) for part in parts)

    checked = holds(_CHECKS, title, head)
    return _Whole(
        withdrawn=_WITHDRAWN.match(title) is not None or holds(_WITHDRAWS, head),
        checked=checked,
        called_false=checked and holds(_FALSE, title, text),
        invented=holds(_INVENTED, title, head, foot) or holds(_JOKE, title),
        printed_again=holds(_PRINTED_AGAIN, title, head, foot) or _LOOKS_BACK.match(title) is not None,
    )


def label_of(line: Line, act: tuple[int, int], title: str, text: str) -> Modality | None:
    """The modality that the article's own label gives an act told in `line` at `act`; None where there is no such label."""
    before = line.source[line.start : act[0]]
    whole = _whole(title, text)
    if whole.withdrawn or _is_withdrawn(line) or _is_amended(line, act, title) or _is_debunked(line, whole, title, text):
        return Modality.NEGATED
    if whole.invented or _is_invented(line, act, title) or _REHEARSED.search(before) or _SUPPOSED.search(before):
        return Modality.HYPOTHETICAL
    return None


def is_asked(line: Line, act: tuple[int, int]) -> bool:
    """Whether a question asks for the act: not where it asks why or how, nor what comes next ("Kenya expels envoy: what now?")."""
    if not line.text.rstrip("\"”’') ").endswith("?"):
        return False
    before, after = line.source[line.start : act[0]], line.source[act[1] : line.end]
    if _BREAK.search(after.rstrip("?\"”’') ")):
        return False
    breaks = list(_BREAK.finditer(before))
    asked = before[breaks[-1].end() if breaks else 0 :]
    return _WHY.match(asked) is None and (line.part == "title" or _INVERTED.match(asked) is not None)


def is_printed_again(title: str, text: str) -> bool:
    """Whether the article is of an earlier time as a whole: a reprint, or a column of days in history."""
    return _whole(title, text).printed_again


def is_opinion(title: str) -> bool:
    """Whether a headline says that what follows is somebody's view."""
    return _OPINION.match(title) is not None


def is_looking_back(title: str) -> bool:
    """Whether a headline is that of an obituary, an anniversary or a memoir."""
    return _OF_THE_PAST.search(title) is not None


def printed_first(text: str) -> tuple[int, int] | None:
    """The words of a reprint that say when it was printed first, where it says that."""
    found = _PRINTED_AGAIN.search(text, 0, _HEAD) or _PRINTED_AGAIN.search(text, max(0, len(text) - _FOOT))
    return found.span() if found else None


def _paragraph(line: Line) -> tuple[int, int]:
    if line.part == "title":
        return line.start, line.end
    source, least, most = line.source, max(0, line.start - _NOTE), min(len(line.source), line.end + _NOTE)
    stop = source.find("\n", line.end, most)
    return max(source.rfind("\n", least, line.start) + 1, least), most if stop < 0 else stop


def _is_withdrawn(line: Line) -> bool:
    """A notice within a text that withdraws a story: what that story told."""
    begin, stop = _paragraph(line)
    whole = begin == 0 or line.source[begin - 1] == "\n"  # else cut off, and what it begins with is no beginning
    return line.part == "text" and whole and _WITHDRAWN.match(line.source[begin:stop]) is not None


def _is_amended(line: Line, act: tuple[int, int], title: str) -> bool:
    """What a correction quotes as said before."""
    begin, stop = _paragraph(line)
    told = line.source[begin : act[0]]
    if not _AMENDED.search(told):
        return False
    return _AMENDS.search(title) is not None or _AMENDS.search(line.source[begin:stop]) is not None


def _is_debunked(line: Line, whole: _Whole, title: str, text: str) -> bool:
    """The claim that a fact check finds false."""
    if not whole.checked:
        return False
    if line.part == "title":
        return _FALSE.search(title) is not None or _FALSE.search(text[:_HEAD]) is not None
    return whole.called_false and _CLAIMED.search(line.text) is not None


def _is_invented(line: Line, act: tuple[int, int], title: str) -> bool:
    """A joke of one paragraph, or a story on a page, a stage or a screen."""
    if _JOKE.search(line.source[slice(*_paragraph(line))]):
        return True
    before = line.source[line.start : act[0]]
    return _SHOWN.match(title) is not None or _EPISODE.search(line.text) is not None or _ON_STAGE.search(before) is not None
