"""The desk of reviews: findings of false declarations are opened, read, and decided on."""

from typing import Any

import msgspec

from analytics.questions.alerts import Alert, Alerts, alert_named
from analytics.questions.evidence import Sides, Sought, sides_of
from analytics.store import Store
from api.asking.alerts import ALERTS, AlertsBody
from api.asking.desk import QuestionDesk
from api.persons import MOST_PERSONS, Span, asked_note, checked_citizen
from api.reviews.deciding import (
    DecisionBody,
    checked_words,
    decision_event,
    told_decision,
)
from api.reviews.ledger import Review
from api.reviews.theirs import is_finding_within, seen_within
from api.reviews.told import (
    ReviewList,
    ReviewTold,
    Waiting,
    WaitingFinding,
    alert_now,
    line_of,
)
from api.reviews.view import ReviewsView, ReviewWriter
from contracts.errors import Fault, FixRequest, NotFound
from contracts.reviews import (
    REVIEWABLE,
    Declared,
    Finding,
    ReviewOpened,
    evidence_of,
    review_id_of,
)
from service.clock import now_ms
from service.doors import Caller
from service.parts import Parts


class OpenBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The alert to be looked at, and whose it is."""

    alert_id: str
    citizen_id: str


class ReviewDesk:
    """Works on reviews. Blocking: the routes call it from a thread."""

    def __init__(
        self,
        parts: Parts,
        store: Store,
        questions: QuestionDesk,
        view: ReviewsView,
        writer: ReviewWriter,
    ) -> None:
        """Work with these."""
        self._parts = parts
        self._store = store
        self._questions = questions
        self._view = view
        self._writer = writer

    def waiting(self, body: AlertsBody, caller: Caller) -> Waiting:
        """Return alerts that stand and that nobody has looked at, noted as a question.

        Raises:
            FixRequest: no purpose, no span, no such place or unit, or kinds that aren't reviewed.
            TryAgain: Kafka or ClickHouse is away.

        """
        self._view.require_ready()
        if not set(body.kinds) <= set(REVIEWABLE):
            raise FixRequest(Fault(field="kinds", reason="choice"))
        # All that may be told: those that have a review are left out only here.
        asked = msgspec.structs.replace(
            body, kinds=body.kinds or REVIEWABLE, withdrawn=False, limit=MOST_PERSONS
        )
        found: Alerts = self._questions.ask(ALERTS, asked, caller)
        reviews = self._view.ledger.reviews
        findings = tuple(
            finding for finding in map(_waiting, found.alerts) if finding.review_id not in reviews
        )
        return Waiting(findings=findings[: body.limit], freshness=found.freshness)

    def listed(self, caller: Caller) -> ReviewList:
        """Return the reviews of the caller's units.

        Raises:
            TryAgain: the topic has not been read yet.

        """
        self._view.require_ready()
        mine = (one for one in list(self._view.ledger.reviews.values()) if self._is_of(one, caller))
        ordered = sorted(mine, key=lambda one: (one.status != "open", -one.changed_ms))
        return ReviewList(tuple(map(line_of, ordered)))

    def open(self, body: OpenBody, caller: Caller) -> ReviewTold:
        """Open the review of an alert as it stands now; the same again changes nothing.

        Raises:
            FixRequest: that is no citizen id.
            NotFound: no such alert stands within the caller's units, or none of a kind that is
                reviewed.
            TryAgain: Kafka or ClickHouse is away.

        """
        self._view.require_ready()
        citizen_id = checked_citizen(body.citizen_id, "citizen_id")
        alert = alert_named(self._store, citizen_id, body.alert_id)
        if alert is None or alert.withdrawn_ms or alert.kind not in REVIEWABLE:
            raise NotFound("alert", body.alert_id)
        sides = self._sides(alert)
        if not self._is_theirs(alert, sides.declared, caller):
            raise NotFound("alert", body.alert_id)
        review_id = review_id_of(citizen_id, alert.alert_id, _evidence(alert))
        self._note(review_id, citizen_id, caller)
        if review_id not in self._view.ledger.reviews:
            self._writer.write(_opened(review_id, alert, sides, caller))
        return self._told(self._named(review_id, caller), caller)

    def told(self, review_id: str, caller: Caller, *, as_file: str = "") -> ReviewTold:
        """Return a review, noted as a question about its person.

        Raises:
            NotFound: there is none of that id within the caller's units.
            TryAgain: Kafka or ClickHouse is away.

        """
        review = self._named(review_id, caller)
        self._note(review_id, review.opened.citizen_id, caller, as_file=as_file)
        return self._told(review, caller)

    def decide(self, review_id: str, body: DecisionBody, caller: Caller) -> ReviewTold:
        """Decide on a finding; an innocent explanation takes its alert back. Raises as `told`.

        Raises:
            FixRequest: no reason in words, an explanation that is missing or out of place, or a
                decision somebody else made meanwhile.

        """
        review = self._named(review_id, caller)
        words = checked_words(body)
        if not self._view.ledger.has_seen(body.decision_id):
            if body.after != len(review.decisions):
                raise FixRequest(Fault(field="after", reason="decided_meanwhile"))
            self._writer.write(decision_event(self._parts, review, body, words, caller))
        return self.told(review_id, caller)

    def _named(self, review_id: str, caller: Caller) -> Review:
        self._view.require_ready()
        review = self._view.ledger.reviews.get(review_id)
        if review is None or not self._is_of(review, caller):
            raise NotFound("review", review_id)
        return review

    def _is_of(self, review: Review, caller: Caller) -> bool:
        return self._is_theirs(review.opened.finding, review.opened.declared, caller)

    def _is_theirs(
        self, finding: Finding | Alert, declared: Declared | None, caller: Caller
    ) -> bool:
        return is_finding_within(
            finding, declared, caller.jurisdiction, self._parts.registry.lists.places
        )

    def _note(self, review_id: str, citizen_id: str, caller: Caller, *, as_file: str = "") -> None:
        """Put on the audit topic that somebody reads about a person, before they do."""
        note = asked_note(
            caller, "review", review_id, (citizen_id,), Span(0, now_ms()), as_file=as_file
        )
        self._parts.audit.write(note)

    def _sides(self, alert: Alert) -> Sides:
        sought = Sought(
            citizen_id=alert.citizen_id,
            at_ms=alert.happened_ms,
            scans=(alert.from_scan_id, alert.scan_id),
            pass_id=alert.pass_id,
            declaration_id=alert.declaration_id,
        )
        return sides_of(self._store, sought)

    def _told(self, review: Review, caller: Caller) -> ReviewTold:
        opened, places = review.opened, self._parts.registry.lists.places
        alert = alert_named(self._store, opened.citizen_id, opened.alert_id)
        return ReviewTold(
            review_id=opened.review_id,
            status=review.status,
            citizen_id=opened.citizen_id,
            opened_ms=opened.at_ms,
            opened_by=opened.account,
            finding=opened.finding,
            declared=opened.declared,
            seen=seen_within(opened.seen, caller.jurisdiction, places),
            decisions=tuple(told_decision(self._parts, one) for one in review.decisions),
            alert_now=alert_now(review, alert, _evidence(alert) if alert else ""),
        )


def _evidence(alert: Alert) -> str:
    return evidence_of(alert.scan_id, alert.from_scan_id, alert.pass_id, alert.declaration_id)


def _waiting(alert: Alert) -> WaitingFinding:
    return WaitingFinding(
        review_id=review_id_of(alert.citizen_id, alert.alert_id, _evidence(alert)),
        alert_id=alert.alert_id,
        citizen_id=alert.citizen_id,
        kind=alert.kind,
        happened_ms=alert.happened_ms,
        known_since_ms=alert.known_since_ms,
        place_id=alert.place_id,
    )


def _opened(review_id: str, alert: Alert, sides: Sides, caller: Caller) -> ReviewOpened:
    said: dict[str, Any] = msgspec.structs.asdict(alert)
    fields = {name: said[name] for name in Finding.__struct_fields__}
    return ReviewOpened(
        event_id=review_id,
        review_id=review_id,
        at_ms=now_ms(),
        account=caller.account,
        alert_id=alert.alert_id,
        citizen_id=alert.citizen_id,
        evidence=_evidence(alert),
        finding=Finding(**fields),
        declared=sides.declared,
        seen=sides.seen,
    )
