"""What of a foreign file means what: given in words, checked into a `FieldMapping`."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Literal, cast, get_args

import msgspec

from contracts.errors import Fault, FixRequest
from contracts.events import Direction

Field = Literal[
    "id",
    "person",
    "document",
    "document_kind",
    "place",
    "time",
    "direction",
    "plate",
    "name",
    "phone",
]
FIELDS: tuple[Field, ...] = get_args(Field)
PRIVATE: frozenset[Field] = frozenset({"document", "plate", "name", "phone"})

_DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
# No dot and no underscore: they stand between a source's name and its ids.
_SOURCE = re.compile(r"^[a-z0-9][a-z0-9-]{0,22}[a-z0-9]\Z")
_ZONE = re.compile(r"^(?P<sign>[+-])(?P<hours>[01]\d):(?P<minutes>[0-5]\d)\Z")
# In the afternoon: a format with hours up to twelve must say which half of the day.
_SOME_TIME = datetime(2021, 8, 24, 19, 45, tzinfo=UTC)


# What the command line calls them, and so does a mapping file.
_SPELLED = {"columns": "map", "fixed": "set", "directions": "direction"}


class GivenMapping(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename=_SPELLED
):
    """A mapping as written, in a TOML file or on the command line.

    `columns` and `fixed` go from a field to a column's name or to one value for all rows;
    `directions` from a word of the source to in, out or visit.
    """

    source: str = ""
    zone: str = ""
    time_format: str = ""
    columns: dict[str, str] = {}
    fixed: dict[str, str] = {}
    directions: dict[str, str] = {}

    def over(self, other: "GivenMapping") -> "GivenMapping":
        """Return the two as one; what is given here counts more."""
        return GivenMapping(
            source=self.source or other.source,
            zone=self.zone or other.zone,
            time_format=self.time_format or other.time_format,
            columns=other.columns | self.columns,
            fixed=other.fixed | self.fixed,
            directions=other.directions | self.directions,
        )


class FieldMapping(msgspec.Struct, frozen=True, kw_only=True):
    """A mapping that can be worked with; `zone` is for times that name none."""

    source: str
    columns: dict[Field, str]
    fixed: dict[Field, str]
    directions: dict[str, Direction]
    zone: timezone | None
    time_format: str

    def has(self, field: Field) -> bool:
        """Tell whether rows have this field at all."""
        return field in self.columns or field in self.fixed


def read_mapping_file(file: Path) -> GivenMapping:
    """Read a TOML file.

    Raises:
        FixRequest: not there, not TOML, or something in it that is no part of a mapping.

    """
    try:
        return msgspec.toml.decode(file.read_bytes(), type=GivenMapping)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        fault = Fault(field="mapping", reason="mapping_form", detail=str(error))
        raise FixRequest(fault) from error


def pairs_of(option: str, given: Iterable[str]) -> dict[str, str]:
    """Read `name=value` as often as given; a value may hold further equals signs.

    Raises:
        FixRequest: one without an equals sign.

    """
    pairs = [text.partition("=") for text in given]
    if not all(sign for _, sign, _ in pairs):
        raise FixRequest(Fault(field=option, reason="pair"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def mapping_of(given: GivenMapping) -> FieldMapping:
    """Check a mapping.

    Raises:
        FixRequest: with every fault found.

    """
    zone = _zone_of(given.zone)
    faults = [*_field_faults(given), *_other_faults(given, zone)]
    if faults:
        raise FixRequest(*faults)
    own = {word.casefold(): direction for word, direction in given.directions.items()}
    return FieldMapping(
        source=given.source,
        columns=cast("dict[Field, str]", given.columns),
        fixed=cast("dict[Field, str]", given.fixed),
        directions=cast("dict[str, Direction]", {d: d for d in _DIRECTIONS} | own),
        zone=zone,
        time_format=given.time_format,
    )


def _field_faults(given: GivenMapping) -> Iterator[Fault]:
    named = given.columns.keys() | given.fixed.keys()
    for name in sorted(named - set(FIELDS)):
        yield Fault(field=name, reason="unknown_field", detail=", ".join(FIELDS))
    for name in sorted(given.columns.keys() & given.fixed.keys()):
        yield Fault(field=name, reason="only_one")
    for name in ("place", "time"):
        if name not in named:
            yield Fault(field=name, reason="required")
    if {"person", "document"} <= named:
        yield Fault(field="person, document", reason="only_one")
    if not named & {"person", "document"}:
        yield Fault(field="person, document", reason="required")
    if "document" in named and "document_kind" not in named:
        yield Fault(field="document_kind", reason="required")


def _other_faults(given: GivenMapping, zone: timezone | None) -> Iterator[Fault]:
    if _SOURCE.match(given.source) is None:
        yield Fault(field="source", reason="source_form")
    if given.zone and zone is None:
        yield Fault(field="zone", reason="bad_zone")
    if given.time_format and not _is_time_format(given.time_format):
        yield Fault(field="time_format", reason="time_format")
    yield from _direction_faults(given.directions)


def _direction_faults(directions: dict[str, str]) -> Iterator[Fault]:
    for word, direction in directions.items():
        if direction not in _DIRECTIONS:
            yield Fault(field=f"direction {word}", reason="choice", detail=", ".join(_DIRECTIONS))


def _zone_of(text: str) -> timezone | None:
    if text in ("Z", "UTC"):
        return UTC
    found = _ZONE.match(text)
    if found is None:
        return None
    offset = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"]))
    return timezone(-offset if found["sign"] == "-" else offset)


def _is_time_format(text: str) -> bool:
    """A format is good if it can read at least the date and minute that it wrote."""
    try:
        read = datetime.strptime(_SOME_TIME.strftime(text), text)  # noqa: DTZ007 - only compared
    except ValueError:
        return False
    return read.replace(tzinfo=None) == _SOME_TIME.replace(tzinfo=None)
