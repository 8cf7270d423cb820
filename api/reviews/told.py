"""Reviews as they are told: the list without persons, one with both sides."""

from typing import Literal

import msgspec

from analytics.questions.alerts import Alert
from analytics.questions.freshness import Freshness
from api.reviews.ledger import Review, Status
from contracts.reviews import Declared, Finding, ReviewKind, Seen

# What the alert says today: it stands, later facts took it back, this review took it back, or it
# rests on other evidence than was looked at here.
AlertNow = Literal["stands", "withdrawn", "explained", "other_evidence", "gone"]


class WaitingFinding(msgspec.Struct, frozen=True, kw_only=True):
    """An alert nobody has looked at; opening it makes a review of this id."""

    review_id: str
    alert_id: str
    citizen_id: str
    kind: str
    happened_ms: int
    known_since_ms: int
    place_id: str


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """Findings that stand and have no review, the last known first."""

    findings: tuple[WaitingFinding, ...]
    freshness: Freshness


class ReviewLine(msgspec.Struct, frozen=True, kw_only=True):
    """A review in a list, which names nobody."""

    review_id: str
    kind: ReviewKind
    status: Status
    place_id: str
    happened_ms: int
    opened_ms: int
    opened_by: str
    changed_ms: int


class ReviewList(msgspec.Struct, frozen=True):
    """Reviews, the open ones and the last changed first."""

    reviews: tuple[ReviewLine, ...]


class DecisionTold(msgspec.Struct, frozen=True, kw_only=True):
    """A decision; `words` are empty where the key of their day was destroyed."""

    at_ms: int
    account: str
    decision: str
    explanation: str
    words: str


class InWords(msgspec.Struct, frozen=True, kw_only=True):
    """Both sides in the language of whoever asks: what contradicts what, and line by line."""

    why: str = ""
    declared: tuple[tuple[str, str], ...] = ()
    seen: tuple[tuple[str, str], ...] = ()


class ReviewTold(msgspec.Struct, frozen=True, kw_only=True):
    """A review with its evidence: what was declared beside what was seen."""

    review_id: str
    status: Status
    citizen_id: str
    opened_ms: int
    opened_by: str
    finding: Finding
    declared: Declared | None
    seen: tuple[Seen, ...]
    decisions: tuple[DecisionTold, ...]
    alert_now: AlertNow
    in_words: InWords = InWords()


def line_of(review: Review) -> ReviewLine:
    """Return a review as it stands in a list."""
    opened = review.opened
    return ReviewLine(
        review_id=opened.review_id,
        kind=opened.finding.kind,
        status=review.status,
        place_id=opened.finding.place_id,
        happened_ms=opened.finding.happened_ms,
        opened_ms=opened.at_ms,
        opened_by=opened.account,
        changed_ms=review.changed_ms,
    )


def alert_now(review: Review, alert: Alert | None, evidence: str) -> AlertNow:
    """Say what the alert says today; `evidence` is what it rests on."""
    if alert is None:
        return "gone"
    if alert.withdrawn_ms:
        return "withdrawn"
    if evidence != review.opened.evidence:
        return "other_evidence"
    return "explained" if review.status == "innocent" else "stands"
