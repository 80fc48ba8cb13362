"""What the class and id of an element tell: that it holds the story, something beside it, or furniture of the site.

The words are those that content management systems and their themes use; none belongs to one site.
"""

import re
from functools import lru_cache
from typing import NamedTuple

import ahocorasick_rs

# A space stands for any separator or none (`most read`: most-read, most_read, mostRead); one at an end for the end of a word.
_FURNITURE = (
    "cookie", "consent", "gdpr", " cmp ", "disqus", "livefyre", " comment ", " comments ", "newsletter", "subscri", "sign up",
    "popup", "pop up", "modal", "tooltip", "sr only",
    "screen reader", "visually hidden", "skip link", "outbrain", "taboola", "article list", "articles list", "item list",
    "items list", "post list", "posts list", "news list",
    "teaser list", "card list", "advert", " ad ", " ads ", "ad slot", "sponsor", "sidebar", "side bar", "footer", "donat",
    "membership", "paywall", "regwall", "login",
    "support us", "support banner", "support message", "contribution",
)  # fmt: skip
_ASIDE = (
    "comment", "respond", "share", "sharing", "social", "related", "recirc", "recommend", "promo", "side col", "right rail",
    "crumb", "popular", "trending", "most read",
    "more stories", "more from", "more on", "more news", "more like", "more info", "more link", "more articles", "read more",
    "read next", "read also", "see also", "also read",
    "also like", "next up", "next article", "next post", "prev article", "prev post", "previous article", "previous post",
    "paginat", "pager", "navbar", " nav ", "navigation",
    " menu", "toolbar", "author bio", "author info", "author box", "author card", "author desc", "author details", "author profile",
    "about author", "about the author", " bio ",
    "byline", "timestamp",
    *(f"{what} {part}" for what in ("post", "entry", "article", "story") for part in ("meta", "info", "tags", "links", "tools")),
    " tag ", " tags ", "tag list", "topic list", "keywords", "caption", "photo credit", "image credit", "gallery", "slideshow",
    "carousel", "video player", "audio player",
    "media player", "jw player", " poll ", "survey", "print only", "print info", " toc ", "table of contents", "disclaimer",
    "copyright", "banner", "masthead", "pull quote",
    "teaser", "latest", "no print", "editors picks", "editor picks", "in other news", "audio", "infobox", "factbox", "topics",
    "further reading", "reading list",
    "image", "photo", "picture", "figure", "embed", "callout", "takeaway", "inset", "interstitial", "widget",
    "headline list", "link list", "references", "footnote", "kicker",
)  # fmt: skip
_STORY = (
    *(f"{what} {part}" for what in ("article", "story", "entry", "post", "news") for part in ("body", "content", "text", "copy", "main")),
    "body copy", "body content", "body text", "content body", "content article", "field name body", "main content", "rich text",
)  # fmt: skip


_STANDFIRST = (
    "standfirst", "sub headline", "sub heading", "subhead", " deck ", " dek ", "subtitle", "sub title", "article lead",
    "article intro", "article summary",
    "article excerpt", "article description", "post excerpt", "entry summary", "story summary", "headline deck", "article sub",
    "article subtitle", "story intro",
)  # fmt: skip


class Told(NamedTuple):
    """What a name tells."""

    aside: frozenset[str]
    """The words that say "not the story"."""
    furniture: bool
    """Is one of them a word that no story's container has?"""
    story: bool
    standfirst: bool
    """Does it hold the words between headline and story?"""


NOTHING = Told(frozenset(), furniture=False, story=False, standfirst=False)
_SEPARATORS = re.compile(r"[\s_:./-]+")


def _patterns() -> dict[str, tuple[str, str]]:
    """Every way to write a word -> the word and its table. Furniture wins over aside."""
    tables = (("story", _STORY), ("aside", _ASIDE), ("furniture", _FURNITURE), ("standfirst", _STANDFIRST))
    written = (
        (form, word, table)
        for table, words in tables
        for word in words
        for form in (word, word[0] + word[1:-1].replace(" ", "") + word[-1])
    )
    return {form: (word, table) for form, word, table in written}


_WRITTEN = _patterns()
_TOLD = tuple(_WRITTEN.values())
_AUTOMATON = ahocorasick_rs.AhoCorasick(list(_WRITTEN))


@lru_cache(maxsize=20_000)
def told_by(names: str) -> Told:
    """What the class and id of an element, separated by spaces, tell of it. Pages of one site repeat them, hence the cache."""
    found = _AUTOMATON.find_matches_as_indexes(f" {_SEPARATORS.sub(' ', names.lower())} ", overlapping=True)
    if not found:
        return NOTHING
    told = [_TOLD[pattern] for pattern, _, _ in found]
    aside = frozenset(word for word, table in told if table in ("aside", "furniture"))
    tables = {table for _, table in told}
    return Told(aside, "furniture" in tables, not aside and "story" in tables, not aside and "standfirst" in tables)
