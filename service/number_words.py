"""The words for whole numbers below a hundred, in small letters."""

UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS = {word: number for number, word in enumerate(UNITS, 1)} | {word: 10 * number for number, word in enumerate(TENS, 2)}
"""Units and tens."""
