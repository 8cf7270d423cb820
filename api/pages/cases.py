"""The pages of cases: the list, one case, the daily follow-up. They hold nothing themselves."""

import functools
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from api.asking.catalogue import CATALOGUE
from contracts.places import units_of_2021
from service.doors import PUBLIC, Caller
from web.pages import Pages
from web.texts import has_text


def case_page_routes(pages: Pages) -> APIRouter:
    """Return the routes of the pages."""
    router = APIRouter(include_in_schema=False)

    @router.get("/cases")
    async def show_cases(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show the list of cases, and the way to open one."""
        return pages.page(request, "cases/list.html", units=typed_units())

    @router.get("/cases/{case_id}")
    async def show_case(
        request: Request, case_id: str, _: Annotated[Caller, Depends(PUBLIC)]
    ) -> Response:
        """Show one case."""
        return pages.page(
            request,
            "cases/case.html",
            case_id=case_id,
            units=typed_units(),
            kinds=_kinds(),
            named=[name for name, _ in _kinds() if has_text(f"cases-kind-{name}", "vi")],
        )

    @router.get("/followups")
    async def show_follow_ups(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show a unit's follow-up on a day."""
        return pages.page(request, "cases/follow_ups.html", units=typed_units())

    return router


@functools.cache
def typed_units() -> tuple[str, ...]:
    """Return provinces and districts as they are typed and chosen: name, province, code."""
    units = units_of_2021()
    provinces = [f"{one.name} ({one.code})" for one in units if one.level == "province"]
    districts = [
        f"{one.name}, {units[one.parent].name} ({one.code})"
        for one in units
        if one.level == "district"
    ]
    return (*provinces, *districts)


@functools.cache
def _kinds() -> tuple[tuple[str, bool], ...]:
    """Return the questions about index persons that can be saved, and whether they have a depth."""
    found = []
    for kind in CATALOGUE:
        fields = {field.name for field in msgspec.structs.fields(kind.body)}
        if kind.persons is not None and {"citizen_ids", "within_minutes"} <= fields:
            found.append((kind.name, "depth" in fields))
    return tuple(found)
