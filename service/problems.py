"""Answers to refused requests: RFC 9457 problem details in the caller's language.

One table turns an error's kind into a status; nothing else in the house knows HTTP statuses of
errors.
"""

from collections.abc import Callable
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from contracts.errors import ChotError, Fault, FixRequest, NotAllowed, NotFound, TooMany, TryAgain
from contracts.words import Language, language_of, say
from service.bodies import header_of
from service.logs import log_of

# Remembers the language chosen on a page.
LANGUAGE_COOKIE = "lang"

_MEDIA_TYPE = "application/problem+json"
_log = log_of("problems")


Told = Callable[[int], None]
"""Is told the status of every refusal."""

Shown = Callable[[Request, Response], Response]
"""Turns a problem document into what its reader is shown."""


def install_problem_handlers(
    app: FastAPI,
    told: Told = lambda _: None,
    shown: Shown = lambda _, refused: refused,
) -> None:
    """Make every refusal of this app a problem document, or what `shown` makes of it."""

    async def answer(request: Request, error: Exception) -> Response:
        refused = answer_to(request, error)
        told(refused.status_code)
        return shown(request, refused)

    for kind in (ChotError, RequestValidationError, HTTPException, ClientDisconnect, Exception):
        app.add_exception_handler(kind, answer)


def answer_to(request: Request, error: Exception) -> JSONResponse:
    """Return the problem document for whatever went wrong."""
    match error:
        case ChotError():
            return _refused(request, error)
        case RequestValidationError():
            return _not_understood(request, error)
        case HTTPException():
            return _no_such_address(request, error)
        case ClientDisconnect():
            # Nobody hears it, but the metrics tell of it.
            return problem(HTTPStatus.REQUEST_TIMEOUT, "late", request)
        case _:
            return _broken(request, error)


def language(request: Request) -> Language:
    """Return the language the caller wants."""
    asked = request.query_params.get("lang") if request.scope["query_string"] else None
    if asked is None and header_of(request, b"cookie"):
        asked = request.cookies.get(LANGUAGE_COOKIE)
    return language_of(asked, header_of(request, b"accept-language"))


def problem(
    status: HTTPStatus,
    kind: str,
    request: Request,
    *,
    detail: str = "",
    reason: str = "",
    errors: list[dict[str, str | int]] | None = None,
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    """Return a problem document; `kind` is a text id in `contracts/words` without `problem-`.

    `reason` is a word by which a script tells refusals of one kind apart.
    """
    spoken = language(request)
    body: dict[str, object] = {
        "type": f"urn:chot:problem:{kind}",
        "title": say(f"problem-{kind}", spoken),
        "status": int(status),
    }
    if detail:
        body["detail"] = detail
    if reason:
        body["reason"] = reason
    if errors is not None:
        body["errors"] = errors
    named = {"Content-Language": spoken, **(headers or {})}
    return JSONResponse(body, status, named, media_type=_MEDIA_TYPE)


def described(fault: Fault, spoken: Language) -> dict[str, str | int]:
    """Return one fault as it stands in a problem document."""
    said: dict[str, str | int] = {
        "field": fault.field,
        "reason": fault.reason,
        "text": say(f"fault-{fault.reason}", spoken, limit=fault.detail),
    }
    return said | {"line": fault.line} if fault.line else said


def _refused(request: Request, error: ChotError) -> JSONResponse:
    spoken = language(request)
    match error:
        case FixRequest(faults=faults):
            errors = [described(fault, spoken) for fault in faults]
            return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "fix", request, errors=errors)
        case TryAgain(after_s=after_s):
            headers = {"Retry-After": str(after_s)}
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, "again", request, headers=headers)
        case TooMany(after_s=after_s):
            headers = {"Retry-After": str(after_s)}
            detail = say("problem-wait", spoken, minutes=-(-after_s // 60))
            return problem(
                HTTPStatus.TOO_MANY_REQUESTS, "often", request, detail=detail, headers=headers
            )
        case NotAllowed(reason=reason, signed_in=signed_in):
            status = HTTPStatus.FORBIDDEN if signed_in else HTTPStatus.UNAUTHORIZED
            headers = {} if signed_in else {"WWW-Authenticate": "Bearer"}
            detail = say(f"denied-{reason}", spoken)
            return problem(status, "denied", request, detail=detail, reason=reason, headers=headers)
        case NotFound():
            return problem(HTTPStatus.NOT_FOUND, "missing", request)
        case _:
            return _broken(request, error)


def _not_understood(request: Request, error: RequestValidationError) -> JSONResponse:
    """FastAPI's own checks of path and query, in our shape."""
    spoken = language(request)
    faults = [
        Fault(
            field=".".join(str(part) for part in fault["loc"][1:]),
            reason="required" if fault["type"] == "missing" else "wrong_type",
        )
        for fault in error.errors()
    ]
    errors = [described(fault, spoken) for fault in faults]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "fix", request, errors=errors)


def _no_such_address(request: Request, error: HTTPException) -> JSONResponse:
    wrong_method = error.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    status = HTTPStatus(error.status_code)
    return problem(
        status,
        "method" if wrong_method else "missing",
        request,
        headers=dict(error.headers or {}),
    )


def _broken(request: Request, error: Exception) -> JSONResponse:
    _log.error("request_failed", path=request.url.path, exc_info=error)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "failed", request)
