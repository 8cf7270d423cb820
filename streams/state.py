"""The state of one partition: bytes by key, each entry marked with the epoch that wrote it.

An epoch begins whenever a worker takes the partition over. A worker that was stopped for a while
and wakes up may still write under the epoch it believes in; since the epoch is part of an entry's
key in the changelog, compaction never lets such a write replace one of a later epoch, and whoever
reads the changelog keeps the entry of the highest.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

EPOCH_BYTES = 8

Entry = tuple[bytes, bytes | None]
Changes = Mapping[bytes, bytes | None]


class Store(Protocol):
    """Where the entries of a partition lie; `next_offset` is how far into the changelog it is."""

    next_offset: int

    def get(self, key: bytes) -> bytes | None:
        """Return what lies there."""

    def write(self, entries: Changes, next_offset: int) -> None:
        """Lay entries down, None removing one, and note how far into the changelog they lead."""

    def keys(self, prefix: bytes) -> Iterator[bytes]:
        """Yield the keys that begin so, as they were when the first was asked for."""

    def clear(self) -> None:
        """Forget everything."""

    def close(self) -> None:
        """Let go of what is open."""


class MemoryStore:
    """Entries in a table of this process."""

    def __init__(self) -> None:
        """Start empty."""
        self._entries: dict[bytes, bytes] = {}
        self.get: Callable[[bytes], bytes | None] = self._entries.get
        self.next_offset = 0

    def write(self, entries: Changes, next_offset: int) -> None:
        """Lay entries down, None removing one."""
        mine = self._entries
        for key, value in entries.items():
            if value is None:
                mine.pop(key, None)
            else:
                mine[key] = value
        self.next_offset = next_offset

    def keys(self, prefix: bytes) -> Iterator[bytes]:
        """Yield the keys that begin so."""
        yield from [key for key in self._entries if key.startswith(prefix)]

    def clear(self) -> None:
        """Forget everything."""
        self._entries.clear()
        self.next_offset = 0

    def close(self) -> None:
        """Nothing is open."""


class State:
    """A store under an epoch."""

    def __init__(self, store: Store, epoch: int = 0) -> None:
        """Read and write this store; `epoch` grows with each takeover."""
        self.store = store
        self._get = store.get
        self.begin(epoch)

    def begin(self, epoch: int) -> None:
        """Write under this epoch from now on."""
        self.epoch = epoch
        self._mark = epoch.to_bytes(EPOCH_BYTES, "big")

    def get(self, key: bytes) -> bytes | None:
        """Return an entry's value."""
        marked = self._get(key)
        return None if marked is None else marked[EPOCH_BYTES:]

    def keys(self, prefix: bytes) -> Iterator[bytes]:
        """Yield the keys that begin so, as they were when the first was asked for."""
        return self.store.keys(prefix)

    def entries(self, changes: Changes) -> Iterator[Entry]:
        """Yield the changelog records of changes; what an earlier epoch wrote is deleted there."""
        mark, get = self._mark, self._get
        for key, value in changes.items():
            known = get(key)
            if known is None:
                if value is not None:
                    yield key + mark, value
                continue
            if known.startswith(mark):
                yield key + mark, value
                continue
            if value is not None:
                yield key + mark, value
            yield key + known[:EPOCH_BYTES], None

    def apply(self, changes: Changes, next_offset: int) -> None:
        """Lay changes down once the changelog holds them."""
        mark = self._mark
        marked = {key: None if value is None else mark + value for key, value in changes.items()}
        self.store.write(marked, next_offset)

    def recover(self, records: list[Entry], next_offset: int) -> None:
        """Take records of the changelog in, in their order."""
        new: dict[bytes, bytes | None] = {}
        get = self.store.get
        for marked_key, value in records:
            key, mark = marked_key[:-EPOCH_BYTES], marked_key[-EPOCH_BYTES:]
            known = new[key] if key in new else get(key)
            if value is None:
                if known is not None and known[:EPOCH_BYTES] == mark:
                    new[key] = None
            elif known is None or known[:EPOCH_BYTES] <= mark:
                new[key] = mark + value
        self.store.write(new, next_offset)
