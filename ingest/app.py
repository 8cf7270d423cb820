"""The gateway's composition root."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Request, Response

from contracts.errors import Stop
from contracts.settings import Settings
from ingest.annulments import AnnulmentDesk, annulment_routes
from ingest.captcha.challenges import Challenges
from ingest.captcha.drawing import Drawing
from ingest.captcha.guard import CaptchaGuard
from ingest.declarations import DeclarationDesk, declaration_routes
from ingest.devices import DeviceDesk, device_routes
from ingest.form.prefill import Prefill
from ingest.form.recalling import Recall
from ingest.holder import HolderDesk
from ingest.identity_source import source_of
from ingest.lanes import Limits
from ingest.link import KafkaLink, Link
from ingest.lists import ListsDesk, lists_routes
from ingest.metrics import GatewayMetrics
from ingest.pages.captcha import captcha_routes
from ingest.pages.declare import FormDesk, FormHelps, form_routes
from ingest.pages.find import FindDesk, find_routes
from ingest.pages.holder import HolderPages, holder_routes
from ingest.pages.home import home_routes
from ingest.pages.papers import PaperDesk, paper_routes
from ingest.pages.passes import pass_routes
from ingest.pages.scanner import scanner_routes
from ingest.pages.units import units_routes
from ingest.photos.routes import PhotoDesk, photo_routes
from ingest.publisher import Publisher
from ingest.scans import SCANS, ScanDesk, scan_routes
from ingest.searching import SearchDesk, search_routes
from ingest.sheets.house import SheetHouse
from ingest.shelf import Shelf, check_hours
from ingest.statuses import StatusDesk, status_routes
from service.direct import DirectApp
from service.doors import PUBLIC, Caller, check_doors
from service.http import serve_alone
from service.logs import set_up_logs
from service.parts import Parts
from service.problems import install_problem_handlers
from service.routes import health_routes, json_answer
from service.session_routes import session_routes
from web.assets import Assets
from web.pages import Pages
from web.serving import asset_routes

_TOPICS = ("scans", "annulments", "declarations", "passes")
_PORT = 8010


def create_gateway(settings: Settings, parts: Parts) -> FastAPI:
    """Build the gateway. Whoever serves it starts and stops the parts."""
    metrics = GatewayMetrics(parts.metrics)
    publisher = _publisher(settings, parts.kafka, metrics)
    identity = source_of(settings)
    challenges = Challenges(parts.secrets.session_key())
    guard = CaptchaGuard(challenges)
    declarations = DeclarationDesk(parts, publisher, metrics, guard, identity)
    sheets = SheetHouse(parts, publisher, declarations)
    shelf = _shelf(settings, parts, metrics)
    statuses = StatusDesk(parts)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await publisher.start()
        async with sheets.running(), shelf.running():
            yield
        await identity.close()
        statuses.close()
        await publisher.stop()

    app = _empty_app(settings, lifespan)
    app.state.porter = parts.porter
    checks = {
        "kafka": publisher.is_connected,
        "lists": lambda: parts.registry.age_s() >= 0,
        "sheets": sheets.is_known,
    }
    app.include_router(scan_routes(ScanDesk(parts, publisher, metrics, shelf)))
    app.include_router(annulment_routes(AnnulmentDesk(parts, publisher)))
    app.include_router(declaration_routes(declarations))
    app.include_router(captcha_routes(challenges, Drawing(settings.captcha_voice)))
    app.include_router(device_routes(DeviceDesk(parts)))
    app.include_router(status_routes(statuses))
    app.include_router(lists_routes(ListsDesk(parts)))
    app.include_router(search_routes(SearchDesk(parts, shelf)))
    app.include_router(photo_routes(PhotoDesk()))
    app.include_router(session_routes(parts))
    ages = {"shelf_age_s": shelf.age_s, "sheets_wait_s": sheets.wait_s}
    app.include_router(health_routes(parts, checks, ages))
    app.include_router(_description_route())
    assets = Assets()
    pages = Pages(assets)
    app.include_router(asset_routes(assets))
    app.include_router(home_routes(pages, settings))
    app.include_router(sheets.routes(pages))
    holders = HolderDesk(parts, shelf, declarations)
    helps = FormHelps(Prefill(identity), Recall(holders))
    app.include_router(form_routes(FormDesk(parts, pages, declarations, challenges, helps)))
    app.include_router(units_routes())
    app.include_router(pass_routes(pages, assets))
    app.include_router(scanner_routes(pages, assets))
    app.include_router(_holders_pages(parts, pages, holders, challenges, guard))
    install_problem_handlers(app, metrics.refuse, pages.problem)
    app.call_directly("POST", SCANS, metrics.refuse)
    check_doors(app)
    return app


def _empty_app(
    settings: Settings, lifespan: Callable[[FastAPI], AbstractAsyncContextManager[None]]
) -> DirectApp:
    # The pages for documents load scripts from elsewhere; the document itself is a route.
    # Telemetry would carry what people typed out of the house.
    return DirectApp(
        title="Chốt gateway",
        lifespan=lifespan,
        openapi_url=None,
        https=settings.public_url.startswith("https:"),
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )


def _shelf(settings: Settings, parts: Parts, metrics: GatewayMetrics) -> Shelf:
    check_hours(settings.pass_hours)
    shelf = Shelf(
        parts.kafka,
        settings.data,
        parts.pseudonyms,
        parts.registry.lists,
        pass_hours=settings.pass_hours,
    )
    metrics.watch_shelf(shelf.age_s, shelf.size)
    return shelf


def _holders_pages(
    parts: Parts, pages: Pages, holders: HolderDesk, challenges: Challenges, guard: CaptchaGuard
) -> APIRouter:
    """Return the pages by which holders print, find, renew and give up passes.

    The guard is that of the form, so that a copied code serves one of them, once.
    """
    router = APIRouter()
    router.include_router(paper_routes(PaperDesk(parts, pages)))
    router.include_router(holder_routes(HolderPages(parts, pages, holders)))
    router.include_router(find_routes(FindDesk(parts, pages, holders, challenges, guard)))
    return router


def run_gateway(settings: Settings) -> None:
    """Serve the gateway as a process of its own until it is told to stop.

    Raises:
        Stop: no Kafka cluster is named.

    """
    if not settings.kafka:
        raise Stop("a gateway of its own needs CHOT_KAFKA")
    set_up_logs(settings.log_level, process="gateway")
    parts = Parts(settings, settings.kafka)
    parts.start()
    try:
        app = create_gateway(settings, parts)
        serve_alone(app, host=settings.host, port=settings.gateway_port or _PORT)
    finally:
        parts.stop()


def _publisher(settings: Settings, kafka: str, metrics: GatewayMetrics) -> Publisher:
    async def open_link() -> Link:
        return await KafkaLink.open(
            kafka,
            _TOPICS,
            record_bytes=settings.publish_max_bytes,
            within_s=settings.publish_timeout_s,
        )

    return Publisher(
        open_link,
        limits=Limits(
            record_lines=settings.publish_max_lines, record_bytes=settings.publish_max_bytes
        ),
        linger_s=settings.publish_linger_ms / 1000,
        timeout_s=settings.publish_timeout_s,
        metrics=metrics,
    )


def _description_route() -> APIRouter:
    router = APIRouter()

    @router.get("/openapi.json", include_in_schema=False)
    async def describe(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Describe this API in OpenAPI."""
        app: FastAPI = request.app
        return json_answer(app.openapi())

    return router
