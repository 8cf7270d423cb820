"""Turns a page into a PDF, one at a time in a thread: WeasyPrint takes a good part of a second."""

import asyncio
import functools
from typing import Any

from PIL import ImageFile

from contracts.errors import TryAgain

# Whoever comes when so many wait would wait for longer than people do.
_MOST_WAITING = 12
_AGAIN_S = 10


class Press:
    """Prints pages. Used from one event loop."""

    def __init__(self) -> None:
        """Start idle."""
        self._one_at_a_time = asyncio.Semaphore(1)
        self._waiting = 0

    async def print(self, html: str) -> bytes:
        """Return a page as PDF.

        Raises:
            TryAgain: too many wait already.

        """
        if self._waiting >= _MOST_WAITING:
            raise TryAgain("the printer", after_s=_AGAIN_S)
        self._waiting += 1
        try:
            async with self._one_at_a_time:
                return await asyncio.to_thread(pdf_of, html)
        finally:
            self._waiting -= 1


def pdf_of(html: str) -> bytes:
    """Return a page as PDF. Blocking."""
    printer, fetcher = _weasyprint()
    pdf: bytes = printer.HTML(string=html, url_fetcher=fetcher).write_pdf()
    return pdf


@functools.cache
def _weasyprint() -> tuple[Any, Any]:
    """Load the printer at its first use; it takes longer to load than all the rest."""
    import weasyprint  # noqa: PLC0415  # as above
    from weasyprint.urls import URLFetcher  # noqa: PLC0415  # as above

    # It lets half a picture pass for a whole one in the entire process: photographs must not.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    # What is printed is in the page itself: nothing is fetched from anywhere.
    return weasyprint, URLFetcher(allowed_protocols=["data"])
