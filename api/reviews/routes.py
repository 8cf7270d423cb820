"""The routes of reviews: epidemiologists and officials look at findings of false declarations."""

import asyncio
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from api.answers import answer
from api.asking.alerts import AlertsBody
from api.reviews.deciding import DecisionBody
from api.reviews.desk import OpenBody, ReviewDesk
from api.reviews.report import ReviewPrinter
from api.reviews.told import ReviewTold
from service.bodies import decode, read_limited
from service.doors import Caller, require
from service.problems import language
from service.routes import describe_body

REVIEWS = "/v1/reviews"
_REVIEW = REVIEWS + "/{review_id}"
_MOST_BYTES = 64 * 1024

_Reviewer = Annotated[Caller, Depends(require("official", "epidemiologist"))]

_WAITING = msgspec.json.Decoder(AlertsBody)
_OPEN = msgspec.json.Decoder(OpenBody)
_DECISION = msgspec.json.Decoder(DecisionBody)


def review_routes(desk: ReviewDesk, printer: ReviewPrinter) -> APIRouter:
    """Return all routes of reviews."""
    router = APIRouter()

    def worded(told: ReviewTold, request: Request) -> Response:
        return answer(printer.worded(told, language(request)))

    @router.get(REVIEWS)
    async def list_reviews(caller: _Reviewer) -> Response:
        """List the reviews of the caller's units, the open ones first; the list names nobody."""
        return answer(await asyncio.to_thread(desk.listed, caller))

    @router.post(f"{REVIEWS}/waiting", openapi_extra=describe_body(AlertsBody))
    async def list_waiting(request: Request, caller: _Reviewer) -> Response:
        """List findings of false declarations that stand and that nobody has looked at."""
        body = decode(await read_limited(request, _MOST_BYTES), _WAITING)
        return answer(await asyncio.to_thread(desk.waiting, body, caller))

    @router.post(REVIEWS, openapi_extra=describe_body(OpenBody))
    async def open_review(request: Request, caller: _Reviewer) -> Response:
        """Open the review of an alert, with the evidence as it stands; again, the same one."""
        body = decode(await read_limited(request, _MOST_BYTES), _OPEN)
        return worded(await asyncio.to_thread(desk.open, body, caller), request)

    @router.get(_REVIEW)
    async def show_review(review_id: str, request: Request, caller: _Reviewer) -> Response:
        """Tell a review: what was declared, what was seen, what was decided."""
        return worded(await asyncio.to_thread(desk.told, review_id, caller), request)

    @router.post(f"{_REVIEW}/decisions", openapi_extra=describe_body(DecisionBody))
    async def decide(review_id: str, request: Request, caller: _Reviewer) -> Response:
        """Decide on a finding; an innocent explanation takes its alert back."""
        body = decode(await read_limited(request, _MOST_BYTES), _DECISION)
        return worded(await asyncio.to_thread(desk.decide, review_id, body, caller), request)

    @router.get(f"{_REVIEW}/report")
    async def print_review(review_id: str, request: Request, caller: _Reviewer) -> Response:
        """Print a review for the authority, as PDF."""
        told = await asyncio.to_thread(desk.told, review_id, caller, as_file="pdf")
        content = await printer.print(told, caller, language(request))
        name = f'attachment; filename="chot-review-{review_id[:8]}.pdf"'
        headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
        return Response(content, headers=headers, media_type="application/pdf")

    return router
