"""What was said and by whom: all quotations of an article with their speakers."""

import re

from service.english.mention import Mention
from service.enrichment.quoted_names import is_name
from service.enrichment.quoted_text import past, sentence_begin, sentence_end, unquoted
from service.enrichment.speaker_names import Names
from service.enrichment.speaking_phrase import Subject, opening
from service.enrichment.speaking_subject import before, behind, told_in
from service.enrichment.speech_verbs import BY_TEXT, verbs
from service.model import Quote

_WORDS_OF_A_QUOTE = 3
"""Fewer words between marks are a scare quote or a title, unless somebody says them."""
_REACH = 200
"""How far (code points) from its last words a quotation may be taken up again: further off is another thought."""
_LETTER = re.compile(r"\b(?:letter|statement|post|note|message|declaration|resignation|video|tweet|e-?mail|speech|essay)\b", re.IGNORECASE)
_REPLY = re.compile(
    r"[ ,–—-]{0,4}(?:was|were|came|is) (?P<who>his|her|their|the) (?:\w{1,20} )?(?:reply|answer|response|comment|verdict|words)\b"
)
_THUS = re.compile(r"(?:thus|so|this from|these were the words of|with (?:that|this|these words),?) ", re.IGNORECASE)


def read_quotes(text: str, spans: tuple[tuple[int, int], ...], mentions: tuple[Mention, ...]) -> tuple[Quote, ...]:
    """The quotations of an article's text, at `spans` (marks excluded), with speakers among `mentions` (both in order of their start)."""
    found = _Reader(text, spans, mentions).read()
    return tuple(
        Quote.model_validate({"text": text[start:end], "start": start, "end": end, "in": "text", "speaker": speaker})
        for start, end, speaker in found
    )


