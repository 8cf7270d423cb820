"""How tables, moments and lengths of time are shown to people."""

from datetime import datetime

from rich import box
from rich.table import Table

from contracts.sealing import HANOI


def table_of(*columns: str) -> Table:
    """Return an empty table; ids in it stay whole, for they are copied into the next question."""
    table = Table(box=box.SIMPLE_HEAD, caption_justify="left")
    for name in columns:
        table.add_column(name, no_wrap=True)
    return table


def caption_of(total: int, most: int, what: str, data_up_to: datetime | None) -> str:
    """Say how many there are, how many of them are shown, and how late the data is."""
    shown = f"{total:,} {what}" if total <= most else f"{most} of {total:,} {what}"
    return f"{shown}; data up to {moment(data_up_to)}" if data_up_to else shown


def moment(at: datetime) -> str:
    """Return a moment as a clock in Hà Nội shows it."""
    return f"{at.astimezone(HANOI):%Y-%m-%d %H:%M:%S}"


def lasting(seconds: int) -> str:
    """Return a length of time as hours, minutes and seconds."""
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
