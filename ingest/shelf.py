"""The shelf of live passes: read from its topic by a thread, asked by document."""

import asyncio
import base64
import binascii
import contextlib
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

from kafka.errors import KafkaError

from contracts.durations import HOUR_MS
from contracts.errors import Stop, TryAgain
from contracts.identity import Document, Pseudonyms
from contracts.lines import LineDecoder, UnreadableLine
from contracts.lists import Lists
from contracts.registry import PersonErased
from contracts.shelf import Decoy, KeptPass, PassKept, take_out
from contracts.topics import PASSES_KEPT_MS
from ingest.shelf_store import Row, ShelfStore, ShelfWriter
from service.clock import now_ms
from service.kafka import make_consumer, partitions_of
from service.logs import log_of

TOPIC = "passes"

_POLL_MS = 250
_MOST_RECORDS = 2000
_CHECK_EVERY_S = 1.0
_DROP_EVERY_S = 60.0
_PAUSE_S = 1.0

_log = log_of("shelf")


class Shelf:
    """Live passes by document. Finding takes about a millisecond: use a thread."""

    def __init__(
        self,
        kafka: str,
        folder: Path,
        pseudonyms: Pseudonyms,
        lists: Lists,
        *,
        pass_hours: int = 72,
    ) -> None:
        """Prepare; nothing is read before `start`. Passes are valid for so many hours at most."""
        self._erased = _Erased(lists, pass_hours * HOUR_MS)
        self._kafka = kafka
        self._store = ShelfStore(folder / "shelf" / "passes.sqlite")
        self._pseudonyms = pseudonyms
        self._lists = lists
        self._decoy = Decoy(pseudonyms)
        self._fresh_at: float | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="shelf-reader", daemon=True)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Read as long as the context lasts."""
        self.start()
        try:
            yield
        finally:
            await asyncio.to_thread(self.stop)

    def start(self) -> None:
        """Begin to read, in a thread of its own; an absent Kafka is waited for."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def age_s(self) -> int:
        """Return for how many seconds the shelf has not been known to be complete; -1: never."""
        return -1 if self._fresh_at is None else int(time.monotonic() - self._fresh_at)

    def size(self) -> int:
        """Return how many bytes it takes on disk."""
        return self._store.size()

    def find(self, document: Document, at_ms: int, pass_id: str = "") -> KeptPass | None:
        """Return the newest pass of a document's holder that is neither over nor withdrawn.

        With a `pass_id`, only that pass, withdrawn or not.

        Raises:
            TryAgain: the topic has not been read to its end yet.

        """
        if self._fresh_at is None:
            raise TryAgain("the shelf of passes")
        citizen = bytes.fromhex(self._pseudonyms.citizen_id(document))
        for row in self._store.live(citizen, at_ms):
            if self._erased.has(row):
                continue
            found = row.pass_id.hex()
            if found != pass_id if pass_id else found in self._lists.withdrawn:
                continue
            kept = take_out(row.sealed, document, self._pseudonyms)
            if kept is not None:
                return kept
        return None

    def find_for_holder(
        self, document: Document, *, phone: str, birth_date: str, at_ms: int
    ) -> KeptPass | None:
        """Return a pass as `find` does, to somebody who knows the phone or the day of birth.

        Raises:
            TryAgain: the topic has not been read to its end yet.

        """
        kept = self.find(document, at_ms)
        if kept is None:
            # Whoever asks must not tell by the time whether there is a pass.
            self._decoy.take_out()
        knows = kept is not None and kept.belongs_to(phone=phone, birth_date=birth_date)
        return kept if knows else None

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                with self._store.writing() as writer:
                    _Reading(self._kafka, writer, self._erased).run(
                        self._stopping, self._note_complete
                    )
            except KafkaError as fault:
                _log.warning("shelf_unreachable", fault=str(fault))
            except (sqlite3.DatabaseError, _OutOfStepError) as fault:
                _log.error("shelf_thrown_away", fault=str(fault))
                self._store.throw_away()
            self._stopping.wait(_PAUSE_S)

    def _note_complete(self) -> None:
        self._fresh_at = time.monotonic()


