"""Entries as bytes: size, and what comes back."""

import numpy as np
import orjson

from service.seen.codec import decode_batch, encode_entries, indexed_anchors, read_text, story_entry
from service.seen.entry import Position
from service.stages.sketch import Sketch, sketch
from tests.unit.builders import Hop, article, event, reading, words


def test_texts_and_rows_of_many_values_come_back_in_order() -> None:
    made = [
        settlement.entry
        for number in range(4)
        if (
            settlement := Hop().settle(
                reading(article(words(number, 80), id=f"é{number}", url=f"https://a.example/{number}"), number), number
            )
        ).entry
    ]
    batch = decode_batch([encode_entries(made[:1]), encode_entries([]), encode_entries(made[1:])])
    assert batch.rows["offset"].tolist() == [0, 1, 2, 3]
    assert [read_text(text).article_id for text in batch.texts] == ["é0", "é1", "é2", "é3"]
    assert [bytes(row) for row in batch.signed["signature"]] == [entry.sketch.signature for entry in made]


def test_an_entry_with_a_story_comes_back_whole_but_for_its_sketch() -> None:
    hop = Hop()
    hop.settle(reading(article(words(1, 80), id="a", source="s"), 0, event()), 0)
    (entry,) = hop.seen.before(Position(1, 0), 0).story(next(iter(hop.seen._stories)))
    batch = decode_batch([encode_entries([entry])])
    back = story_entry(batch.rows[0], batch.texts[0])
    assert {**_fields(back), "sketch": 0} == {**_fields(entry), "sketch": 0}


def test_an_id_that_is_the_url_is_not_written_twice() -> None:
    url = "https://a.example/some/long/path"
    entry = Hop().settle(reading(article(words(1, 80), id=f"url:{url}", url=url), 0), 0).entry
    assert entry
    text = decode_batch([encode_entries([entry])]).texts[0]
    assert orjson.loads(text)[0] is None
    assert read_text(text).article_id == f"url:{url}"


def test_a_brief_text_repeats_its_anchors() -> None:
    assert len(indexed_anchors(sketch(article("one two three four")))) == len(indexed_anchors(sketch(article(words(1, 500)))))
    assert indexed_anchors(Sketch(b"", 0, b"", b"")) == [0] * len(indexed_anchors(sketch(article("one"))))


def test_the_anchors_of_the_lead_come_first() -> None:
    made = sketch(article(words(1, 500)))
    lead = np.frombuffer(made.anchors, dtype="<u4")[: made.lead_anchors].tolist()
    assert indexed_anchors(made)[:1] == lead[:1]


def _fields(entry: object) -> dict[str, object]:
    return {name: getattr(entry, name) for name in entry.__dataclass_fields__}  # type: ignore[attr-defined]
