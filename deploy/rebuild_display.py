"""What `./chot rebuild` says in the end."""

import msgspec
from rich.console import Console

from analytics.questions.verification import verify
from analytics.store import Store
from contracts.settings import Settings
from deploy.rebuilding import Rebuilt
from deploy.tables import table_of
from deploy.verification import Verification, show_verification


def show_rebuilt(console: Console, found: Rebuilt) -> None:
    """Print how many rows each table held before, and holds now."""
    table = table_of("table", "rows before", "rows now")
    for one in found.changes:
        table.add_row(one.table, f"{one.before:,}", f"{one.after:,}")
    table.caption = f"{found.records:,} records loaded in {found.seconds:.1f} s"
    if found.unreadable:
        table.caption += f"; {found.unreadable:,} unreadable lines left out, as before"
    console.print(table)


def show_verified(console: Console, settings: Settings) -> bool:
    """Recompute everything from the scans and print what differs; tell whether no scan is doubled.

    Differences are not a fault of the loading where the stream had not read everything.
    """
    with Store.open(settings) as store:
        found = msgspec.convert(verify(store), Verification, from_attributes=True)
    show_verification(console, found)
    if found.differences:
        console.print(
            "What the workers had not read when the house was stopped is missing until they have;"
            " ask ./chot verify then."
        )
    return not found.scans.doubled
