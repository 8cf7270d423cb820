"""Pages: Jinja templates with the house's texts, headers and language."""

import functools
import gzip
import json
from http import HTTPStatus
from importlib import resources
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from contracts.words import Language, say
from service.bodies import header_of
from service.problems import LANGUAGE_COOKIE, language
from web.assets import Assets
from web.texts import tell

# Everything comes from us. WebAssembly reads codes; pictures of codes are made in the page.
_POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; "
    "img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Vary": "Accept-Encoding, Accept-Language, Cookie",
}
_YEAR_S = 365 * 24 * 3600


class Pages:
    """Turns templates of `web/templates` into answers.

    A template has `lang`; `t(id, …)` for the texts of `web/words` and `say(id, …)` for those of
    `contracts/words`; `asset(name)` for the address of a built file; `here(lang)` for its own
    address in a language.
    """

    def __init__(self, assets: Assets) -> None:
        """Read templates from the package."""
        folder = Path(str(resources.files("web"))) / "templates"
        self._templates = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._templates.globals["asset"] = assets.url

    def text(self, template: str, spoken: Language, **values: Any) -> str:
        """Return a template's text, for a page or for a sheet that is printed."""
        return self._templates.get_template(template).render(
            lang=spoken,
            t=lambda text_id, **given: tell(text_id, spoken, **given),
            say=lambda text_id, **given: say(text_id, spoken, **given),
            **values,
        )

    def page(
        self,
        request: Request,
        template: str,
        *,
        status: HTTPStatus = HTTPStatus.OK,
        **values: Any,
    ) -> Response:
        """Answer with a page in the language its reader wants."""
        spoken = language(request)
        body = self.text(
            template, spoken, here=functools.partial(_in_language, request), **values
        ).encode()
        headers = dict(_HEADERS) | {"Content-Language": spoken}
        if "gzip" in (header_of(request, b"accept-encoding") or ""):
            body = gzip.compress(body, compresslevel=5, mtime=0)
            headers["Content-Encoding"] = "gzip"
        answer = Response(body, status, headers, media_type="text/html")
        if "lang" in request.query_params:
            answer.set_cookie(LANGUAGE_COOKIE, spoken, max_age=_YEAR_S, samesite="lax")
        return answer

    def problem(self, request: Request, refused: Response) -> Response:
        """Show a refusal as a page, where a browser asked for one."""
        wants_page = "text/html" in (header_of(request, b"accept") or "")
        if not wants_page or request.url.path.startswith("/v1/"):
            return refused
        shown = self.page(
            request,
            "problem.html",
            status=HTTPStatus(refused.status_code),
            problem=json.loads(bytes(refused.body)),
        )
        for name in ("retry-after", "www-authenticate"):
            if name in refused.headers:
                shown.headers[name] = refused.headers[name]
        return shown


def _in_language(request: Request, spoken: Language) -> str:
    """Return the address of the page at hand in a language."""
    address = request.url.include_query_params(lang=spoken)
    return f"{address.path}?{address.query}"
