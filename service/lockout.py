"""How often somebody may fail: a pure account of tries, with waits that grow.

A wait must not be a weapon against the one it protects, so it is short where a stranger can bring
it about (`service/proving.py` says which waits hold whom).
"""

import math
import threading
from collections import OrderedDict

import msgspec

_MOST_NAMES = 100_000
_MILESTONE = 10


class _Tries(msgspec.Struct):
    """How many tries count, as of when, and until when nobody may try."""

    count: float
    at_s: float
    held_until_s: float = 0.0


class Backoff:
    """Counts the tries of each name; beyond `free` of them each doubles the wait before the next.

    A try is forgotten after `forgets_s` seconds, one after the other. The names that were quiet the
    longest go first, so that memory stays bounded. Any thread may use it.
    """

    def __init__(
        self,
        *,
        free: int,
        first_s: float,
        longest_s: float,
        forgets_s: float,
        most_names: int = _MOST_NAMES,
    ) -> None:
        """Start with nobody held; seconds throughout."""
        self._free = free
        self._first_s = first_s
        self._longest_s = longest_s
        self._forgets_s = forgets_s
        self._most_names = most_names
        self._tries: OrderedDict[str, _Tries] = OrderedDict()
        self._lock = threading.Lock()

    def wait_s(self, name: str, now_s: float) -> int:
        """Return for how many seconds this name has to wait; 0: it may try."""
        with self._lock:
            tries = self._tries.get(name)
            return max(0, math.ceil(tries.held_until_s - now_s)) if tries else 0

    def count(self, name: str, now_s: float) -> float:
        """Count a try; return until when nobody may try again, 0 if nobody has to wait."""
        with self._lock:
            tries = self._settled(name, now_s)
            tries.count += 1
            over = tries.count - self._free
            if over <= 0:
                return 0.0
            # A float to this power is finite, however many tries were counted.
            wait_s = min(self._first_s * 2.0 ** min(over - 1, 64), self._longest_s)
            tries.held_until_s = now_s + wait_s
            return tries.held_until_s

    def take_back(self, name: str, now_s: float) -> None:
        """Let a try that was none not count; a wait that it alone began is over."""
        with self._lock:
            tries = self._settled(name, now_s)
            tries.count = max(0.0, tries.count - 1)
            if tries.count <= self._free:
                tries.held_until_s = 0.0

    def clear(self, name: str) -> None:
        """Forget this name's tries: whoever it is has proved who they are."""
        with self._lock:
            self._tries.pop(name, None)

    def _settled(self, name: str, now_s: float) -> _Tries:
        tries = self._tries.setdefault(name, _Tries(0.0, now_s))
        tries.count = max(0.0, tries.count - (now_s - tries.at_s) / self._forgets_s)
        tries.at_s = now_s
        self._tries.move_to_end(name)
        if len(self._tries) > self._most_names:
            self._tries.popitem(last=False)
        return tries


class Milestones:
    """Says which of many like events are worth telling: the 1st, 10th, 100th… of each name.

    After `quiet_s` seconds without one, a name starts anew.
    """

    def __init__(self, *, quiet_s: float, most_names: int = _MOST_NAMES) -> None:
        """Start with nothing counted."""
        self._quiet_s = quiet_s
        self._most_names = most_names
        self._counts: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = threading.Lock()

    def reached(self, name: str, now_s: float) -> int:
        """Count one more; return how many it makes if that is to be told, else 0."""
        with self._lock:
            count, at_s = self._counts.get(name, (0, now_s))
            count = 1 if now_s - at_s > self._quiet_s else count + 1
            self._counts[name] = count, now_s
            self._counts.move_to_end(name)
            if len(self._counts) > self._most_names:
                self._counts.popitem(last=False)
        power = round(math.log(count, _MILESTONE))
        return count if count == _MILESTONE**power else 0
