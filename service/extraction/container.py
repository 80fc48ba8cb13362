"""Which container of a page holds the story: the deepest one with the bulk of its sentences."""

import re
from collections import Counter

from service.cleaning.sentences import is_terminated, reading_length
from service.cleaning.structure import key_of
from service.extraction.blocks import FOOTER_TAG, Block, Page

_APPEAL = re.compile(
    r"\b(?:your|a) (?:contribution|donation|support|membership|subscription)\b|\b(?:support|fund|sustain) (?:our|independent"
    r"|quality) (?:newsroom|journalism|work|reporting)\b|\b(?:as little as|from just) [$£€]\d|\bour (?:readers|supporters"
    r"|newsroom|newsletters?)\b"
    r"|\bkeep (?:our )?(?:news|journalism|site) free\b",
    re.IGNORECASE,
)
_CONSENT = ("cookie", "куки", "ملفات تعريف الارتباط", "access information on", " partners ", " vendors ")
_ADDRESSED = re.compile(
    r"\b(?:we|our|you|your|wir|unsere?|ihre[nrm]?|sie|nous|nos|vous|votre|usamos|utilizamos|nuestr[oa]s?|noss[oa]s?|utilizziamo|nostr[oi]"
    r"|мы|наши|ваш\w*|نحن|نستخدم|this (?:site|website|page)|diese (?:seite|website)|ce site|este sitio|questo sito)\b",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"(?:subscribe|register|sign (?:in|up)|log in|create an account|related|more (?:from|stories|on|news|like|in)\b"
    r"|read (?:more|next|also)|you (?:may|might)|recommended|trending|most (?:read|popular|viewed)|latest|popular|top stories"
    r"|don.t miss|up next|comments?$"
    r"|leave a|share|follow|about the author|editor.?s.? picks|in this (?:article|story)|further reading|see also|also read"
    r"|sponsored|advertis|newsletter|get the|join|support|donate|our (?:picks|latest)|around the web|from our|what to read"
    r"|keep reading|continue reading)",
    re.IGNORECASE,
)
"""Headings of what is not the story."""
# The thresholds below were swept one at a time on the read pages of `../shared/eval/extraction` (F1 0.9687 before): where another value
# is named, it lost as much. None matters by more than 0.002, and none was chosen on the pages held back.
_SENTENCE_LENGTH = 45
"""Letters from which a block counts as a sentence or more (60: -0.0004)."""
_MOST_LINKED = 0.4
"""Share of a block's characters that are links, above which it tells nothing."""
_HEAVIEST = 600
"""Letters that a block counts at most: one long notice is not a story."""
_LESS_LIKELY = 0.7
"""Weight of text outside paragraphs beside text in them."""
_UNENDED = 0.5
"""Weight of a block that does not end like a sentence."""
_ASIDE_SHARE = 0.45
"""Share of the page's text from which a container is the story, whatever its name says."""
_FURNITURE_SHARE = 0.9
"""The same for names that no story's container has (0.97: -0.0002): short articles are shorter than their cookie notice."""
_DESCEND_SHARE = 0.72
"""Share of its text that a child must have for the story to be in it alone (0.8: -0.0021)."""
_DESCEND_SHARE_IN_STORY = 0.92
"""The same within a container whose name says that it is the story (0.97: -0.0001)."""
_STORY_SHARE = 0.5
"""Share of the page's text from which such a name is believed."""
_LEAST_ARTICLE = 150
"""Letters of an `<article>` that is more than a teaser."""
_LEADS = frozenset(("teaser",))
"""Words in the name of a container that holds another story's lead, or this one's."""
ALL_LINKED = 0.8
SHORTEST_HEADLINE = 15
_TEASER_SHARE = 0.3
_TEASER_LEVELS = 5


def weight_of(block: Block) -> float:
    """How much of a story a block tells, in letters: nothing for headings, links and labels."""
    size = reading_length(block.text)
    if size < _SENTENCE_LENGTH or block.linked > _MOST_LINKED * len(block.text) or block.is_heading:
        return 0.0
    base = min(size, _HEAVIEST) * (1.0 if block.tag in ("p", "blockquote") else _LESS_LIKELY)
    return base if is_terminated(block.text) else base * _UNENDED


def is_notice(text: str) -> bool:
    """Whether a paragraph asks the reader for consent, wherever the page keeps it: no container is the story's for its sake."""
    lowered = text.lower()
    return any(word in lowered for word in _CONSENT) and text[0] not in '"“„«' and _ADDRESSED.search(text) is not None


def told_in_one(page: Page, title: str) -> list[Block]:
    """The blocks of the container with the story, less its asides, teasers and appeals; empty when the page has no sentences."""
    containers = page.containers
    weights = [0.0 if (weight := weight_of(block)) and is_notice(block.text) else weight for block in page.blocks]
    _weigh(page, weights, [False] * len(containers))
    aside = _asides(page, _headed(page, title))
    _weigh(page, weights, aside)
    if not containers[0].weight:
        return []
    best = _descend(page, _titled(page, title))
    for i in (*_teasers(page, best, aside), *_appeals(page, best, aside)):
        aside[i] = True
    inside = [False] * len(containers)
    inside[best] = True
    for i, container in enumerate(containers):
        if i and inside[container.parent]:
            inside[i] = True
        if i and aside[container.parent]:
            aside[i] = True
    _spare_lead(page, weights, inside, aside)
    return [block for block in page.blocks if inside[block.container] and not aside[block.container]]


