"""The readings of a lane record are looked up together: asking the index for many keys at once costs little more than for a few.

What was remembered since, by earlier readings of the same record, is asked for when a reading's turn comes. So each finds what it
would find alone.
"""

import numpy as np

from service.seen.entry import digest_key, name_key
from service.seen.index import Index
from service.seen.runs import MOST_ROWS_A_KEY
from service.sketch import Sketch


def asked_keys(article_id: str, url: str | None, sketch: Sketch) -> list[int]:
    """The keys that an article is looked up by: id, content, URL if there is one, then anchors, each once."""
    anchors = list(dict.fromkeys(np.frombuffer(sketch.anchors, dtype="<u4").tolist()))
    return [name_key("id", article_id), digest_key(sketch.digest), *([name_key("url", url)] if url else []), *anchors]


class Ahead:
    """The index, with the answers for keys that were asked for ahead."""

    def __init__(self, index: Index) -> None:
        """Nothing asked for yet."""
        self._index = index
        self._found: dict[int, list[int]] = {}
        self._first = self._limit = 0

    def ask(self, keys: list[int], first: int, limit: int) -> None:
        """Look up keys in [first, limit), all numbers below `limit` being given; the keys asked for before are dropped."""
        once = list(dict.fromkeys(keys))
        self._found = dict(zip(once, self._index.find(once, first, limit), strict=True))
        self._first, self._limit = first, limit

    def find(self, keys: list[int], first: int, limit: int) -> list[list[int]]:
        """As `Index.find`, where `first` is not below the numbers that were dropped."""
        if first < self._first or limit < self._limit or not self._found.keys() >= set(keys):
            return self._index.find(keys, first, limit)
        found = self._index.find(keys, max(first, self._limit), limit)
        for newer, key in zip(found, keys, strict=True):
            older = self._found[key]
            if older:
                newer[:0] = [serial for serial in older if serial >= first]
                del newer[:-MOST_ROWS_A_KEY]
        return found
