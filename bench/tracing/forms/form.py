"""What a question is to the bench."""

from collections.abc import Callable, Sequence

import msgspec

from analytics.store import Store
from bench.tracing.engines import Plain


class Told(msgspec.Struct, frozen=True):
    """The house's answer: its facts, and how many rows it read for them."""

    facts: tuple[msgspec.Struct, ...]
    rows_read: int


class Form(msgspec.Struct, frozen=True):
    """A question that can be asked of the house and in plain SQL, and what it must look at.

    `needed` returns how many rows hold what the answer follows from.
    """

    name: str
    house: Callable[[Store], Told]
    plain: Callable[[Plain], tuple[msgspec.Struct, ...]]
    needed: Callable[[Store], int]


class Count(msgspec.Struct, frozen=True):
    """A number of rows."""

    rows: int


def counted(store: Store, sql: str) -> int:
    """Return the one number that a statement says."""
    return store.ask(sql, row=Count).rows[0].rows


def listed(texts: Sequence[str]) -> str:
    """Return texts as they stand behind IN, without the brackets; ids hold no quotes."""
    return ", ".join(f"'{text}'" for text in texts)
