"""The desk of auditors: what was done, what of it is unusual, what explains that, and relatives.

Every question here is itself on audit before it is answered.
"""

import uuid
from collections.abc import Callable

from analytics.flat import flat
from analytics.questions import audit_use
from analytics.questions.audit_entries import Entries, Entry, EntryQuestion, audit_entries
from analytics.questions.residences import residences
from analytics.store import Store
from analytics.tables import Table
from api.audit import marks as rules
from api.audit.bodies import (
    EntriesBody,
    EntriesTold,
    ExplanationBody,
    MarksBody,
    MarksTold,
    MarkTold,
    RelativeBody,
    RelativesTold,
    RelativeTold,
)
from api.exports.comma import csv_of
from api.orders import give
from api.persons import (
    DocumentGiven,
    Span,
    asked_note,
    checked_citizen,
    citizen_behind,
    read_purpose,
)
from contracts.accounts import RelativeFlagged
from contracts.audit import UseExplained
from contracts.durations import DAY_MS
from contracts.errors import Fault, FixRequest
from contracts.jurisdiction import Jurisdiction
from contracts.visible import tidied
from service.bodies import moment_ms
from service.clock import now_ms
from service.doors import Caller
from service.parts import Parts

_HABIT_MS = 28 * DAY_MS
_MOST_IN_A_FILE = 100_000
_LONGEST_WORDS = 1000


