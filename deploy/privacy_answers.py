"""What an erasing did, in words for who asked for it."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from deploy.tables import moment

Say = Callable[[str], None]


class Gone(msgspec.Struct, frozen=True):
    """Rows that went from a table."""

    table: str
    rows: int


class PersonErased(msgspec.Struct, frozen=True):
    """The answer of `/v1/erasures/persons`."""

    citizen_id: str
    tables: tuple[Gone, ...]
    entities: int
    photographs: int
    topics_until_at: datetime


class DayErased(msgspec.Struct, frozen=True):
    """The answer of `/v1/erasures/days`."""

    day: str
    keys: tuple[str, ...]
    rows_closed: int


def say_person(say: Say, answer: bytes) -> None:
    """Say what went, and what stays until when."""
    told = msgspec.json.decode(answer, type=PersonErased)
    for gone in told.tables:
        say(f"{gone.rows:>8,} rows of {gone.table}")
    say(f"{told.entities:>8,} entries of lists and withdrawn passes")
    say(f"{told.photographs:>8,} photographs, within the minute")
    say(f"{told.citizen_id} is erased; workers and gateways forget within the minute.")
    say(
        f"Lines on topics stay until {moment(told.topics_until_at)} at the latest, pseudonymous and"
        " heeded by nobody. What was asked and ordered stays on the audit topic, by law; so does"
        " the id in cases and reviews."
    )


def say_day(say: Say, answer: bytes) -> None:
    """Say whose key is destroyed, and what that does not reach."""
    told = msgspec.json.decode(answer, type=DayErased)
    destroyed = ", ".join(told.keys) or "none: there was no key any more"
    say(f"Keys destroyed: {destroyed}")
    say(f"{told.rows_closed:,} rows hold fields of {told.day} that nobody can open any more.")
    say(
        "The key was overwritten and its file removed. A journal, a snapshot, the spare blocks of"
        " an SSD or a backup of the folder of secrets may still hold it, wrapped by the master key:"
        " destroy such copies, or change the master key (./chot keys rewrap) and destroy the old."
    )
