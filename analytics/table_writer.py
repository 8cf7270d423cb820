"""Batches into tables: whole if ClickHouse can read them, else line by line with dead letters."""

from typing import Any, NamedTuple

from analytics.batches import Batch, origin_of
from analytics.store import RefusedLines, Store
from analytics.targets import Target
from contracts.lines import UnreadableLine, encode_line
from service.dead_letters import DeadLetterLimit
from service.kafka import Outgoing, Sender


class _Line(NamedTuple):
    """A readable line: its record, its number in it, its bytes, and the row made of it."""

    record: Any
    number: int
    body: bytes
    row: bytes


class _Dead(NamedTuple):
    """An unreadable line and its record."""

    record: Any
    line: UnreadableLine


class Written(NamedTuple):
    """How many lines of a batch became rows, and how many became dead letters."""

    rows: int
    dead: int


class TableWriter:
    """Writes one batch at a time; a batch that failed may be given again."""

    def __init__(
        self, store: Store, kafka: str, limit: DeadLetterLimit, *, buries: bool = True
    ) -> None:
        """Write rows to `store` and dead letters to this Kafka cluster.

        Without `buries` unreadable lines are only counted: they are among the dead letters already.
        """
        self._store = store
        self._buries = buries
        self._sender = Sender(kafka)
        self._limit = limit

    def write(self, batch: Batch) -> Written:
        """Return when every line is a row or an acknowledged dead letter.

        Raises:
            TryAgain: ClickHouse or Kafka is away; give the same batch again.
            Stop: too many lines are unreadable.

        """
        if batch.readable and self._is_written_whole(batch):
            for partition, rows in batch.rows_of.items():
                self._limit.good(batch.target.topic, partition, rows)
            return Written(batch.rows, 0)
        lines, dead = _read_each(batch)
        refused = self._insert(batch.target.table, lines, batch.token())
        dead += refused
        self._judge(batch, lines, dead)
        self._bury(batch.target, dead)
        return Written(len(lines) - len(refused), len(dead))

    def close(self) -> None:
        """Let the producer of dead letters go."""
        self._sender.close()

    def _is_written_whole(self, batch: Batch) -> bool:
        if not batch.rows:
            return True
        try:
            self._store.insert_lines(batch.target.table, batch.lines(), token=batch.token())
        except RefusedLines:
            return False
        return True

    def _insert(self, table: str, lines: list[_Line], token: str) -> list[_Dead]:
        """Insert what ClickHouse takes, halving until each refused line is found."""
        if not lines:
            return []
        part = f"{token}#{_place(lines[0])}-{_place(lines[-1])}"
        try:
            self._store.insert_lines(table, b"\n".join(line.row for line in lines), token=part)
        except RefusedLines as fault:
            if len(lines) > 1:
                half = len(lines) // 2
                found = self._insert(table, lines[:half], token)
                return found + self._insert(table, lines[half:], token)
            line = lines[0]
            return [_Dead(line.record, UnreadableLine(line.number, str(fault), line.body))]
        return []

    def _judge(self, batch: Batch, lines: list[_Line], dead: list[_Dead]) -> None:
        """Hold the lines against the limit, in the order in which they lie on the topic."""
        if batch.is_judged:
            return
        batch.is_judged = True
        seen = [(li.record.partition, li.record.offset, li.number, True) for li in lines]
        seen += [(d.record.partition, d.record.offset, d.line.line, False) for d in dead]
        for partition, _, _, is_good in sorted(seen):
            if is_good:
                self._limit.good(batch.target.topic, partition)
            else:
                self._limit.bad(batch.target.topic, partition)

    def _bury(self, target: Target, dead: list[_Dead]) -> None:
        if not dead or not self._buries:
            return
        topic = f"{target.topic}.dead"
        self._sender.send(Outgoing(topic, d.record.key, _letter(target, d)) for d in dead)


def _read_each(batch: Batch) -> tuple[list[_Line], list[_Dead]]:
    decoder = batch.target.decoder()
    lines: list[_Line] = []
    dead: list[_Dead] = []
    for record in batch.records:
        opening = origin_of(record).fields()
        for number, event in decoder.decode(record.value or b""):
            if isinstance(event, UnreadableLine):
                dead.append(_Dead(record, event))
            else:
                # Written anew, so that no field stands twice and none is unknown.
                body = encode_line(event)
                lines.append(_Line(record, number, body, opening + body[1:]))
    return lines, dead


def _place(line: _Line) -> str:
    return f"{line.record.partition}:{line.record.offset}:{line.number}"


def _letter(target: Target, dead: _Dead) -> bytes:
    return encode_line(
        dead.line.dead_letter(
            topic=target.topic, partition=dead.record.partition, offset=dead.record.offset
        )
    )
