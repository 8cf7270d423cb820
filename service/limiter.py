"""How often somebody may try: a pure account of tries, by whoever or whatever they are about."""

import math
from collections import OrderedDict


class Limiter:
    """Gives each name a number of tries that come back one after the other.

    `tries` may be made at once; one comes back every `every_s` seconds. The names that were quiet
    the longest are forgotten first, so that memory stays bounded. It knows one gateway's callers.
    """

    def __init__(self, *, tries: int, every_s: float, most_names: int = 100_000) -> None:
        """Start with all tries for everybody."""
        self._tries = tries
        self._every_s = every_s
        self._most_names = most_names
        # By name: when all tries will have come back.
        self._whole_at: OrderedDict[str, float] = OrderedDict()

    def wait_s(self, name: str, now_s: float, *, takes: int = 1) -> int:
        """Take a try, or several, and return 0; or return for how many seconds there are none.

        Whatever takes more than all tries takes all of them.
        """
        whole_at = max(self._whole_at.get(name, now_s), now_s)
        after = whole_at + min(takes, self._tries) * self._every_s
        over_s = after - now_s - self._tries * self._every_s
        if over_s > 0:
            return math.ceil(over_s)
        self._whole_at[name] = after
        self._whole_at.move_to_end(name)
        if len(self._whole_at) > self._most_names:
            self._whole_at.popitem(last=False)
        return 0
