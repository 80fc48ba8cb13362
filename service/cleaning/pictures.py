"""Picture credits: lines, brackets and line ends that say who took a photograph. The caption itself stays: it is a sentence."""

import re

from service.cleaning.agencies import PICTURES
from service.cleaning.sentences import is_terminated

GATES = (
    "FILE", "File photo", "Getty", "AFP",
    "ASSOCIATED PRESS", "Associated Press", "EPA", "REUTERS", "Video provided", "Video by", "Image by",
    "Image courtesy", "via AP", "/AP", "/ AP", " AP)",
    " AP", "/Reuters", "via Reuters", "/ Reuters", "(Photo", "(Image", "(Picture", "(Credit", "(AP Photo", "(Reuters photo",
    "Photo:", "PHOTO:", "Photo by", "Photo credit", "Photo Credit", "PHOTO CREDIT", "Photos by", "Photograph by", "Photograph:",
    "Photographer", "Photo illustration", "Photo courtesy",
    "Image copyright", "Image source", "Image caption", "Media caption", "Image:", "Image credit", "Image Credit", "Picture:",
    "Credit:", "CREDIT:", "Credit...", "Illustration by", "Courtesy", "©", " for The ", "/Staff", "photo credit",
    "Photo Illustration", "/", "CLOSE ", "Enlarge this image", "toggle caption",
    "Shutterstock", "iStock", "Alamy", "Foto:", "FOTO:", "Fotos:", "Crédit photo", "Crédits", "Photo :", "Crédito", "Imagen:",
    "Bild:", "Фото:", "Фото ", "图片", "圖片", "الصورة", "फोटो", "ছবি:", "写真", "EFE", "dpa", "TASS", "ТАСС",
)  # fmt: skip

_BBC_STYLE = re.compile(r"^(?:Image (?:copyright|source),? .{1,70}? )?(?:Image|Media) caption,? ")
_FILE_LABEL = re.compile(r"^(?:FILE PHOTO|FILE PICTURE|FILE IMAGE|File photo|FILE) ?(?::|-|–|—) (?=[A-Z“\"])")
_BBC_BARE = re.compile(r"^Image (?:copyright|source),? .{1,70}$")
_TOGGLE = re.compile(r"^Enlarge this image\b.{0,400}$|^(?:toggle|hide) caption\b.{0,200}$", re.IGNORECASE)
_CLOSE = re.compile(r"^CLOSE [A-Z“\"].{10,700}$", re.DOTALL)
_WORD = (
    r"(?:file |archive |stock )?(?:photo(?:graph)?s?|images?|pictures?|pics?|video|illustration|graphic|foto(?:graf[ií]a)?s?|bild"
    r"|imagen|imagem|фото|图片来源|圖片來源|图片|الصورة|फोटो|ছবি|写真|crédits?(?: photos?)?|créditos?|credits?)"
)
_LABELLED = re.compile(
    rf"^\W*+(?:[A-Z]\w+ )?{_WORD}(?: (?:credits?|by|courtesy(?: of)?|source|illustration|illustration by"
    rf"|copyright))? ?(?:[:：|©/]|(?<=by)|(?<=courtesy of)|\.\.\.) ?\S.{{0,160}}$",
    re.IGNORECASE,
)
_COPYRIGHT_LINE = re.compile(r"^[^\w©]*©.{0,80}$")
_BRACKET = re.compile(
    rf" ?[(\[](?: ?(?:(?:AP|Reuters|AFP|EPA|File|Handout|Courtesy) )?(?:photos?|images?|pictures?|pics?|credit|photograph"
    rf"|illustration|video|foto|bild|фото)\b ?(?::|by\b|courtesy|via\b|credit|/|\|)[^()\[\]]{{0,200}}"
    rf"|(?-i:(?:[A-Z][\w.'’-]+ ){{1,3}}[A-Z][\w.'’-]+ ?/ ?[A-Z][\w .&'’-]{{1,40}})|[^()\[\]]{{0,90}}(?:/|\bvia |— |– |, ?"
    rf"|\| ?) ?{PICTURES}(?:[ /][^()\[\]]{{0,40}})?| ?{PICTURES} (?:photo|file|image)[^()\[\]]{{0,40}})[)\]]",
    re.IGNORECASE,
)
_BY_STAFF = re.compile(
    r"^(?:[A-Z][\w.'’-]+ ){1,3}[A-Z][\w.'’-]+ ?/ ?(?:Staff|Courtesy|Special|Contributed|The [A-Z]\w+)\b.{0,40}$"
    r"|^[\"“‘'].{3,80}[\"”’'] (?:photo|image) (?:credit|by|courtesy).{0,120}$"
)
# Names are taken whole or not at all (possessive), so that no stretch of them can be divided in two ways; a hyphen before a capital, which
# may as well stand before an agency, divides in lists. Lists are bounded: credits of the measured articles name three people at most.
_PARTICLE = r"(?:de|da|di|van|von|der|al|el|bin)\b"
_NAME = rf"(?:[A-Z][\w'’.-]*+|{_PARTICLE})"
_LISTED = rf"(?:[A-Z](?:[\w'’.]|-(?![A-Z]))*+|{_PARTICLE})"
_AFTER_SENTENCE = r"(?<=[.!?”\"’)…]) "
_AFTER_LAST = re.compile(
    rf" (?<=[.!?”\"’)…] )(?:\|? ?(?:(?:{_LISTED} ){{0,4}}{_LISTED} ?(?:/|\bvia\b|—|–|-|\||,|\bfor\b) ?){{1,8}}"
    rf"(?:[\w .]{{0,30}}[/-] ?)?{PICTURES}(?:(?: ?/ ?| via | for | ?- ?)[\w .]{{1,40}})?\.?$"
    rf"|{PICTURES}(?:/{PICTURES}){{0,8}}(?: ?/ ?(?:{_NAME} ?){{1,4}}(?:/ ?[\w ]{{2,20}})?)?\.?$"
    rf"|(?:Video|Photo|Image)s? (?:provided |courtesy )?(?:by|of) (?:[A-Z][\w.'’-]*+ ?){{1,5}}$"
    rf"|(?:Photo(?:graph)?s?|Image|Picture|Credit|Foto|Фото|Video)(?: credit| by| courtesy(?: of)?)?"
    rf" ?[:/] ?[^.]{{2,90}}\.?$"
    rf"|© ?[^.]{{2,60}}\.?$)"
)
"""Credits at the end of a line, behind a sentence; the other two stand behind anything. All of them reach to the end."""
_BARE_AT_END = re.compile(rf"(?<= ){_NAME} {_NAME} ?/ ?{PICTURES}(?: ?/ ?{PICTURES}){{0,8}}$")
_BRACKET_AT_END = re.compile(rf" ?[(\[]{PICTURES}(?: ?[/,] ?{PICTURES}){{0,8}}[)\]]\.?$")
_PIPED = re.compile(
    rf"{_AFTER_SENTENCE}\| ?(?:(?:(?:{_NAME} ?){{1,5}}(?:/|\bvia\b|,))? ?{PICTURES}(?:/{PICTURES}){{0,8}}(?: Photos?| Images?)?"
    rf"|(?:{_NAME} ?){{1,4}} ?/ ?[A-Z][A-Za-z]{{2,}})(?![\w])"
)
_HAS_AGENCY = re.compile(rf"(?:^|[\s/(|,.—–-]){PICTURES}(?:$|[\s/)|,.—–-])")
_BETWEEN_WORDS = re.compile(r"[\s/]+")
_CONNECTING = frozenset(
    "via of for by the from and courtesy / - – — | & de da di van von der al el bin photo photos file getty images image/".split()
)
_LONGEST_CREDIT_WORDS = 12
_LONGEST_CREDIT = 110
_SENTENCE_WORDS = 4
"""Words in small letters that tell a sentence from a name."""


