"""Commands about the keys that personal data is sealed to."""

from typing import Annotated

import typer
from rich.console import Console

from contracts.settings import Settings


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    keys = typer.Typer(help="Day keys and the master key that wraps them.", no_args_is_help=True)
    keys.command(name="list")(list_keys)
    keys.command()(rewrap)
    app.add_typer(keys, name="keys")


def list_keys(
    every: Annotated[
        bool, typer.Option("--all", help="Also the keys of words in cases and reviews.")
    ] = False,
) -> None:
    """List the day keys of this machine, and when each is destroyed because its time is over.

    Example: `./chot keys list`. Nothing needs to run.
    """
    from contracts.sealing import is_for_words
    from deploy.key_display import keys_table
    from service.house_secrets import kind_of_master, open_secrets

    settings = Settings()
    days = [day for day in open_secrets(settings).days() if every or not is_for_words(day)]
    Console().print(keys_table(settings, days))
    Console().print(f"The master key is held by: {kind_of_master(settings)}")


def rewrap() -> None:
    """Wrap every day key anew, with a new master key or that of the settings.

    Example: `./chot keys rewrap`. With the master key in its file, a new one is made and the old
    one destroyed. With `CHOT_MASTER_KEY` or `CHOT_KEY_SERVICE` set, those wrap from now on, and a
    key in the file is destroyed. Cut off, it is simply given again; nothing is lost meanwhile.
    """
    from service.house_secrets import kind_of_master, open_secrets

    settings = Settings()
    number = open_secrets(settings).rewrap()
    typer.echo(f"{number} day keys are wrapped anew, by: {kind_of_master(settings)}")
    typer.echo(
        "Backups of the folder of secrets, snapshots and the spare blocks of an SSD may still hold"
        " the old master key together with old wrappings: destroy those too."
    )
