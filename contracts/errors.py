"""Errors, sorted by what the caller does next.

    ChotError
    ├── TryAgain        the same request may succeed later
    ├── TooMany         the same caller asked too often; wait, then ask again
    ├── FixRequest      the request is wrong: a field and a reason for each fault
    ├── NotAllowed      who asks may not ask this
    ├── NotFound        nothing of that name is there
    └── Stop            nobody should go on: the deployment or its data is wrong

A message is built from the fields, so that a log line and an answer agree. HTTP status codes live
with the web rooms (`service/problems.py`), not here.
"""

import msgspec


class ChotError(Exception):
    """Anything this system refuses on purpose."""


class TryAgain(ChotError):
    """Something needed is away for the moment; nothing of the request was accepted."""

    def __init__(self, what: str, *, after_s: int = 2) -> None:
        """Name what is away and after how many seconds another attempt makes sense."""
        super().__init__(f"{what} is not available; try again in {after_s} s")
        self.what = what
        self.after_s = after_s


class TooMany(ChotError):
    """Somebody asked for the same thing too often; nothing of the request was looked at."""

    def __init__(self, what: str, *, after_s: int) -> None:
        """Name what was asked for and after how many seconds it may be asked for again."""
        super().__init__(f"{what} was asked for too often; wait {after_s} s")
        self.what = what
        self.after_s = after_s


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing wrong with one field of a request.

    `reason` is an id in `contracts/words/*.ftl` (without its prefix `fault-`); `line` counts from 1
    in a request of several items and is 0 for a request of one.
    """

    field: str
    reason: str
    line: int = 0
    detail: str = ""


class FixRequest(ChotError):
    """The request can't be accepted as it is."""

    def __init__(self, *faults: Fault) -> None:
        """Carry every fault found, so that the sender can mend them in one go."""
        super().__init__("; ".join(f"{f.field}: {f.reason}" for f in faults))
        self.faults = faults


class NotAllowed(ChotError):
    """The caller is unknown (`signed_in` false) or known and not entitled."""

    def __init__(self, reason: str, *, signed_in: bool = False) -> None:
        """Say why in a word of `contracts/words/*.ftl` (prefix `denied-`)."""
        super().__init__(reason)
        self.reason = reason
        self.signed_in = signed_in


class NotFound(ChotError):
    """Nothing of that kind and name exists."""

    def __init__(self, kind: str, name: str) -> None:
        """Name what was looked for."""
        super().__init__(f"no {kind} {name!r}")
        self.kind = kind
        self.name = name


class Stop(ChotError):
    """Going on would lose or spoil data; a person has to look."""
