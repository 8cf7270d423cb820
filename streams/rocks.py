"""State on disk: one RocksDB a partition, which remembers how far into the changelog it is."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from rocksdict import BlockBasedOptions, Cache, Options, Rdict, WriteBatch

from streams.state import Changes

# A key no entry has: entries begin with a letter.
_NEXT_OFFSET = b"\0next"
_OFFSET_BYTES = 8

# By partition; a worker holds a dozen.
_WRITE_BUFFER_BYTES = 16 * 1024 * 1024
_CACHE_BYTES = 32 * 1024 * 1024
_BLOOM_BITS_A_KEY = 10


class RocksStore:
    """Entries in a folder that no other process has open."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, or make it."""
        self._folder = folder
        self._open()

    def get(self, key: bytes) -> bytes | None:
        """Return what lies there."""
        value: bytes | None = self._entries.get(key)
        return value

    def write(self, entries: Changes, next_offset: int) -> None:
        """Lay entries and the offset down in one step, so that a crash keeps both or neither."""
        batch = WriteBatch(raw_mode=True)
        for key, value in entries.items():
            if value is None:
                batch.delete(key)
            else:
                batch.put(key, value)
        batch.put(_NEXT_OFFSET, next_offset.to_bytes(_OFFSET_BYTES, "big"))
        self._entries.write(batch)
        self.next_offset = next_offset

    def keys(self, prefix: bytes) -> Iterator[bytes]:
        """Yield the keys that begin so."""
        for key in self._entries.keys(from_key=prefix):
            name = cast("bytes", key)
            if not name.startswith(prefix):
                return
            yield name

    def clear(self) -> None:
        """Forget everything."""
        self._entries.close()
        shutil.rmtree(self._folder)
        self._open()

    def close(self) -> None:
        """Close the folder."""
        self._entries.close()

    def _open(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        options = Options(raw_mode=True)
        options.set_write_buffer_size(_WRITE_BUFFER_BYTES)
        options.set_max_write_buffer_number(2)
        blocks = BlockBasedOptions()
        blocks.set_block_cache(Cache(_CACHE_BYTES))
        # Half of all look-ups are for a page or count that is not there yet.
        blocks.set_bloom_filter(_BLOOM_BITS_A_KEY, block_based=False)
        options.set_block_based_table_factory(blocks)
        self._entries = Rdict(str(self._folder), options)
        offset: bytes | None = self._entries.get(_NEXT_OFFSET)
        self.next_offset = int.from_bytes(offset, "big") if offset else 0
