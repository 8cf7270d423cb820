"""Asks saved questions again when data has arrived, and writes down how their answers differ.

The budget: one question at a time, each at most every `CHOT_REASK_EVERY_S` seconds, and of the
process's time no more than the share `CHOT_REASK_SHARE`, however many cases there are; with more of
them each waits longer. Nothing is asked while nothing new was loaded.
"""

import threading
import time
from collections.abc import Mapping

import msgspec

from analytics.marks import progress
from analytics.questions.scan_facts import scan_facts
from analytics.store import Store
from api.asking.catalogue import kind_named
from api.asking.kinds import AnyKind, Ground
from api.cases.bodies import body_to_ask
from api.cases.book import Question
from api.cases.comparing import Asked, Difference, Facts, Reasons, difference, kept_form
from api.cases.due import Candidate, LastAsked, candidates, next_due, rest_s
from api.cases.reach import reach_of
from api.cases.rounds import round_of
from api.cases.view import CasesView, CaseWriter
from api.persons import Span, asked_note
from contracts.cases import Named
from contracts.durations import DAY_MS
from contracts.errors import ChotError
from service.clock import now_ms
from service.doors import Caller
from service.logs import log_of
from service.parts import Parts

# An answer that names more people than this is not compared: nobody reads such a list.
MOST_PERSONS = 5000
_LOOK_EVERY_S = 1.0
# What answers rest on; the other topics only follow from these.
_FACTS = ("scans", "annulments", "declarations")

_log = log_of("reasking")


class TooManyPersons(ChotError):
    """The answer is too wide to be kept."""


class Reasker:
    """A thread that asks."""

    def __init__(self, parts: Parts, store: Store, view: CasesView, writer: CaseWriter) -> None:
        """Work with these; nothing is asked before `start`."""
        self._parts = parts
        self._store = store
        self._view = view
        self._writer = writer
        self._every_ms = int(parts.settings.reask_every_s * 1000)
        self._share = parts.settings.reask_share
        self.last: dict[tuple[str, str], LastAsked] = {}
        self._nudged = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reasking", daemon=True)

    @property
    def is_running(self) -> bool:
        """Whether the thread is there."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin to ask."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread, waiting for a question that is being asked."""
        self._stopping.set()
        self._nudged.set()
        if self._thread.is_alive():
            self._thread.join(timeout=30)

    def nudge(self, case_id: str = "", question_id: str = "") -> None:
        """Look at once; ask the named question whether it is due or not."""
        self.last.pop((case_id, question_id), None)
        self._nudged.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            pause_s = _LOOK_EVERY_S
            try:
                pause_s = self._look()
            except ChotError as fault:
                _log.warning("nothing_asked_again", fault=str(fault))
            self._nudged.wait(pause_s)
            self._nudged.clear()

    def _look(self) -> float:
        """Ask the question that is due first; return for how many seconds to rest after that.

        Whoever saves a question ends the rest: a person waits for the answer.
        """
        if self._view.age_s() < 0:
            return _LOOK_EVERY_S
        found = candidates(self._view.book.cases.values())
        if not found:
            return _LOOK_EVERY_S
        reached = {topic: n for topic, n in progress(self._store).items() if topic in _FACTS}
        one = next_due(found, self.last, reached, now_ms=now_ms(), every_ms=self._every_ms)
        if one is None:
            return _LOOK_EVERY_S
        began = time.monotonic()
        self.last[one.name] = self._asked(one, reached, began)
        return rest_s(time.monotonic() - began, self._share)

    def _asked(self, one: Candidate, reached: Mapping[str, int], began: float) -> LastAsked:
        at_ms, rows, problem = now_ms(), 0, ""
        try:
            rows = self._ask(one, at_ms)
        except TooManyPersons:
            problem = "too_many"
        except ChotError as fault:
            _log.warning("question_not_answered", question=one.name, fault=str(fault))
            problem = "not_answered"
        except Exception as fault:  # noqa: BLE001  # one bad question must not end all asking
            _log.error("question_broken", question=one.name, exc_info=fault)
            problem = "not_answered"
        return LastAsked(
            at_ms=at_ms,
            saved=one.question.saved.event_id,
            about=one.about,
            progress=reached,
            seconds=time.monotonic() - began,
            rows_read=rows,
            problem=problem,
        )

    def _ask(self, one: Candidate, at_ms: int) -> int:
        """Ask, compare and write down; return how many rows were read."""
        case, question = one
        kind = kind_named(question.saved.kind)
        lists = self._parts.registry.lists
        prepared = kind.prepare(
            body_to_ask(kind, question, case, at_ms),
            Ground(lists, self._parts.pseudonyms, reach_of(question.saved, lists)),
        )
        found = prepared.ask(self._store)
        now = _people(kind, found)
        asked = Asked(
            from_ms=prepared.span.from_ms,
            until_ms=prepared.span.until_ms,
            about=prepared.about,
            saved_ms=question.saved.at_ms,
        )
        differing = difference(question.answer, now)
        if _is_told(question, asked, differing):
            facts = {} if question.answer is None else self._facts(question, differing, now)
            events = round_of(
                one,
                asked=asked,
                differing=differing,
                reasons=Reasons(question.answer, now, asked, facts),
                persons=len(now),
                at_ms=at_ms,
                up_to_ms=found.freshness.data_up_to_ms,
            )
            self._note(one, asked, differing)
            self._writer.write(events)
        rows_read: int = found.rows_read
        return rows_read

    def _facts(self, question: Question, differing: Difference, now: Mapping[str, Named]) -> Facts:
        """Return what is known of the scans behind the changes, before and after."""
        before = question.answer.persons if question.answer else {}
        through = [now[v] for person in differing.people for v in person.via if v in now]
        was = [before[p.citizen_id] for p in differing.otherwise]
        proofs = [
            proof for person in (*differing.people, *through, *was) for proof in person.proofs
        ]
        if not proofs:
            return {}
        return scan_facts(
            self._store,
            ((scan.scan_id, scan.citizen_id) for proof in proofs for scan in proof.scans),
            # A proof is dated by the last of its scans.
            from_ms=min(proof.at_ms for proof in proofs) - DAY_MS,
            until_ms=max(proof.at_ms for proof in proofs),
        )

    def _note(self, one: Candidate, asked: Asked, differing: Difference) -> None:
        """Note the question before its answer is kept, in the name of whoever saved it."""
        case, question = one
        about = (*asked.about, *(person.citizen_id for person in differing.people))
        span = Span(asked.from_ms, asked.until_ms)
        caller = Caller(account=question.saved.account)
        self._parts.audit.write(
            asked_note(
                caller, question.saved.kind, case.named.number, about, span, asked_again=True
            )
        )


def _is_told(question: Question, asked: Asked, differing: Difference) -> bool:
    """Tell whether an answer is kept: it differs, or it is the first to this very question."""
    before = question.answer
    if before is None or differing.people:
        return True
    return asked.saved_ms > before.asked_ms or asked.about != before.about


def _people(kind: AnyKind, found: msgspec.Struct) -> Mapping[str, Named]:
    if kind.persons is None:
        raise AssertionError(kind.name)
    people = kept_form(kind.persons(found))
    if kind.is_cut(found) or len(people) > MOST_PERSONS:
        raise TooManyPersons(str(len(people)))
    return people
