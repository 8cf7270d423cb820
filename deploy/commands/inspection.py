"""Commands that look at what runs."""

import typer
from rich.console import Console
from rich.table import Table

from contracts.settings import Settings


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    app.command()(topics)


def topics() -> None:
    """Compare the topics as declared with those on the broker.

    Example: `./chot topics`, while `./chot up` runs, or with `CHOT_KAFKA` set.
    """
    from deploy.running import cluster_of
    from service.topics import topic_differences

    cluster = cluster_of(Settings())
    found = topic_differences(
        cluster.kafka, partitions=cluster.partitions, replication=cluster.replication
    )
    if not found:
        Console().print("All topics are as declared.")
        return
    table = Table("topic", "what", "declared", "found")
    for difference in found:
        table.add_row(difference.topic, difference.what, difference.declared, difference.found)
    Console().print(table)
    raise typer.Exit(1)
