"""Of each key the last revision stays."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from service.export.spool import Spool, Spooled


def kept(directory: Path, *records: Spooled) -> list[tuple[str, int, bytes]]:
    with Spool(directory / "spool") as spool:
        for record in records:
            spool.put(record)
        assert spool.taken == len(records)
        assert len(spool) == len(list(spool))
        return [(record.key, record.revision, record.value) for record in spool]


def test_a_replay_of_a_lower_revision_changes_nothing(tmp_path: Path) -> None:
    first, second = Spooled("a", 1, 10, "t-0-0", b"1"), Spooled("a", 2, 11, "t-0-1", b"2")
    assert kept(tmp_path, first, second, first._replace(written_ms=12)) == [("a", 2, b"2")]


def test_of_records_without_a_revision_the_last_stays(tmp_path: Path) -> None:
    assert kept(tmp_path, Spooled("a", 0, 10, "t-0-0", b"1"), Spooled("a", 0, 10, "t-0-1", b"2")) == [("a", 0, b"2")]


def test_what_stays_comes_in_the_order_of_time(tmp_path: Path) -> None:
    records = [Spooled(key, 0, written, "", b"") for key, written in (("c", 7), ("a", 9), ("d", 7), ("b", 8))]
    assert [key for key, _, _ in kept(tmp_path, *records)] == ["c", "d", "b", "a"]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3), st.binary(max_size=3))))
def test_it_is_what_a_reader_keeps_who_goes_by_the_contract(tmp_path_factory: object, records: list[tuple[str, int, bytes]]) -> None:
    wanted: dict[str, tuple[int, bytes]] = {}
    for key, revision, value in records:
        if key not in wanted or revision >= wanted[key][0]:
            wanted[key] = (revision, value)
    directory = tmp_path_factory.mktemp("spool")  # type: ignore[attr-defined]
    found = kept(directory, *(Spooled(key, revision, number, "", value) for number, (key, revision, value) in enumerate(records)))
    assert {key: (revision, value) for key, revision, value in found} == wanted
