"""Which quotation belongs to which event."""

from service.enrichment.quote_events import quotes_of
from service.model import CodedEvent, Evidence, Party, Quote
from service.outcome import Modality

TEXT = "Togo recalled its envoy. Ana Mensah resigned. He called the recall “a mere gesture”. She said: “I can not go on.”"


def event(kind: str, told: str, who: str = "") -> CodedEvent:
    start = TEXT.index(told)
    return CodedEvent(
        topic="t", kind=kind, modality=Modality.ASSERTED, confidence=0.9, headline="", summary="",
        evidence=(Evidence(text=told, start=start, end=start + len(told), rule="t/k/r"),),
        actors=(Party(text=who, start=0, end=len(who), name=who, kind="person"),) if who else (),
    )  # fmt: skip


def quote(said: str, speaker: str | None = None) -> Quote:
    return Quote(text=said, start=TEXT.index(said), end=TEXT.index(said) + len(said), speaker=speaker)


RECALL, RESIGNATION = event("recall", "Togo recalled its envoy."), event("resignation_in_protest", "Ana Mensah resigned.", "Ana Mensah")
GESTURE, GO_ON = quote("a mere gesture"), quote("I can not go on.", "Ana Mensah")


def test_words_about_an_act_belong_to_it_and_words_of_its_person_to_his() -> None:
    assert quotes_of([RECALL, RESIGNATION], TEXT, (GESTURE, GO_ON)) == [(GESTURE,), (GO_ON,)]


def test_other_words_belong_to_what_was_told_last() -> None:
    nobody = quote("I can not go on.")
    assert quotes_of([RECALL, RESIGNATION], TEXT, (nobody,)) == [(), (nobody,)]


def test_the_only_event_has_all() -> None:
    assert quotes_of([RECALL], TEXT, (GESTURE, GO_ON)) == [(GESTURE, GO_ON)]


def test_words_in_the_sentence_of_an_act_are_its_own() -> None:
    told = event("note", "He called the recall “a mere gesture”.")
    assert quotes_of([RESIGNATION, told], TEXT, (GESTURE,)) == [(), (GESTURE,)]
