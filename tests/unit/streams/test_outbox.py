"""Records that a group commit writes."""

from streams.outbox import BYTES_A_RECORD, LINES_A_RECORD, records_of


def test_lines_are_put_into_records_of_at_most_five_hundred() -> None:
    """A record stays small enough for every reader."""
    records = list(records_of([b"x"] * (LINES_A_RECORD + 1)))

    assert [LINES_A_RECORD, 1] == [len((value or b"").split(b"\n")) for _, value in records]


def test_long_lines_start_a_new_record_before_it_grows_too_large() -> None:
    """The bound is on bytes too."""
    line = b"x" * (BYTES_A_RECORD // 2 + 1)

    assert 2 == len(list(records_of([line, line])))


def test_no_lines_make_no_record() -> None:
    """An empty record would be a line nobody can read."""
    assert [] == list(records_of([]))
