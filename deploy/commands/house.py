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

    settings = Settings()
    with open_house(settings, say) as house:
        if house is None:
            return
        describe(house.note, settings)
        house.watch()
        say("stopping …")


def say(line: str) -> None:
    """Print one line at once, also into a pipe."""
    print(line, flush=True)


def describe(house: RunningHouse, settings: Settings) -> None:
    """Print where the running house is reached and who may sign in."""
    from deploy.accounts import accounts_file

    say("")
    say(f"citizens     {house.gateway}/        declare, and get a pass")
    say(f"officers     {house.gateway}/scan    the scanner (enrolled at {house.api}/enrol)")
    say(f"             {house.gateway}/paper   paper sheets that wait to be entered")
    say(f"officials    {house.api}/        board, questions, cases, reviews, enrolment")
    say("programs     /openapi.json at both; Kafka at " + house.kafka)
    file = accounts_file(settings.secrets)
    if file.exists():
        say(f"sign in as   {_roles(settings)}")
        say(f"             their passwords are in {file}")
    say("")
    say("Ctrl-C stops it; ./chot doctor says how it does.")


def _roles(settings: Settings) -> str:
    from deploy.accounts import read_accounts

    accounts = read_accounts(settings.secrets).values()
    return ", ".join(f"{account.name} ({' '.join(account.roles)})" for account in accounts)
