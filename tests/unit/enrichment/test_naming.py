"""Whom the article names of those that the act's sentence gives by their office only."""

from datetime import UTC, datetime

import pytest

from service.article import Article
from service.coding.read_article import ReadArticle
from service.enrichment.naming import named
from service.model import Party

TIME = datetime(2023, 7, 26, 9, tzinfo=UTC)


def name(text: str, *, of_persons: bool = True) -> str | None:
    """The name of the first person whom the first sentence gives by the office."""
    read = ReadArticle(Article("a", None, None, "", text, "", TIME))
    sentences = read.read(frozenset(range(len(read.spans))), title_wanted=False)
    one = next(mention for mention in sentences[0].mentions if mention.role)
    party = Party(text=one.text, start=one.start, end=one.end, name=one.name, role=one.role, country=one.country, kind="person")
    return named((party,), list(sentences[:1]), list(sentences[1:]), of_persons=of_persons)[0].name


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A Cuban diplomat asked for asylum. The man, who was named by local media as Luis Rey, drove across the bridge.", "Luis Rey"),
        ("A Cuban official resigned over the war. Luis Rey, 51, handed in his letter on Monday.", "Luis Rey"),
        ("A colonel of the Cuban army went over to the rebels. Colonel Luis Rey appeared in a video.", "Luis Rey"),
        ("A colonel of the Cuban army went over to the rebels. Major Luis Rey appeared in a video.", None),
        ("A Cuban diplomat resigned. Ana Solis, 40, and others watched. Luis Rey, 51, handed in his letter.", None),
    ],
)
def test_a_story_goes_on_about_its_person_by_name(text: str, wanted: str | None) -> None:
    assert name(text) == wanted


def test_an_envoy_is_named_where_one_only_has_the_same_office_and_state() -> None:
    assert name("Togo summoned the Cuban ambassador. The Cuban ambassador Luis Rey came.", of_persons=False) == "Luis Rey"
    text = "Togo summoned the Cuban ambassador. The Cuban ambassador Luis Rey came. The Cuban ambassador to Peru Ana Solis did not."
    assert name(text, of_persons=False) is None


def test_in_an_act_of_states_a_mere_name_is_nobody() -> None:
    assert name("Togo summoned the Cuban ambassador. Luis Rey, 51, handed in a letter.", of_persons=False) is None
