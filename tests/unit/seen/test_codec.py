"""Entries as bytes: size, and what comes back."""

from hashlib import sha256

import numpy as np
import orjson
import pytest

from service.errors import Fatal
from service.outcome import ExitCode
from service.seen.codec import VERSION, decode_batch, encode_entries, indexed_anchors, read_text, story_entry
from service.seen.entry import Position
from service.seen.parties import Parties
from service.sketch import Sketch
from service.stages.sketch import sketch
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


_WRITTEN = {2: "8ece3550ba92356af72e93dee6046cd3", 3: "4124584b9b1c364bfbd34c1b4443d91a"}
"""Version -> SHA-256 (first half) of what it writes for the entries below. A line is added with each version, and none is changed."""


def test_what_a_version_writes_never_changes() -> None:
    """If this fails, raise `VERSION` and add a line: a worker must not misread, or vainly compare with, what another release wrote."""
    hop = Hop()
    settled = [
        hop.settle(reading(article(words(1, 80), id="a", source="s", url="https://a.example/1"), 0, event()), 0),
        hop.settle(reading(article(words(1, 80), id="b", source="t"), 1, event()), 1),
        hop.settle(reading(article(words(2, 300), id="url:https://b.example/2", url="https://b.example/2"), 2), 2),
    ]
    written = encode_entries([one.entry for one in settled if one.entry])
    assert sha256(written).hexdigest()[:32] == _WRITTEN[VERSION]


def test_the_version_before_is_read_and_its_events_have_no_parties() -> None:
    settled = Hop().settle(reading(article(words(1, 80), id="a", source="s"), 0, event()), 0)
    assert settled.entry
    batch = decode_batch([b"\x02" + encode_entries([settled.entry])[1:]])
    *head, story = orjson.loads(batch.texts[0])[:-2], orjson.loads(batch.texts[0])[-2:]
    events = [fields[:4] for fields in story[0]]
    (back,) = story_entry(batch.rows[0], orjson.dumps([*head[0], events, story[1]])).events
    assert back.parties == Parties()
    assert back.reports(event(actor="somebody else"))


@pytest.mark.parametrize("version", [0, VERSION + 1, 255])
def test_another_version_is_refused_with_a_sentence(version: int) -> None:
    written = encode_entries([])
    with pytest.raises(Fatal, match=f"has version {version}, this release reads {VERSION}") as refused:
        decode_batch([written, bytes([version]) + written[1:]])
    assert refused.value.exit_code == ExitCode.BROKEN_RELEASE
