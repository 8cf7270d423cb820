"""An answer as flat tables, the same for files, notebooks and the command line."""

from collections.abc import Sequence

import msgspec


class Table(msgspec.Struct, frozen=True):
    """Rows of one kind under a name; `row` is their type, also where there are none."""

    name: str
    row: type[msgspec.Struct]
    rows: Sequence[msgspec.Struct]
