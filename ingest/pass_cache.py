"""Passes that were read already: the same person is scanned many times."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence

from contracts.keyring import KeyRing
from contracts.passes import ReadPass, Unreadable, read

# Up to this many signatures are checked on the spot; more go to threads, where they run side by
# side because libsodium lets go of the interpreter.
_FEW = 8
_THREADS = 4

Seen = ReadPass | Unreadable


class PassCache:
    """Remembers good passes by their text; the longest unused are forgotten first.

    Codes that could not be believed are not remembered: strangers make them, and a key may still
    arrive. Used from one event loop.
    """

    def __init__(self, size: int) -> None:
        """Remember at most `size` passes."""
        self._size = size
        self._passes: OrderedDict[str, ReadPass] = OrderedDict()

    async def read_all(self, codes: Sequence[str], ring: KeyRing) -> list[Seen]:
        """Return what each code is, checking the signatures of those that are new."""
        if len(codes) == 1:
            return [self._read_one(codes[0], ring)]
        known: dict[str, Seen | None] = {code: self._recall(code, ring) for code in codes}
        new = [code for code, seen in known.items() if seen is None]
        found = dict(zip(new, await _read_new(new, ring), strict=True))
        for code, seen in found.items():
            self._remember(code, seen)
        return [known[code] or found[code] for code in codes]

    def _read_one(self, code: str, ring: KeyRing) -> Seen:
        known = self._recall(code, ring)
        if known is not None:
            return known
        seen = read(code, ring)
        self._remember(code, seen)
        return seen

    def _recall(self, token: str, ring: KeyRing) -> ReadPass | None:
        """A pass counts as known only while its key is what it was when the pass was read."""
        known = self._passes.get(token)
        if known is None:
            return None
        if known.key not in ring.named(known.key.kid):
            del self._passes[token]
            return None
        self._passes.move_to_end(token)
        return known

    def _remember(self, token: str, seen: Seen) -> None:
        if isinstance(seen, ReadPass):
            self._passes[token] = seen
            if len(self._passes) > self._size:
                self._passes.popitem(last=False)


async def _read_new(codes: list[str], ring: KeyRing) -> list[Seen]:
    if len(codes) <= _FEW:
        return [read(code, ring) for code in codes]
    size = -(-len(codes) // _THREADS)
    shares = [codes[start : start + size] for start in range(0, len(codes), size)]
    parts = await asyncio.gather(*(asyncio.to_thread(_read_share, s, ring) for s in shares))
    return [seen for part in parts for seen in part]


def _read_share(codes: list[str], ring: KeyRing) -> list[Seen]:
    return [read(code, ring) for code in codes]
