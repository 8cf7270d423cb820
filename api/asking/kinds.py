"""What every question is made of: a body that arrives, a function that answers, tables of it."""

from collections.abc import Callable, Iterable
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from analytics.store import Store
from analytics.tables import Table
from api.persons import Span, read_span
from contracts.cases import Named
from contracts.identity import Pseudonyms
from contracts.jurisdiction import Jurisdiction
from contracts.lists import Lists
from contracts.registry import Role

B = TypeVar("B", bound="QuestionBody")
F = TypeVar("F", bound=msgspec.Struct)


class QuestionBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every question says: a span of time (RFC 3339 with zone) and why it is asked."""

    from_: str = msgspec.field(name="from")
    until: str
    purpose: str

    def span(self) -> Span:
        """Return the span between the two times.

        Raises:
            FixRequest: a time can't be read, or the end does not come after the beginning.

        """
        return read_span(self.from_, self.until)


class Ground(NamedTuple):
    """What a body is read against; only what lies `within` may become part of the answer."""

    lists: Lists
    pseudonyms: Pseudonyms
    within: Jurisdiction


class Prepared(NamedTuple, Generic[F]):
    """A question that was read: its span, the ids it names itself, and how it is answered."""

    span: Span
    about: tuple[str, ...]
    ask: Callable[[Store], F]


class QuestionKind(NamedTuple, Generic[B, F]):
    """A question of the house.

    `name` is its address, its command and its word on the audit topic. `prepare` reads a body and
    raises FixRequest where it can't. `others` are ids that only the answer names; where there are
    any, the note on the audit topic waits for the answer. `tables` are the answer as flat tables,
    the chief one first. `persons` are whom an answer names and what that rests on; a question that
    has them can be saved in a case, and is asked again when late data arrives. `is_cut` tells
    whether an answer leaves somebody out for its limit; such a one is not compared with others.
    """

    name: str
    body: type[B]
    roles: tuple[Role, ...]
    prepare: Callable[[B, Ground], Prepared[F]]
    tables: Callable[[F], tuple[Table, ...]]
    others: Callable[[F], Iterable[str]] | None = None
    persons: Callable[[F], Iterable[Named]] | None = None
    is_cut: Callable[[F], bool] = lambda _: False


AnyKind = QuestionKind[Any, Any]
