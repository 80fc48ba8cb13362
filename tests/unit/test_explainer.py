"""Articles through both hops without Kafka."""

from functools import cache

import orjson
import pytest

from service import explainer
from service.article import Article
from service.context import Context
from service.explainer import Explainer
from service.inputs.item import Item
from service.model import Explanation
from service.outcome import Outcome

NOW = 1_700_000_000_000
EXPULSION = (
    "SANTIAGO - Chile on Tuesday expelled three diplomats of the Nicaraguan embassy, declaring them persona non grata. "
    "The foreign ministry said that the three had followed exiles who live in the capital. The embassy did not comment."
)


@cache
def context() -> Context:
    return Context.build()


def article(**fields: object) -> bytes:
    return orjson.dumps(fields)


def explain(*values: bytes, defects: list[str] | None = None) -> list[Explanation]:
    told: list[str] = [] if defects is None else defects
    run = Explainer(context(), NOW, lambda where, problem: told.append(f"{where}: {problem!r}"))
    return [run.explain(Item(f"a.jsonl:{number + 1}", value), number) for number, value in enumerate(values)]


def test_an_article_with_an_act_is_explained_with_its_event() -> None:
    [one] = explain(article(id="1", text=EXPULSION))
    assert one.outcome is Outcome.EVENT
    assert "expulsion" in {event.kind for event in one.events}


def test_every_span_stands_in_the_article_that_is_shown() -> None:
    [one] = explain(article(id="1", title="Chile expels envoys of Nicaragua", text=EXPULSION))
    for event in one.events:
        for span in (*event.evidence, *event.actors, *event.targets):
            assert getattr(one.article, span.part)[span.start : span.end] == span.text


def test_a_copy_is_a_duplicate_of_the_first_and_still_shows_what_its_text_reports() -> None:
    first, copy = explain(article(id="1", text=EXPULSION), article(id="2", text=EXPULSION))
    assert (copy.outcome, copy.duplicate_of, copy.similarity) == (Outcome.DUPLICATE, "1", 1.0)
    assert [event.kind for event in copy.events] == [event.kind for event in first.events]


def test_a_refused_article_is_explained_by_its_reason_and_with_what_is_known_of_it() -> None:
    [one] = explain(article(id="7", title="A headline", url="https://a.example/"))
    assert (one.outcome, one.reason, one.article.id, one.article.title, one.article.text) == (Outcome.DEAD, "schema", "7", "A headline", "")


@pytest.mark.parametrize("value", [b"{broken", b"\xff\xfe", b"[1, 2]", b"null", b'{"id": 7}'])
def test_where_it_stood_stands_for_an_id_that_is_not_known(value: bytes) -> None:
    [one] = explain(value)
    assert (one.outcome, one.article.id, one.article.text) == (Outcome.DEAD, "a.jsonl:1", "")


def test_an_article_that_breaks_a_stage_is_told_of_and_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    real = explainer.script_of

    def breaks(read: Article) -> int:
        if read.id == "bad":
            raise KeyError("oops")
        return real(read)

    monkeypatch.setattr(explainer, "script_of", breaks)
    defects: list[str] = []
    bad, good = explain(article(id="bad", text="A text."), article(id="good", text=EXPULSION), defects=defects)
    assert (bad.outcome, bad.reason, bad.article.id) == (Outcome.DEAD, "stage_error", "bad")
    assert good.outcome is Outcome.EVENT
    assert defects == ["a.jsonl:1: stage enrich: KeyError('oops')"]
