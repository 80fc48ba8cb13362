"""The story of a page: the blocks of its container, less what in it is not told by sentences."""

import re

from service.cleaning import pictures
from service.cleaning.sentences import is_terminated, reading_length
from service.cleaning.structure import key_of
from service.extraction.blocks import Block, Page
from service.extraction.container import ALL_LINKED, SHORTEST_HEADLINE, told_in_one, weight_of

_LONGEST_CAPTION = 300
_LONGEST_CAPTION_OVER_CREDIT = 60
"""Characters of what stands over a bare credit and goes with it (140: -0.0002)."""
_LONGEST_STANDFIRST = 500
_LIST_ENDS = 3
"""Items from which a list after the last sentence belongs to the story."""
_SHORTEST_BLOCK = 3
_LONGEST_LINK = 350
"""Characters of a block that is all link and goes (200: -0.0003)."""
_MOST_LINKED_ITEM = 0.3
"""Share of links from which a list item goes (0.5: -0.0005)."""
_SHORT_SENTENCE = 25
_FULL_SENTENCE = 80
"""Letters from which a heading or link with a full stop is a paragraph."""
_HEADLINE_ENDS = ("?", "!", "？", "！", "؟", ":", "：", "…", "...")
_OPENING_BLOCKS = 4
_DURATION = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s|$).{0,120}$")
"""How long a video is, and its title."""


def story_of(page: Page, title: str, description: str) -> list[str]:
    """The paragraphs of the story, in order, its standfirst first; empty when the page has no sentences.

    `title` and `description` are those of the page's metadata.
    """
    story = _trimmed(_plausible(told_in_one(page, title)))
    standfirst = _standfirst(page, title, description, story)
    return ([standfirst] if standfirst else []) + [block.text for block in story]


def _plausible(blocks: list[Block]) -> list[Block]:
    """Without links, rows of tables (unless the page is a table) and labels."""
    rows = sum(len(block.text) for block in blocks if block.tag == "tr")
    tabular = 2 * rows > sum(len(block.text) for block in blocks)
    kept: list[Block] = []
    for i, block in enumerate(blocks):
        size = len(block.text)
        if _is_caption(block):
            # A bare credit stands under its caption.
            if kept and not pictures.without_credits(block.text) and len(kept[-1].text) <= _LONGEST_CAPTION_OVER_CREDIT:
                kept.pop()
            continue
        if size < _SHORTEST_BLOCK or not any(map(str.isalpha, block.text)):
            continue
        if block.linked > ALL_LINKED * size and size < _LONGEST_LINK and not _is_linked_paragraph(blocks, i):
            continue
        if block.tag == "li" and block.linked > _MOST_LINKED_ITEM * size:
            continue
        if (block.tag == "tr" and not tabular and not weight_of(block)) or _DURATION.match(block.text):
            continue
        kept.append(block)
    return kept


def _is_linked_paragraph(blocks: list[Block], i: int) -> bool:
    """Whether a block that is all link is a paragraph of the story: a full sentence or more, and one beside it is told without links."""
    block = blocks[i]
    if block.tag not in ("p", "blockquote") or not _is_full_sentence(block.text):
        return False
    beside = [other for other in (blocks[i - 1 : i] if i else []) + blocks[i + 1 : i + 2] if other.container == block.container]
    return any(map(weight_of, beside)) and not any(_is_all_link(other) for other in beside)


def _is_all_link(block: Block) -> bool:
    return block.linked > ALL_LINKED * len(block.text)


def _is_full_sentence(text: str) -> bool:
    """Whether a text that may be a headline is none: it is long and has a full stop."""
    return reading_length(text) >= _FULL_SENTENCE and is_terminated(text) and not text.endswith(_HEADLINE_ENDS)


def _is_caption(block: Block) -> bool:
    """Whether a short block names who took a picture: with it goes what the picture shows."""
    text = block.text
    return len(text) <= _LONGEST_CAPTION and any(gate in text for gate in pictures.GATES) and pictures.without_credits(text) != text


def _is_short_sentence(block: Block) -> bool:
    if block.is_heading or block.tag == "li" or (block.linked and block.tag != "p"):
        return False
    return reading_length(block.text) > _SHORT_SENTENCE and is_terminated(block.text)


def _trimmed(blocks: list[Block]) -> list[Block]:
    """Without what stands before the first and after the last sentence, save lists that belong to the story."""
    telling = [i for i, block in enumerate(blocks) if weight_of(block) or _is_short_sentence(block)]
    if not telling:
        return []
    end = telling[-1] + 1
    items = []
    for i in range(end, len(blocks)):
        if blocks[i].linked:
            break
        if blocks[i].tag in ("li", "tr"):
            items.append(i)
    if len(items) >= _LIST_ENDS:
        end = items[-1] + 1
    start = telling[0]
    lead = blocks[start - 1] if start else None
    if lead and lead.container == blocks[start].container and (lead.is_heading or lead.linked) and _is_full_sentence(lead.text):
        start -= 1
    return blocks[start:end]


def _standfirst(page: Page, title: str, description: str, story: list[Block]) -> str | None:
    """The words between headline and story: those that the page also describes itself with, or keeps in a place of that name."""
    if not story:
        return None
    first = next(i for i, block in enumerate(page.blocks) if block is story[0])
    opening = [key_of(block.text) for block in story[:_OPENING_BLOCKS]]
    wanted, headline = key_of(description), key_of(title)
    named = None
    for block in page.blocks[:first]:
        if not SHORTEST_HEADLINE <= len(block.text) <= _LONGEST_STANDFIRST or block.linked:
            continue
        key = key_of(block.text)
        if key == headline or any(key in said for said in opening):
            continue
        if key == wanted:
            return block.text
        if page.containers[block.container].standfirst:
            named = named or block.text
    return named
