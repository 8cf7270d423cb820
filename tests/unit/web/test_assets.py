"""Built files, as browsers get them."""

import gzip
import json
from pathlib import Path

import pytest

from contracts.errors import NotFound, Stop
from web.assets import Assets


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with one built style."""
    (tmp_path / "pages-ABC.css").write_text("body{}" * 200)
    (tmp_path / "manifest.json").write_text(json.dumps({"pages.css": "pages-ABC.css"}))
    return tmp_path


def test_a_name_leads_to_its_built_file(folder: Path) -> None:
    """Pages name `pages.css`; browsers get the file whose name holds its hash."""
    assets = Assets(folder)

    assert assets.url("pages.css") == "/static/pages-ABC.css"
    found = assets.find("pages-ABC.css")
    assert found.media_type.startswith("text/css")
    assert gzip.decompress(found.squeezed) == found.content == b"body{}" * 200


@pytest.mark.parametrize("file", ["manifest.json", "../secrets", "pages.css"])
def test_only_built_files_are_sent(folder: Path, file: str) -> None:
    """Whatever is not in the manifest is not there."""
    with pytest.raises(NotFound):
        Assets(folder).find(file)


def test_pages_that_were_not_built_stop_the_start(tmp_path: Path) -> None:
    """The message says what to do."""
    with pytest.raises(Stop, match=r"\./chot"):
        Assets(tmp_path)
