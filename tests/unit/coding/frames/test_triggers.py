"""Where the words of a trigger stand, and which sentences are worth reading for it."""

from service.coding.act import Act
from service.coding.frames.triggers import Triggers, act_at, first_of, glance, of_frames
from service.coding.sentence import Sentence
from tests.unit.coding.fixture import context, frame, read

ALL: Triggers = context().rules.triggers


def acts(text: str) -> list[Act]:
    """The acts that the triggers of the fixture's frames begin in the last sentence of a text."""
    one = read(text).sentences[-1]
    begun = (act_at(one, token, trigger) for token, word in enumerate(one.words) for trigger in ALL.get(word, ()))
    return [act for act in begun if act is not None]


def glanced(text: str) -> bool:
    article = read(text)
    could, _ = glance(Sentence(article.line(0), ()), ALL, lambda: article.around(0))
    return could


def test_a_particle_may_stand_behind_the_object() -> None:
    (act,) = acts("Peru kicked the Cuban ambassador out.")
    assert (act.first, act.end, act.particle) == (1, 2, 5)


def test_a_particle_beside_its_verb_is_part_of_the_trigger() -> None:
    (act,) = acts("Peru kicked out the Cuban ambassador.")
    assert (act.first, act.end, act.particle) == (1, 3, None)


def test_without_its_particle_a_verb_triggers_nothing() -> None:
    assert acts("Peru kicked the ball.") == []


def test_a_noun_of_the_act_has_no_voice_of_its_own() -> None:
    (act,) = acts("The expulsion of the ambassador surprised Peru.")
    assert act.voice == "nominal"


def test_only_the_triggers_of_the_frames_asked_for_are_kept_and_only_where_all_their_words_are() -> None:
    kicked = ("peru", "kicked", "out", "the", "envoy")
    wanted = frozenset({frame("expel_envoy")})
    assert set(of_frames(ALL, kicked, wanted)) == {"kicked"}
    assert of_frames(ALL, ("peru", "kicked", "the", "envoy"), wanted) == {}
    assert of_frames(ALL, kicked, frozenset({frame("desert")})) == {}


def test_the_first_trigger_of_a_frame_is_found_for_whoever_asks_where_it_is_told() -> None:
    line = read("Chile recalled its envoy before Peru kicked out the ambassador.").line(0)
    assert first_of(line, frame("expel_envoy"), ALL) == (6, 8)
    assert first_of(line, frame("desert"), ALL) is None


def test_a_sentence_is_worth_reading_when_the_words_of_a_frame_are_there_and_none_that_excludes_it() -> None:
    assert glanced("Two soldiers deserted on Friday.")
    assert not glanced("Two soldiers deserted the ship on Friday.")
    assert not glanced("Peru severed the cable.")
