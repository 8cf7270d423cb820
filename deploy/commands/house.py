"""Commands that run everything on one machine."""

import typer

from contracts.settings import Settings
from deploy.running import RunningHouse


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    app.command()(up)


def up() -> None:
    """Start everything on this machine; Ctrl-C stops it, and its data is kept.

    Example: `./chot up`. With `CHOT_KAFKA=host:9092` it uses that cluster instead of its own
    broker; `CHOT_DATA` is the folder of everything it keeps (`data/`).
    """
    from deploy.house import open_house

    with open_house(Settings(), say) as house:
        if house is None:
            return
        describe(house.note)
        house.watch()
        say("stopping …")


def say(line: str) -> None:
    """Print one line at once, also into a pipe."""
    print(line, flush=True)


def describe(note: RunningHouse) -> None:
    """Print where the running house is reached."""
    say(f"write side   {note.gateway}/openapi.json")
    say(f"read side    {note.api}/openapi.json")
    say(f"Kafka        {note.kafka}")
    say("Ctrl-C stops it; ./chot doctor says how it does.")
