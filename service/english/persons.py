"""Names of persons in running text: sequences of capitalised words that are no names of places, bodies or things."""

from service.english.tokens import Token

PARTICLES = frozenset("al el bin ben ibn abu de da del della di du von van der den ter la le ul ur dos y san bint".split())
"""Small words inside a name."""

NOT_NAMES = frozenset(
    """the a an and or but in on at of for from to by with as after before when while if that this these those it its he she they we i you
    his her their our
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
    december
    council party university ministry committee commission agency news times post court church act bank group inc corp ltd company union
    assembly house street square airport base river lake sea ocean island islands mountain mountains day week year war peace treaty north
    south east west
    northern southern eastern western central international national united state states press foreign minister president prime
    ambassador breaking
    mr mrs ms dr sir lord dame prof saint conference summit forum olympics olympic games world cup league said says say however meanwhile
    earlier
    later yesterday today tomorrow one two three four five six seven eight nine ten there here what why how who where which some many
    most several
    no not all both each every another other such then than also still even only just now new old more less first second last next photo
    image video
    thus read share follow click copyright ap afp reuters cnn bbc upi xinhua tass ria interfax dpa efe ansa ani irna spa government embassy
    consulate
    former army navy force forces police republic democratic people peoples federation kingdom empire""".split()
)
"""Capitalised words that begin or make no person's name."""

TITLES = frozenset({"mr", "mrs", "ms", "dr", "sir", "lord", "lady", "dame", "prof", "herr", "monsieur", "mme", "sheikh", "haji", "maulana"})

_MAX_NAME = 5
_SHORTEST_WORD = 3
_FEWEST_WORDS = 3
"""Fewer words than this tell nothing of how a text is capitalised."""
_CAPS_SHARE = 0.75
_TITLE_SHARE = 0.8
_SHORT_FOR_TITLE = 3


def is_capital(token: Token) -> bool:
    """Whether the token begins with a capital letter."""
    return token.text[0].isupper()


def is_all_caps(tokens: list[Token]) -> bool:
    """Whether this is a text in capitals (old newswire), judged on the words of three letters and more."""
    words = [t.text for t in tokens if len(t.text) >= _SHORTEST_WORD and t.text.isalpha()]
    return len(words) > 1 and sum(w.isupper() for w in words) >= _CAPS_SHARE * len(words)


def is_title_case(tokens: list[Token]) -> bool:
    """Whether this is a headline (no full stop) that capitalises most words, so that capitals mean nothing."""
    words = [t.text for t in tokens if len(t.text) > _SHORT_FOR_TITLE and t.text.isalpha()]
    if tokens and tokens[-1].text == ".":
        return False
    return len(words) >= _FEWEST_WORDS and sum(w[0].isupper() for w in words) > _TITLE_SHARE * len(words)


def _name_goes_on(tokens: list[Token], index: int) -> bool:
    """Whether a capitalised word follows, over further particles and hyphens ("von der Leyen", "al-Sadi")."""
    while index < len(tokens) and (tokens[index].key in PARTICLES or tokens[index].text == "-"):
        if is_capital(tokens[index]):
            return True
        index += 1
    return index < len(tokens) and is_capital(tokens[index])


def name_end(tokens: list[Token], first: int, blocked: set[int]) -> int:
    """One past the last token of the name that begins at `first` (capitalised words, particles and initials); `first` if there is none.

    `blocked` holds the tokens that belong to gazetteer phrases.
    """
    index = first
    count = 0
    while index < len(tokens) and count < _MAX_NAME:
        token = tokens[index]
        if index > first and token.start - tokens[index - 1].end > 1:
            break
        if token.key in PARTICLES and not is_capital(token) and index > first and _name_goes_on(tokens, index + 1):
            index += 1
            continue
        if (
            token.text in "-."
            and index > first
            and index + 1 < len(tokens)
            and tokens[index + 1].start == token.end
            and tokens[index - 1].end == token.start
        ):
            if token.text == "-" or is_capital(tokens[index + 1]):
                index += 1
                continue
            break
        if token.text == "." and index > first and len(tokens[index - 1].text) == 1 and tokens[index - 1].end == token.start:
            index += 1
            continue
        hyphenated = index > first and tokens[index - 1].text == "-"
        if (
            not (is_capital(token) or hyphenated)
            or (token.key in NOT_NAMES and token.text != "I")
            or index in blocked
            or not token.text[0].isalpha()
        ):
            break
        index += 1
        count += 1
    while index > first and (tokens[index - 1].key in PARTICLES or not tokens[index - 1].text[0].isalpha()):
        index -= 1
    return index
