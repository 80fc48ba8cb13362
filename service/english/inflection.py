"""Forms of English verbs and nouns, with the tags that decide voice and tense."""

from typing import Literal

Tag = Literal["base", "s", "ing", "ed", "en"]
"""Infinitive or plural present, third person, -ing, past, past participle."""

_IRREGULAR: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "become": (("became",), ("become",)),
    "break": (("broke",), ("broken",)),
    "bring": (("brought",), ("brought",)),
    "come": (("came",), ("come",)),
    "cut": (("cut",), ("cut",)),
    "draw": (("drew",), ("drawn",)),
    "find": (("found",), ("found",)),
    "flee": (("fled",), ("fled",)),
    "fly": (("flew",), ("flown",)),
    "forgo": (("forwent",), ("forgone",)),
    "freeze": (("froze",), ("frozen",)),
    "get": (("got",), ("got", "gotten")),
    "give": (("gave",), ("given",)),
    "go": (("went",), ("gone",)),
    "haul": (("hauled",), ("hauled",)),
    "have": (("had",), ("had",)),
    "hold": (("held",), ("held",)),
    "keep": (("kept",), ("kept",)),
    "lay": (("laid",), ("laid",)),
    "leave": (("left",), ("left",)),
    "make": (("made",), ("made",)),
    "meet": (("met",), ("met",)),
    "put": (("put",), ("put",)),
    "quit": (("quit",), ("quit",)),
    "read": (("read",), ("read",)),
    "run": (("ran",), ("run",)),
    "say": (("said",), ("said",)),
    "seek": (("sought",), ("sought",)),
    "sell": (("sold",), ("sold",)),
    "send": (("sent",), ("sent",)),
    "shut": (("shut",), ("shut",)),
    "sit": (("sat",), ("sat",)),
    "stand": (("stood",), ("stood",)),
    "storm": (("stormed",), ("stormed",)),
    "swap": (("swapped",), ("swapped",)),
    "drive": (("drove",), ("driven",)),
    "swear": (("swore",), ("sworn",)),
    "swim": (("swam",), ("swum",)),
    "steal": (("stole",), ("stolen",)),
    "take": (("took",), ("taken",)),
    "tear": (("tore",), ("torn",)),
    "tell": (("told",), ("told",)),
    "throw": (("threw",), ("thrown",)),
    "win": (("won",), ("won",)),
    "withdraw": (("withdrew",), ("withdrawn",)),
    "withhold": (("withheld",), ("withheld",)),
    "write": (("wrote",), ("written",)),
}
_DOUBLED = frozenset(
    "abet admit ban bar cancel cut defer drop expel get label put quit rap refer rip run scrap shut sit skip slam slip snub "
    "step stop submit swap transfer win".split()
)
_ALSO_SINGLE = frozenset({"cancel", "label"})
_VOWELS = "aeiou"


def verb_forms(lemma: str) -> dict[str, frozenset[Tag]]:
    """Inflected form -> tags, for the lemma of one verb (`expel` -> expel, expels, expelling, expelled)."""
    forms: dict[str, set[Tag]] = {}

    def add(form: str, tag: Tag) -> None:
        forms.setdefault(form, set()).add(tag)

    add(lemma, "base")
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        add(lemma[:-1] + "ies", "s")
        past = [lemma[:-1] + "ied"]
    else:
        add(lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "go")) else "s"), "s")
        past = [lemma + ("d" if lemma.endswith("e") else "ed")]
    stems = [lemma[:-1]] if lemma.endswith("e") and not lemma.endswith("ee") else [lemma]
    if lemma in _DOUBLED:
        doubled = lemma + lemma[-1]
        stems = [doubled, lemma] if lemma in _ALSO_SINGLE else [doubled]
        past = [stem + "ed" for stem in stems]
    for stem in stems:
        add(stem + "ing", "ing")
    pasts, participles = _IRREGULAR.get(lemma, (tuple(past), tuple(past)))
    for form in pasts:
        add(form, "ed")
    for form in participles:
        add(form, "en")
    return {form: frozenset(tags) for form, tags in forms.items()}


def plural(noun: str) -> str:
    """Regular plural of the last word of `noun`."""
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x", "z")) else "s")
