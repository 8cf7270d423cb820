"""A decision as it is written: in order, and its words sealed to the key of today."""

import re

import msgspec
import nacl.exceptions

from api.reviews.ledger import Review
from api.reviews.told import DecisionTold
from contracts.errors import Fault, FixRequest, TryAgain
from contracts.reviews import Decision, Explanation, ReviewDecided
from contracts.sealing import seal, unseal, words_day_of
from contracts.visible import visible
from service.clock import now_ms
from service.doors import Caller
from service.parts import Parts

_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_SHORTEST_WORDS, _LONGEST_WORDS = 3, 4000


class DecisionBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decision and why; the same `decision_id` again changes nothing.

    `after` is how many decisions its writer had before their eyes. An innocent finding needs an
    explanation, and no other has one.
    """

    decision_id: str
    after: int
    decision: Decision
    explanation: Explanation | None = None
    words: str


def checked_words(body: DecisionBody) -> str:
    """Return the reason in words, if the whole decision is in order.

    Raises:
        FixRequest: no id, no reason, or an explanation that is missing or out of place.

    """
    if not _ID.fullmatch(body.decision_id):
        raise FixRequest(Fault(field="decision_id", reason="id_form"))
    if (body.decision == "innocent") != (body.explanation is not None):
        raise FixRequest(Fault(field="explanation", reason="choice"))
    words = visible(body.words).strip()
    if len(words) < _SHORTEST_WORDS:
        raise FixRequest(Fault(field="words", reason="required"))
    if len(words) > _LONGEST_WORDS:
        raise FixRequest(Fault(field="words", reason="too_long", detail=str(_LONGEST_WORDS)))
    return words


def decision_event(
    parts: Parts, review: Review, body: DecisionBody, words: str, caller: Caller
) -> ReviewDecided:
    """Return a decision as it goes on the topic.

    Raises:
        TryAgain: there is no key of today.

    """
    at_ms, opened = now_ms(), review.opened
    day = words_day_of(at_ms)
    key = parts.registry.lists.day_keys.get(day)
    if key is None:
        raise TryAgain("today's key")
    return ReviewDecided(
        event_id=body.decision_id,
        review_id=opened.review_id,
        at_ms=at_ms,
        account=caller.account,
        alert_id=opened.alert_id,
        citizen_id=opened.citizen_id,
        evidence=opened.evidence,
        decision=body.decision,
        explanation=body.explanation or "",
        sealed=seal({"words": words}, key),
        sealed_day=day,
    )


def told_decision(parts: Parts, event: ReviewDecided) -> DecisionTold:
    """Return a decision as it is told."""
    return DecisionTold(
        at_ms=event.at_ms,
        account=event.account,
        decision=event.decision,
        explanation=event.explanation,
        words=_words(parts, event),
    )


def _words(parts: Parts, event: ReviewDecided) -> str:
    try:
        key = parts.secrets.day_key(event.sealed_day)
        return str(unseal(event.sealed, key).get("words", ""))
    except (FileNotFoundError, nacl.exceptions.CryptoError):
        return ""
