"""Photographs that a stranger made: bombs, frames, other formats, and addresses in codes."""

import io
import socket
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from contracts.errors import FixRequest
from contracts.keyring import KeyRing
from contracts.passes import MAX_TOKEN_CHARS, PREFIX, Unreadable, read
from ingest import qr
from ingest.photos.reading import codes_in
from ingest.sheets.pictures import tidy_picture
from web.press import pdf_of

ELSEWHERE = "http://192.0.2.1/stolen"
_READERS: list[Callable[[bytes], Any]] = [lambda raw: codes_in(raw, within_s=0), tidy_picture]


def _saved(picture: Image.Image, kind: str, **how: Any) -> bytes:
    written = io.BytesIO()
    picture.save(written, kind, **how)
    return written.getvalue()


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def _png(width: int, height: int, *more: bytes) -> bytes:
    """Return a PNG whose header says what it likes, and whose content is next to nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    data = _chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + b"".join(more) + data


@pytest.mark.parametrize("use", _READERS, ids=["codes", "sheet"])
@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (_png(5001, 5000), "too_large"),
        (_png(2**31 - 1, 2**31 - 1), "not_a_picture"),
        (_png(10, 10, _chunk(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 80_000_000))), ""),
        (_saved(Image.new("1", (9000, 9000)), "JPEG"), "too_large"),
        (_saved(Image.new("L", (90, 90)), "GIF"), "not_a_picture"),
        (_saved(Image.new("L", (90, 90)), "TIFF"), "not_a_picture"),
        (_saved(Image.new("L", (90, 90)), "WEBP"), "not_a_picture"),
        (_saved(Image.new("L", (90, 90)), "PDF"), "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>", ""),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not_a_picture"),
    ],
    ids=["pixels", "header", "text", "jpeg", "gif", "tiff", "webp", "pdf", "svg", "eps"],
)
def test_a_picture_made_to_harm_is_refused(
    use: Callable[[bytes], Any], raw: bytes, reason: str
) -> None:
    """Before its pixels are made: by what its header says, or because it is no JPEG or PNG."""
    with pytest.raises(FixRequest) as refused:
        use(raw)

    (fault,) = refused.value.faults
    assert fault.reason == (reason or "not_a_picture")


def test_of_a_picture_with_many_frames_one_is_read() -> None:
    """A thousand pictures in one are one."""
    frames = [Image.new("L", (64, 64), number) for number in range(250)]
    raw = _saved(frames[0], "PNG", save_all=True, append_images=frames[1:])

    kept = Image.open(io.BytesIO(tidy_picture(raw)))

    assert (kept.format, getattr(kept, "n_frames", 1)) == ("JPEG", 1)


def test_nothing_of_the_camera_stays_in_what_is_kept() -> None:
    """Neither where it stood nor whatever else was hidden behind the picture."""
    picture = Image.new("RGB", (64, 64))
    exif = picture.getexif()
    exif[0x8298] = "a secret"
    raw = _saved(picture, "JPEG", exif=exif) + b"hidden behind"

    kept = tidy_picture(raw)

    assert b"secret" not in kept
    assert b"hidden" not in kept


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return whom anybody tried to reach, who is not reached."""
    tried: list[Any] = []

    def refuse(*told: Any, **_: Any) -> Any:
        tried.append(told)
        raise OSError("nobody is reached from here")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return tried


def test_an_address_in_a_code_is_a_text_and_is_not_visited(asked: list[Any]) -> None:
    """A photograph can make the house ask nobody for anything."""
    raw = qr.as_png(qr.modules_of(ELSEWHERE))

    assert codes_in(raw) == [ELSEWHERE]
    assert tidy_picture(raw)
    assert asked == []


def test_an_address_in_a_printed_page_is_not_visited(asked: list[Any]) -> None:
    """Neither pictures nor styles nor files: what is printed is in the page."""
    page = (
        f"<link rel=stylesheet href='{ELSEWHERE}'><img src='{ELSEWHERE}'>"
        f"<img src='file:///etc/passwd'><style>@import '{ELSEWHERE}';"
        f"p{{background:url({ELSEWHERE})}}</style><p>text"
    )

    assert pdf_of(page).startswith(b"%PDF")
    assert asked == []


@pytest.mark.parametrize("text", ["A" * 4000, PREFIX + "A" * 4000, PREFIX + "\N{SNOWMAN}" * 4000])
def test_a_code_of_four_thousand_characters_is_no_pass(text: str) -> None:
    """It is refused by its length, before anything in it is read."""
    assert len(text) > MAX_TOKEN_CHARS

    assert isinstance(read(text, KeyRing()), Unreadable)
