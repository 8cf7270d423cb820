"""How long to wait before a crashed process is started again."""

import msgspec


class RestartPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """Pauses that double with each crash in a row, up to a longest.

    A process that ran at least `calm_after_s` seconds before it crashed counts as a first crash.
    No partition may stand still for more than a minute, and starting takes its time too: hence the
    longest pause.
    """

    first_s: float = 1.0
    longest_s: float = 15.0
    calm_after_s: float = 60.0

    def crashes_in_a_row(self, before: int, *, ran_s: float) -> int:
        """Return the number of crashes in a row after one more."""
        return 1 if ran_s >= self.calm_after_s else before + 1

    def pause_s(self, crashes: int) -> float:
        """Return the seconds to wait after that many crashes in a row."""
        # Beyond 2**32 the cap has long been reached.
        return min(self.longest_s, self.first_s * 2.0 ** min(crashes - 1, 32))
