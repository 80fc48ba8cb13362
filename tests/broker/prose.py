"""Invented English news prose of any length: grammatical, about local matters, and never twice the same. All of it made up here."""

from random import Random


def _choices(joined: str) -> list[str]:
    return joined.split("|")


_BODIES = _choices(
    "council|harbour authority|school board|water company|farmers' union|library trust|planning office|hospital group|bus operator|museum|"
    "chamber of commerce|housing association|fire service|theatre company|rowing club|weather bureau|port operator|market committee"
)
_FIRST_NAMES = _choices("Marta|Tomas|Priya|Jonas|Aisha|Carlo|Helen|Ivo|Lucia|Noah|Greta|Samir|Ruth|Pavel|Mina|Oscar|Elena|David|Hana|Peter")
_STARTS = _choices(
    "Ald|Brack|Carr|Dun|East|Fern|Glen|Harr|Ivy|Kest|Lark|Mill|Oak|Pine|Quarr|Rav|Stone|Thorn|Under|Vale|West|Yarr|Ash|Birch|Cold"
)
_MIDDLES = _choices("er|en|ow|i|a|el|or|un|by|ing|s|mar|wen|lo|te")
_ENDS = _choices(
    "moor|field|by|haven|mere|leigh|wick|gate|bridge|ton|hill|brook|holt|dale|crest|bank|ford|bury|combe|wood|water|stead|mouth"
)
_THINGS = _choices(
    "bridge|footpath|grain store|swimming pool|tram line|reservoir|orchard|ferry landing|workshop|allotment|lighthouse|car park|bakery|"
    "playground|railway arch|greenhouse|cattle market|quay|chapel roof|archive|cycle lane|substation|cinema|sports hall|canal lock"
)
_ACTS = _choices(
    "repair|repaint|widen|survey|reopen|lease|extend|insure|rebuild|inspect|photograph|drain|rewire|auction|fence|lower|catalogue|"
    "plant out|clear|measure|light|resurface|buy back|sell|shelter"
)
_WHENS = _choices(
    "before the autumn term|after the spring floods|by the end of March|within eighteen months|during the summer break|in two stages|"
    "once the accounts are closed|as soon as the frost is over|over three weekends|in time for the harvest fair|next year"
)
_WHYS = _choices(
    "because the old drains could not carry the rain|after a survey found rot in the beams|to make room for a second platform|"
    "so that children can walk to school|since the last contractor went out of business|to save on heating|"
    "following complaints about the noise of delivery lorries|because visitor numbers have doubled|to meet the new safety rules|"
    "after volunteers collected enough signatures|since the price of timber has fallen|to keep the swifts nesting under the eaves"
)
_SUMS = ("thousand", "hundred", "dozen")
_PATTERNS = (
    "The {place} {body} plans to {act} the {thing} {when}, {why}.",
    "{person}, who leads the {body} in {place}, said {number} {sum} residents had asked to {act} the {thing} {when}.",
    "Work to {act} the {thing} near {place} will cost {number} thousand crowns and should end {when}, the {body} said.",
    "Last week's meeting of the {body} drew {number} people from {place}, most of them eager to {act} the {thing} {why}.",
    "According to {person}, the {thing} at {place} has stood empty for {number} years, {why}.",
    "A report of {number} pages, written by {person} for the {body}, advises {place} to {act} its {thing} {when}.",
    "The {body} of {place} will {act} the {thing} and the neighbouring {other}, {person} told reporters, {why}.",
    "Residents of {place} may comment until {number} letters have been read out, after which the {body} will {act} the {thing}.",
    "In {place} the {other} beside the {thing} took {number} visitors on Sunday, more than the {body} had counted in any week before.",
)


def _name(random: Random) -> str:
    """An invented name of a place or a family, one of 8,000, so that texts share few runs of words."""
    return random.choice(_STARTS) + random.choice(_MIDDLES) + random.choice(_ENDS)


def sentence(random: Random) -> str:
    """One invented sentence of some twenty words."""
    return random.choice(_PATTERNS).format(
        place=_name(random),
        body=random.choice(_BODIES),
        person=f"{random.choice(_FIRST_NAMES)} {_name(random)}",
        thing=random.choice(_THINGS),
        other=random.choice(_THINGS),
        act=random.choice(_ACTS),
        when=random.choice(_WHENS),
        why=random.choice(_WHYS),
        number=random.randint(3, 999),
        sum=random.choice(_SUMS),
    )


def headline(random: Random) -> str:
    """A title."""
    return f"{_name(random)} {random.choice(_BODIES)} to {random.choice(_ACTS)} {random.choice(_THINGS)}"


