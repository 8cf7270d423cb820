"""Registry records that change what was said already, in their order."""

from typing import NamedTuple

from contracts.registry import PassWithdrawn, PersonErased, RegistryEvent, ZoneDeclared


class Notice(NamedTuple):
    """A record and where it lies in the registry."""

    offset: int
    event: PassWithdrawn | ZoneDeclared | PersonErased


class Notices:
    """Filled by the thread that reads the registry, read by the worker's loop."""

    def __init__(self) -> None:
        """Start with none."""
        self._notices: list[Notice] = []

    def add(self, offset: int, event: RegistryEvent) -> None:
        """Take a record in; one that was seen before, on another connection, is left out."""
        if not isinstance(event, PassWithdrawn | ZoneDeclared | PersonErased):
            return
        if not self._notices or offset > self._notices[-1].offset:
            self._notices.append(Notice(offset, event))

    def after(self, offset: int) -> Notice | None:
        """Return the first notice beyond an offset."""
        first, last = 0, len(self._notices)
        while first < last:
            middle = (first + last) // 2
            if self._notices[middle].offset > offset:
                last = middle
            else:
                first = middle + 1
        return self._notices[first] if first < len(self._notices) else None
