"""The table of read photographs."""

from rich.console import Console
from rich.table import Table

from bench.photos.run import Photos


def show(photos: Photos, console: Console) -> None:
    """Print a line for each kind of damage."""
    table = Table("damage", "pictures", "read", "at one look", "wrong", "median ms", "slowest ms")
    for kind in photos.kinds:
        table.add_row(
            kind.kind,
            str(kind.pictures),
            f"{kind.read / kind.pictures:.0%}",
            f"{kind.once / kind.pictures:.0%}",
            str(kind.wrong),
            f"{kind.median_ms:.0f}",
            f"{kind.slowest_ms:.0f}",
        )
    console.print(table)
    console.print(f"read {photos.share_read:.1%}, at one look {photos.share_once:.1%}")
