"""What words exclude an act, and in which part of the sentence they count."""

from tests.unit.coding.reading import coding, events, states


def test_an_excluding_word_counts_in_the_clause_of_the_act_only() -> None:
    assert events("Opposition delegates of Togo walked out of the summit in Accra in protest at a speech by Ghana's president.") == []
    (event,) = events("Togo's delegates walked out of the summit in Accra in protest at the opposition's place at Ghana's table.")
    assert (event.kind, states(event.actors)) == ("walkout", ["TGO"])


def test_what_comes_before_the_act_as_its_reason_does_not_exclude_it() -> None:
    (event,) = events(
        "After rebels were given seats, Mali's delegation boycotted the ceremony in Niamey to protest against Niger's support for them."
    )
    assert (event.kind, states(event.actors), states(event.targets)) == ("boycott", ["MLI"], ["NER"])


def test_the_near_miss_names_the_word_that_excluded_it() -> None:
    missing = [miss.missing for miss in coding("Togo's players lodged a protest with Ghana over the referee.").near_misses]
    assert 'another act than that of "players"' in missing


def test_the_complement_of_an_order_stands_behind_the_verb() -> None:
    assert [e.kind for e in events("A Chadian diplomat refused to leave the country and asked Germany for a visa.")] != ["expulsion"]


def test_diplomats_sent_out_of_a_third_country_are_the_states_own() -> None:
    assert events("Washington ordered diplomats out of Khartoum as fighting spread.") == []
    (event,) = events("Kenya ordered two Ugandan diplomats to leave Nairobi over a raid.")
    assert (event.kind, states(event.targets)) == ("expulsion", ["UGA"])
