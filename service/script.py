"""The script that an article is written in. Copies of a text share it, so that it decides which lane settles the article."""

import numpy as np

from service.article import Article

SCRIPTS = (
    "latin", "cyrillic", "arabic", "han", "devanagari", "hangul", "greek", "hebrew",
    "thai", "bengali", "tamil", "telugu", "gujarati", "gurmukhi", "kannada", "malayalam",
    "georgian", "armenian", "ethiopic", "khmer", "burmese", "lao", "sinhala", "tibetan", "other",
)  # fmt: skip
"""In fixed order: never reorder, only append, as the place in this table decides the lane (the partition of `news.articles`)."""

_RANGES: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x005A, "latin"), (0x0061, 0x007A, "latin"), (0x00C0, 0x024F, "latin"), (0x0370, 0x03FF, "greek"),
    (0x0400, 0x052F, "cyrillic"), (0x0531, 0x058F, "armenian"), (0x0590, 0x05FF, "hebrew"), (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"), (0x08A0, 0x08FF, "arabic"), (0x0900, 0x097F, "devanagari"), (0x0980, 0x09FF, "bengali"),
    (0x0A00, 0x0A7F, "gurmukhi"), (0x0A80, 0x0AFF, "gujarati"), (0x0B80, 0x0BFF, "tamil"), (0x0C00, 0x0C7F, "telugu"),
    (0x0C80, 0x0CFF, "kannada"), (0x0D00, 0x0D7F, "malayalam"), (0x0D80, 0x0DFF, "sinhala"), (0x0E00, 0x0E7F, "thai"),
    (0x0E80, 0x0EFF, "lao"), (0x0F00, 0x0FFF, "tibetan"), (0x1000, 0x109F, "burmese"), (0x10A0, 0x10FF, "georgian"),
    (0x1100, 0x11FF, "hangul"), (0x1200, 0x137F, "ethiopic"), (0x1780, 0x17FF, "khmer"), (0x1C90, 0x1CBF, "georgian"),
    (0x1E00, 0x1EFF, "latin"), (0x1F00, 0x1FFF, "greek"), (0x3040, 0x30FF, "han"), (0x3130, 0x318F, "hangul"),
    (0x3400, 0x4DBF, "han"), (0x4E00, 0x9FFF, "han"), (0xAC00, 0xD7A3, "hangul"), (0xF900, 0xFAFF, "han"),
    (0xFB1D, 0xFB4F, "hebrew"), (0xFB50, 0xFDFF, "arabic"), (0xFE70, 0xFEFF, "arabic"), (0x20000, 0x3FFFF, "han"),
)  # fmt: skip
"""First and last code point of each script's letters (Unicode blocks; kana is counted as Han, as Japanese mixes them)."""

_NO_LETTER = len(SCRIPTS)
_BOUNDS = np.array([bound for first, last, _ in _RANGES for bound in (first, last + 1)], dtype=np.uint32)
_SCRIPT_AT = np.array([_NO_LETTER] + [script for _, _, name in _RANGES for script in (SCRIPTS.index(name), _NO_LETTER)], dtype=np.int64)
_WEIGHTS = np.array([3 if name == "han" else 1 for name in SCRIPTS])
"""A Han character stands for about as much as three letters, so names in Latin letters do not outweigh a Chinese headline."""
PREFIX = 2_000
"""Code points looked at: a script shows in a few lines."""


def script_of(article: Article) -> int:
    """Index in `SCRIPTS` of the script that most letters of the text's beginning are in (of the title where there is no text)."""
    for text in (article.text[:PREFIX], article.title[:PREFIX]):
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        counts = np.bincount(_SCRIPT_AT[np.searchsorted(_BOUNDS, points, side="right")], minlength=_NO_LETTER + 1)[:_NO_LETTER] * _WEIGHTS
        if counts.any():
            return int(counts.argmax())
    return SCRIPTS.index("other")
