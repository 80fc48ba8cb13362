"""Where an act of each scene took place."""

from datetime import UTC, datetime

import pytest

from service.article import Article
from service.coding.read_article import ReadArticle
from service.enrichment.place import locate
from service.model import CodedEvent, Evidence, Location, Party
from service.topics.frame import Scene

TIME = datetime(2023, 7, 26, 9, tzinfo=UTC)


def place(scene: Scene, text: str, *, actors: str = "", targets: str = "", before: str = "") -> Location | None:
    """The place of an act told in `text` after `before`, by and against the states with these codes (comma-separated)."""
    whole = f"{before} {text}" if before else text
    read = ReadArticle(Article("a", None, None, "", whole, "", TIME))
    sentences = read.read(frozenset(range(len(read.spans))), title_wanted=False)
    spans = {m.country: (m.start, m.end) for m in sentences[-1].mentions}

    def parties(codes: str) -> tuple[Party, ...]:
        listed = [code for code in codes.split(",") if code]
        return tuple(
            Party(text=whole[slice(*spans.get(c, (0, 1)))], start=spans.get(c, (0, 1))[0], end=spans.get(c, (0, 1))[1], country=c)
            for c in listed
        )

    event = CodedEvent(
        topic="t", kind="k", modality="asserted", confidence=0.9, headline="", summary="",
        evidence=(Evidence(text=text, start=0, end=len(text), rule="t/k/r"),), actors=parties(actors), targets=parties(targets),
    )  # type: ignore[arg-type]  # fmt: skip
    found = locate(event, scene, list(sentences[-1:]), list(sentences[:-1]))
    assert found is None or whole[found.start : found.end] == found.text
    return found


@pytest.mark.parametrize(
    ("scene", "text", "actors", "targets", "country", "name"),
    [
        ("actor", "Turkey summoned the Swiss ambassador to Ankara.", "TUR", "CHE", "TUR", "Ankara"),
        ("actor", "Turkey summoned the Swiss ambassador.", "TUR", "CHE", "TUR", "Turkey"),
        ("venue", "Envoys walked out of the talks in Geneva in support of Ukraine.", "FRA", "RUS", "CHE", "Geneva"),
        ("venue", "Envoys walked out of the Security Council.", "FRA", "RUS", "USA", "New York"),
        ("venue", "China will stay away from the summit in India.", "CHN", "IND", "IND", "India"),
        ("refuge", "A Cuban pilot fled to Florida and asked for asylum.", "CUB", "", "USA", "Florida"),
        ("refuge", "North Korea's acting ambassador to Kuwait has defected to South Korea.", "PRK", "KOR", "KWT", "Kuwait"),
        ("refuge", "A Cuban attaché of the embassy in Oslo asked for asylum in Chile.", "CUB", "CHL", "CHL", "Chile"),
        ("refuge", "A Cuban attaché of the embassy in Oslo was given shelter in Lima.", "CUB", "PER", "PER", "Lima"),
        ("refuge", "A Syrian colonel defected to Jordan.", "SYR", "JOR", "JOR", "Jordan"),
        ("post", "A Russian diplomat based in Geneva resigned.", "RUS", "RUS", "CHE", "Geneva"),
        ("ranks", "Forty Chadian conscripts deserted.", "TCD", "TCD", "TCD", "Chad"),
        ("ranks", "A Chadian major crossed into Sudan.", "TCD", "SDN", "SDN", "Sudan"),
        ("post", "A US State Department official resigned over the war in Gaza.", "USA", "USA", "USA", "United States"),
        ("post", "A State Department official of the United States resigned.", "USA", "USA", "USA", "United States"),
    ],
)
def test_the_scene_decides_which_place_counts(scene: Scene, text: str, actors: str, targets: str, country: str, name: str) -> None:
    found = place(scene, text, actors=actors, targets=targets)
    assert found is not None
    assert (found.country, found.name) == (country, name)


def test_who_changes_sides_at_home_does_so_in_the_town_of_his_own_state_that_the_sentence_names() -> None:
    found = place("refuge", "Soldiers in the Libyan town of Benghazi joined the protesters.", actors="LBY", before="CAIRO - Unrest spread.")
    assert found is not None
    assert (found.country, found.name) == ("LBY", "Benghazi")


def test_a_place_has_coordinates() -> None:
    found = place("actor", "Turkey summoned the Swiss ambassador to Ankara.", actors="TUR")
    assert found is not None
    assert abs((found.latitude or 0) - 39.9) < 0.2
    assert abs((found.longitude or 0) - 32.9) < 0.2


def test_the_dateline_is_the_last_resort_for_a_meeting() -> None:
    found = place("venue", "Envoys of forty states walked out.", before="NAIROBI (Reuters) - It rained.")
    assert found is not None
    assert found.name == "Nairobi"


def test_nothing_is_made_up() -> None:
    assert place("venue", "Envoys of forty states walked out.") is None
    assert place("actor", "The ministry called in the envoy.") is None


@pytest.mark.parametrize(
    ("text", "before", "name"),
    [
        ("Poland will not send its minister to the Moscow ceremony.", "", "Moscow"),
        ("The envoys will not travel to Minsk for the summit.", "", "Minsk"),
        ("GDANSK - The envoys of Britain stayed away from a ceremony.", "", "Gdańsk"),
        ("Yemen's envoys left the hall after the killings in Sanaa.", "VIENNA (Reuters) - It rained.", "Vienna"),
    ],
)
def test_a_meeting_is_where_something_takes_place_and_not_what_it_is_about(text: str, before: str, name: str) -> None:
    found = place("venue", text, actors="POL", before=before)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("before", "text", "words"),
    [
        ("", "Mexico's foreign minister summoned the Chilean ambassador.", "Mexico"),
        ("Mexico has many friends.", "The Mexican foreign ministry summoned the Chilean ambassador.", "Mexico"),
        ("The Mexican foreign minister was angry.", "He summoned the Chilean ambassador.", "Mexican"),
        ("", "US President John Doe summoned the Chilean ambassador.", "US"),
    ],
)
def test_the_seat_is_a_name_of_the_state_that_the_article_has(before: str, text: str, words: str) -> None:
    found = place("actor", text, before=before, actors="USA" if words == "US" else "MEX", targets="CHL")
    assert found is not None
    assert found.text == words


def test_an_office_without_a_state_s_name_anywhere_is_no_place() -> None:
    assert place("post", "The consul resigned.", actors="USA", targets="USA") is None
