"""What never fires is named, kind by kind."""

from functools import cache

from quality.idle import idle, section
from service.model import CodedEvent, Event, Evidence, Explanation, PublishedArticle
from service.outcome import Outcome
from service.topics.loader import load_rules
from tests.unit.builders import event

RULES = load_rules(None)
SUMMONED = "Norway summoned the Brazilian ambassador on Tuesday to protest against the seizure of a trawler."
CONDOLED = "Norway summoned the Brazilian ambassador on Tuesday and offered its condolences after the crash."


def explained(text: str, *events: CodedEvent) -> Explanation:
    article = PublishedArticle(id="a", text=text, extractor="text", language="en")
    made = tuple(Event.model_construct(**dict(one)) for one in events)
    return Explanation.model_construct(article=article, outcome=Outcome.EVENT, events=made, near_misses=(), warnings=(), reason="")


def idle_of(kind: str, *read: Explanation) -> tuple[list[str], list[str]]:
    return next((frames, phrases) for one, frames, phrases in idle(RULES, read) if one == kind)


@cache
def summons() -> CodedEvent:
    one = event("summons", "diplomatic_protest")
    rule = "diplomatic_protest/summons/summon_envoy_to_explain"
    return one.model_copy(update={"evidence": (Evidence(text="x", start=0, end=1, rule=rule),)})


def test_a_frame_is_idle_until_an_event_has_evidence_of_it() -> None:
    assert "summon_envoy_to_explain" in idle_of("summons", explained(SUMMONED))[0]
    assert "summon_envoy_to_explain" not in idle_of("summons", explained(SUMMONED, summons()))[0]


def test_a_phrase_is_idle_until_it_stands_in_a_sentence_with_a_word_of_its_frame() -> None:
    assert "condolence*" in idle_of("summons", explained(SUMMONED))[1]
    assert "condolence*" not in idle_of("summons", explained(CONDOLED))[1]
    assert "condolence*" in idle_of("summons", explained("The king sent his condolences on Monday."))[1]


def test_every_kind_has_a_row_and_nothing_of_it_is_a_figure() -> None:
    made = section(RULES, [explained(SUMMONED)])
    assert [row[0] for row in made.tables[0].rows] == [kind for topic in RULES.topics.values() for kind in topic.kinds]
    assert made.figures == ()
