"""The audit topic: what was done is on it before the answer goes out, in this process's chain.

Notes that wait while others are on their way travel together, as the lines of one record. What
Kafka has not acknowledged is sent again, byte for byte, before anything else: either way the chain
holds it once, and goes on behind it.
"""

import secrets
import threading
import uuid

from nacl.signing import SigningKey

from contracts.audit import AuditEvent, ChainBegun
from contracts.chain import Chain, LinkPlace
from contracts.errors import Fault, FixRequest
from contracts.lines import encode_line
from service.audit_topic import AUDIT, ends_of_topic
from service.clock import now_ms
from service.kafka import Outgoing, Sender

# What Kafka's client takes at most is 1 MiB a record.
_MOST_BYTES = 768 * 1024


class _Note:
    """A line on its way: where it stands in the chain once it is kept, or why it is not."""

    def __init__(self, line: bytes) -> None:
        self.line = line
        self.place: LinkPlace | None = None
        self.fault: BaseException | None = None

    @property
    def is_settled(self) -> bool:
        return self.place is not None or self.fault is not None


class AuditWriter:
    """Writes audit events and waits for Kafka's word. Blocking: call it from a thread."""

    def __init__(self, bootstrap: str, key: SigningKey) -> None:
        """Write to this cluster, signing with the house's key; connects at the first event."""
        self._bootstrap = bootstrap
        self._key = key
        self._sender = Sender(bootstrap)
        self._chain: Chain | None = None
        self._waiting: list[_Note] = []
        self._adding = threading.Lock()
        self._turn = threading.Lock()
        self._unsettled = b""

    def write(self, event: AuditEvent) -> None:
        """Return when the event is kept.

        Raises:
            TryAgain: Kafka is away; whoever asked gets no answer.
            FixRequest: the event names more than one record can hold.

        """
        self.write_linked(event)

    def write_linked(self, event: AuditEvent) -> LinkPlace:
        """Do as `write`, and return where in the chain the event stands."""
        note = _Note(encode_line(event))
        if len(note.line) > _MOST_BYTES:
            raise FixRequest(Fault(field="limit", reason="too_many"))
        with self._adding:
            self._waiting.append(note)
        with self._turn:
            # Whoever's turn it was before may have taken this note along.
            if not note.is_settled:
                self._settle_waiting()
        if note.fault is not None:
            raise note.fault
        assert note.place is not None  # noqa: S101  # it is settled
        return note.place

    def close(self) -> None:
        """Let the connection go."""
        self._sender.close()

    def _settle_waiting(self) -> None:
        with self._adding:
            notes, self._waiting = self._waiting, []
        try:
            for batch in _batches(notes):
                self._settle(batch)
        except BaseException as fault:
            for note in notes:
                note.fault = None if note.place else fault
            raise

    def _settle(self, notes: list[_Note]) -> None:
        self._send()
        chain = self._chain or self._begin()
        linked = [chain.add(note.line) for note in notes]
        self._unsettled = b"\n".join(line for line, _ in linked)
        self._send()
        for note, (_, place) in zip(notes, linked, strict=True):
            note.place = place

    def _begin(self) -> Chain:
        ends = ends_of_topic(self._bootstrap)
        chain = Chain(secrets.token_hex(8), self._key)
        begun = ChainBegun(
            event_id=uuid.uuid4().hex, at_ms=now_ms(), ends=ends.offsets, after=ends.links
        )
        self._unsettled, _ = chain.add(encode_line(begun))
        self._chain = chain
        self._send()
        return chain

    def _send(self) -> None:
        if self._unsettled and self._chain is not None:
            key = self._chain.name.encode()
            self._sender.send([Outgoing(AUDIT, key, self._unsettled)])
            self._unsettled = b""


def _batches(notes: list[_Note]) -> list[list[_Note]]:
    """Return the notes in order, in groups that fit into a record each."""
    batches: list[list[_Note]] = []
    size = _MOST_BYTES
    for note in notes:
        size += len(note.line)
        if size > _MOST_BYTES:
            batches.append([])
            size = len(note.line)
        batches[-1].append(note)
    return batches
