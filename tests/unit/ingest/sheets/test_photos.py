"""Photographs of sheets: what is kept of them, how, and for how long."""

import io
from pathlib import Path

import pytest
from nacl.exceptions import CryptoError
from PIL import Image

from contracts.durations import DAY_MS
from contracts.errors import FixRequest, NotFound
from contracts.sheets import PaperSheetEntered
from ingest.sheets.photos import ClosedPhotos, FolderPhotos
from ingest.sheets.pictures import LONGEST_SIDE, tidy_picture
from ingest.sheets.queue import SheetQueue
from ingest.sheets.upkeep import Swept, sweep
from service.clock import now_ms
from tests.builders.sheets import photograph, taken

KEY = bytes(range(32))
KEEP_MS = 7 * DAY_MS


def _photos(folder: Path, key: bytes = KEY) -> ClosedPhotos:
    return ClosedPhotos(FolderPhotos(folder), key)


def _kept(raw: bytes) -> Image.Image:
    return Image.open(io.BytesIO(tidy_picture(raw)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_keeps_nothing_of_the_camera(kind: str) -> None:
    """Neither its name nor where it was."""
    raw = photograph(kind=kind)
    assert b"Camera of a test" in raw

    picture = _kept(raw)

    assert picture.format == "JPEG"
    assert dict(picture.getexif()) == {}


def test_a_picture_stands_upright() -> None:
    """However the officer held the telephone."""
    assert _kept(photograph(size=(1200, 900), turned=True)).size == (900, 1200)


def test_a_large_picture_becomes_smaller() -> None:
    """Large enough to read handwriting, small enough to send."""
    assert max(_kept(photograph(size=(6000, 4500))).size) == LONGEST_SIDE


@pytest.mark.parametrize(
    "raw",
    [b"", b"GIF89a", photograph()[:700], photograph(kind="PNG")[:60], b"%PDF-1.7"],
    ids=["nothing", "gif", "half a jpeg", "half a png", "pdf"],
)
def test_what_is_no_picture_is_refused(raw: bytes) -> None:
    """With the field that is wrong."""
    with pytest.raises(FixRequest) as refused:
        tidy_picture(raw)

    assert [(fault.field, fault.reason) for fault in refused.value.faults] == [
        ("photo", "not_a_picture")
    ]


def test_a_picture_of_too_many_pixels_is_refused() -> None:
    """A small file can unpack to more than the memory holds."""
    written = io.BytesIO()
    Image.new("1", (9000, 9000)).save(written, "PNG")

    with pytest.raises(FixRequest) as refused:
        tidy_picture(written.getvalue())

    assert refused.value.faults[0].reason == "too_large"


def test_nobody_reads_a_photograph_off_the_disk(tmp_path: Path) -> None:
    """It lies there encrypted, for the owner's account only; with the key it opens."""
    photos = _photos(tmp_path)
    photos.put("sheet-0001", photograph())

    (file,) = tmp_path.iterdir()
    assert b"JFIF" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    assert photos.get("sheet-0001") == photograph()
    with pytest.raises(CryptoError):
        _photos(tmp_path, bytes(32)).get("sheet-0001")


def test_two_photographs_that_were_swapped_open_nothing(tmp_path: Path) -> None:
    """The sheet's id is part of what is sealed."""
    photos = _photos(tmp_path)
    photos.put("sheet-0001", b"one")
    (tmp_path / "sheet-0001.photo").rename(tmp_path / "sheet-0002.photo")

    with pytest.raises(CryptoError):
        photos.get("sheet-0002")


def test_the_first_photograph_of_a_sheet_stays(tmp_path: Path) -> None:
    """Handing in again is a repeat, never a replacement."""
    photos = _photos(tmp_path)
    photos.put("sheet-0001", b"first")
    photos.put("sheet-0001", b"second")

    assert photos.get("sheet-0001") == b"first"
    assert [file.name for file in tmp_path.iterdir()] == ["sheet-0001.photo"]


def test_a_missing_photograph_is_not_found(tmp_path: Path) -> None:
    """It may have been dropped since."""
    with pytest.raises(NotFound):
        _photos(tmp_path).get("sheet-0001")


def test_photographs_go_when_their_time_is_over(tmp_path: Path) -> None:
    """Entered long ago: gone. Waiting or entered lately: kept. Of no sheet: told, gone later."""
    photos, queue, at_ms = _photos(tmp_path), SheetQueue(), now_ms()
    for name in ("sheet-waiting", "sheet-lately", "sheet-long-ago", "sheet-unknown"):
        photos.put(name, b"picture")
    for name, done_ms in (("sheet-lately", at_ms), ("sheet-long-ago", at_ms - KEEP_MS - 1)):
        queue.apply(
            PaperSheetEntered(
                sheet_id=name, account="lan", at_ms=done_ms, declaration_id="d", pass_id="p"
            )
        )
    queue.apply(taken("sheet-waiting"))

    assert sweep(photos, queue, at_ms, KEEP_MS) == Swept(dropped=1, orphans=1)
    assert {kept.sheet_id for kept in photos.all()} == {
        "sheet-waiting",
        "sheet-lately",
        "sheet-unknown",
    }
    assert sweep(photos, queue, at_ms + 4 * DAY_MS, KEEP_MS) == Swept(dropped=1, orphans=1)
    assert {kept.sheet_id for kept in photos.all()} == {"sheet-waiting", "sheet-lately"}
