"""The read side's composition root."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from analytics.loader import Loader
from analytics.store import Store
from api.administration import administration_routes
from api.board import Board
from api.counts import count_routes
from api.questions import question_routes
from api.status import status_routes
from contracts.settings import Settings
from service.doors import check_doors
from service.parts import Parts
from service.problems import install_problem_handlers
from service.routes import health_routes, session_routes


def create_api(settings: Settings, parts: Parts, store: Store, loader: Loader) -> FastAPI:
    """Build the read side. Whoever serves it starts and stops parts, store and loader."""
    board = Board(parts.kafka, settings.board_frame_s)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await board.start()
        yield
        await board.stop()

    app = FastAPI(title="Chốt read side", lifespan=lifespan, openapi_url=None)
    app.state.porter = parts.porter
    checks = {
        "loader": lambda: loader.status().running,
        "lists": lambda: parts.registry.age_s() >= 0,
    }
    app.include_router(question_routes(parts, store))
    app.include_router(count_routes(store, board))
    app.include_router(administration_routes(parts))
    app.include_router(status_routes(parts, store, loader))
    app.include_router(session_routes(parts))
    app.include_router(health_routes(parts, checks))
    install_problem_handlers(app)
    check_doors(app)
    return app
