"""The pages of reviews; what they show comes by the routes of `/v1/reviews`."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from service.doors import PUBLIC, Caller
from web.pages import Pages


def review_page_routes(pages: Pages) -> APIRouter:
    """Return the routes of the pages."""
    router = APIRouter(include_in_schema=False)

    @router.get("/reviews")
    async def show_reviews(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show the reviews, and a way to look for findings."""
        return pages.page(request, "console/reviews.html")

    @router.get("/reviews/{review_id}")
    async def show_review(
        request: Request, review_id: str, _: Annotated[Caller, Depends(PUBLIC)]
    ) -> Response:
        """Show one review."""
        return pages.page(request, "console/review.html", review_id=review_id)

    return router
