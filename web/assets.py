"""Scripts, styles and what else pages load, as built by `web/client/build.mjs`.

Each file's name holds a hash of its content, so browsers may keep it for ever; `manifest.json` says
which built file stands for which name.
"""

import gzip
from pathlib import Path

import msgspec

from contracts.errors import NotFound, Stop

BUILT = Path(__file__).parent / "built"
PREFIX = "/static"

_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
}
_OTHER_TYPE = "application/octet-stream"
# Compressed already, or too small to gain by it.
_NOT_SQUEEZED = frozenset({".png"})
_SMALLEST_SQUEEZED = 500


class Asset(msgspec.Struct, frozen=True):
    """A file as it is sent; `squeezed` is its gzip form, empty where that is of no use."""

    content: bytes
    squeezed: bytes
    media_type: str


class Assets:
    """All built files, in memory."""

    def __init__(self, folder: Path = BUILT) -> None:
        """Read a folder of built files.

        Raises:
            Stop: nothing was built.

        """
        try:
            text = (folder / "manifest.json").read_bytes()
        except FileNotFoundError as error:
            raise Stop("the pages are not built: start by ./chot, which builds them") from error
        self._names: dict[str, str] = msgspec.json.decode(text, type=dict[str, str])
        self._files = {name: _read(folder / name) for name in set(self._names.values())}

    def url(self, name: str) -> str:
        """Return the address of what was built for a name such as `pages.css`."""
        return f"{PREFIX}/{self._names[name]}"

    def built(self, name: str) -> Asset:
        """Return what was built for a name such as `scanner-sw.js`."""
        return self._files[self._names[name]]

    def find(self, file: str) -> Asset:
        """Return a built file by the name in its address.

        Raises:
            NotFound: there is none.

        """
        found = self._files.get(file)
        if found is None:
            raise NotFound("file", file)
        return found


def _read(file: Path) -> Asset:
    content = file.read_bytes()
    squeeze = file.suffix not in _NOT_SQUEEZED and len(content) >= _SMALLEST_SQUEEZED
    return Asset(
        content=content,
        squeezed=gzip.compress(content, mtime=0) if squeeze else b"",
        media_type=_TYPES.get(file.suffix, _OTHER_TYPE),
    )
