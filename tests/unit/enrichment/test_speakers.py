"""What was said, and by whom."""

from datetime import UTC, datetime

import pytest

from service.article import Article
from service.coding.read_article import ReadArticle
from service.enrichment.speakers import read_quotes

TIME = datetime(2023, 7, 26, 9, tzinfo=UTC)


def speakers(text: str) -> list[tuple[str, str | None]]:
    """Each quotation with its speaker."""
    read = ReadArticle(Article("a", None, None, "", text, "", TIME))
    mentions = tuple(m for sentence in read.read(frozenset(range(len(read.spans))), title_wanted=False) for m in sentence.mentions)
    quotes = read_quotes(text, read.quotations, mentions)
    assert all(text[q.start : q.end] == q.text for q in quotes)
    return [(q.text, q.speaker) for q in quotes]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We will answer this in kind,” Foreign Minister Ana Costa said.", "Ana Costa"),
        ('"We will answer this in kind," said Foreign Minister Ana Costa.', "Ana Costa"),
        ("Foreign Minister Ana Costa said: “We will answer this in kind.”", "Ana Costa"),
        ("According to Norway's foreign ministry, it was “an act against all custom”.", "Norway's foreign ministry"),
        ("“We will answer this in kind” when France left the talks, writes Mr. Costa Brava.", "Costa Brava"),
        ("Belgium said that this was “an act against all custom”.", "Belgium"),
        ("“We will answer this in kind,” reads the letter, seen by Ambassador Lea Grau.", None),
        ("The ambassador, a retired general, called it “an act against all custom”.", "ambassador"),
        ("Chad's ambassador to Togo Idriss Adoum said: “We will answer this in kind.”", "Idriss Adoum"),
        ("Belgium rejected the charge and said that it was “an act against all custom”.", "Belgium"),
        ("Minister Ana Costa said Peru had gone too far, adding that Chile was “gravely concerned”.", "Ana Costa"),
        ("Togo has left the Council in protest, accusing the Paris-based body of “hunting small nations”.", "Togo"),
        ("The crowd sang “We will answer this in kind”.", None),
    ],
)
def test_the_speaker_stands_at_the_verb_of_speech(text: str, speaker: str | None) -> None:
    assert [s for _, s in speakers(text)] == [speaker]


def test_the_marks_are_no_part_of_the_span() -> None:
    assert speakers("“It is a clear insult,” Ambassador Lea Grau said.")[0][0] == "It is a clear insult,"


def test_two_words_that_nobody_says_are_no_quotation() -> None:
    assert speakers("The “great wall” fell.") == []


def test_a_paragraph_whole_in_marks_carries_on_the_quotation_before() -> None:
    text = "“We will answer this in kind,” Ambassador Lea Grau said.\n\n“We have waited for a year and no longer.”"
    assert [s for _, s in speakers(text)] == ["Lea Grau", "Lea Grau"]


def test_an_office_without_a_name_takes_that_of_its_only_holder() -> None:
    text = "Chilean Ambassador Lea Grau left the hall.\n\n“We will not come back to it,” the Chilean ambassador said."
    assert [s for _, s in speakers(text)] == ["Lea Grau"]


@pytest.mark.parametrize(
    "text",
    [
        "„Wir gehen nicht“, Ambassador Lea Grau said.",
        "»We will not go«, said Ambassador Lea Grau.",
        "``We will not go,'' said Ambassador Lea Grau.",
        "Ambassador Lea Grau: “We will not go.”",
        '"We will not go," Lea Grau told VG.',
        "“We will not go,” added Grau, who had come with Ambassador Lea Grau.",
    ],
)
def test_marks_of_all_kinds_and_a_name_before_a_colon_have_their_speaker(text: str) -> None:
    assert [s for _, s in speakers(text)] == ["Lea Grau"]


@pytest.mark.parametrize(("words", "name"), [("said Omar Said, who heads it", "Omar Said"), ("Mohammed Said told us", "Mohammed Said")])
def test_a_speaker_may_be_called_said(words: str, name: str) -> None:
    assert [s for _, s in speakers(f"“We will not go,” {words}.")] == [name]


