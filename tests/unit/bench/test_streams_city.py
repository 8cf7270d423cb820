"""The input of `chot bench streams`."""

from collections.abc import Sequence

from bench.streams.city import Line, city_lines, some_citizens
from bench.streams.records import records_of

_TOPICS = {"scans": "scans", "declarations": "declarations"}


def _lines() -> Sequence[Line]:
    return city_lines(people=300, scans=900)


def test_a_city_gives_the_scans_asked_for_and_its_declarations() -> None:
    """Scans are counted with those sent twice; declarations come beside."""
    lines = _lines()

    assert sum(1 for line in lines if line.scan_id) == 900
    assert any(line.topic == "declarations" for line in lines)
    assert all(line.key == line.scan_id for line in lines if line.scan_id and not line.is_known)


def test_some_citizens_are_taken_whole() -> None:
    """So that each of them still does what they did."""
    lines = _lines()
    some = some_citizens(lines, 400)

    keys = {line.key for line in some}
    assert 100 < len(some) < 700
    assert [line for line in lines if line.key in keys] == list(some)


def test_records_hold_each_line_once() -> None:
    """Packed by topic and partition, as many to a record as asked for; one by one with its key."""
    lines = _lines()

    packed = list(records_of(lines, 20, 4, _TOPICS))
    single = list(records_of(lines, 1, 4, _TOPICS))

    assert sorted(line for r in packed for line in r.value.split(b"\n")) == sorted(
        line.body for line in lines
    )
    assert max(r.value.count(b"\n") + 1 for r in packed) == 20
    assert [(r.topic, r.key, r.value) for r in single] == [
        (line.topic, line.key.encode(), line.body) for line in lines
    ]
