"""Stage *sketch*: what dedupe needs of an article, in a few hundred bytes; of all articles of a chunk at once.

Three words in a row are a shingle. Three sets, the shingles of the whole text, those of its lead, and the words of the title, are each
kept as codes, from which the resemblance of two texts is estimated. The smallest hashes (anchors) are kept too: by them a text that
shares some is found.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.article import Article
from service.sketch import ANCHOR_SIZE, ANCHORS, LEAD_ANCHORS, Sketch
from service.sketching.minhash import Sets, signature_without_words, signatures
from service.sketching.words import SECOND, Hashes, hash_words

LEAD_WORDS = 150
"""Where two copies begin, give or take a changed first paragraph; related-link blocks and shared background come later."""
TITLE_WORDS = 4
"""A title of fewer words is a rubric ("World", "Live updates") and says nothing."""
BRIEF_WORDS = 25
"""A shorter text says too little alone: its title counts as text."""
_SHINGLE = 3
_THIRD = np.uint64(0xD6E8FEB86659FD93)


def sketch(article: Article) -> Sketch:
    """Sketch the clean title and text of an article; the same on any machine and under any hash seed."""
    return sketch_all([article])[0]


def sketch_all(articles: Sequence[Article]) -> list[Sketch]:
    """Sketch articles, one at least, to the same as `sketch` of each; 64 at once take half of the time of one by one."""
    words, places = hash_words([(article.title, article.text) for article in articles])
    shingles = _shingles(words)
    parts = [_Parts.of(words[at.title : at.text], words[at.text : at.end], shingles[at.text : at.end - _SHINGLE + 1]) for at in places]
    sketched = iter(_with_words([one for one in parts if len(one.shingles)]))
    return [next(sketched) if len(one.shingles) else _without_words(one) for one in parts]


@dataclass(frozen=True, slots=True)
class _Parts:
    """What an article is sketched from: its digest, its shingles in their order, and of its title the sorted words."""

    digest: bytes
    shingles: Hashes
    title: Hashes

    @classmethod
    def of(cls, title: Hashes, text: Hashes, shingles: Hashes) -> "_Parts":
        """From the words of title and text, and the text's shingles."""
        digest = hashlib.sha256(title.tobytes() + text.tobytes() + len(title).to_bytes(4, "little")).digest()[:16]
        if len(text) < BRIEF_WORDS:
            shingles = _shingles(np.concatenate([title, text]))
        # A title that says nothing resembles nothing but itself.
        return cls(digest, shingles, np.sort(title) if len(title) >= TITLE_WORDS else np.frombuffer(digest, dtype="<u8"))


def _with_words(articles: Sequence[_Parts]) -> list[Sketch]:
    if not articles:
        return []
    wholes = Sets.of([np.sort(one.shingles) for one in articles]).distinct()
    leads = Sets.of([_lead(one.shingles, whole) for one, whole in zip(articles, wholes, strict=True)])
    codes = signatures(wholes, leads, Sets.of([one.title for one in articles]))
    anchors = zip(leads.low_bits(LEAD_ANCHORS), wholes.low_bits(ANCHORS), strict=True)
    return [
        Sketch(one.digest, len(whole), signature, of_lead + of_whole, len(of_lead) // ANCHOR_SIZE)
        for one, whole, signature, (of_lead, of_whole) in zip(articles, wholes, codes, anchors, strict=True)
    ]


def _without_words(article: _Parts) -> Sketch:
    return Sketch(article.digest, 0, signature_without_words(article.title), b"", 0)


def _lead(shingles: Hashes, whole: Hashes) -> Hashes:
    """Sorted; a text that is no longer is its own lead."""
    return np.sort(shingles[:LEAD_WORDS]) if len(shingles) > LEAD_WORDS else whole


def _shingles(words: Hashes) -> Hashes:
    """A hash for each three words in a row, in order; a text of one or two words is one shingle."""
    if len(words) < _SHINGLE:
        return words[:1] + words[-1:] * SECOND
    shingles: Hashes = words[:-2] + words[1:-1] * SECOND + words[2:] * _THIRD
    return shingles