class AuditDesk:
    """Answers auditors. Blocking: the routes call it from a thread."""

    def __init__(self, parts: Parts, store: Store, cases: Callable[[], frozenset[str]]) -> None:
        """Work with these; `cases` are the numbers of all cases, in small letters."""
        self._parts = parts
        self._store = store
        self._cases = cases

    def entries(self, body: EntriesBody, caller: Caller) -> EntriesTold:
        """Return what was done.

        Raises:
            FixRequest: no purpose, no span, or nobody is named by that.
            TryAgain: Kafka or ClickHouse is away.

        """
        found = self._found(body, caller, body.limit)
        return EntriesTold(total=found.total, entries=found.entries)

    def file(self, body: EntriesBody, caller: Caller) -> bytes:
        """Return what was done as CSV; raises as `entries`."""
        found = self._found(body, caller, _MOST_IN_A_FILE, as_file="csv")
        return csv_of(flat(Table("entries", Entry, found.entries)))

    def marks(self, body: MarksBody, caller: Caller) -> MarksTold:
        """Return what was unusual; raises as `entries`."""
        span = body.span()
        self._note(caller, body.purpose, (), span)
        found = self._marks(span, body.account)
        explained = audit_use.explanations(self._store, (one.mark_id for one in found))
        told = [MarkTold(mark=one, explained=explained.get(one.mark_id)) for one in found]
        told.sort(key=lambda one: (one.explained is not None, -one.mark.at_ms))
        return MarksTold(marks=tuple(told))

    def explain(self, mark_id: str, body: ExplanationBody, caller: Caller) -> None:
        """Note what explains a mark.

        Raises:
            FixRequest: that is no mark, or there are no words, or too many.
            TryAgain: Kafka is away.

        """
        words = tidied(body.words)
        checked_citizen(mark_id, "mark_id")
        if not words:
            raise FixRequest(Fault(field="words", reason="required"))
        if len(words) > _LONGEST_WORDS:
            raise FixRequest(Fault(field="words", reason="too_long", detail=str(_LONGEST_WORDS)))
        self._parts.audit.write(
            UseExplained(
                event_id=uuid.uuid4().hex,
                at_ms=now_ms(),
                account=caller.account,
                mark_id=mark_id,
                words=words,
            )
        )

    def relatives(self) -> RelativesTold:
        """Return the relatives that were flagged."""
        known = self._parts.registry.lists.accounts.relatives.values()
        told = [
            RelativeTold(
                account=one.account,
                citizen_id=one.citizen_id,
                flagged_ms=one.flagged_ms,
                flagged_by=one.flagged_by,
            )
            for one in known
            if one.active
        ]
        return RelativesTold(tuple(sorted(told, key=lambda one: (one.account, one.flagged_ms))))

    def flag(self, account: str, body: RelativeBody, caller: Caller) -> RelativeTold:
        """Note that somebody is a relative of who works under an account, or take that back.

        Raises:
            FixRequest: no such account, nobody is named, or no purpose.
            NotAllowed: only auditors take back what was noted.
            TryAgain: Kafka is away.

        """
        lists = self._parts.registry.lists
        if account not in lists.officers:
            raise FixRequest(Fault(field="account", reason="unknown_account"))
        citizen_id = self._citizen(body.citizen_id, body.document)
        if not citizen_id:
            raise FixRequest(Fault(field="citizen_id", reason="person"))
        order = RelativeFlagged(
            account=account,
            citizen_id=citizen_id,
            flagged_ms=now_ms(),
            flagged_by=caller.account,
            active=body.active,
        )
        key = (account, citizen_id)
        give(
            self._parts,
            order,
            caller,
            read_purpose(body.purpose),
            lambda lists: lists.accounts.relatives.get(key) == order,
        )
        return RelativeTold(
            account=account,
            citizen_id=citizen_id,
            flagged_ms=order.flagged_ms,
            flagged_by=caller.account,
        )

    def _found(
        self, body: EntriesBody, caller: Caller, limit: int, *, as_file: str = ""
    ) -> Entries:
        span = body.span()
        about = self._citizen(body.citizen_id, body.document)
        before = (moment_ms(body.before, "before"), body.before_id) if body.before else (2**62, "")
        self._note(caller, body.purpose, (about,) if about else (), span, as_file=as_file)
        question = EntryQuestion(
            from_ms=span.from_ms,
            until_ms=span.until_ms,
            limit=limit,
            kind=body.kind,
            account=body.account.strip(),
            question=body.question,
            about=about,
            case=body.case.strip(),
            before_ms=before[0],
            before_id=before[1],
        )
        return audit_entries(self._store, question)

    def _note(
        self,
        caller: Caller,
        purpose: str,
        about: tuple[str, ...],
        span: Span,
        *,
        as_file: str = "",
    ) -> None:
        self._parts.audit.write(
            asked_note(caller, "audit", read_purpose(purpose), about, span, as_file=as_file)
        )

    def _marks(self, span: Span, account: str) -> list[rules.Mark]:
        between = {"from_ms": span.from_ms, "until_ms": span.until_ms}
        asked = audit_use.lookups(self._store, **between, account=account)
        found = [
            *self._busy(span),
            *rules.at_night(asked),
            *rules.files_taken(asked),
            *rules.poor_purposes(asked, self._cases()),
            *rules.same_person(
                audit_use.shared_persons(self._store, **between, at_least=rules.SHARED_BY)
            ),
            *self._relatives(span),
            *self._elsewhere(span, account),
        ]
        return [one for one in found if account in {"", one.account}]

    def _busy(self, span: Span) -> list[rules.Mark]:
        days = audit_use.days_of_lookups(
            self._store, from_ms=span.from_ms - _HABIT_MS, until_ms=span.until_ms
        )
        first = rules.day_number(span.from_ms)
        habits = rules.habits_of(days, first, self._role)
        return rules.many_lookups((d for d in days if d.day >= first), habits, self._role)

    def _relatives(self, span: Span) -> list[rules.Mark]:
        known = self._parts.registry.lists.accounts.relatives.values()
        flagged = frozenset((one.account, one.citizen_id) for one in known if one.active)
        if not flagged:
            return []
        asked = audit_use.asked_about(
            self._store,
            {citizen for _, citizen in flagged},
            from_ms=span.from_ms,
            until_ms=span.until_ms,
        )
        return rules.relatives(asked, flagged)

    def _elsewhere(self, span: Span, account: str) -> list[rules.Mark]:
        officers = self._parts.registry.lists.officers
        bound = [one for one in officers.values() if one.units and account in {"", one.account}]
        if not bound:
            return []
        asked = audit_use.asked_by(
            self._store,
            (one.account for one in bound),
            from_ms=span.from_ms,
            until_ms=span.until_ms,
        )
        found = residences(self._store, (one.citizen_id for one in asked))
        homes = {name: one.stay or one.residence for name, one in found.items()}
        return rules.elsewhere(
            asked,
            homes,
            lambda home, name: Jurisdiction(officers[name].units).has_unit(home),
        )

    def _role(self, account: str) -> str:
        officer = self._parts.registry.lists.officers.get(account)
        return officer.roles[0] if officer and officer.roles else "device"

    def _citizen(self, citizen_id: str, document: DocumentGiven | None) -> str:
        if document is not None:
            return citizen_behind(document, self._parts.pseudonyms, "document")
        return checked_citizen(citizen_id, "citizen_id") if citizen_id else ""
