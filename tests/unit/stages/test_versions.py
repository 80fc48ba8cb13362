"""Which of several versions of an article counts: the later by its time of publication, of equals the one that came later."""

from datetime import UTC, datetime, timedelta

from service.outcome import Method, Outcome, Reason
from service.reading import Reading
from service.seen.codec import encode_entries
from service.seen.entry import Position, Verdict
from service.seen.memory import Seen
from service.seen.past import MOST_VERSIONS
from service.stages.dedupe import dedupe
from tests.unit.builders import WINDOW, Hop, article, event, reading, words

MORNING = datetime(2023, 11, 14, 9, tzinfo=UTC)
TEXT = words(1, 300)
FIRST, SECOND, THIRD = TEXT, TEXT + " more was said later", TEXT + " more was said later and later still"


def version(number: int, text: str, hours: int | None, *kinds: str) -> Reading:
    published = None if hours is None else MORNING + timedelta(hours=hours)
    made = article(text, id="a", url="https://a.example/1", source="a.example", published_at=published)
    return reading(made, number, *(event(kind) for kind in kinds))


def verdict(hop: Hop, one: Reading, offset: int) -> Verdict | None:
    return dedupe(one, Position(offset, 0), hop.seen).verdict


def test_an_older_version_that_comes_late_does_not_undo_the_newer_one() -> None:
    hop = Hop()
    newer = hop.settle(version(0, SECOND, 2, "asylum"), 0)
    late = hop.settle(version(1, FIRST, 1, "asylum"), 1)
    assert (late.outcome, late.reason, late.events, late.revisions) == (Outcome.DUPLICATE, Reason.OLDER_VERSION, (), ())
    assert late.ledger
    assert late.ledger.duplicate_of == "a"
    assert late.ledger.similarity is not None
    assert late.ledger.similarity > 0.8
    assert late.incidents == ()
    assert newer.events[0].article.text == SECOND


def test_a_version_that_comes_after_a_late_one_updates_the_newest() -> None:
    hop = Hop()
    newer = hop.settle(version(0, SECOND, 2, "asylum"), 0)
    hop.settle(version(1, FIRST, 1, "asylum"), 1)
    newest = hop.settle(version(2, THIRD, 3, "asylum"), 2)
    assert newest.reason == Reason.UPDATE_OF_EVENT
    assert [(made.event_id, made.revision) for made in newest.events] == [(newer.events[0].event_id, 2)]


def test_of_versions_of_one_time_or_of_none_the_one_that_came_later_counts() -> None:
    for earlier, later in ((1, 1), (None, 1), (1, None), (None, None)):
        hop = Hop()
        hop.settle(version(0, FIRST, earlier), 0)
        assert verdict(hop, version(1, SECOND, later), 1) is Verdict.UPDATE


def test_an_act_that_only_the_older_version_reports_is_not_hidden() -> None:
    hop = Hop()
    hop.settle(version(0, SECOND, 2, "asylum"), 0)
    late = hop.settle(version(1, FIRST, 1, "asylum", "desertion"), 1)
    assert [made.kind for made in late.events] == ["desertion"]


def test_a_worker_that_reads_the_lane_back_knows_the_times() -> None:
    hop, loaded = Hop(), Seen(WINDOW)
    entry = hop.settle(version(0, SECOND, 2), 0).entry
    assert entry
    loaded.load(encode_entries([entry]))
    decision = dedupe(version(1, FIRST, 1), Position(1, 0), loaded)
    assert (decision.verdict, decision.method, decision.late) == (Verdict.COPY, Method.NEAR, True)


def test_only_the_last_versions_to_come_are_looked_at() -> None:
    hop = Hop()
    hop.settle(version(0, SECOND, 2), 0)
    for number in range(1, MOST_VERSIONS):
        hop.settle(version(number, f"{FIRST} {words(number, 9)}", 1), number)
    assert verdict(hop, version(90, THIRD, 1), MOST_VERSIONS) is Verdict.COPY
    hop.settle(version(91, f"{FIRST} again", 1), MOST_VERSIONS)
    assert verdict(hop, version(92, THIRD, 1), MOST_VERSIONS + 1) is not Verdict.UPDATE