@pytest.mark.parametrize(
    "text",
    [
        'Ambassador Lea Grau said: "We waited a year.\n\n"We asked them twice.\n\n"Now we act at last."',
        '"We waited a year.\n\n"We asked them.\n\n"Now we act," Ambassador Lea Grau said.',
        "“It is over,” Ambassador Lea Grau said. “We waited for a year.\n\n“We ask no more.”",
    ],
)
def test_a_quotation_of_several_paragraphs_is_a_piece_in_each_of_one_speaker(text: str) -> None:
    assert [s for _, s in speakers(text)] == ["Lea Grau"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "The frigate “Sea Star” was seized, the navy said.",
        'He told the daily "Le Temps" that it was over.',
        "The film “The Long March” was banned, a spokesman said.",
        'The so-called "friends of peace" met, Ambassador Lea Grau said.',
    ],
)
def test_names_of_ships_papers_and_works_are_no_quotations(text: str) -> None:
    assert speakers(text) == []


def test_inches_close_no_quotation() -> None:
    assert speakers('"He is 5\'11" tall," Ambassador Lea Grau said.') == [("He is 5'11\" tall,", "Lea Grau")]


def test_a_speaker_called_by_the_surname_has_the_full_name() -> None:
    text = "Secretary Grace Wambui told the envoy so. “We will answer this in kind,” Wambui said."
    assert [s for _, s in speakers(text)] == ["Grace Wambui"]


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("Ambassador Lea Grau left the hall. She called it “an act against all custom”.", ["Lea Grau"]),
        ("“We will answer this in kind,” Ambassador Lea Grau said. “It was time,” she added.", ["Lea Grau", "Lea Grau"]),
        ("“We will answer this in kind,” Ambassador Lea Grau, 52, told Radio Nord.", ["Lea Grau"]),
        ("“We had fuel for one idea only,” one of the pilots said.", ["one of the pilots"]),
        ("Minister Ana Costa spoke of “an act against all custom”.", ["Ana Costa"]),
    ],
)
def test_a_pronoun_a_paper_and_one_of_many_are_told_apart(text: str, said_by: list[str]) -> None:
    assert [s for _, s in speakers(text)] == said_by


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        ("“We waited a year.\n\n“Now we act.”\n\nThe open letter was signed by Ambassador Lea Grau.", ["Lea Grau", "Lea Grau"]),
        ("“I saw it and that was enough for me.” Lea Grau, who sells fish, had walked for an hour.", ["Lea Grau"]),
        ("“I saw it and that was enough for me.” Thus Lea Grau, at the door.", ["Lea Grau"]),
        ("Ambassador Lea Grau left by a side door. “I listened and I shall report,” she said.", ["Lea Grau"]),
        ("Ambassador Lea Grau smiled. “Ask the cat and the dog,” was her reply.", ["Lea Grau"]),
        ("In a film the captain, Jon Falk, sat under a tree. “We were told to go.”", ["Jon Falk"]),
        ("Doctor Lea Grau said that more was needed.\n\n“There is no water in the town.”", ["Lea Grau"]),
        ("The Swiss embassy rejected his story. “It is all a play,” it said.", ["Swiss embassy"]),
        ("“He wrote every week,” his mother said by phone.", ["his mother"]),
        ("“They left a note,” the hotel's porter said.", ["hotel's porter"]),
        ("“It was his own drum,” said Senator Lea Grau of the Green Party.", ["Lea Grau"]),
        ("The lawyer, Lea Grau, came late. “It is a long road,” the lawyer said.", ["Lea Grau"]),
        ("“The works must stop,” according to a statement by the Swiss embassy.", ["Swiss embassy"]),
    ],
)
def test_who_speaks_may_stand_in_another_sentence(text: str, said_by: list[str]) -> None:
    assert [s for _, s in speakers(text)] == said_by


def test_an_apostrophe_closes_no_single_marks() -> None:
    assert speakers("'We didn't come to be shouted at,' said Ambassador Lea Grau.") == [("We didn't come to be shouted at,", "Lea Grau")]
