"""Files for the owner's eyes: written so that a power cut leaves the old or the new, and destroyed.

Destroying overwrites the bytes in place first. That reaches the file's own blocks on a plain disk;
what a journal, a snapshot, the spare blocks of an SSD or a backup still hold, it does not reach.
"""

import os
from pathlib import Path


def write_private(file: Path, content: bytes) -> None:
    """Write a file for the owner's eyes; an existing one is left as it is.

    The content goes to a neighbour first and is linked into place, so that of two processes which
    start at once both end up with the key that came first.
    """
    draft = _draft(file, content)
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    sync_folder(file.parent)


def replace_private(file: Path, content: bytes) -> None:
    """Put new content in a file's place in one step."""
    _draft(file, content).replace(file)
    sync_folder(file.parent)


def shred(file: Path) -> bool:
    """Overwrite a file, remove it, and make sure of that; False if there was none."""
    try:
        descriptor = os.open(file, os.O_RDWR)
    except FileNotFoundError:
        return False
    with os.fdopen(descriptor, "r+b", buffering=0) as content:
        size = os.fstat(content.fileno()).st_size
        for filling in (os.urandom(size), bytes(size)):
            content.seek(0)
            content.write(filling)
            os.fsync(content.fileno())
    file.unlink(missing_ok=True)
    sync_folder(file.parent)
    return True


def sync_folder(folder: Path) -> None:
    """Make sure that names which came or went outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _draft(file: Path, content: bytes) -> Path:
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    return draft
