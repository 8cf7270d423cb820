"""The server process of one machine: gateway, loader and read side together; and parts of it alone.

They share a process because the ClickHouse engine inside it (chDB) allows one process per data
folder; they still meet on topics only. With a ClickHouse server each may run by itself.
"""

import contextlib
from collections.abc import Iterator

from fastapi import FastAPI

from analytics.loader import Loader
from analytics.migrations import migrate
from analytics.rebuilding import finish_exchange
from analytics.retention import keep_for
from analytics.store import Store
from api.app import create_api
from contracts.settings import Settings
from deploy.expiry import Expiry
from deploy.ports import API_PORT, GATEWAY_PORT, free_port
from deploy.serving import Site, serve
from deploy.upkeep import Upkeep
from ingest.app import create_gateway
from service.checkpoints import Checkpoints
from service.doors import check_doors
from service.logs import log_of, set_up_logs
from service.parts import Parts
from service.routes import health_routes

_FIRST_UPKEEP_WITHIN_S = 30.0

_log = log_of("server")


def run_server(settings: Settings, kafka: str) -> None:
    """Serve gateway and read side, and load, until a signal.

    Raises:
        Stop: the data folder is held by another process, or its schema is newer than this version.
        TryAgain: a ClickHouse server named in the settings does not answer.
    """
    set_up_logs(settings.log_level, process="server")
    with _parts(settings, kafka) as parts, _loading(settings, kafka, parts) as (store, loader):
        gateway = settings.gateway_port or free_port(GATEWAY_PORT, host=settings.host)
        api = settings.api_port or free_port(API_PORT, host=settings.host, but={gateway})
        read_side = create_api(
            settings, parts, store, loader, gateway_url=f"http://{settings.host}:{gateway}"
        )
        sites = [
            Site(create_gateway(settings, parts), gateway),
            Site(read_side, api, before_stop=read_side.state.end_streams),
        ]
        _log.info("serving", host=settings.host, gateway_port=gateway, api_port=api)
        serve(sites, host=settings.host)


def run_api(settings: Settings, kafka: str) -> None:
    """Serve only the read side and load beside other loaders; raises as `run_server`."""
    set_up_logs(settings.log_level, process="api")
    with _parts(settings, kafka) as parts, _loading(settings, kafka, parts) as (store, loader):
        port = settings.api_port or free_port(API_PORT, host=settings.host)
        read_side = create_api(settings, parts, store, loader)
        _log.info("serving", host=settings.host, api_port=port)
        serve([Site(read_side, port, before_stop=read_side.state.end_streams)], host=settings.host)


def run_loader(settings: Settings, kafka: str) -> None:
    """Only load, answering for its health and metrics; raises as `run_server`."""
    set_up_logs(settings.log_level, process="loader")
    parts = Parts(settings, kafka)
    with _loading(settings, kafka, parts) as (_, loader):
        port = settings.api_port or free_port(API_PORT, host=settings.host)
        app = FastAPI(title="Chốt loader", openapi_url=None)
        app.state.porter = parts.porter
        app.include_router(health_routes(parts, {"loader": lambda: loader.status().is_well}))
        check_doors(app)
        _log.info("serving", host=settings.host, health_port=port)
        serve([Site(app, port)], host=settings.host)


@contextlib.contextmanager
def _parts(settings: Settings, kafka: str) -> Iterator[Parts]:
    parts = Parts(settings, kafka)
    upkeep = Upkeep(parts)
    checkpoints = Checkpoints(
        kafka, parts.audit, settings.secrets, every_s=settings.audit_checkpoint_s
    )
    parts.start()
    upkeep.start()
    checkpoints.start()
    try:
        if not upkeep.wait_done_once(_FIRST_UPKEEP_WITHIN_S):
            # The gateway answers 503 until then, and upkeep goes on trying.
            _log.warning("serving_before_upkeep")
        yield parts
    finally:
        checkpoints.stop()
        upkeep.stop()
        parts.stop()


@contextlib.contextmanager
def _loading(settings: Settings, kafka: str, parts: Parts) -> Iterator[tuple[Store, Loader]]:
    store = Store.open(settings)
    try:
        if finish_exchange(store):
            _log.warning("rebuild_finished")
        applied = migrate(store)
        if applied:
            _log.info("schema_changed", applied=applied)
        keep_for(store, settings.keep_days)
        loader = Loader.from_settings(settings, kafka=kafka, store=store, metrics=parts.metrics)
        loader.start()
        expiry = Expiry(parts, store)
        expiry.start()
        try:
            yield store, loader
        finally:
            expiry.stop()
            loader.close()
    finally:
        store.close()
