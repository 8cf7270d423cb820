"""Routes that every web process has, health and metrics, and how routes answer."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from service.doors import PUBLIC, Caller
from service.parts import Parts

Check = Callable[[], bool]


def json_answer(value: Any, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Return a struct as a JSON answer, encoded by msgspec."""
    return _Json(msgspec.json.encode(value), status)


class _Json(Response):
    """An answer whose headers are always the same two, which are not worked out each time."""

    media_type = "application/json"

    def init_headers(self, headers: Mapping[str, str] | None = None) -> None:
        assert headers is None  # noqa: S101  # nobody gives any
        self.raw_headers = [
            (b"content-length", b"%d" % len(self.body)),
            (b"content-type", b"application/json"),
        ]


def describe_body(body: Any) -> dict[str, Any]:
    """Return the OpenAPI extra that shows a msgspec body's schema on a route."""
    content = {"application/json": {"schema": schema_of(body)}}
    return {"requestBody": {"required": True, "content": content}}


def describe_answer(answer: Any) -> dict[int | str, dict[str, Any]]:
    """Return the OpenAPI extra that shows a msgspec answer's schema on a route."""
    return {200: {"content": {"application/json": {"schema": schema_of(answer)}}}}


def schema_of(body: Any) -> dict[str, Any]:
    """Return a msgspec type's JSON schema with every reference written out in place."""
    (schema,), named = msgspec.json.schema_components([body], ref_template="{name}")

    def written_out(part: Any) -> Any:
        if isinstance(part, list):
            return [written_out(item) for item in part]
        if not isinstance(part, dict):
            return part
        if "$ref" in part:
            return written_out(named[part["$ref"]])
        return {key: written_out(value) for key, value in part.items()}

    written: dict[str, Any] = written_out(schema)
    return written


def health_routes(
    parts: Parts, checks: dict[str, Check], ages: Mapping[str, Callable[[], int]] | None = None
) -> APIRouter:
    """Return `/healthz` (200 only while every check holds) and `/metrics`.

    `ages` are told beside the checks: what is old is not broken.
    """
    router = APIRouter()

    @router.get("/healthz")
    async def health(_: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Say which parts work."""
        found = {name: check() for name, check in checks.items()}
        well = all(found.values())
        status = HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE
        told = {"ok": well, "checks": found, "lists_age_s": parts.registry.age_s()}
        told |= {name: age() for name, age in (ages or {}).items()}
        return json_answer(told, status)

    @router.get("/metrics")
    async def metrics(_: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Give this process's Prometheus metrics."""
        return Response(generate_latest(parts.metrics), media_type=CONTENT_TYPE_LATEST)

    return router