class _Erased:
    """Whose passes are not to be found any more: those issued before their holder was erased.

    When a pass was issued is not on the shelf; one that is over so early was issued before.
    """

    def __init__(self, lists: Lists, pass_ms: int) -> None:
        self._lists = lists
        self._pass_ms = pass_ms

    @property
    def known(self) -> Mapping[str, PersonErased]:
        """Those who were erased; another object after each change."""
        return self._lists.erased

    def until_ms(self, citizen_id: str) -> int:
        """Return when the last pass that was issued before is over, 0 for who was not erased."""
        one = self._lists.erased.get(citizen_id)
        return one.erased_ms + self._pass_ms if one else 0

    def has(self, row: Row) -> bool:
        """Tell whether a pass belongs to somebody who was erased since."""
        return row.expires_ms <= self.until_ms(row.citizen.hex())


class _OutOfStepError(Exception):
    """What is on disk comes from further on than the topic goes: another topic, of that name."""


class _Reading:
    """One consumer and one connection to the store, until either fails."""

    def __init__(self, kafka: str, writer: ShelfWriter, erased: "_Erased") -> None:
        self._kafka = kafka
        self._writer = writer
        self._erased = erased
        self._dropped: Mapping[str, PersonErased] = {}
        self._decoder: LineDecoder[PassKept] = LineDecoder(PassKept)
        self._checked_at = self._dropped_at = 0.0

    def run(self, stopping: threading.Event, note_complete: Any) -> None:
        consumer = make_consumer(self._kafka, max_poll_records=_MOST_RECORDS)
        try:
            self._take_place(consumer)
            while not stopping.is_set():
                self._take(consumer.poll(timeout_ms=_POLL_MS))
                if time.monotonic() - self._checked_at >= _CHECK_EVERY_S:
                    self._checked_at = time.monotonic()
                    if self._is_complete(consumer):
                        note_complete()
                self._drop_erased()
                if time.monotonic() - self._dropped_at >= _DROP_EVERY_S:
                    self._dropped_at = time.monotonic()
                    self._writer.drop_expired(now_ms())
        finally:
            consumer.close()

    def _take_place(self, consumer: Any) -> None:
        partitions = partitions_of(consumer, TOPIC)
        if not partitions:
            raise KafkaError(f"no topic {TOPIC}")
        consumer.assign(partitions)
        known = self._writer.positions()
        ends = consumer.end_offsets(partitions)
        begins = consumer.beginning_offsets(partitions)
        for partition in partitions:
            at = max(known.get(partition.partition, 0), begins[partition])
            if at > ends[partition]:
                raise _OutOfStepError(f"partition {partition.partition}: {at} of {ends[partition]}")
            consumer.seek(partition, at)

    def _take(self, polled: dict[Any, list[Any]]) -> None:
        now = now_ms()
        rows: list[Row] = []
        positions = {}
        for partition, records in polled.items():
            for record in records:
                rows += self._rows(record.value, now)
            positions[partition.partition] = records[-1].offset + 1
        if positions:
            self._writer.add(rows, positions)

    def _rows(self, record: bytes, now: int) -> list[Row]:
        rows = []
        for _, line in self._decoder.decode(record):
            if isinstance(line, UnreadableLine):
                _log.error("shelf_line_unreadable", fault=line.reason)
            elif line.expires_ms > now:
                row = _row_of(line)
                rows += [row] if row and not self._erased.has(row) else []
        return rows

    def _drop_erased(self) -> None:
        known = self._erased.known
        if known is self._dropped:
            return
        for citizen_id in known:
            citizen = bytes.fromhex(citizen_id)
            self._writer.drop_citizen(citizen, self._erased.until_ms(citizen_id))
        self._dropped = known

    @staticmethod
    def _is_complete(consumer: Any) -> bool:
        """Asking for the ends also shows that the broker still answers."""
        ends = consumer.end_offsets(list(consumer.assignment()))
        return all(consumer.position(partition) >= end for partition, end in ends.items())


def _row_of(line: PassKept) -> Row | None:
    try:
        return Row(
            bytes.fromhex(line.citizen_id),
            bytes.fromhex(line.pass_id),
            line.expires_ms,
            base64.b64decode(line.sealed),
        )
    except (ValueError, binascii.Error) as fault:
        _log.error("shelf_line_unreadable", fault=str(fault))
        return None


def check_hours(hours: int) -> None:
    """Refuse passes that would be valid for longer than the topic keeps them.

    Raises:
        Stop: they would.

    """
    longest = PASSES_KEPT_MS // HOUR_MS
    if hours > longest:
        raise Stop(
            f"passes of {hours} h outlive the topic {TOPIC} ({longest} h): see contracts/topics.py"
        )
