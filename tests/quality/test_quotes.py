"""The measure of quotations sees what is missing, given to somebody else, or no quotation at all."""

from quality.quotes import counted
from quality.running import explained

TEXT = (
    'Peru expelled three Chilean diplomats on Tuesday over an intrusion. "We gave them two days to leave," Foreign Minister Ana Ruiz said. '
    'The frigate "Esmeralda" lay in port.'
)


def row(speaker: str, **more: object) -> dict[str, object]:
    quote = {"text": "We gave them two days to leave", "speaker": speaker, "also": [], "of_event": True}
    return {"id": "one", "title": None, "text": TEXT, "published_at": "2025-03-05T10:00:00Z", "quotes": [quote], **more}


def test_a_quotation_that_stands_on_the_event_and_is_given_to_its_speaker_counts() -> None:
    gold = [row("the Foreign Minister Ana Ruiz") | {}, row("Ana Ruiz")]
    told = counted(gold, explained(gold))
    assert (told.wanted, told.found, told.known) == (2, 2, 2)
    assert told.right >= 1


def test_a_quotation_that_is_given_to_another_is_wrong() -> None:
    gold = [row("Pedro Soto")]
    told = counted(gold, explained(gold))
    assert (told.known, told.right, told.nameless) == (1, 0, 0)


def test_a_quotation_that_is_on_no_event_is_missed_and_not_judged() -> None:
    gold = [row("Ana Ruiz") | {"text": 'The weather was fine. "We gave them two days to leave," Ana Ruiz said.'}]
    told = counted(gold, explained(gold))
    assert (told.wanted, told.found, told.known) == (1, 0, 0)


def test_the_name_of_a_ship_is_no_quotation() -> None:
    gold = [row("Ana Ruiz", not_quotes=["We gave them two days to leave"])]
    assert counted(gold, explained(gold)).no_quotes == 1
    assert counted([row("Ana Ruiz", not_quotes=["Esmeralda"])], explained([row("Ana Ruiz")])).no_quotes == 0
