"""Requests as the web server hands them over, for pages that are tested without one."""

from fastapi import Request


def a_request(
    path: str = "/", *, language: str = "vi", cookie: str = "", accept: str = "text/html"
) -> Request:
    """Return a GET request by a browser that prefers a language."""
    headers = [(b"accept-language", language.encode()), (b"host", b"gateway")]
    headers.append((b"accept", accept.encode()))
    if cookie:
        headers.append((b"cookie", cookie.encode()))
    return Request(
        {
            "type": "http",
            "method": "GET",
            "scheme": "http",
            "server": ("gateway", 80),
            "path": path,
            "root_path": "",
            "query_string": b"",
            "headers": headers,
        }
    )
