"""Personal fields of rows, sealed to the day's public key before anything is written."""

import functools

from contracts.sealing import seal

# One sealing costs as much as the rest of a row ten times over, and most people come again.
_REMEMBERED = 100_000


class Closer:
    """Seals what a row says in the clear about a person or a vehicle."""

    def __init__(self, day: str, public_key: bytes) -> None:
        self.day = day
        self._public_key = public_key
        self.close = functools.lru_cache(_REMEMBERED)(self._close)

    def _close(self, kind: str, number: str, name: str, phone: str, plate: str) -> str:
        """Return the fields that are not empty, sealed; empty if all are."""
        document = {"kind": kind, "number": number} if number else None
        private = {"full_name": name, "document": document, "phone": phone, "plate": plate}
        fields: dict[str, object] = {field: value for field, value in private.items() if value}
        return seal(fields, self._public_key) if fields else ""
