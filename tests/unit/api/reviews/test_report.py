"""The report for the authority, read back out of the PDF."""

from typing import Any

import pytest

from analytics.questions.alerts import Alert
from api.reviews.facts import Ground
from api.reviews.ledger import Review
from api.reviews.report import report_of
from api.reviews.told import AlertNow, DecisionTold, ReviewTold, alert_now
from contracts.events import AlertRaised
from contracts.places import places_of_2021
from contracts.words import Language
from tests.builders.analytics import START_MS
from tests.builders.pdf import pages_of
from tests.builders.reviews import CITIZEN, REVIEW_ID, alert, decided, opened
from web.assets import Assets
from web.pages import Pages
from web.press import pdf_of

_DECISION = DecisionTold(
    at_ms=START_MS,
    account="lãnh-đạo",
    decision="confirmed",
    explanation="",
    words="Khai đi quận Hoàn Kiếm, quét ở Pháp Vân.",
)


def _told(*decisions: DecisionTold) -> ReviewTold:
    event = opened()
    return ReviewTold(
        review_id=REVIEW_ID,
        status="confirmed" if decisions else "open",
        citizen_id=CITIZEN,
        opened_ms=event.at_ms,
        opened_by=event.account,
        finding=event.finding,
        declared=event.declared,
        seen=event.seen,
        decisions=decisions,
        alert_now="stands",
    )


def test_the_report_holds_both_sides_the_decision_and_who_made_it() -> None:
    """On paper, in Vietnamese, under the pseudonym."""
    html = report_of(_told(_DECISION), "in", Pages(Assets()), Ground(places_of_2021(), "vi"))
    text = " ".join(" ".join(page.text for page in pages_of(pdf_of(html), dpi=40)).split())

    for said in (
        "Khai không đúng",
        "Sai lộ trình hoặc nơi ở đã khai",
        CITIZEN,
        "Quận Ba Đình, Thành phố Hà Nội → Quận Hoàn Kiếm, Thành phố Hà Nội",
        "Người khác khai hộ",
        places_of_2021()["hn-city-02"].name_vi[:20],
        "13:30 ngày 23/08/2021",
        "Khai đi quận Hoàn Kiếm, quét ở Pháp Vân.",
        "lãnh-đạo",
    ):
        assert said in text


@pytest.mark.parametrize("spoken", ["vi", "en"])
def test_a_review_without_a_decision_can_be_printed_too(spoken: Language) -> None:
    """It says so."""
    html = report_of(_told(), "in", Pages(Assets()), Ground({}, spoken))

    assert {"vi": "Chưa có kết luận.", "en": "Nothing has been decided yet."}[spoken] in html


def _alert(raised: AlertRaised, withdrawn_ms: int = 0) -> Alert:
    fields: dict[str, Any] = {name: getattr(raised, name, 0) for name in Alert.__struct_fields__}
    return Alert(**(fields | {"withdrawn_ms": withdrawn_ms}))


@pytest.mark.parametrize(
    ("found", "evidence", "said"),
    [
        (None, "", "gone"),
        (_alert(alert()), opened().evidence, "explained"),
        (_alert(alert()), "other|evidence||", "other_evidence"),
        (_alert(alert(), 5), opened().evidence, "withdrawn"),
    ],
)
def test_an_innocent_review_speaks_for_the_evidence_it_looked_at(
    found: Alert | None, evidence: str, said: AlertNow
) -> None:
    """An alert that rests on something else stands again."""
    review = Review(opened=opened(), decisions=(decided("d-0000001"),))

    assert alert_now(review, found, evidence) == said
    if said == "explained":
        assert alert_now(Review(opened=opened()), found, evidence) == "stands"
