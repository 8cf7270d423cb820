"""Records become rows without being read."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.splicing import Origin, splice
from contracts.lines import encode_lines
from tests.builders.analytics import scan

_ORIGIN = Origin(partition=3, offset=17, recorded_ms=1_629_700_000_000)


def _rows(value: bytes) -> list[dict[str, object]]:
    spliced = splice(value, _ORIGIN)
    assert spliced is not None
    rows = [msgspec.json.decode(line) for line in spliced.lines.split(b"\n") if line]
    assert spliced.rows == len(rows)
    return rows


def test_every_line_carries_its_origin_and_is_otherwise_unchanged() -> None:
    """One line or many."""
    events = [scan(1), scan(2), scan(3)]

    rows = _rows(encode_lines(events))

    origin = {"kafka_partition": 3, "kafka_offset": 17, "recorded_ms": 1_629_700_000_000}
    expected = [origin | msgspec.json.decode(msgspec.json.encode(event)) for event in events]
    assert rows == expected


@given(st.lists(st.dictionaries(st.text(min_size=1), st.text()), min_size=1))
def test_no_text_inside_a_line_is_taken_for_its_beginning(
    objects: list[dict[str, str]],
) -> None:
    """Braces, quotes and line breaks in texts are escaped or inside quotes."""
    lines = [msgspec.json.encode(one | {"a": 1}) for one in objects]

    rows = _rows(b"\n".join(lines))

    assert [row["a"] for row in rows] == [1] * len(objects)
    assert all(row["kafka_offset"] == 17 for row in rows)


@pytest.mark.parametrize("value", [b"", b"\n", b" \r\n"])
def test_nothing_makes_no_rows(value: bytes) -> None:
    """An empty record is no fault."""
    assert _rows(value) == []


def test_line_breaks_at_the_end_make_no_rows() -> None:
    """Windows's too."""
    assert len(_rows(b'{"a":1}\r\n{"a":2}\r\n\n')) == 2


@pytest.mark.parametrize(
    "value",
    [
        b'[{"a":1}]',
        b'{"a":1}\nnonsense',
        b'{"a":1}\n\n{"a":2}',
        b'{"a":1}\n {"a":2}',
        b'{"a":"\xff"}',
    ],
    ids=["array", "text", "blank", "space", "utf8"],
)
def test_a_record_with_an_odd_line_needs_a_closer_look(value: bytes) -> None:
    """Splicing blindly would change what a line says, or hide it."""
    assert splice(value, _ORIGIN) is None


def test_words_of_vietnamese_are_nothing_odd() -> None:
    """UTF-8 is what JSON is written in."""
    assert _rows('{"a":"Cầu Giẽ"}'.encode())[0]["a"] == "Cầu Giẽ"
