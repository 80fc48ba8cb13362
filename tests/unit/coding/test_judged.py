"""What becomes of the judge's verdict on a sentence, whatever the judge that gives it."""

from functools import cache

import pytest

from service.article import Article
from service.coding.act import Match
from service.coding.events.events import coded_events
from service.coding.judge.labels import KINDS, MODALITIES, TOPIC_OF, TOPICS
from service.coding.judge.verdict import Verdict
from service.coding.judged import acts
from service.coding.read_article import ReadArticle
from service.outcome import Modality
from service.topics.loader import Rules, load_rules
from tests.unit.coding.reading import PUBLISHED


@cache
def rules() -> Rules:
    """The built-in topics, all of which the judge knows."""
    return load_rules(None)


def says(kind: str | None, modality: str = "asserted", other: float = 0.03, sure: float = 0.95) -> Verdict:
    """A judge who gives one kind (None: that nothing is told) so much and is sure of a modality, and gives each other modality so much."""
    topics = {topic: sure if kind is not None and TOPIC_OF[kind] == topic else 0.001 for topic in TOPICS}
    kinds = {one: sure if one == kind else 0.001 for one in KINDS}
    return Verdict(topics, kinds, {one: 0.85 if one == modality else other for one in MODALITIES}, 0.01)


def read_of(text: str) -> ReadArticle:
    """An article whose sentences are all read."""
    read = ReadArticle(Article("a", None, None, "", text, "", PUBLISHED, PUBLISHED, "en"))
    read.read(frozenset(range(len(read.spans))), title_wanted=False)
    return read


def told(read: ReadArticle, number: int, verdict: Verdict) -> list[Match]:
    """The acts of one of its sentences."""
    return acts(read.sentence(number), verdict, read, rules())[0]


def test_what_frames_read_is_dropped_where_the_judge_sees_nothing() -> None:
    read = read_of("Peru expelled the Chilean ambassador on Monday.")
    assert told(read, 0, says("expulsion"))
    assert told(read, 0, says(None)) == []


def test_the_judge_takes_back_what_no_word_of_the_grammar_takes_back() -> None:
    read = read_of("Peru expelled the Chilean ambassador on Monday.")
    assert {match.modality for match in told(read, 0, says("expulsion", "negated"))} == {Modality.NEGATED}


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Peru will expel the Chilean ambassador on Friday.", Modality.PLANNED),
        ("Peru did not expel the Chilean ambassador.", Modality.NEGATED),
        ("Peru threatens to expel the Chilean ambassador.", Modality.HYPOTHETICAL),
    ],
)
def test_a_word_that_plans_denies_or_threatens_stands_whatever_the_judge_says(text: str, heard: Modality) -> None:
    assert {match.modality for match in told(read_of(text), 0, says("expulsion", "asserted"))} == {heard}


def test_a_plan_was_carried_out_where_the_judge_gives_it_next_to_nothing() -> None:
    text = "Peru announced plans to expel the Chilean ambassador, giving him two days to leave."
    heard = {match.modality for other in (0.03, 0.01) for match in told(read_of(text), 0, says("expulsion", "asserted", other))}
    assert heard == {Modality.PLANNED, Modality.ASSERTED}


def test_an_act_without_a_word_of_a_frame_is_told_of_those_who_stand_where_its_parties_would() -> None:
    (match,) = told(read_of("Peru showed the Chilean envoy the way to the airport."), 0, says("expulsion"))
    assert (match.kind, match.wordless) == ("expulsion", True)
    assert [placed.mention.country for placed in match.actors] == ["PER"]


def test_an_act_less_likely_than_not_is_told_alone_but_not_beside_a_sure_one_of_its_kind() -> None:
    doubted, other = "Bolivia once expelled Cuban envoys.", "Peru expelled the Chilean ambassador on Monday."

    def said(*sentences: str) -> list[list[str | None]]:
        read = read_of(" ".join(sentences))
        verdicts = {at: says("expulsion", sure=0.08 if text == doubted else 0.95) for at, text in enumerate(sentences)}
        matches = [match for at, verdict in verdicts.items() for match in told(read, at, verdict)]
        return [[party.country for party in one.event.actors] for one in coded_events(matches, read, rules(), verdicts)]

    assert (said(doubted), said(other, doubted)) == ([["BOL"]], [["PER"]])


def test_such_an_act_makes_an_event_only_where_no_frame_reads_one_of_its_topic() -> None:
    read = read_of("Peru expelled the Chilean ambassador on Monday. Chile showed the Peruvian envoy the way to the airport.")
    verdicts = {0: says("expulsion"), 1: says("expulsion")}
    matches = [match for number, verdict in verdicts.items() for match in told(read, number, verdict)]
    assert any(match.wordless for match in matches)
    (one,) = coded_events(matches, read, rules(), verdicts)
    assert [party.country for party in one.event.actors] == ["PER"]
    assert len(one.event.evidence) == 1, "what the other side does is no evidence of it"
    alone = [match for match in matches if match.wordless]
    assert [party.country for party in coded_events(alone, read, rules(), verdicts)[0].event.actors] == ["CHL"]


@pytest.mark.parametrize(
    ("kind", "modality", "again"), [("expulsion", "asserted", 1), ("summons", "asserted", 0), ("expulsion", "hypothetical", 0)]
)
def test_an_act_told_again_in_words_of_no_frame_is_evidence_of_the_act_of_its_kind(kind: str, modality: str, again: int) -> None:
    read = read_of("Peru expelled the Chilean ambassador on Monday. The Chilean was shown to the airport by Peru, as officials put it.")
    verdicts = {0: says("expulsion"), 1: says(kind, modality)}
    (weighed,) = coded_events([*told(read, 0, verdicts[0]), *told(read, 1, verdicts[1])], read, rules(), verdicts)
    assert len(weighed.event.evidence) == 1 + again
    assert weighed.event.summary == "Peru expelled the Chilean ambassador on Monday."


def test_a_note_that_is_handed_over_is_no_summons_besides() -> None:
    both = says("note")
    both.kinds["summons"] = 0.7
    found = told(read_of("Peru's foreign ministry handed the Chilean ambassador a note of protest."), 0, both)
    assert {match.kind for match in found} == {"note"}


def test_a_leaving_is_of_the_kind_that_the_judge_is_sure_of_and_doubts_the_frames() -> None:
    read = read_of("A Laotian diplomat went over to the rebels by seeking asylum in Kenya.")
    assert "asylum" in {match.kind for match in told(read, 0, says("asylum"))}
    kept = told(read_of("Peru expelled the Chilean ambassador and severed ties with Chile."), 0, says("severance"))
    assert "expulsion" not in {match.judged_kind for match in kept}


def test_an_act_that_nobody_is_said_to_have_done_is_told_with_those_it_was_aimed_at() -> None:
    read = read_of("A walkout was staged at the UN conference in Lisbon when Morocco's minister took the rostrum.")
    found = told(read, 0, says("walkout"))
    assert [(p.mention.country) for match in found for p in match.actors] == []
    assert "MAR" in {p.mention.country for match in found for p in match.targets}
