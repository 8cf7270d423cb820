"""What every change of a case goes through: who may, the note on the audit topic, the event."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec
import nacl.exceptions

from api.cases.book import Case
from api.cases.reach import reach_of
from api.cases.view import CasesView, CaseWriter
from api.persons import Span, asked_note
from contracts.audit import CaseChanged
from contracts.cases import AnyCaseEvent, event_id_of
from contracts.errors import Fault, FixRequest, NotFound, TryAgain
from contracts.sealing import seal, unseal, words_day_of
from contracts.visible import visible
from service.clock import now_ms
from service.doors import Caller
from service.parts import Parts

E = TypeVar("E")

_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
LONGEST_TEXT = 4000


class Sealed(NamedTuple):
    """Words, closed, and the day whose key opens them."""

    text: str
    day: str


def checked_id(name: str, field: str) -> str:
    """Return an id if it has the form of one.

    Raises:
        FixRequest: it has not.

    """
    if not _ID.fullmatch(name):
        raise FixRequest(Fault(field=field, reason="id_form"))
    return name


class Cases:
    """The cases as desks use them. Blocking: call it from a thread."""

    def __init__(self, parts: Parts, view: CasesView, writer: CaseWriter) -> None:
        """Work with these."""
        self._parts = parts
        self._view = view
        self._writer = writer

    def all_for(self, caller: Caller) -> list[Case]:
        """Return the cases of the caller's units as the caller sees them, the last opened first.

        Raises:
            TryAgain: the topic has not been read yet.

        """
        self._view.require_ready()
        mine = [
            self._as_seen(case, caller)
            for case in list(self._view.book.cases.values())
            if _is_of(case, caller)
        ]
        return sorted(mine, key=lambda case: (-case.opened.at_ms, case.case_id))

    def every(self) -> list[Case]:
        """Return all cases, whosever they are."""
        self._view.require_ready()
        return list(self._view.book.cases.values())

    def named(self, case_id: str, caller: Caller) -> Case:
        """Return a case as the caller sees it.

        Raises:
            NotFound: there is none of that id for which one of their units is responsible.
            TryAgain: the topic has not been read yet.

        """
        case = self.anybodys(case_id)
        if not _is_of(case, caller):
            raise NotFound("case", case_id)
        return self._as_seen(case, caller)

    def _as_seen(self, case: Case, caller: Caller) -> Case:
        """Leave out questions that look further than the caller may: their answers would tell."""
        seen = {
            name: one
            for name, one in case.questions.items()
            if caller.jurisdiction.covers(reach_of(one.saved, self._parts.registry.lists))
        }
        return msgspec.structs.replace(case, questions=seen)

    def anybodys(self, case_id: str) -> Case:
        """Return a case whichever unit is responsible for it; raises as `named`."""
        self._view.require_ready()
        case = self._view.book.cases.get(case_id)
        if case is None:
            raise NotFound("case", case_id)
        return case

    def history(self, case_id: str) -> Sequence[Any]:
        """Return a case's events but days of follow-up, in order."""
        return tuple(self._view.book.history.get(case_id, ()))

    def stamp(self, case_id: str, subject: str, caller: Caller, said: str = "") -> dict[str, Any]:
        """Return the fields that every event shares, for the next change of a subject."""
        number = self._view.book.changes_of(case_id, subject)
        return {
            "event_id": event_id_of(case_id, subject, number, f"{caller.account}\n{said}"),
            "case_id": case_id,
            "at_ms": now_ms(),
            "account": caller.account,
        }

    def write(
        self,
        number: str,
        events: Sequence[AnyCaseEvent],
        caller: Caller,
        about: Sequence[str] = (),
    ) -> None:
        """Return when a change is on the audit topic and on `cases`, and our own view shows it.

        The note goes first; who got no answer sends the same again.

        Raises:
            TryAgain: Kafka is away.

        """
        if not events:
            return
        first = events[0]
        note = CaseChanged(
            event_id=first.event_id,
            at_ms=first.at_ms,
            account=caller.account,
            case_id=first.case_id,
            purpose=number,
            change=type(first).__name__,
            about=tuple(dict.fromkeys(about)),
        )
        self._parts.audit.write(note)
        self._writer.write(events)

    def note_read(self, what: str, purpose: str, about: Sequence[str], caller: Caller) -> None:
        """Note that somebody reads about people, before they do."""
        span = Span(0, now_ms())
        named = tuple(dict.fromkeys(about))
        self._parts.audit.write(asked_note(caller, what, purpose, named, span))

    def close_up(self, words: str, field: str) -> Sealed:
        """Seal words to the key of today; no words are none.

        Raises:
            FixRequest: they are a book.
            TryAgain: there is no key of today.

        """
        tidy = visible(words).strip()
        if not tidy:
            return Sealed("", "")
        if len(tidy) > LONGEST_TEXT:
            raise FixRequest(Fault(field=field, reason="too_long", detail=str(LONGEST_TEXT)))
        day = words_day_of(now_ms())
        key = self._parts.registry.lists.day_keys.get(day)
        if key is None:
            raise TryAgain("day keys")
        return Sealed(seal({"text": tidy}, key), day)

    def opened(self, sealed: str, day: str) -> dict[str, object]:
        """Return what was sealed, nothing if the day's key was destroyed."""
        if not sealed:
            return {}
        try:
            return unseal(sealed, self._parts.secrets.day_key(day))
        except (FileNotFoundError, nacl.exceptions.CryptoError):
            return {}

    def words(self, sealed: str, day: str) -> str:
        """Return sealed words, empty where there are none or their key was destroyed."""
        return str(self.opened(sealed, day).get("text", ""))


def _is_of(case: Case, caller: Caller) -> bool:
    return caller.jurisdiction.has_unit(case.named.unit)