def paragraphs(random: Random, characters: int) -> list[str]:
    """Paragraphs of two to four sentences that together have at least `characters` characters."""
    found: list[str] = []
    while sum(map(len, found)) < characters:
        found.append(" ".join(sentence(random) for _ in range(random.randint(2, 4))))
    return found


GROUPS = 5
"""Acts come in so many groups, whose states and surnames differ, so that no act of one is ever compared with one of another."""
_STATES = (
    ("France", "French"), ("Norway", "Norwegian"), ("Brazil", "Brazilian"), ("Japan", "Japanese"), ("Kenya", "Kenyan"),
    ("Poland", "Polish"), ("Mexico", "Mexican"), ("Egypt", "Egyptian"), ("India", "Indian"), ("Chile", "Chilean"),
    ("Sweden", "Swedish"), ("Turkey", "Turkish"), ("Canada", "Canadian"), ("Nigeria", "Nigerian"), ("Vietnam", "Vietnamese"),
    ("Italy", "Italian"), ("Peru", "Peruvian"), ("Greece", "Greek"), ("Spain", "Spanish"), ("Ghana", "Ghanaian"),
)  # fmt: skip
_PROTESTS = (
    (
        "{one}'s foreign ministry summoned the {other_adjective} ambassador on {day} to protest against the seizure of a fishing boat.",
        "{one} summoned the {other_adjective} ambassador on {day} to protest against the seizure of a fishing boat by the coast guard.",
        "The foreign ministry of {one} summoned the ambassador of {other} on {day} in protest over a fishing boat that was seized.",
    ),
    (
        "{one} recalled its ambassador from {other} on {day} in protest over remarks about the border.",
        "In protest over remarks about the border, {one} recalled its ambassador from {other} on {day}.",
        "{one} on {day} recalled its ambassador from {other}, in protest against remarks about their border.",
    ),
    (
        "{one} expelled two {other_adjective} diplomats on {day}, accusing them of spying.",
        "{one} expelled two diplomats of {other} on {day} because, it said, they were spying.",
        "Accusing them of spying, {one} on {day} expelled two {other_adjective} diplomats.",
    ),
    (
        "The {one_adjective} delegation walked out of the conference on {day} when the {other_adjective} envoy began to speak.",
        "When the {other_adjective} envoy began to speak on {day}, the {one_adjective} delegation walked out of the conference.",
        "On {day} the {one_adjective} delegation walked out of the conference in protest at the speech of the {other_adjective} envoy.",
    ),
)
_DEFECTIONS = (
    (
        "A {one_adjective} diplomat posted to {other} has defected and asked for political asylum there, officials said on {day}.",
        "Officials said on {day} that a {one_adjective} diplomat posted to {other} has defected and asked for political asylum.",
        "A diplomat of {one} in {other} has defected and asked for political asylum there, it was said on {day}.",
    ),
    (
        "The {one_adjective} ambassador to {other}, {person}, resigned on {day} in protest at the crackdown and broke with his state.",
        "In protest at the crackdown, {person}, the {one_adjective} ambassador to {other}, resigned on {day}.",
        "{person}, the ambassador of {one} to {other}, resigned on {day} in protest at the crackdown, he told reporters.",
    ),
    (
        "A {one_adjective} air force pilot flew his jet to {other} on {day} and requested asylum.",
        "A pilot of the {one_adjective} air force flew his jet to {other} on {day} and requested asylum there.",
        "On {day} a {one_adjective} air force pilot flew his jet to {other}, where he requested asylum.",
    ),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def event_sentence(act: Random, telling: Random, group: int) -> str:
    """A plain sentence that reports an act of one of the two topics of interest: `act` says which, of a group, `telling` in which words."""
    (one, one_adjective), (other, other_adjective) = act.sample(_STATES[group::GROUPS], 2)
    wordings = act.choice(_PROTESTS if act.random() < 0.6 else _DEFECTIONS)
    surname = act.choice(_STARTS[group::GROUPS]) + act.choice(_MIDDLES) + act.choice(_ENDS)
    return telling.choice(wordings).format(
        one=one,
        one_adjective=one_adjective,
        other=other,
        other_adjective=other_adjective,
        person=f"{act.choice(_FIRST_NAMES)} {surname}",
        day=act.choice(_DAYS),
    )


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_SCRIPTS = (
    str.maketrans(_LATIN, "абцдефгхијклмнопкрстувжксз"),
    str.maketrans(_LATIN, "αβκδεφγηιζκλμνοπθρστυβωξψζ"),
    str.maketrans(_LATIN, "ابتدهفجحيژكلمنوپقرستعوغخيز"),
)


def in_another_script(text: str, random: Random) -> str:
    """The text in Cyrillic, Greek or Arabic letters: no language, but another lane, and texts that the coder does not read."""
    return text.lower().translate(random.choice(_SCRIPTS))
