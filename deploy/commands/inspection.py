"""Commands that look at what runs."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from contracts.settings import Settings


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    app.command()(doctor)
    app.command()(topics)
    app.command()(verify)


def doctor(
    every_partition: Annotated[
        bool, typer.Option("--all", help="Show the lag of each partition, not only the worst.")
    ] = False,
) -> None:
    """Say what runs, how far everything has come, and what is wrong, with a hint for each.

    Example: `./chot doctor --all`. The exit status is 1 if something is wrong.
    """
    from deploy.doctor.findings import findings
    from deploy.doctor.gather import gather
    from deploy.doctor.show import show

    facts = gather(Settings())
    found = findings(facts)
    show(Console(), facts, found, every_partition=every_partition)
    if any(finding.weight == "wrong" for finding in found):
        raise typer.Exit(1)


def topics(
    settle: Annotated[
        bool, typer.Option("--settle", help="Let records be kept as long as the settings say.")
    ] = False,
) -> None:
    """Compare the topics as declared with those on the broker.

    Example: `./chot topics`, while `./chot up` runs, or with `CHOT_KAFKA` set.
    """
    from contracts.topics import topics_of
    from deploy.running import cluster_of
    from service.topics import settle_topics, topic_differences

    settings = Settings()
    cluster, declared = cluster_of(settings), topics_of(settings)
    if settle:
        for name in settle_topics(cluster.kafka, declared):
            Console().print(f"{name} keeps its records otherwise now")
    found = topic_differences(
        cluster.kafka,
        partitions=cluster.partitions,
        replication=cluster.replication,
        topics=declared,
    )
    if not found:
        Console().print("All topics are as declared.")
        return
    table = Table("topic", "what", "declared", "found")
    for difference in found:
        table.add_row(difference.topic, difference.what, difference.declared, difference.found)
    Console().print(table)
    raise typer.Exit(1)


def verify() -> None:
    """Recompute timelines, movements and counts by SQL and compare them with the stream's.

    Example: `./chot verify`, when `./chot doctor` shows that nothing is waiting. The exit status is
    1 if anything differs.
    """
    from deploy.accounts import read_accounts
    from deploy.asking import Session, house_of
    from deploy.verification import ask_verification, show_verification

    settings = Settings()
    administrator = read_accounts(settings.secrets)["admin"]
    found = ask_verification(Session(house_of(settings).api, administrator))
    show_verification(Console(), found)
    if found.differences or found.scans.doubled:
        raise typer.Exit(1)
