"""Whatever dies, lives on as a zombie, or is read again: each position of the lane always causes the same bytes.

A reference settles the lane once, undisturbed. Then workers come and go on the same log: each begins at any position that is not
beyond the commit, with all that was written to `news.seen` by then, also by others that went further.
"""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from service.pipeline import settle
from service.reading import Reading
from service.record import Output
from service.seen.codec import encode_entries
from service.seen.entry import Entry, EventPlace, Position
from service.seen.memory import Seen
from service.settlement import Settlement
from service.stages.compose import event_output, revise
from service.trace import Trace
from tests.unit.builders import HOUR, article, context, event, reading, words

WINDOW = 20 * HOUR
TEXTS = [words(1, 120), words(1, 120) + " with a few more words", words(2, 60), f"{words(3, 90)} {words(2, 60)}", words(4, 200)]


@st.composite
def readings(draw: st.DrawFn) -> list[Reading]:
    """A lane: copies, updates, other events, and records that hop 1 wrote twice."""
    made: list[Reading] = []
    for number in range(draw(st.integers(4, 14))):
        if made and draw(st.integers(0, 5)) == 0:
            made.append(draw(st.sampled_from(made)))
            continue
        publisher = draw(st.sampled_from(["a.example", "b.example", "c.example"]))
        name = draw(st.integers(0, 4))
        kinds = draw(st.sampled_from([(), ("asylum",), ("asylum", "desertion")]))
        one = article(
            draw(st.sampled_from([TEXTS[0], *TEXTS])),
            id=f"{publisher}{name}",
            url=f"https://{publisher}/{name}",
            source=publisher,
            wire=draw(st.sampled_from([None, "AFP"])),
        )
        states = draw(st.sampled_from([(), ("RUS",), ("RUS", "NOR")]))
        actor = draw(st.sampled_from(["Ivan Ivanov", "Iwan Iwanow", "Bo Li"]))
        told = [event(kind, actor=actor, states=states, named=True) for kind in kinds]
        made.append(reading(one, number, *told, after=draw(st.sampled_from([0, 0, 0, 10, 30])) * HOUR))
    return made


@dataclass
class Cluster:
    """What all workers share: the events' log and `news.seen`."""

    bodies: list[bytes] = field(default_factory=list)
    seen: list[bytes] = field(default_factory=list)


class Worker:
    """Settles the lane from a position on, with the memory that it read back."""

    def __init__(self, cluster: Cluster, at: int) -> None:
        """Read back all that was written by now."""
        self.cluster, self.at, self.memory = cluster, at, Seen(WINDOW)
        for value in cluster.seen:
            self.memory.load(value)

    def settle(self, one: Reading, position: Position) -> tuple[list[Output], Settlement]:
        settlement = settle(one, position, self.memory, context(), Trace())
        outputs = [event_output(made, one.timestamp, context()) for made in settlement.events]
        places = {}
        for made, output in zip(settlement.events, outputs, strict=True):
            places[made.event_id] = EventPlace(0, len(self.cluster.bodies))
            self.cluster.bodies.append(output.value or b"")
        outputs += (*settlement.outputs, *settlement.incidents)
        outputs += [revise(self.cluster.bodies[revision.body_at.offset], revision) for revision in settlement.revisions]
        if settlement.entry:
            entry = settlement.entry.placed(places)
            self.memory.remember(entry)
            self.write(entry)
        return outputs, settlement

    def write(self, entry: Entry) -> None:
        self.cluster.seen.append(encode_entries([entry]))


class Replays(RuleBasedStateMachine):
    lane: list[Reading]

    @initialize(lane=readings())
    def undisturbed(self, lane: list[Reading]) -> None:
        self.lane = lane
        reference = Worker(Cluster(), 0)
        self.expected = [reference.settle(one, self.position(number))[0] for number, one in enumerate(lane)]
        self.cluster = Cluster()
        self.workers = [Worker(self.cluster, 0)]
        self.confirmed = 0

    @staticmethod
    def position(number: int) -> Position:
        return Position(number // 3, number % 3)

    @rule(which=st.integers(0, 5), steps=st.integers(1, 8))
    def go_on(self, which: int, steps: int) -> None:
        """The owner or a zombie goes on."""
        self.settle(which % len(self.workers), steps)

    def settle(self, which: int, steps: int) -> None:
        worker = self.workers[which]
        for _ in range(steps):
            if worker.at < len(self.lane):
                caused, _ = worker.settle(self.lane[worker.at], self.position(worker.at))
                assert caused == self.expected[worker.at]
                worker.at += 1
                self.confirmed = max(self.confirmed, worker.at)

    @rule(back=st.integers(0, 15), steps=st.integers(0, 8))
    def take_over(self, back: int, steps: int) -> None:
        """A new owner begins at a commit at or before what is confirmed; the others live on as zombies."""
        self.workers.append(Worker(self.cluster, max(0, self.confirmed - back)))
        self.settle(len(self.workers) - 1, steps)

    @invariant()
    def no_revision_of_an_event_has_two_values(self) -> None:
        """Within the window; an article that is sent again after it was forgotten is a new one, with the same ids by contract."""
        times = [one.timestamp for one in getattr(self, "lane", [])]
        if times and max(times) - min(times) < WINDOW:
            values: dict[tuple[Any, Any], bytes | None] = {}
            for one in (one for caused in self.expected for one in caused if ".events." in one.topic):
                revision = (one.key, (one.value or b"").split(b'"revision":')[1].split(b",")[0])
                assert values.setdefault(revision, one.value) == one.value, one.topic


TestReplays = Replays.TestCase
TestReplays.settings = settings(max_examples=80, stateful_step_count=12, deadline=None)
