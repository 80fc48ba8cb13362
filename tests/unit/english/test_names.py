"""Parties and places that a sentence names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.english.known import Known
from service.english.mention import Mention
from tests.unit.english.mentions import find_mentions


def read(*sentences: str) -> tuple[Mention, ...]:
    """The mentions of the last sentence, the earlier ones being known."""
    known, found = Known(), ()
    for sentence in sentences:
        found = find_mentions(sentence, 0, len(sentence), known)
        known.remember(found)
    return found


def of(found: tuple[Mention, ...], text: str) -> Mention:
    """The mention with these words."""
    return next(m for m in found if m.text == text)


@pytest.mark.parametrize(
    ("sentence", "words", "role_class", "country"),
    [
        ("Ecuador's foreign ministry handed over a note.", "Ecuador's foreign ministry", "ministry", "ECU"),
        ("The Burmese military attaché left.", "Burmese military attaché", "diplomat", "MMR"),
        ("The ambassador of Niger was called in.", "ambassador of Niger", "ambassador", "NER"),
        ("A Côte d'Ivoire envoy spoke.", "Côte d'Ivoire envoy", "ambassador", "CIV"),
        ("The Guinea-Bissauan ambassador protested.", "Guinea-Bissauan ambassador", "ambassador", "GNB"),
        ("He was a Soviet pilot.", "Soviet pilot", "pilot", "SUN"),
        ("An East German border guard fled.", "East German border guard", "soldier", "DDR"),
        ("South Korean police officers watched.", "South Korean police officers", "police", "KOR"),
        ("A GRU colonel defected.", "GRU colonel", "spy", "RUS"),
        ("Three members of Kenya's national team vanished.", "Three members", "athlete", "KEN"),
        ("THE URUGUAYAN CONSUL PROTESTED TO THE COURT.", "URUGUAYAN CONSUL", "diplomat", "URY"),
        ("The head of the U.S. mission left.", "U.S. mission", "mission", "USA"),
        ("Officials in The Hague said so.", "Officials", "official", "NLD"),
        ("The head of Libya's central bank left.", "head", "official", "LBY"),
        ("Lt. Col. Jan Nowak of the Polish army left.", "Lt. Col. Jan Nowak", "officer", "POL"),
        ("Two hundred men of a Polish regiment left.", "men", "soldier", "POL"),
        ("Jan Nowak, who spent 30 years in Poland's secret police, left.", "Jan Nowak", "spy", "POL"),
        ("The prosecutor of the Syrian province of Hama left.", "prosecutor", "official", "SYR"),
        ("Forty Taliban fighters left.", "Taliban fighters", "rebel", None),
        ("THE IRAQI AIR FORCE MAJOR FLEW TO KEY WEST.", "IRAQI AIR FORCE MAJOR", "officer", "IRQ"),
        ("A Russian state television journalist left.", "Russian state television journalist", "broadcaster_staff", "RUS"),
        ("The Dutch representative left.", "Dutch representative", "delegation", "NLD"),
        ("A Polish judo champion left.", "Polish judo champion", "athlete", "POL"),
        ("The Saudi deputy chief of mission left.", "Saudi deputy chief of mission", "ambassador", "SAU"),
    ],
)
def test_an_office_takes_the_state_that_it_is_named_with(sentence: str, words: str, role_class: str, country: str | None) -> None:
    mention = of(read(sentence), words)
    assert (mention.role_class, mention.country) == (role_class, country)


def test_a_pronoun_means_nobody_of_the_other_sex() -> None:
    consul = "The Malian vice consul left."
    found = read(consul, "A spokesman of the Swiss foreign ministry would not say whether she had asked for asylum.")
    assert of(found, "she").country == "MLI"


def test_an_envoy_stands_for_his_own_state_and_not_for_his_host() -> None:
    mention = of(read("Peru's ambassador to Bolivia flew home."), "Peru's ambassador")
    assert (mention.country, mention.host) == ("PER", "BOL")


def test_an_envoy_called_home_from_a_state_was_posted_there() -> None:
    mention = next(m for m in read("Chad recalled its ambassador from Sudan.") if m.role == "ambassador")
    assert (mention.country, mention.host) == ("TCD", "SDN")


@pytest.mark.parametrize(
    ("sentence", "words", "kind"),
    [
        ("Warsaw expelled two diplomats.", "Warsaw", "state"),
        ("The two ministers met in Warsaw.", "Warsaw", "place"),
        ("WARSAW (Reuters) - Nothing happened today.", "WARSAW", "place"),
        ("The order came after pressure from Beijing grew.", "Beijing", "state"),
        ("The Kremlin denied it.", "Kremlin", "state"),
    ],
)
def test_a_capital_is_a_government_or_a_scene_by_its_context(sentence: str, words: str, kind: str) -> None:
    assert of(read(sentence), words).kind == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "We told us all about it.",
        "The turkey was served with rice.",
        "Yesterday Michael Jordan retired.",
        "The Washington Post wrote about the sea.",
        "A nerve agent was used near the South China Sea.",
        "The ex-Soviet republic grew.",
    ],
)
def test_what_only_looks_like_a_state_is_none(sentence: str) -> None:
    assert [m for m in read(sentence) if m.country] == []


def test_coordinated_adjectives_share_the_office() -> None:
    found = read("The Dutch and Danish ambassadors were told to wait.")
    assert [(m.role_class, m.country) for m in found] == [("ambassador", "NLD"), ("ambassador", "DNK")]


def test_a_bloc_names_each_of_its_states() -> None:
    found = read("The Baltic states closed their airspace.")
    assert [m.country for m in found if m.text == "Baltic states"] == ["EST", "LVA", "LTU"]


def test_a_name_and_the_office_beside_it_are_one_party() -> None:
    found = read("Ana Duarte, a Brazilian diplomat in Lisbon, wrote to the ministry.")
    assert of(found, "Ana Duarte").country == "BRA"
    assert of(found, "Brazilian diplomat").name == "Ana Duarte"


def test_a_surname_in_a_later_sentence_stands_for_the_whole_person() -> None:
    found = read("Senegalese Ambassador Moussa Diallo left the hall.", "Mr. Diallo did not return.")
    assert (found[0].name, found[0].country, found[0].inferred) == ("Moussa Diallo", "SEN", True)


def test_a_definite_office_in_a_later_sentence_is_that_of_the_known_holder() -> None:
    found = read("Oslo summoned the Iranian ambassador.", "The ambassador rejected the protest.")
    assert [(m.role_class, m.country) for m in found] == [("ambassador", "IRN")]


def test_a_pronoun_takes_the_office_and_the_state_of_the_person_it_means() -> None:
    found = read("A Venezuelan lieutenant crossed the river.", "He asked for asylum.")
    assert (found[0].role_class, found[0].country, found[0].inferred) == ("officer", "VEN", True)


def test_its_envoy_is_the_envoy_of_the_subject_and_not_of_a_state_in_a_prepositional_phrase() -> None:
    found = read("In Kenya, Rwanda said that it had recalled its ambassador.")
    assert of(found, "ambassador").country == "RWA"


def test_a_known_leader_stands_for_his_state_though_the_text_names_none() -> None:
    assert read("President Emmanuel Macron cancelled the trip.")[0].country == "FRA"


def test_bodies_are_organisations_and_stand_for_no_state() -> None:
    mention = read("The African Union cancelled the summit.")[0]
    assert (mention.kind, mention.name, mention.country) == ("organisation", "AU", None)


ALPHABET = st.sampled_from(
    [
        "Russia",
        "'s",
        "the",
        "envoy",
        "and",
        "U.S.",
        ",",
        "Kim",
        "of",
        "to",
        "-",
        "(",
        "ambassador",
        "in",
        "Moscow",
        "He",
        "İ",
        "\n",
        "1",
        "US",
    ]
)


@given(st.lists(ALPHABET, max_size=25).map(" ".join))
def test_every_mention_reproduces_its_text_in_order(text: str) -> None:
    found = find_mentions(text, 0, len(text), Known())
    assert all(text[m.start : m.end] == m.text for m in found)
    assert [m.start for m in found] == sorted(m.start for m in found)


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    assert all(text[m.start : m.end] == m.text for m in find_mentions(text, 0, len(text), Known()))


def test_offsets_count_in_the_whole_text() -> None:
    text = "Nothing here. Gabon recalled its envoy."
    found = find_mentions(text, 14, len(text), Known())
    assert (found[0].start, found[0].text) == (14, "Gabon")


def test_a_text_without_capitals_is_read_by_its_sure_names() -> None:
    found = read("the british envoy to tehran was told to wait by the iranian foreign ministry.")
    assert [(m.role_class, m.country) for m in found if m.role] == [("ambassador", "GBR"), ("ministry", "IRN")]
    assert [m for m in read("we told us to buy a turkey for a man from the nice town") if m.country] == []


def test_the_south_is_a_state_in_a_story_about_korea_only() -> None:
    assert of(read("A North Korean soldier fled to the South."), "South").country == "KOR"
    assert [m for m in read("A Mexican soldier fled to the South.") if m.country == "KOR"] == []


@pytest.mark.parametrize("subject", ["It", "The country", "The West African nation"])
def test_a_sentence_that_opens_with_it_or_the_nation_means_the_state_that_spoke_last(subject: str) -> None:
    found = read("Togo said that its patience was at an end.", f"{subject} has closed the border.")
    assert (found[0].kind, found[0].country, found[0].inferred) == ("state", "TGO", True)


def test_an_impersonal_it_means_nobody() -> None:
    assert read("Togo said that its patience was at an end.", "It was a cold day.") == ()


def test_a_state_before_today_is_no_magazine() -> None:
    assert of(read("Serbia protested to India today."), "India").country == "IND"
    assert not any(m.country == "IND" for m in read("He told India Today so."))


@pytest.mark.parametrize(
    ("sentence", "words", "country"),
    [
        ("The U.S ambassador left.", "U.S ambassador", "USA"),
        ("The U.K has protested.", "U.K", "GBR"),
        ("US SUMMONS ENVOY OF CHAD OVER RAID", "US", "USA"),
        ("THE TRIP WAS CALLED OFF BY US OFFICIALS TODAY.", "US OFFICIALS", "USA"),
        ("Georgia's president left.", "Georgia's president", "GEO"),
        ("Georgia senators met the envoy.", "Georgia", "USA"),
        ("They flew to Atlanta, Georgia, on Monday.", "Georgia", "USA"),
        ("They flew to Tbilisi, Georgia, on Monday.", "Georgia", "GEO"),
    ],
)
def test_short_and_shared_names_of_states_are_read_by_what_stands_beside_them(sentence: str, words: str, country: str) -> None:
    assert of(read(sentence), words).country == country


def test_us_in_capitals_is_a_pronoun_behind_a_verb() -> None:
    assert [m.text for m in read("THE ENVOY TOLD US THAT HE WOULD STAY.") if m.country == "USA"] == []
