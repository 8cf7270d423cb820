"""Checkpoints of the audit topic: regularly, where all chains stand, signed and remembered.

What is remembered lies beside the secrets, not on Kafka: cutting the topic back to any earlier
checkpoint is noticed too.
"""

import threading
import uuid
from pathlib import Path
from typing import Any

import msgspec

from contracts.audit import CheckpointMade
from contracts.chain import BrokenLine, LinkPlace, link_of
from contracts.errors import TryAgain
from service.audit import AuditWriter
from service.audit_topic import AUDIT
from service.clock import now_ms
from service.files import replace_private
from service.logs import log_of
from service.topic_records import records_so_far

_log = log_of("checkpoints")


class Remembered(msgspec.Struct, frozen=True, kw_only=True):
    """The last checkpoint made here, and up to where each partition was read for it."""

    place: LinkPlace
    made_ms: int
    read_to: dict[int, int]


def remembered_file(secrets: Path) -> Path:
    """Return the file in which the last checkpoint is remembered."""
    return secrets / "audit.head"


def remembered(secrets: Path) -> Remembered | None:
    """Return the last checkpoint made on this machine, None if there is none."""
    try:
        return msgspec.json.decode(remembered_file(secrets).read_bytes(), type=Remembered)
    except FileNotFoundError:
        return None


class Checkpoints:
    """A thread that makes a checkpoint when something was written since the last."""

    def __init__(self, kafka: str, writer: AuditWriter, secrets: Path, every_s: float) -> None:
        """Prepare; nothing is contacted before `start`."""
        self._kafka = kafka
        self._writer = writer
        self._secrets = secrets
        self._every_s = every_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="checkpoints", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stopping.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._stopping.wait(self._every_s):
            try:
                self.make()
            except TryAgain as fault:
                _log.warning("checkpoint_waits", fault=str(fault))

    def make(self) -> LinkPlace | None:
        """Make a checkpoint and return it; None if nothing but checkpoints came since the last.

        Raises:
            TryAgain: Kafka is away.

        """
        last = remembered(self._secrets)
        reading = _Reading(dict(last.read_to) if last else {})
        for record in records_so_far(self._kafka, AUDIT, dict(reading.read_to)):
            reading.take(record)
        if not reading.has_news:
            return None
        checkpoint = CheckpointMade(
            event_id=uuid.uuid4().hex,
            at_ms=now_ms(),
            heads=tuple(reading.heads.values()),
            since=last.place if last else None,
        )
        place = self._writer.write_linked(checkpoint)
        made = Remembered(place=place, made_ms=checkpoint.at_ms, read_to=reading.read_to)
        replace_private(remembered_file(self._secrets), msgspec.json.encode(made))
        return place


class _Reading:
    """The last line of every chain that has one in what was read."""

    def __init__(self, read_to: dict[int, int]) -> None:
        self.read_to = read_to
        self.heads: dict[str, LinkPlace] = {}
        self.has_news = False

    def take(self, record: Any) -> None:
        self.read_to[record.partition] = record.offset + 1
        for line in (record.value or b"").split(b"\n"):
            try:
                link = link_of(line)
            except BrokenLine:
                _log.error("audit_line_broken", partition=record.partition, offset=record.offset)
                continue
            if link is None:
                continue
            head = self.heads.get(link.place.chain)
            if head is None or link.place.sequence > head.sequence:
                self.heads[link.place.chain] = link.place
            if not line.startswith(b'{"type":"CheckpointMade"'):
                self.has_news = True
