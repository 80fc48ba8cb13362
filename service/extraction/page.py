"""From HTML to text and metadata: our reader of blocks first, and a plainer one where it finds too little.

Costs are bounded by counts (characters, tags, attributes, depth), so that the same page is refused on every machine.
"""

import re
from datetime import datetime
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from resiliparse.extract.html2text import extract_plain_text

from service.cleaning.sentences import reading_length
from service.errors import Rejected
from service.extraction.blocks import blocks_of
from service.extraction.container import is_notice
from service.extraction.metadata import Metadata, metadata_of
from service.extraction.story import story_of
from service.outcome import DeadReason

MAX_TAGS = 40_000
"""Opening and closing tags. The largest measured page has 11,000; so many, of paragraphs that all differ, take 1 s of CPU."""
MAX_ATTRIBUTES_OF_A_TAG = 256
"""The most on one tag of 187 measured pages is 40. The parser and the readers of metadata compare each with each: 10,000 on one tag take
1.1 s of CPU, 20,000 four."""
MAX_ATTRIBUTES = 40_000
"""On the page. The largest measured page has 5,500; so many, 256 on a tag, take 0.5 s of CPU."""
_LITTLE = 250
"""Characters of story below which another method is tried: shorter articles are rare, pages misread are not."""
_LEAST = 80
"""Characters below which a text is no article."""
_MUCH_MORE = 2
"""How many times longer the plainer reader's text must be: it repeats the title and keeps labels."""
_CUT_SHORT = 2.0
"""How many times longer the JSON-LD text must be to be believed over the page."""
_ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
_FEW = rf"(?:{_ATTRIBUTE}){{0,{MAX_ATTRIBUTES_OF_A_TAG}}}+(?!{_ATTRIBUTE})"
_RAW = rf"<(?i:script|style)\b{_FEW}[^>]*+>?+(?:[^<]++|<(?!/(?i:script|style)))*+"
"""What stands in these is no markup: `a<b.length` begins no tag."""
_WITH_FEW_ATTRIBUTES = re.compile(rf"\A(?:[^<]++|<(?![a-zA-Z])|{_RAW}|<[a-zA-Z][^\s/>]*+{_FEW})*+")
"""A page, up to the tag that has too many; in one go, as a step in Python for each tag costs more."""
_ALL_ATTRIBUTES = etree.XPath("count(//@*)")
_TAG_TEXT = re.compile(r"<[^<>]{1,200}>")


class Extracted(NamedTuple):
    """A page's text, by which method, and its metadata."""

    text: str
    method: str
    metadata: Metadata


def read_page(html: str, received_at: datetime) -> Extracted:
    """The article of a page. Raises Rejected: `too_costly` (tags, attributes), `no_text`."""
    tags = html.count("<")
    if tags > MAX_TAGS:
        raise Rejected(DeadReason.TOO_COSTLY, f"the page has {tags:,} tags, more than {MAX_TAGS:,}")
    if _WITH_FEW_ATTRIBUTES.match(html).end() < len(html):  # type: ignore[union-attr] # it matches any beginning
        raise Rejected(DeadReason.TOO_COSTLY, f"a tag of the page has more than {MAX_ATTRIBUTES_OF_A_TAG} attributes")
    tree = _parsed(html)
    if tree is None:
        raise Rejected(DeadReason.NO_TEXT, "the page holds no HTML")
    attributes = int(_ALL_ATTRIBUTES(tree))
    if attributes > MAX_ATTRIBUTES:
        raise Rejected(DeadReason.TOO_COSTLY, f"the page has {attributes:,} attributes, more than {MAX_ATTRIBUTES:,}")
    metadata = metadata_of(tree, received_at)
    body = tree.find("body")
    story = story_of(blocks_of(tree if body is None else body), metadata.title, metadata.description)
    text, method = "\n\n".join(story), "blocks"
    if len(metadata.body) > _LITTLE and len(metadata.body) > _CUT_SHORT * len(text):
        text, method = _TAG_TEXT.sub(" ", metadata.body), "json_ld"
    if reading_length(text) < _LITTLE and len(plain := _plain(html)) > _MUCH_MORE * len(text):
        text, method = plain, "resiliparse"
    if reading_length(text) < _LEAST:
        raise Rejected(DeadReason.NO_TEXT, "the page holds no article text")
    return Extracted(text, method, metadata)


def _parsed(html: str) -> HtmlElement | None:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(html.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _plain(html: str) -> str:
    """The page's main text by its outline alone, for pages on which the first reader found little; less what asks for consent."""
    text = extract_plain_text(html, main_content=True, alt_texts=False, links=False, list_bullets=False)
    return "\n".join(line for line in text.split("\n") if not line.strip() or not is_notice(line.strip())).strip()
