"""A page as the list of its text blocks, each knowing the chain of containers around it. One walk over the tree."""

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from service.errors import Rejected
from service.extraction.names import NOTHING, told_by
from service.outcome import DeadReason

MAX_DEPTH = 200
"""Elements within elements. The deepest measured page has 60; Python itself stops at 1,000 calls."""
SKIPPED = frozenset(
    "script style noscript template svg iframe object embed canvas video audio picture img button "
    "select input textarea nav figure figcaption map head dialog menu math applet link meta".split()
)
ASIDE_TAG, FOOTER_TAG = "aside", "footer"
"""Elements that are beside the story by their tag, unless nearly all that the page tells is in one (old themes, careless ones)."""
_BY_TAG = {ASIDE_TAG: frozenset(("<aside>",)), FOOTER_TAG: frozenset(("<footer>",))}
_INLINE = frozenset(
    "a span b strong em i u font small sup sub abbr cite q mark time code ins del label bdi "
    "bdo big tt acronym wbr data s strike var kbd nobr dfn samp ruby rt rp td th".split()
)
_PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(slots=True)
class Container:
    """An element that holds blocks."""

    parent: int
    tag: str
    aside: frozenset[str]
    """The words in its name that say it is not the story."""
    furniture: bool
    """Is that word one that no story's container has (cookie, newsletter)?"""
    story: bool
    """Does its name say that it is the story?"""
    standfirst: bool
    """Does it hold the words between headline and story?"""
    weight: float = 0.0
    """Story-like text below it, characters; filled by `service/extraction/story.py`."""


@dataclass(slots=True)
class Block:
    """A paragraph, heading or list item: its text, how many of its characters are links, and the container around it."""

    text: str
    linked: int
    tag: str
    container: int

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.tag in _HEADINGS


@dataclass(slots=True)
class Page:
    """All blocks in order, and their containers; container 0 is the body."""

    containers: list[Container] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


class _Walker:
    """Gathers text until a block ends. Its recursion goes as deep as the page, so depth is limited."""

    def __init__(self) -> None:
        self.page = Page([Container(-1, "body", frozenset(), furniture=False, story=False, standfirst=False)])
        self._parts: list[str] = []
        self._linked = 0

    def walk(self, element: HtmlElement, container: int, tag: str, depth: int, *, in_link: bool) -> None:
        if depth > MAX_DEPTH:
            raise Rejected(DeadReason.TOO_COSTLY, f"the page is nested more than {MAX_DEPTH} deep")
        if element.text:
            self._add(element.text, in_link=in_link)
        for child in element:
            name = child.tag
            if name.__class__ is not str or name in SKIPPED:
                if name in ("img", "input"):
                    self._add(" ", in_link=False)
            elif name in _INLINE:
                if name in ("td", "th"):
                    self._add(" ", in_link=False)
                linked = in_link or (name == "a" and not (child.get("href") or "#").startswith("#"))
                self.walk(child, container, tag, depth + 1, in_link=linked)
            elif name == "br":
                self._break(container, tag)
            else:
                self._flush(container, tag)
                self.walk(child, self._open(child, name, container), name, depth + 1, in_link=in_link)
            if child.tail:
                self._add(child.tail, in_link=in_link)
        if element.tag not in _INLINE:
            self._flush(container, tag)

    def _add(self, text: str, *, in_link: bool) -> None:
        self._parts.append(text)
        if in_link:
            self._linked += len(text.strip())

    def _break(self, container: int, tag: str) -> None:
        """One `<br>` is a space in a sentence; two make a paragraph."""
        if self._parts and self._parts[-1] == "\n":
            self._flush(container, tag)
        elif self._parts:
            self._parts.append("\n")

    def _flush(self, container: int, tag: str) -> None:
        if self._parts:
            text = " ".join("".join(self._parts).split())
            if text:
                self.page.blocks.append(Block(text, self._linked, tag, container))
            self._parts = []
            self._linked = 0

    def _open(self, element: HtmlElement, name: str, parent: int) -> int:
        """The container of a block element: paragraphs and headings share their parent's unless their own name tells more."""
        classes = element.get("class") or ""
        # The id of a heading or paragraph is often made of its words, and the class of an <article> lists its tags and categories.
        names = classes if name in _PARAGRAPHS else "" if name in ("article", "main") else f"{classes} {element.get('id') or ''}"
        aside, furniture, story, standfirst = told_by(names) if len(names) > 1 else NOTHING
        if name in _BY_TAG:
            aside, furniture, story, standfirst = aside | _BY_TAG[name], furniture or name == FOOTER_TAG, False, False
        if not aside and not standfirst and name in _PARAGRAPHS:
            return parent
        story = story or element.get("itemprop") == "articleBody"
        containers = self.page.containers
        containers.append(Container(parent, name, aside, furniture=furniture, story=story, standfirst=standfirst))
        return len(containers) - 1


def blocks_of(body: HtmlElement) -> Page:
    """The blocks of `body` in document order."""
    walker = _Walker()
    walker.walk(body, 0, "body", 0, in_link=False)
    return walker.page