def _spare_lead(page: Page, weights: list[float], inside: list[bool], aside: list[bool]) -> None:
    """Take a teaser that is one paragraph right before the story's first for what it is: its lead."""
    first = next((i for i, block in enumerate(page.blocks) if weights[i] and inside[block.container] and not aside[block.container]), 0)
    if not first:
        return
    lead = page.blocks[first - 1]
    own = page.containers[lead.container]
    if (
        inside[lead.container]
        and own.aside <= _LEADS
        and not lead.linked
        and weights[first - 1]
        and own.weight <= weights[first - 1]
        and sum(block.container == lead.container for block in page.blocks) == 1
    ):
        aside[lead.container] = False


def _weigh(page: Page, weights: list[float], aside: list[bool]) -> None:
    """Give each container the weight of what stands below it and is not aside. A parent has a lower index than its children."""
    containers = page.containers
    for container in containers:
        container.weight = 0.0
    for block, weight in zip(page.blocks, weights, strict=True):
        if weight and not aside[block.container]:
            containers[block.container].weight += weight
    for container in reversed(containers[1:]):
        containers[container.parent].weight += container.weight


def _headed(page: Page, title: str) -> list[bool]:
    """Which containers hold an `<article>`, the page's first heading or the one that is its title."""
    containers = page.containers
    headed = [container.tag == "article" for container in containers]
    key = key_of(title)
    for block in page.blocks:
        if block.is_heading and (block.tag == "h1" or (key and key_of(block.text) == key)):
            headed[block.container] = True
    for i in range(len(containers) - 1, 0, -1):
        headed[containers[i].parent] |= headed[i]
    return headed


def _asides(page: Page, headed: list[bool]) -> list[bool]:
    """Which containers are not the story, by their names or tags; neither is believed where most of the text is.

    A footer holds the story only where it is `headed`: on a page of pictures its legal notice is most of the text.
    """
    containers = page.containers
    total = containers[0].weight
    aside = [False] * len(containers)
    believed: list[frozenset[str]] = [frozenset()] * len(containers)
    for i, container in enumerate(containers):
        if not i:
            continue
        held = believed[container.parent]
        aside[i] = aside[container.parent]
        if container.aside and not aside[i] and not container.aside <= held:
            limit = _FURNITURE_SHARE if container.furniture and not headed[i] else _ASIDE_SHARE
            aside[i] = container.weight < limit * total or (container.tag == FOOTER_TAG and not headed[i])
            held = held | container.aside
        believed[i] = held
    return aside


def _titled(page: Page, title: str) -> int:
    """The `<article>` around the heading that is the title, where a page has several; else the body."""
    containers = page.containers
    if sum(container.tag == "article" and container.weight > 0 for container in containers) <= 1:
        return 0
    around = [0] * len(containers)
    for i, container in enumerate(containers):
        if i:
            around[i] = i if container.tag == "article" else around[container.parent]
    key = key_of(title)
    for block in page.blocks:
        if block.is_heading and (block.tag == "h1" or (key and key_of(block.text) == key)):
            i = around[block.container]
            if i and containers[i].weight >= _LEAST_ARTICLE:
                return i
    return 0


def _descend(page: Page, start: int) -> int:
    containers = page.containers
    children: dict[int, list[int]] = {}
    for i, container in enumerate(containers):
        if container.weight:
            children.setdefault(container.parent, []).append(i)
    best = start
    if not start:
        stories = [
            i for i, c in enumerate(containers) if (c.story or c.tag == "article") and c.weight >= _STORY_SHARE * containers[0].weight
        ]
        if stories:
            best = max(stories, key=lambda i: (containers[i].weight, i))
    while True:
        heaviest = max(children.get(best, ()), key=lambda i: containers[i].weight, default=None)
        share = _DESCEND_SHARE_IN_STORY if containers[best].story else _DESCEND_SHARE
        if heaviest is None or containers[heaviest].weight < share * containers[best].weight:
            return best
        best = heaviest


def _teasers(page: Page, best: int, aside: list[bool]) -> list[int]:
    """Containers of a linked headline and a few words of another story."""
    containers = page.containers
    found = []
    for block in page.blocks:
        if block.is_heading and not aside[block.container] and (_is_linked_headline(block) or _AWAY.match(block.text)):
            i = block.container
            for _ in range(_TEASER_LEVELS):
                if i <= 0 or containers[i].weight or containers[i].parent == best:
                    break
                i = containers[i].parent
            if i != best and 0 < containers[i].weight < _TEASER_SHARE * containers[best].weight:
                found.append(i)
    return found


def _is_linked_headline(block: Block) -> bool:
    return len(block.text) >= SHORTEST_HEADLINE and block.linked >= ALL_LINKED * len(block.text)


def _appeals(page: Page, best: int, aside: list[bool]) -> list[int]:
    """Containers in which the publisher asks for money or readers, at least twice and in every fourth paragraph or more."""
    containers = page.containers
    asked: Counter[int] = Counter()
    total: Counter[int] = Counter()
    for block in page.blocks:
        if aside[block.container]:
            continue
        asks = _APPEAL.search(block.text) is not None
        for i in (block.container, containers[block.container].parent):
            if i not in (-1, 0, best):
                total[i] += 1
                asked[i] += asks
    limit = _FURNITURE_SHARE * containers[best].weight
    return [i for i, count in asked.items() if count > 1 and total[i] <= 4 * count and containers[i].weight < limit]
