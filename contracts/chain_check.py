"""Whether the audit topic is whole: every chain, every checkpoint, every signature.

Pure: lines are handed in one by one, those of a partition in their order; nothing is read here.
"""

from array import array
from collections.abc import Iterable
from typing import Literal, NamedTuple

import msgspec
from nacl.signing import VerifyKey

from contracts.audit import ChainBegun, CheckpointMade
from contracts.chain import HASH_BYTES, NOTHING_BEFORE, BrokenLine, Link, LinkPlace, link_of

Wrong = Literal[
    "changed", "missing", "reordered", "doubled", "cut", "slipped_in", "foreign_key", "unreadable"
]

# Beyond this nobody wrote so many lines: the number itself was forged.
_LONGEST_GAP = 1_000_000
_MOST_FAULTS = 1000

_BEGUN = msgspec.json.Decoder(ChainBegun)
_CHECKPOINT = msgspec.json.Decoder(CheckpointMade)


class Where(NamedTuple):
    """Where a line lies: partition, offset, and its number in its record (from 0)."""

    partition: int
    offset: int
    line: int = 0


class ChainFault(NamedTuple):
    """Something that is wrong, where it shows, in which chain and at which of its lines."""

    where: Where
    wrong: Wrong
    chain: str = ""
    sequence: int = -1
    until: int = -1


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What was found.

    `before` are lines from before the chain began, `repeated` lines that lie there twice (sent
    again when Kafka's word was lost), `unbound` lines that no later line of another binds yet.
    Moments are when records were written, 0 where there is none.
    """

    events: int
    before: int
    repeated: int
    chains: int
    checkpoints: int
    unbound: int
    from_ms: int
    until_ms: int
    faults: tuple[ChainFault, ...]


class _Seen:
    """What is known of one chain. `hashes` has the hash of every line, in order."""

    def __init__(self, where: Where) -> None:
        self.begins = where
        self.hashes = bytearray()
        self.lost: dict[int, Where] = {}
        self.last: tuple[Where, Link] | None = None
        self.bound = 0

    @property
    def length(self) -> int:
        return len(self.hashes) // HASH_BYTES

    def hash_at(self, sequence: int) -> str:
        return self.hashes[sequence * HASH_BYTES : (sequence + 1) * HASH_BYTES].hex()


class ChainCheck:
    """Takes the lines of the topic, then tells what is wrong with it."""

    def __init__(self, keys: Iterable[VerifyKey]) -> None:
        """Believe these keys and no others."""
        self._keys = tuple(keys)
        self._chains: dict[str, _Seen] = {}
        self._before: dict[int, array[int]] = {}
        self._begun: ChainBegun | None = None
        self._named: list[tuple[Where, LinkPlace]] = []
        self._faults: list[ChainFault] = []
        self._checkpoints = 0
        self._events = 0
        self._repeated = 0
        self._span = [0, 0]

    def take(self, where: Where, line: bytes, recorded_ms: int) -> None:
        """Look at the next line of a partition."""
        self._events += 1
        self._span[0] = min(self._span[0] or recorded_ms, recorded_ms)
        self._span[1] = max(self._span[1], recorded_ms)
        try:
            link = link_of(line)
        except BrokenLine:
            self._fault(where, "changed")
            return
        if link is None:
            self._before.setdefault(where.partition, array("q")).append(where.offset)
        else:
            self._take_link(where, link)
            self._read(where, line, link)

    def report(self, known: LinkPlace | None = None) -> Report:
        """Return what is wrong; `known` is a line that somebody remembers to be there."""
        for where, place in self._named:
            self._look_for(where, place)
        if known is not None:
            self._look_for(Where(-1, -1), known)
        for name, seen in self._chains.items():
            self._end(name, seen)
        self._judge_unchained()
        return Report(
            events=self._events,
            before=sum(map(len, self._before.values())),
            repeated=self._repeated,
            chains=len(self._chains),
            checkpoints=self._checkpoints,
            unbound=sum(seen.length - seen.bound for seen in self._chains.values()),
            from_ms=self._span[0],
            until_ms=self._span[1],
            faults=tuple(sorted(self._faults)),
        )

    def _take_link(self, where: Where, link: Link) -> None:
        place = link.place
        seen = self._chains.setdefault(place.chain, _Seen(where))
        if not link.is_unchanged:
            self._fault(where, "changed", place)
        if place.sequence < seen.length:
            self._take_again(where, link, seen)
        elif place.sequence - seen.length > _LONGEST_GAP:
            self._fault(where, "slipped_in", place)
        else:
            self._take_next(where, link, seen)

    def _take_next(self, where: Where, link: Link, seen: _Seen) -> None:
        place = link.place
        if place.sequence > seen.length:
            for number in range(seen.length, place.sequence):
                seen.lost[number] = where
            seen.hashes += bytes(HASH_BYTES * (place.sequence - seen.length - 1))
            # What the line lost just before must have been.
            seen.hashes += bytes.fromhex(link.previous)
        before = seen.hash_at(place.sequence - 1) if place.sequence else NOTHING_BEFORE
        if link.previous != before:
            self._fault(where, "changed", place)
        seen.hashes += bytes.fromhex(place.hash)
        seen.last = (where, link)

    def _take_again(self, where: Where, link: Link, seen: _Seen) -> None:
        place = link.place
        if place.sequence in seen.lost:
            del seen.lost[place.sequence]
            self._fault(where, "reordered", place)
            at = place.sequence * HASH_BYTES
            seen.hashes[at : at + HASH_BYTES] = bytes.fromhex(place.hash)
        elif seen.hash_at(place.sequence) == place.hash:
            self._repeated += 1
        else:
            self._fault(where, "doubled", place)

    def _read(self, where: Where, line: bytes, link: Link) -> None:
        """Note what a line says about other lines."""
        try:
            if line.startswith(b'{"type":"ChainBegun"'):
                begun = _BEGUN.decode(line)
                self._named += ((where, place) for place in begun.after)
                if self._begun is None or begun.at_ms < self._begun.at_ms:
                    self._begun = begun
            elif line.startswith(b'{"type":"CheckpointMade"'):
                self._take_checkpoint(where, _CHECKPOINT.decode(line), link)
        except (msgspec.DecodeError, UnicodeDecodeError):
            self._fault(where, "unreadable", link.place)

    def _take_checkpoint(self, where: Where, checkpoint: CheckpointMade, link: Link) -> None:
        self._checkpoints += 1
        if not self._is_ours(link):
            self._fault(where, "foreign_key", link.place)
        named = (
            checkpoint.heads if checkpoint.since is None else (*checkpoint.heads, checkpoint.since)
        )
        self._named += ((where, place) for place in named)

    def _look_for(self, where: Where, place: LinkPlace) -> None:
        seen = self._chains.get(place.chain)
        if seen is None or place.sequence >= seen.length:
            self._fault(where, "cut", place)
            return
        seen.bound = max(seen.bound, place.sequence + 1)
        if place.sequence not in seen.lost and seen.hash_at(place.sequence) != place.hash:
            self._fault(where, "changed", place)

    def _end(self, name: str, seen: _Seen) -> None:
        for first, last, where in _runs(seen.lost):
            self._faults.append(ChainFault(where, "missing", name, first, last))
        if seen.last is not None and not self._is_ours(seen.last[1]):
            self._fault(seen.last[0], "foreign_key", seen.last[1].place)

    def _judge_unchained(self) -> None:
        """A line without a chain belongs before the first chain began."""
        ends = self._begun.ends if self._begun else ()
        for partition, offsets in self._before.items():
            end = ends[partition] if partition < len(ends) else 0
            late = [offset for offset in offsets if offset >= end] if self._begun else []
            for offset in late:
                self._fault(Where(partition, offset), "slipped_in")

    def _is_ours(self, link: Link) -> bool:
        return any(link.is_signed_by(key) for key in self._keys)

    def _fault(self, where: Where, wrong: Wrong, place: LinkPlace | None = None) -> None:
        if len(self._faults) < _MOST_FAULTS:
            chain, sequence = (place.chain, place.sequence) if place else ("", -1)
            self._faults.append(ChainFault(where, wrong, chain, sequence, sequence))


def _runs(lost: dict[int, Where]) -> list[tuple[int, int, Where]]:
    """Return numbers that follow each other as one."""
    runs: list[tuple[int, int, Where]] = []
    for number, where in sorted(lost.items()):
        if runs and runs[-1][1] == number - 1 and runs[-1][2] == where:
            runs[-1] = (runs[-1][0], number, where)
        else:
            runs.append((number, number, where))
    return runs
