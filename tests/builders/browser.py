"""A real browser: Debian's chromium, driven by playwright.

    with launched() as chromium, chromium.phone(language="vi") as page:
        page.goto(url)

Foreign addresses are refused, so a page that needs one fails its test.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Route, expect, sync_playwright

from contracts.words import Language
from deploy.layout import ROOT

_EXECUTABLE = "/usr/bin/chromium"
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_CAMERA_FLAGS = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
_AXE = ROOT / "web/client/node_modules/axe-core/axe.min.js"
_AXE_RULES = ("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa")
_PHONE = {"width": 390, "height": 844}
_DESKTOP = {"width": 1280, "height": 900}
_PATIENCE_MS = 20_000
_OURS = ("127.0.0.1", "localhost")
# Where to keep pictures of the screens, for people to look at; unset: nowhere.
_SCREENS = "CHOT_SCREENS"


class Chromium:
    """One browser with a profile of its own, gone at the end, cookies and keys and all."""

    def __init__(self, context: BrowserContext) -> None:
        """Take a browser that runs."""
        self.context = context

    def open(self, url: str, *, wide: bool = False) -> Page:
        """Open an address in a new tab, on a phone's screen or a desktop's."""
        page = self.context.new_page()
        page.set_viewport_size(_DESKTOP if wide else _PHONE)  # type: ignore[arg-type]  # two sizes
        page.goto(url)
        return page


@contextmanager
def launched(
    *,
    camera: Path | None = None,
    scripts: bool = True,
    language: Language = "vi",
    profile: Path | None = None,
) -> Iterator[Chromium]:
    """Start a browser; `camera` is a film for its camera, `profile` a folder that outlives it.

    Without `scripts` pages must do with what the server sends.
    """
    film = (*_CAMERA_FLAGS, f"--use-file-for-fake-video-capture={camera}") if camera else ()
    folder = profile or Path(tempfile.mkdtemp(prefix="chromium-"))
    try:
        with sync_playwright() as playwright:
            context = playwright.chromium.launch_persistent_context(
                str(folder),
                executable_path=_EXECUTABLE,
                args=[*_FLAGS, *film],
                locale="vi-VN" if language == "vi" else "en-GB",
                timezone_id="Asia/Ho_Chi_Minh",
                java_script_enabled=scripts,
                permissions=["camera"] if camera else [],
                accept_downloads=True,
            )
            context.set_default_timeout(_PATIENCE_MS)
            expect.set_options(timeout=_PATIENCE_MS)
            context.route(_is_foreign, _refuse)
            yield Chromium(context)
            context.close()
    finally:
        if profile is None:
            shutil.rmtree(folder, ignore_errors=True)


def barriers_on(page: Page) -> list[str]:
    """Return what axe finds on a page that keeps people out (WCAG 2.2 AA), one line each."""
    # By the debugger's door, which the page's own policy for scripts does not close.
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", list(_AXE_RULES)
    )
    return [
        f"{barrier['id']}: {barrier['help']} at {node['target']}"
        for barrier in found["violations"]
        for node in barrier["nodes"]
    ]


def keep_screen(page: Page, name: str) -> None:
    """Keep a picture of the whole page as `name.png`, if somebody wants to look at them."""
    folder = os.environ.get(_SCREENS)
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def film_of(pictures: list[Path], film: Path, *, seconds_each: float = 1.0) -> Path:
    """Make a film for the camera that shows one picture after the other, again and again."""
    shown: list[str] = []
    for picture in pictures:
        shown += ["-loop", "1", "-t", str(seconds_each), "-i", str(picture)]
    size = "scale=1280:720:force_original_aspect_ratio=decrease,pad=1280:720:-1:-1:white,setsar=1"
    scenes = "".join(f"[{n}:v]{size}[s{n}];" for n in range(len(pictures)))
    joined = "".join(f"[s{n}]" for n in range(len(pictures)))
    # The camera shows 4:2:0 only, and from a PNG ffmpeg would make 4:4:4.
    command = ["ffmpeg", "-v", "error", "-y", *shown, "-filter_complex"]
    command += [f"{scenes}{joined}concat=n={len(pictures)}:v=1[all]", "-map", "[all]", "-r", "10"]
    command += ["-pix_fmt", "yuvj420p", "-q:v", "3", str(film)]
    subprocess.run(command, check=True)
    return film


def _is_foreign(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and parts.hostname not in _OURS


def _refuse(route: Route) -> None:
    route.abort()
