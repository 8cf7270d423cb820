"""Who came to an answer and who went, and why, as far as the scans themselves say. Pure."""

from collections.abc import Iterable, Mapping

import msgspec

from analytics.questions.scan_facts import ScanFact
from api.cases.book import Answer
from contracts.cases import Change, Named, Proof, Reason, ReasonKind
from contracts.sealing import day_of

# Proofs kept with each person; a person goes only when all proofs have gone, kept or not.
PROOFS_KEPT = 3
# A scan that took longer than this from the gate to us is a late one.
LATE_MS = 10 * 60_000

Facts = Mapping[tuple[str, str], ScanFact]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it was asked: its span, about whom, when its words were saved."""

    from_ms: int
    until_ms: int
    about: tuple[str, ...]
    saved_ms: int


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """People whose place in an answer has changed, as they are now; the lost as they were."""

    gained: tuple[Named, ...]
    lost: tuple[Named, ...]
    otherwise: tuple[Named, ...]

    @property
    def people(self) -> tuple[Named, ...]:
        """All of them."""
        return (*self.gained, *self.lost, *self.otherwise)


def kept_form(people: Iterable[Named]) -> dict[str, Named]:
    """Return whom an answer names with as much of their proofs as is kept, by citizen id."""
    return {
        one.citizen_id: msgspec.structs.replace(one, proofs=one.proofs[:PROOFS_KEPT])
        for one in people
    }


def difference(before: Answer | None, now: Mapping[str, Named]) -> Difference:
    """Return who came, who went, and who is there in another way than before."""
    known = before.persons if before else {}
    return Difference(
        gained=tuple(one for name, one in now.items() if name not in known),
        lost=tuple(one for name, one in known.items() if name not in now),
        otherwise=tuple(
            one for name, one in now.items() if name in known and _differs(known[name], one)
        ),
    )


def _differs(before: Named, now: Named) -> bool:
    """Tell whether it matters to whoever looks after somebody."""
    return (
        before.level != now.level
        or day_of(before.last_ms) != day_of(now.last_ms)
        or len(now.proofs) < len(before.proofs)
    )


class Reasons:
    """Finds the reason of each change between two answers."""

    def __init__(
        self, before: Answer | None, now: Mapping[str, Named], asked: Asked, facts: Facts
    ) -> None:
        """Take both answers, and what is known of the scans behind the changes."""
        self._before = before
        self._now = now
        self._asked = asked
        self._facts = facts

    def of_gained(self, person: Named) -> Change:
        """Return why somebody is named now."""
        return Change(person=person, reason=self._gained(person))

    def of_lost(self, person: Named) -> Change:
        """Return why somebody is not named any more."""
        return Change(person=person, reason=self._lost(person))

    def of_otherwise(self, person: Named) -> Change:
        """Return why somebody is named in another way."""
        was = self._before.persons[person.citizen_id] if self._before else person
        taken_back = self._annulment(was.proofs)
        return Change(person=person, reason=taken_back or self._latest(person.proofs))

    def _gained(self, person: Named) -> Reason:
        if self._before is None:
            return Reason(kind="first_answer")
        return (
            self._asked_otherwise(person, self._before)
            or self._came_by(person, self._before)
            or Reason(kind="no_single_fact")
        )

    def _asked_otherwise(self, person: Named, before: Answer) -> Reason | None:
        new = set(self._asked.about) - set(before.about)
        if person.via and new.issuperset(person.via):
            return Reason(kind="index_person_added", citizen_id=person.via[0])
        if person.proofs and all(proof.at_ms < before.from_ms for proof in person.proofs):
            return Reason(kind="window_moved")
        return None

    def _came_by(self, person: Named, before: Answer) -> Reason | None:
        """Return the scan that made it known, of the person or of those who passed it on."""
        known = self._first_known(person.proofs)
        if known is not None and known.received_ms > before.data_up_to_ms:
            return _scan(known)
        if self._asked.saved_ms > before.asked_ms:
            return Reason(kind="question_changed")
        came = [v for v in person.via if v in self._now and v not in before.persons]
        through = self._first_known(self._now[came[0]].proofs) if came else None
        fact = through or known
        return _scan(fact) if fact is not None else None

    def _lost(self, person: Named) -> Reason:
        if person.citizen_id in self._asked.about:
            return Reason(kind="is_index_person", citizen_id=person.citizen_id)
        before = self._before
        return (
            (before and self._not_asked(person, before))
            or self._annulment(person.proofs)
            or self._out_of_reach(person)
            or (before and self._let_go(person, before))
            or Reason(kind="no_single_fact")
        )

    def _not_asked(self, person: Named, before: Answer) -> Reason | None:
        gone = set(before.about) - set(self._asked.about)
        if person.via and gone.issuperset(person.via):
            return Reason(kind="index_person_removed", citizen_id=person.via[0])
        return None

    def _out_of_reach(self, person: Named) -> Reason | None:
        if person.proofs and all(p.at_ms < self._asked.from_ms for p in person.proofs):
            return Reason(kind="window_moved")
        return None

    def _let_go(self, person: Named, before: Answer) -> Reason | None:
        if self._asked.saved_ms > before.asked_ms:
            return Reason(kind="question_changed")
        for through in person.via:
            if through not in self._now and through in before.persons:
                return Reason(kind="contact_lost", citizen_id=through)
        return None

    def _first_known(self, proofs: Iterable[Proof]) -> ScanFact | None:
        """Return the scan with which the first of the proofs was complete."""
        complete = [facts for proof in proofs if (facts := self._facts_of(proof))]
        last = [max(facts, key=lambda fact: fact.received_ms) for facts in complete]
        return min(last, key=lambda fact: fact.received_ms, default=None)

    def _latest(self, proofs: Iterable[Proof]) -> Reason:
        facts = [fact for proof in proofs for fact in self._facts_of(proof)]
        newest = max(facts, key=lambda fact: fact.received_ms, default=None)
        return _scan(newest) if newest is not None else Reason(kind="no_single_fact")

    def _annulment(self, proofs: Iterable[Proof]) -> Reason | None:
        facts = [fact for proof in proofs for fact in self._known(proof) if fact.annulled_ms]
        if not facts:
            return None
        last = max(facts, key=lambda fact: fact.annulled_ms)
        return _reason("scan_annulled", last, last.annulled_ms)

    def _facts_of(self, proof: Proof) -> list[ScanFact]:
        """Return the facts of all scans of a proof, none if one of them is not known."""
        known = self._known(proof)
        return known if len(known) == len(proof.scans) else []

    def _known(self, proof: Proof) -> list[ScanFact]:
        named = [(scan.scan_id, scan.citizen_id) for scan in proof.scans]
        return [self._facts[name] for name in named if name in self._facts]


def _scan(fact: ScanFact) -> Reason:
    kind: ReasonKind = "new_scan"
    if fact.source == "paper":
        kind = "paper_entered"
    elif fact.source == "import":
        kind = "imported"
    elif fact.offline or fact.received_ms - fact.happened_ms > LATE_MS:
        kind = "late_scan"
    return _reason(kind, fact, fact.received_ms)


def _reason(kind: ReasonKind, fact: ScanFact, known_ms: int) -> Reason:
    return Reason(
        kind=kind,
        place_id=fact.place_id,
        scan_id=fact.scan_id,
        citizen_id=fact.citizen_id,
        happened_ms=fact.happened_ms,
        known_ms=known_ms,
        source=fact.source,  # type: ignore[arg-type]  # a line with another source is a dead letter
        offline=fact.offline,
    )