class _Reader:
    """Goes through the quotations of one article in order; who said the last is known to the next."""

    def __init__(self, text: str, spans: tuple[tuple[int, int], ...], mentions: tuple[Mention, ...]) -> None:
        self.text, self.spans, self.mentions = text, spans, mentions
        self.plain = unquoted(text, spans)
        self.names = Names(text, mentions)
        self.found: list[tuple[int, int, str | None]] = []

    def read(self) -> list[tuple[int, int, str | None]]:
        """Each quotation with its speaker; names and scare quotes are left out."""
        for start, end in self.spans:
            if is_name(self.text, start, end):
                continue
            by_text = BY_TEXT.match(self.plain, end + 1) is not None
            subject = None if by_text else self._subject(start, end)
            speaker = self._called(subject) if subject else None
            last = self.found[-1] if self.found else None
            if last and _goes_on(self.text, last[1], start):
                speaker = speaker or last[2]
                self._fill_in(speaker)
            elif speaker is None and not by_text:
                speaker = self._without_verb(start, end, last)
                if speaker is None and len(self.text[start:end].split()) < _WORDS_OF_A_QUOTE:
                    continue
            self.found.append((start, end, speaker))
        self._name_writers()
        return self.found

    def _subject(self, start: int, end: int) -> Subject | None:
        """Who is named beside the marks: for a piece of a sentence ("called it “...”") rather before, for a whole one rather behind."""
        if self.text[start].islower():
            return before(self.plain, start) or behind(self.plain, end)
        return behind(self.plain, end) or before(self.plain, start)

    def _called(self, subject: Subject) -> str | None:
        return self.names.of(subject) or self._meant(subject.start)

    def _meant(self, at: int) -> str | None:
        """Whom a pronoun at `at` means: who spoke last in its sentence or the one before, else that one's subject, else who spoke last."""
        last = self.found[-1] if self.found else None
        begin = sentence_begin(self.plain, at)
        line = self.plain.rfind("\n", 0, begin) + 1
        previous = self._sentence_before(begin)
        if last and last[2] and last[1] >= previous:
            return last[2]
        subject = opening(self.plain, previous, begin - 1) if previous < begin else None
        told = None
        if subject is not None:
            told = self.names.party(subject) if self.names.of(subject) else self._meant(subject.start)
        if told and (begin > line or " " in told):
            return told
        return (last[2] if last else None) or self.names.person_in(last[1] if last else 0, at) or told

    def _sentence_before(self, begin: int) -> int:
        """Where the sentence before the one that begins at `begin` does; `begin` for the first of the text."""
        end = len(self.plain[:begin].rstrip())
        return sentence_begin(self.plain, end - 1) if end else begin

    def _without_verb(self, start: int, end: int, last: tuple[int, int, str | None] | None) -> str | None:
        """Who says what no verb of speech stands beside."""
        reply = _REPLY.match(self.plain, end + 1)
        if reply is not None:
            return self._meant(start)
        if last and _carries_on(self.text, self.plain, last[1], start, end):
            return last[2]
        begin = sentence_begin(self.plain, start - 1)
        line = self.plain.rfind("\n", 0, start) + 1
        if begin > line and self.plain[begin : start - 1].strip() == "":
            previous = self._sentence_before(begin)
            subject = opening(self.plain, previous, begin - 1)
            if subject is not None:
                return self.names.person(subject)
        return self._told_behind(end)

    def _told_behind(self, end: int) -> str | None:
        """The person about whom the next sentence is, where the quotation opens its paragraph: "“...” Ana Costa, who ..., had waited"."""
        at = end + 1
        stop = sentence_end(self.plain, at + 1)
        begin = past(self.plain, at, stop, " -–—,”\"»'’")
        thus = _THUS.match(self.plain, begin, stop)
        subject = opening(self.plain, thus.end() if thus else begin, stop)
        return self.names.person(subject) if subject else None

    def _fill_in(self, speaker: str | None) -> None:
        """Give the speaker, who is told at its end only, to the open paragraphs of a quotation before."""
        for index in range(len(self.found) - 1, -1, -1):
            start, end, known = self.found[index]
            if known is not None or self.text[end : end + 1] != "\n":
                return
            self.found[index] = (start, end, speaker)

    def _name_writers(self) -> None:
        """Give paragraphs all in marks, whom nothing else gives to anybody, to the writer whom the paragraph behind names."""
        for index in range(len(self.found) - 1, -1, -1):
            start, end, known = self.found[index]
            if known is not None or self.text[end + 1 : end + 2] not in {"\n", ""}:
                continue
            following = self.found[index + 1] if index + 1 < len(self.found) else None
            if following and not self.text[end + 1 : following[0] - 1].strip():
                self.found[index] = (start, end, following[2])
                continue
            begin = past(self.text, end + 1, len(self.text))
            stop = sentence_end(self.plain, begin)
            if _LETTER.search(self.plain, begin, stop):
                self.found[index] = (start, end, self.names.person_in(begin, stop))
        self._name_from_before()

    def _name_from_before(self) -> None:
        """Give the paragraphs in marks that are left to whoever says something in the sentence before them."""
        for index, (start, end, known) in enumerate(self.found):
            if known is not None or self.text[max(0, start - 2) : start - 1] not in {"\n", ""}:
                continue
            last = self.found[index - 1] if index else None
            if last and not self.text[last[1] + 1 : start - 1].strip():
                self.found[index] = (start, end, last[2])
                continue
            previous = self._sentence_before(start - 1)
            subject = told_in(self.plain, previous, start - 1) if not last or last[1] < previous else None
            if subject is not None:
                self.found[index] = (start, end, self.names.party(subject))


def _goes_on(text: str, last: int, start: int) -> bool:
    """Whether the quotation before was left open at the end of its paragraph, and this one opens the next."""
    return text[last : last + 1] == "\n" and not text[last : start - 1].strip('\n “"„«»')


def _carries_on(text: str, plain: str, last: int, start: int, end: int) -> bool:
    """Whether a quotation without a verb carries on the last: in its sentence, right behind it, or as the next paragraph, all in marks."""
    between = plain[last:start]
    if len(between) > 2 * _REACH:
        return False
    if "\n" not in between:
        begin = sentence_begin(plain, start - 1)
        if begin <= last:
            return True
        told = next(verbs(plain, last + 1, begin), None) is not None
        return told and sentence_begin(plain, len(plain[:begin].rstrip()) - 1) <= last + 1 and not plain[begin : start - 1].strip()
    opens = text[max(0, start - 2) : start - 1] in {"\n", ""}
    closes = text[end + 1 : end + 2] in {"\n", ""}
    return opens and closes and between.count("\n\n") <= 1 and len(text[start:end].split()) > _WORDS_OF_A_QUOTE