def without_credits(line: str) -> str:
    """`line`, with single blanks, without picture credits; empty when it is nothing else."""
    if _BY_STAFF.match(line) or _TOGGLE.match(line) or _COPYRIGHT_LINE.match(line) or _is_credit(line):
        return ""
    if _CLOSE.match(line) and (_HAS_AGENCY.search(line[-40:]) or not is_terminated(line)):
        return ""
    line = _FILE_LABEL.sub("", _BBC_STYLE.sub("", line, count=1))
    if _BBC_BARE.match(line) or (_LABELLED.match(line) and not _is_sentence(line)):
        return ""
    if "(" in line or "[" in line:
        line = _BRACKET.sub("", line)
    if "|" in line:
        line = _PIPED.sub("", line)
    starts = [
        found.start()
        for found in (
            _AFTER_LAST.search(line),
            _BARE_AT_END.search(line) if "/" in line else None,
            _BRACKET_AT_END.search(line) if "(" in line or "[" in line else None,
        )
        if found
    ]
    return line[: min(starts)].strip() if starts else line.strip()


def _is_credit(line: str) -> bool:
    """Names and an agency, all in capitals, and nothing else."""
    if len(line) > _LONGEST_CREDIT or not _HAS_AGENCY.search(line):
        return False
    words = _BETWEEN_WORDS.split(line.strip(" ()[].|"))
    if len(words) > _LONGEST_CREDIT_WORDS:
        return False
    return all(
        not word or not word[0].islower() or word.casefold().strip(",.") in _CONNECTING for word in words
    ) and not line.rstrip().endswith(("!", "?", ":", "”", '"'))


def _is_sentence(line: str) -> bool:
    """Whether a caption stands behind a label ("Photo: The minister leaves the meeting."), not a name."""
    return line.rstrip().endswith((".", "!", "?")) and sum(word[:1].islower() for word in line.split()) >= _SENTENCE_WORDS
