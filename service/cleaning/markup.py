"""HTML that was left in a text: its tags go, with what scripts and styles hold, and where an element ends a line does.

Only names of HTML elements count: `a < b` and `<unk>` stay.
"""

import re

_BLOCKS = (
    "address|article|aside|blockquote|br|center|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|hr|html|body|head|li|main|nav|ol"
    "|p|pre|section|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
_INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|button|cite|code|col|colgroup|data|del|dfn|em|embed|font|i|iframe|img|input|ins|kbd|label|link|mark|meta"
    "|noscript|object|param|picture|q|s|samp|small|source|span|strike|strong|sub|sup|svg|time|tt|u|var|video|wbr"
)
_UNSEEN = re.compile(r"<(script|style)(?:\s[^<>]*)?>|<!--", re.IGNORECASE)
_BLOCK = re.compile(rf" ?\n? ?</?(?:{_BLOCKS})(?:\s[^<>]*)?/?> ?\n? ?", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{_INLINE}|script|style|[ov]:[a-z]+|!doctype)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_CLOSING = {
    "": re.compile("-->"),
    "script": re.compile(r"</script\s{0,9}>", re.IGNORECASE),
    "style": re.compile(r"</style\s{0,9}>", re.IGNORECASE),
}
_BREAK = re.compile(r"br\b|/?(?:td|th|li|tr|dd|dt|hr)\b", re.IGNORECASE)


def without_markup(text: str) -> str:
    """`text` without HTML: inline tags vanish, `<br>`, cells and items are a line break, other blocks a blank line."""
    if "<" not in text:
        return text
    text = _without_unseen(text)
    return _TAG.sub("", _BLOCK.sub(_line_break, text))


def _line_break(found: re.Match[str]) -> str:
    name = found[0].strip().lstrip("<")
    return "\n" if _BREAK.match(name) else "\n\n"


def _without_unseen(text: str) -> str:
    """Without scripts, styles and comments; one that is not closed loses its opening tag only."""
    parts: list[str] = []
    at = 0
    unclosed: set[str] = set()
    for found in _UNSEEN.finditer(text):
        kind = (found[1] or "").lower()
        if found.start() < at or kind in unclosed:
            continue
        closing = _CLOSING[kind].search(text, found.end())
        if closing is None:
            unclosed.add(kind)
            continue
        parts.append(text[at : found.start()])
        at = closing.end()
    return "".join((*parts, text[at:])) if at else text
