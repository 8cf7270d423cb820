"""What failed sign-ins leave behind, written beside the answer and not before it.

An answer about a known name must not take longer than one about a name that nobody has.
"""

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from contracts.accounts import HeldProof, SignInHeld
from contracts.audit import SignInFailed
from contracts.errors import TryAgain
from contracts.registry import RegistryEvent
from service.audit import AuditWriter
from service.clock import now_ms
from service.lockout import Milestones
from service.logs import log_of
from service.registry import RegistryReader, RegistryWriter

_QUIET_S = 3600.0
_MOST_WAITING = 500
_log = log_of("sign_in")


class SignInNotes:
    """Writes in one thread of its own, and drops what waits behind too much."""

    def __init__(
        self, registry: RegistryReader, writer: RegistryWriter, audit: AuditWriter
    ) -> None:
        """Work with these; the thread starts with the first note."""
        self._registry = registry
        self._writer = writer
        self._audit = audit
        self._milestones = Milestones(quiet_s=_QUIET_S)
        self._thread = ThreadPoolExecutor(1, "sign-in-notes")
        self._waiting = threading.Semaphore(_MOST_WAITING)

    def failed(self, account: str, proof: HeldProof, *, held: bool = False) -> None:
        """Note on audit that an attempt failed, or was not looked at: the first, then counts."""
        # What nobody is called may be anything, a password typed into the wrong field too.
        named = account if account in self._registry.lists.officers else ""
        count = self._milestones.reached(f"{named}\0{proof}\0{held}", now_ms() / 1000)
        if count:
            event = SignInFailed(
                event_id=uuid.uuid4().hex,
                at_ms=now_ms(),
                account=named,
                proof=proof,
                count=count,
                held=held,
            )
            self._later(lambda: self._audit.write(event))

    def hold(self, account: str, proof: HeldProof, until_ms: int) -> None:
        """Tell every web process that an account is held; names that nobody has are not told."""
        if account in self._registry.lists.officers:
            self.keep(SignInHeld(account=account, proof=proof, until_ms=until_ms))

    def keep(self, event: RegistryEvent) -> None:
        """Write a record to the registry."""
        self._later(lambda: self._writer.write(event))

    def settle(self) -> None:
        """Return when everything noted so far was written."""
        self._thread.submit(lambda: None).result()

    def close(self) -> None:
        """Write what waits, and end."""
        self._thread.shutdown()

    def _later(self, write: Callable[[], None]) -> None:
        if not self._waiting.acquire(blocking=False):
            _log.warning("note_dropped")
            return

        def written() -> None:
            try:
                write()
            except TryAgain as fault:
                _log.warning("note_lost", fault=str(fault))
            finally:
                self._waiting.release()

        self._thread.submit(written)
