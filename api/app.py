"""The read side's composition root."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Request, Response

from analytics.loader import Loader
from analytics.store import Store
from api.administration import AdministrationDesk, administration_routes
from api.asking.desk import QuestionDesk, question_routes
from api.audit.desk import AuditDesk
from api.audit.routes import audit_routes
from api.cases.house import CaseHouse
from api.counts import CountDesk, count_routes
from api.exports.desk import FileDesk
from api.fleet import FleetDesk, StatusView, fleet_routes
from api.live import LiveCounts, live_routes
from api.own_account import own_account_routes
from api.pages.accounts import account_page_routes
from api.pages.audit import audit_page_routes
from api.pages.cases import case_page_routes
from api.pages.console import console_routes
from api.pages.questions import question_page_routes
from api.pages.reviews import review_page_routes
from api.pages.signing_in import sign_in_page_routes
from api.places import place_routes
from api.privacy.routes import privacy_routes
from api.reviews.house import ReviewHouse
from api.situation import SituationDesk, situation_routes
from api.status import status_routes
from api.verification import verification_routes
from api.withdrawals import WithdrawalDesk, withdrawal_routes
from api.zones import ZoneDesk, zone_routes
from contracts.settings import Settings
from service.doors import PUBLIC, Caller, check_doors
from service.guarding import GuardedApp
from service.oidc.desk import OidcDesk
from service.oidc.routes import oidc_routes
from service.own_account import OwnAccountDesk
from service.parts import Parts
from service.problems import install_problem_handlers
from service.routes import health_routes, json_answer
from service.session_routes import session_routes
from web.assets import Assets
from web.pages import Pages
from web.press import Press
from web.serving import asset_routes


def create_api(
    settings: Settings, parts: Parts, store: Store, loader: Loader, *, gateway_url: str = ""
) -> FastAPI:
    """Build the read side. Whoever serves it starts and stops parts, store and loader.

    `gateway_url` is where scanners reach the gateway, if the settings don't say; empty: not known.
    `app.state.end_streams()` ends the live streams; a server that waits for open connections at its
    end calls it first.
    """
    statuses = StatusView(parts.kafka)
    live = LiveCounts(parts, store, loader, statuses)
    cases = CaseHouse(parts, store)
    oidc = OidcDesk(settings, parts.secrets.session_key(), parts.registry, parts.changes)
    assets = Assets()
    pages, press = Pages(assets), Press()
    questions = QuestionDesk(parts, store, cases.open_numbers)
    reviews = ReviewHouse(parts, store, questions, pages, press)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        statuses.start()
        async with live.running(), cases.running(), reviews.running():
            yield
        await asyncio.to_thread(statuses.stop)
        oidc.close()

    # The pages for documents load scripts from elsewhere; the document itself is a route below.
    app = GuardedApp(
        title="Chốt read side",
        lifespan=lifespan,
        openapi_url=None,
        https=settings.public_url.startswith("https:"),
    )
    app.state.porter = parts.porter
    app.state.end_streams = live.end_streams
    checks = {
        "loader": lambda: loader.status().is_well,
        "live_counts": live.is_ready,
        "lists": lambda: parts.registry.age_s() >= 0,
        "cases": cases.is_known,
        "reviews": reviews.is_known,
    }
    app.include_router(question_routes(questions, FileDesk(parts, store, pages, press)))
    app.include_router(cases.routes())
    app.include_router(reviews.routes())
    app.include_router(privacy_routes(parts, store, pages))
    app.include_router(audit_routes(AuditDesk(parts, store, cases.numbers)))
    app.include_router(live_routes(live, parts))
    app.include_router(count_routes(CountDesk(parts, store)))
    app.include_router(situation_routes(SituationDesk(parts, store, loader, statuses)))
    app.include_router(status_routes(store, loader))
    app.include_router(_order_routes(parts, store, statuses))
    app.include_router(_sign_in_routes(parts, oidc))
    app.include_router(health_routes(parts, checks))
    app.include_router(_description_routes(parts))
    app.include_router(asset_routes(assets))
    app.include_router(_page_routes(pages, settings.public_url or gateway_url, oidc))
    install_problem_handlers(app, shown=pages.problem)
    check_doors(app)
    return app


def _page_routes(pages: Pages, gateway_url: str, oidc: OidcDesk) -> APIRouter:
    router = APIRouter()
    router.include_router(account_page_routes(pages))
    router.include_router(audit_page_routes(pages))
    router.include_router(case_page_routes(pages))
    router.include_router(console_routes(pages, gateway_url, has_oidc=oidc.is_open))
    router.include_router(question_page_routes(pages))
    router.include_router(review_page_routes(pages))
    router.include_router(sign_in_page_routes(pages))
    return router


def _sign_in_routes(parts: Parts, oidc: OidcDesk) -> APIRouter:
    router = APIRouter()
    router.include_router(session_routes(parts))
    router.include_router(own_account_routes(OwnAccountDesk(parts)))
    router.include_router(oidc_routes(parts, oidc))
    return router


def _order_routes(parts: Parts, store: Store, statuses: StatusView) -> APIRouter:
    router = APIRouter()
    router.include_router(administration_routes(AdministrationDesk(parts)))
    router.include_router(fleet_routes(FleetDesk(parts, statuses)))
    router.include_router(zone_routes(ZoneDesk(parts)))
    router.include_router(withdrawal_routes(WithdrawalDesk(parts, store)))
    router.include_router(verification_routes(store))
    return router


def _description_routes(parts: Parts) -> APIRouter:
    router = APIRouter()
    router.include_router(place_routes(parts))

    @router.get("/openapi.json", include_in_schema=False)
    async def describe(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Describe this API in OpenAPI."""
        app: FastAPI = request.app
        return json_answer(app.openapi())

    return router
