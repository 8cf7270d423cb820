"""The audit's chains: whole ones are found whole, and each way of spoiling them is told."""

import hashlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from contracts.audit import AuditEvent, QuestionAsked
from contracts.chain import BrokenLine, Chain, link_of
from contracts.lines import encode_line
from tests.builders.chains import KEY, Ledger, asked, checked

_FOREIGN = SigningKey(bytes(32))


def _busy() -> Ledger:
    """Return two writers, a checkpoint in between, and old lines in front."""
    ledger = Ledger(before=3)
    ledger.ask("a", 5)
    ledger.ask("b", 4)
    ledger.checkpoint("a")
    ledger.ask("b", 3)
    ledger.checkpoint("a")
    return ledger


def _wrongs(lines: list[bytes], **how: object) -> list[tuple[int, str]]:
    report = checked(lines, **how)  # type: ignore[arg-type]
    return [(fault.where.offset, fault.wrong) for fault in report.faults]


def test_a_whole_topic_is_found_whole() -> None:
    """Old lines are counted as such."""
    ledger = _busy()

    report = checked(ledger.lines)

    assert report.faults == ()
    assert (report.events, report.before, report.chains, report.checkpoints) == (19, 3, 2, 2)
    # The last checkpoint itself is bound by nothing yet.
    assert report.unbound == 1


def test_a_chained_line_is_read_as_the_event_it_is() -> None:
    """Readers that know nothing of chains skip the fields at its end."""
    line, place = Chain("c" * 16, KEY).add(encode_line(asked(1)))

    event = msgspec.json.decode(line, type=AuditEvent)
    link = link_of(line)

    assert event == asked(1)
    assert link is not None
    assert link.place == place
    assert link.is_unchanged
    assert link.is_signed_by(KEY.verify_key)


def test_words_that_look_like_a_chain_are_words() -> None:
    """Who asks can't forge a place by their purpose."""
    said = asked(1, purpose='x","chain":"0000000000000000","sequence":5,"previous":"')
    line, place = Chain("c" * 16, KEY).add(encode_line(said))

    link = link_of(line)

    assert link is not None
    assert link.place == place
    assert msgspec.json.decode(line, type=QuestionAsked) == said


def test_a_line_that_lies_there_twice_counts_once() -> None:
    """Kafka's word was lost, and the line was sent again."""
    ledger = _busy()
    lines = [*ledger.lines[:6], ledger.lines[5], *ledger.lines[6:]]

    report = checked(lines)

    assert report.faults == ()
    assert report.repeated == 1


def test_a_process_that_died_leaves_a_chain_that_is_whole() -> None:
    """It just ends; the next process begins its own behind it."""
    ledger = Ledger()
    ledger.ask("a", 2)
    ledger.ask("b", 2)

    assert checked(ledger.lines).faults == ()


@given(line=st.integers(0, 15), at=st.integers(0), flip=st.integers(1, 255))
def test_any_changed_byte_is_told(line: int, at: int, flip: int) -> None:
    """Wherever in a chained line it lies."""
    lines = list(_busy().lines)
    spoilt = bytearray(lines[3 + line])
    spoilt[at % len(spoilt)] ^= flip
    lines[3 + line] = bytes(spoilt)

    assert checked(lines).faults


def test_a_changed_word_is_told_at_its_line() -> None:
    """With what is wrong."""
    lines = list(_busy().lines)
    lines[5] = lines[5].replace(b"case HN", b"case XX")

    assert _wrongs(lines) == [(5, "changed")]


@pytest.mark.parametrize("dropped", range(3, 18))
def test_a_dropped_line_is_told(dropped: int) -> None:
    """Any but the very last, which only who remembers it can miss."""
    lines = list(_busy().lines)
    del lines[dropped]

    assert {wrong for _, wrong in _wrongs(lines)} & {"missing", "cut"}


def test_several_dropped_lines_are_one_fault() -> None:
    """It says from where to where."""
    lines = list(_busy().lines)
    del lines[5:7]

    (fault,) = checked(lines).faults

    assert (fault.wrong, fault.sequence, fault.until) == ("missing", 2, 3)


def test_two_swapped_lines_are_told() -> None:
    """The one that comes too late."""
    lines = list(_busy().lines)
    lines[5], lines[6] = lines[6], lines[5]

    assert _wrongs(lines) == [(6, "reordered")]


def test_a_forged_line_in_the_middle_is_told() -> None:
    """Another line has that place already."""
    ledger = _busy()
    forger = Chain("a" * 16, _FOREIGN)
    forged = [forger.add(encode_line(asked(number)))[0] for number in range(4)][-1]

    found = _wrongs([*ledger.lines[:9], forged, *ledger.lines[9:]])

    assert (9, "doubled") in found


def test_a_forged_line_at_the_end_of_a_chain_is_told() -> None:
    """Its hash may fit, its signature can't."""
    ledger = Ledger()
    ledger.ask("a", 3)
    forger = Ledger(_FOREIGN)
    forger.ask("a", 4)
    link = link_of(forger.lines[-1])
    assert link is not None
    signed = link.line.rsplit(b',"hash"', 1)[0]
    fitting = signed.replace(link.previous.encode(), ledger.heads["a"].hash.encode())
    digest = hashlib.sha256(fitting).hexdigest()
    forged = fitting + f',"hash":"{digest}"}}'.encode()

    assert _wrongs([*ledger.lines, forged]) == [(4, "foreign_key")]


def test_a_line_without_a_chain_is_told_once_chains_have_begun() -> None:
    """Nobody slips in what was "always" there."""
    ledger = _busy()
    old = encode_line(asked(99))

    assert _wrongs([*ledger.lines, old]) == [(19, "slipped_in")]


def test_a_chain_cut_off_at_its_end_is_told() -> None:
    """The checkpoint remembers how far it went."""
    lines = list(_busy().lines)
    kept = [line for line in lines if not _is_of(line, "b", at_least=5)]

    assert {wrong for _, wrong in _wrongs(kept)} == {"cut"}


def test_a_chain_taken_out_whole_is_told() -> None:
    """Each checkpoint that binds it says so."""
    kept = [line for line in _busy().lines if not _is_of(line, "b", at_least=0)]

    assert {wrong for _, wrong in _wrongs(kept)} == {"cut"}


def test_the_end_of_everything_cut_off_is_told_by_who_remembers_it() -> None:
    """What was remembered lies elsewhere."""
    ledger = _busy()
    known = ledger.checkpoint("a")

    assert _wrongs(ledger.lines) == []
    assert _wrongs(ledger.lines[:12], known=known) == [(-1, "cut")]


def test_a_topic_signed_anew_with_another_key_is_told() -> None:
    """All hashes fit."""
    forger = Ledger(_FOREIGN)
    forger.ask("a", 3)
    forger.checkpoint("a")

    assert {wrong for _, wrong in _wrongs(forger.lines)} == {"foreign_key"}


def test_half_a_seal_is_no_line_of_a_chain() -> None:
    """It is not taken for an old line."""
    line, _ = Chain("c" * 16, KEY).add(encode_line(asked(1)))

    with pytest.raises(BrokenLine):
        link_of(line[:-3] + b'"}')


def _is_of(line: bytes, chain: str, *, at_least: int) -> bool:
    link = link_of(line)
    return bool(link and link.place.chain == chain * 16 and link.place.sequence >= at_least)
