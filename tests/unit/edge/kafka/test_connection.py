"""The state of the connection to the brokers."""

from collections.abc import Iterator

import pytest

from service.edge.kafka.connection import FAILING_S, REMIND_S, SILENT_S, Connection
from service.telemetry import logs, metrics


class Clock:
    """A connection, and its time, which a test moves in steps short enough for a process that runs."""

    def __init__(self) -> None:
        """Stands at 1,000 s."""
        self.now = 1_000.0
        self.connection = Connection(lambda: self.now)

    def run(self, seconds: float, *, failing: bool = False) -> None:
        for _ in range(round(seconds * 10)):
            self.now += 0.1
            if failing:
                self.connection.failed()
            self.connection.look()


@pytest.fixture
def clock() -> Iterator[Clock]:
    yield Clock()
    logs.LIBRARY_GATE.kafka_closed = False
    metrics.KAFKA_CONNECTED.set(1)


def test_refused_connections_count_as_lost_when_nobody_answers_meanwhile(clock: Clock) -> None:
    connection = clock.connection
    for _ in range(30):  # one broker of three is down: the others go on answering
        clock.run(FAILING_S / 4, failing=True)
        connection.answered()
    assert not connection.lost
    clock.run(FAILING_S + 0.5, failing=True)
    assert connection.lost
    assert connection.reason.startswith("no Kafka broker has answered for ")
    assert metrics.REGISTRY.get_sample_value("demarche_kafka_connected") == 0


def test_silence_alone_counts_as_lost_too_but_later(clock: Clock) -> None:
    connection = clock.connection
    clock.run(SILENT_S - 1)
    assert not connection.lost
    clock.run(2)
    assert connection.lost


def test_a_process_that_stood_still_does_not_blame_the_brokers_for_its_own_silence(clock: Clock) -> None:
    connection = clock.connection
    clock.now += 3 * SILENT_S
    connection.look()
    clock.run(SILENT_S - 1)
    assert not connection.lost


def test_one_answer_and_it_is_back(clock: Clock) -> None:
    connection = clock.connection
    clock.run(SILENT_S + 1, failing=True)
    clock.now += 0.1
    connection.answered()
    connection.look()
    assert (connection.lost, connection.reason) == (False, "")
    assert metrics.REGISTRY.get_sample_value("demarche_kafka_connected") == 1


def test_the_log_has_one_line_when_it_is_lost_one_a_minute_and_one_when_it_is_back(
    clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    connection = clock.connection
    logs.configure("json", "info")
    clock.run(3 * REMIND_S + 20, failing=True)
    connection.answered()
    clock.now += 0.1
    connection.look()
    said = capsys.readouterr().err
    assert [said.count(f'"{name}"') for name in ("brokers_lost", "brokers_away", "brokers_back")] == [1, 3, 1]


def test_while_it_is_lost_the_kafka_libraries_are_not_heard(clock: Clock) -> None:
    connection = clock.connection
    clock.run(SILENT_S + 1)
    assert logs.LIBRARY_GATE.kafka_closed
    clock.now += 0.1
    connection.answered()
    connection.look()
    assert not logs.LIBRARY_GATE.kafka_closed
