"""What somebody typed into the page's form, exactly as it came, so that nothing of it is lost."""

import hashlib
import re
from collections.abc import Iterable
from typing import Self
from urllib.parse import parse_qsl

from contracts.errors import Fault, FixRequest

MOST_TRAVELLERS = 10
_MOST_FIELDS = 2000
_NUMBER = re.compile(r"^[1-9][0-9]?\Z")

# What says how a form is sent, not what it declares.
_ABOUT_SENDING = frozenset({"action", "captcha", "captcha_challenge"})

Pair = tuple[str, str]


class Typed:
    """Names and values of a form; names of one traveller begin with `t`, a number and `_`."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        """Take the pairs in the order of the form."""
        self.pairs = tuple(pairs)
        self._by_name: dict[str, tuple[str, ...]] = {}
        for name, value in self.pairs:
            self._by_name[name] = (*self._by_name.get(name, ()), value)

    @classmethod
    def read(cls, body: bytes) -> Self:
        """Read a body of the type `application/x-www-form-urlencoded`.

        Raises:
            FixRequest: it is none.

        """
        try:
            pairs = parse_qsl(
                body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict"
            )
        except ValueError as error:
            raise FixRequest(Fault(field="", reason="wrong_type")) from error
        return cls(pairs)

    def text(self, name: str) -> str:
        """Return a field's value without spaces around it, empty where there is none."""
        return self._by_name.get(name, ("",))[-1].strip()

    def texts(self, name: str) -> tuple[str, ...]:
        """Return all values of a field that may have several, each once."""
        return tuple(dict.fromkeys(self._by_name.get(name, ())))

    def has(self, name: str, value: str) -> bool:
        """Tell whether a box of this name and value is ticked."""
        return value in self._by_name.get(name, ())

    @property
    def travellers(self) -> tuple[int, ...]:
        """The numbers of the people on the journey; a number belongs to its person for good."""
        named = {int(text) for text in self.texts("traveller") if _NUMBER.match(text)}
        return tuple(sorted(named))[:MOST_TRAVELLERS] or (1,)

    def replaced(self, changes: Iterable[Pair]) -> Self:
        """Return the same with other values for the names in `changes`."""
        changed = tuple(changes)
        names = {name for name, _ in changed}
        return type(self)((*(pair for pair in self.pairs if pair[0] not in names), *changed))

    def without_traveller(self, number: int) -> Self:
        """Return the same without one traveller and all that was typed for that one."""
        own = f"t{number}_"
        return type(self)(
            (name, value)
            for name, value in self.pairs
            if not name.startswith(own) and (name, value) != ("traveller", str(number))
        )

    def digest(self) -> bytes:
        """Return a digest of what is declared, the same however often and with whatever code."""
        said = sorted(pair for pair in self.pairs if pair[0] not in _ABOUT_SENDING)
        return hashlib.sha256(repr(said).encode()).digest()
