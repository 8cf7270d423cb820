"""Records of one or more JSON lines."""

import base64

from hypothesis import given
from hypothesis import strategies as st

from contracts.audit import QuestionAsked, SignedIn
from contracts.events import Event, MovementSeen, ScanRecorded
from contracts.lines import LineDecoder, UnreadableLine, encode_line, encode_lines

SCANS = LineDecoder(ScanRecorded)


def _scan(scan_id: str, **changes: object) -> ScanRecorded:
    fields = {"lane": "", **changes}
    return ScanRecorded(
        scan_id=scan_id,
        citizen_id="c",
        place_id="hn-city-01",
        direction="in",
        happened_ms=1,
        received_ms=2,
        category="pass",
        reason="ok",
        lane=str(fields["lane"]),
    )


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=20))
def test_what_was_written_is_read(lanes: list[str]) -> None:
    """Line breaks inside a text don't break a line."""
    scans = [_scan(f"scan-{n}", lane=lane) for n, lane in enumerate(lanes)]

    record = encode_lines(scans)

    assert list(SCANS.decode(record)) == list(enumerate(scans))


def test_a_line_is_what_a_plain_producer_sends() -> None:
    """One event a record works unchanged."""
    scan = _scan("scan-1")

    assert list(SCANS.decode(encode_line(scan))) == [(0, scan)]
    assert list(SCANS.decode(encode_line(scan) + b"\n")) == [(0, scan)]


def test_blank_lines_are_passed_over_and_counted() -> None:
    """So that a line's number is what an editor shows, less one."""
    scan = _scan("scan-1")

    record = b"\n  \n" + encode_line(scan) + b"\n"

    assert list(SCANS.decode(record)) == [(2, scan)]


def test_an_unreadable_line_leaves_the_others_whole() -> None:
    """Broken JSON, a missing field, another event, bytes that are no text."""
    good = _scan("scan-1")
    bad = [b'{"scan_id"', b'{"type":"ScanRecorded"}', b'{"type":"MovementSeen"}', b"\xff\xfe"]
    record = b"\n".join([*bad, encode_line(good)])

    lines = dict(SCANS.decode(record))

    assert lines[4] == good
    broken = [line for line in lines.values() if isinstance(line, UnreadableLine)]
    assert bad == [line.body for line in broken]
    assert all(line.reason for line in broken)


def test_unknown_fields_are_ignored() -> None:
    """A newer writer may say more."""
    scan = _scan("scan-1")
    newer = encode_line(scan)[:-1] + b',"added_later":true}'

    assert list(SCANS.decode(newer)) == [(0, scan)]


def test_a_dead_letter_keeps_the_bytes_and_where_they_lay() -> None:
    """Untouched, whatever they are."""
    line = UnreadableLine(3, "no JSON", b"\xff\x00")

    letter = line.dead_letter(topic="scans", partition=2, offset=77)

    assert (letter.topic, letter.partition, letter.offset, letter.line) == ("scans", 2, 77, 3)
    assert base64.b64decode(letter.body) == b"\xff\x00"


def test_one_decoder_reads_a_union_of_events() -> None:
    """The type is in the line."""
    signed_in = SignedIn(event_id="e", at_ms=1, account="a", session_id="s")
    events: list[Event] = [signed_in]

    decoded = list(LineDecoder(SignedIn | QuestionAsked).decode(encode_lines(events)))  # type: ignore[arg-type]  # a union stands for its members

    assert decoded == [(0, signed_in)]


def test_a_movement_is_no_scan() -> None:
    """An event of another kind on the topic is a dead letter."""
    leg = MovementSeen(scan_id="s", citizen_id="c", place_id="p", direction="in", happened_ms=1)

    ((_, line),) = SCANS.decode(encode_line(leg))

    assert isinstance(line, UnreadableLine)
