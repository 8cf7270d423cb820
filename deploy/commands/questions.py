"""Commands that ask the running house, as a person with the role would."""

import contextlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer
from typer.core import TyperGroup
from typer.main import get_command

from contracts.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.table import Table

    from deploy.asking import Session

T = TypeVar("T")

Format = Literal["table", "json"]
As = Annotated[Format, typer.Option("--format", help="A table for people or JSON for programs.")]
Purpose = Annotated[str, typer.Option(help="Why you ask: it goes to the audit topic.")]

MOST_ROWS = 40
# Room for any table: what a terminal breaks into two lines can still be copied whole.
_WIDEST = 1000


class Questions(TyperGroup):
    """A command for each question of the house, beside those written here.

    They follow from the catalogue, which is read only where somebody asks: it takes half a second.
    """

    def list_commands(self, ctx: Any) -> list[str]:
        """Name all of them, the questions first."""
        from deploy.question_commands import names

        return [*names(), *super().list_commands(ctx)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return one of them, None where there is none of that name."""
        from deploy.question_commands import app_of

        written = super().get_command(ctx, cmd_name)
        made = None if written else app_of(cmd_name, session)
        return get_command(made) if made else written


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    ask = typer.Typer(cls=Questions, help="Ask the running house a question.", no_args_is_help=True)
    ask.command()(situation)
    ask.command()(counts)
    ask.command(name="id")(citizen_id_of)
    app.add_typer(ask, name="ask")
    app.command()(watch)
    app.command()(where)


def situation(
    *,
    place: Annotated[str, typer.Option(help="Only this place.")] = "",
    unit: Annotated[str, typer.Option(help="Only this district or province.")] = "",
    at: Annotated[str, typer.Option(help="A moment with its zone; without, now.")] = "",
    form: As = "table",
) -> None:
    """How do things stand at the gates, or how did they?

    Example: `./chot ask situation --unit 01 --at 2021-08-24T08:00:00+07:00`
    """
    from urllib.parse import urlencode

    from deploy.situation_answer import Told, situation_table

    asked = urlencode({"place_id": place, "unit": unit, "at": at})
    answer = session("official").fetch(f"/v1/situation?{asked}")
    show(answer, Told, form, lambda found: situation_table(found, MOST_ROWS))


def counts(
    *,
    place: Annotated[str, typer.Option(help="One place by its id; without, the busiest.")] = "",
    hours: Annotated[float, typer.Option(help="How many hours back from now.")] = 24.0,
    form: As = "table",
) -> None:
    """How many scans were there, by place and direction?

    Example: `./chot ask counts --place hn-city-01 --hours 6`
    """
    from urllib.parse import urlencode

    from deploy.answers import PlaceCounts, counts_table

    asked = {**_span(hours / 24), "place_id": place}
    answer = session("official").fetch(f"/v1/counts?{urlencode(asked)}")
    show(answer, PlaceCounts, form, lambda found: counts_table(found, MOST_ROWS))


def citizen_id_of(
    source: Annotated[str, typer.Argument(help="The name given to `chot import --source`.")],
    person: Annotated[str, typer.Argument(help="What that source calls the person.")],
) -> None:
    """Print the citizen id of a person whom an import brought in.

    Example: `./chot ask timeline "$(./chot ask id trips B395)" --days 9000 --purpose "a trial"`
    """
    from contracts.identity import Pseudonyms, person_elsewhere
    from service.secrets import Secrets

    pseudonyms = Pseudonyms(Secrets(Settings().secrets).pseudonym_key())
    typer.echo(pseudonyms.citizen_id(person_elsewhere(source, person)))


def watch(
    places: Annotated[int, typer.Option(help="How many places to show.")] = 15,
) -> None:
    """Watch the counts of the busiest places tick; Ctrl-C ends it.

    Example: `./chot watch --places 20`
    """
    from rich.console import Console
    from rich.live import Live

    from deploy.watching import LivePlaces, frames

    signed_in = session("official")
    live_places = LivePlaces()
    with (
        Live(console=Console(), auto_refresh=False) as live,
        contextlib.suppress(KeyboardInterrupt),
    ):
        for frame in frames(signed_in.url, signed_in.token):
            live_places.take(frame)
            live.update(live_places.table(places), refresh=True)


def where(
    what: Annotated[
        Literal["gateway", "api", "kafka"], typer.Argument(help="Whose address to print.")
    ],
) -> None:
    """Print an address of the running house, for use in other commands.

    Example: `curl "$(./chot where gateway)/healthz"`
    """
    from deploy.asking import house_of

    house = house_of(Settings())
    typer.echo({"gateway": house.gateway, "api": house.api, "kafka": house.kafka}[what])


def session(name: str) -> "Session":
    """Sign in at the running house with one of the accounts of its first start."""
    from deploy.accounts import read_accounts
    from deploy.asking import Session, house_of

    settings = Settings()
    return Session(house_of(settings).api, read_accounts(settings.secrets)[name])


def _span(days: float) -> dict[str, str]:
    now = datetime.now().astimezone()
    return {"from": (now - timedelta(days=days)).isoformat(), "until": now.isoformat()}


def show(answer: bytes, kind: type[T], form: Format, table: "Callable[[T], Table]") -> None:
    """Print an answer, for people or for programs."""
    import msgspec
    from rich.console import Console
    from rich.measure import Measurement

    if form == "json":
        typer.echo(answer.decode())
    else:
        console, shown = Console(), table(msgspec.json.decode(answer, type=kind))
        room = console.options.update(width=_WIDEST)
        console.width = max(console.width, Measurement.get(console, room, shown).maximum)
        console.print(shown)
