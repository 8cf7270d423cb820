"""Where photographs of sheets lie: closed, on this machine's disk or in a cluster's store.

Gateways that share the queue need one store between them: a folder on a shared disk, or another
`PhotoStore` in front of an object store.
"""

import contextlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from nacl.secret import Aead

from contracts.errors import NotFound

_ENDING = ".photo"


class Kept(NamedTuple):
    """A photograph in the store: whose it is and since when it lies there."""

    sheet_id: str
    kept_ms: int


class PhotoStore(Protocol):
    """Keeps bytes under a sheet's id. All calls block."""

    def put(self, sheet_id: str, content: bytes) -> None:
        """Return when the content would outlast a power cut; what is there already stays."""

    def get(self, sheet_id: str) -> bytes:
        """Return the content.

        Raises:
            NotFound: nothing is there.

        """

    def drop(self, sheet_id: str) -> None:
        """Let go of it, if it is there."""

    def all(self) -> Iterator[Kept]:
        """Yield what is there."""


class FolderPhotos:
    """Files in one folder. Ids are safe as names: letters, digits, dots, dashes, eight or more."""

    def __init__(self, folder: Path) -> None:
        """Keep files here, for the owner's eyes only."""
        self._folder = folder

    def put(self, sheet_id: str, content: bytes) -> None:
        """Write beside the place, make sure of it, then link it into place."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self._folder / f".{uuid.uuid4().hex}"
        try:
            draft.touch(mode=0o600, exist_ok=False)
            with draft.open("wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(draft, self._file(sheet_id))
        finally:
            draft.unlink(missing_ok=True)
        self._make_sure_of_names()

    def get(self, sheet_id: str) -> bytes:
        """Return the content of the file."""
        try:
            return self._file(sheet_id).read_bytes()
        except FileNotFoundError as error:
            raise NotFound("photograph", sheet_id) from error

    def drop(self, sheet_id: str) -> None:
        """Remove the file."""
        self._file(sheet_id).unlink(missing_ok=True)

    def all(self) -> Iterator[Kept]:
        """Yield every file's name and time."""
        for file in self._folder.glob(f"*{_ENDING}"):
            with contextlib.suppress(FileNotFoundError):
                kept_ms = file.stat().st_mtime_ns // 1_000_000
                yield Kept(file.name.removesuffix(_ENDING), kept_ms)

    def _file(self, sheet_id: str) -> Path:
        return self._folder / f"{sheet_id}{_ENDING}"

    def _make_sure_of_names(self) -> None:
        """A file's name lies in its folder, which has to reach the disk as well."""
        descriptor = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class ClosedPhotos:
    """Encrypts before it keeps, so that whoever gets hold of a disk sees no face and no name.

    The sheet's id is part of what is authenticated: two files that somebody swapped open nothing.
    """

    def __init__(self, store: PhotoStore, key: bytes) -> None:
        """Keep in `store` under `key`, 32 bytes."""
        self._store = store
        self._box = Aead(key)

    def put(self, sheet_id: str, picture: bytes) -> None:
        """Close a picture and keep it."""
        self._store.put(sheet_id, bytes(self._box.encrypt(picture, sheet_id.encode())))

    def get(self, sheet_id: str) -> bytes:
        """Return the picture.

        Raises:
            NotFound: there is none, or none any more.
            nacl.exceptions.CryptoError: changed, another sheet's, or under another key.

        """
        return self._box.decrypt(self._store.get(sheet_id), sheet_id.encode())

    def drop(self, sheet_id: str) -> None:
        """Let go of a picture."""
        self._store.drop(sheet_id)

    def all(self) -> Iterator[Kept]:
        """Yield what is kept."""
        return self._store.all()
