"""Day keys as a table for people."""

from collections.abc import Iterable
from datetime import datetime

from rich.table import Table

from contracts.sealing import HANOI
from contracts.settings import Settings
from deploy.tables import moment, table_of
from service.day_keys import ends_of


def keys_table(settings: Settings, days: Iterable[str]) -> Table:
    """Return keys by day, and when their time is over."""
    table = table_of("key of", "is destroyed after")
    for day in days:
        table.add_row(day, moment(datetime.fromtimestamp(ends_of(settings, day) / 1000, HANOI)))
    return table
