"""Checks of single fields that collect every fault instead of stopping at the first."""

import re

import msgspec

from contracts.errors import Fault, FixRequest
from contracts.visible import tidied
from service.bodies import moment_ms

_ID = re.compile(r"^[A-Za-z0-9._-]{8,64}\Z")


class Warned(msgspec.Struct, frozen=True):
    """Something that looks wrong in a field and was accepted; `reason` has a text `warning-…`."""

    field: str
    reason: str


class Checks:
    """What was found wrong in one form or one line of several (`line` 0: the only one)."""

    def __init__(self, line: int = 0) -> None:
        """Start without findings."""
        self.faults: list[Fault] = []
        self.warnings: list[Warned] = []
        self._line = line

    def refuse(self, field: str, reason: str, detail: str = "") -> None:
        """Note a fault."""
        self.faults.append(Fault(field=field, reason=reason, line=self._line, detail=detail))

    def refuse_if(self, wrong: bool, field: str, reason: str) -> None:
        """Note a fault where there is one."""
        if wrong:
            self.refuse(field, reason)

    def warn_if(self, odd: bool, field: str, reason: str) -> None:
        """Note what looks wrong."""
        if odd:
            self.warnings.append(Warned(field, reason))

    def identifier(self, text: str, field: str) -> None:
        """Expect an id that its sender made."""
        self.refuse_if(_ID.match(text) is None, field, "id_form")

    def short(self, text: str, field: str, longest: int) -> str:
        """Return the text tidied up: composed, all of it visible, one space between words."""
        if not text:
            return text
        tidy = tidied(text)
        if len(tidy) > longest:
            self.refuse(field, "too_long", str(longest))
        return tidy

    def filled(self, text: str, field: str, longest: int) -> str:
        """Return the text tidied up, and expect one."""
        tidy = self.short(text, field, longest)
        self.refuse_if(not tidy, field, "required")
        return tidy

    def moment(self, text: str, field: str, *, earliest_ms: int, latest_ms: int) -> int:
        """Return a time in milliseconds, 0 where it can't be read."""
        try:
            at_ms = moment_ms(text, field, line=self._line)
        except FixRequest as refused:
            self.faults += refused.faults
            return 0
        self.refuse_if(at_ms > latest_ms, field, "in_the_future")
        self.refuse_if(at_ms < earliest_ms, field, "too_long_ago")
        return at_ms

    def settle(self) -> None:
        """Go on only if nothing is wrong.

        Raises:
            FixRequest: with every fault noted.

        """
        if self.faults:
            raise FixRequest(*self.faults)
