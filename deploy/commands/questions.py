"""Commands that ask the running house, as a person with the role would."""

import contextlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from contracts.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.table import Table

    from deploy.asking import Session

T = TypeVar("T")

Format = Literal["table", "json"]
As = Annotated[Format, typer.Option("--format", help="A table for people or JSON for programs.")]
Since = Annotated[float, typer.Option(help="How many days back from now.")]
Purpose = Annotated[str, typer.Option(help="Why you ask: it goes to the audit topic.")]

_MOST_ROWS = 40
# A row with a citizen id needs this many columns, also when the output goes to a file.
_NARROWEST = 140


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    ask = typer.Typer(help="Ask the running house a question.", no_args_is_help=True)
    ask.command()(timeline)
    ask.command()(vehicle)
    ask.command()(contacts)
    ask.command()(spread)
    ask.command()(alerts)
    ask.command()(departures)
    ask.command()(situation)
    ask.command()(counts)
    ask.command(name="id")(citizen_id_of)
    app.add_typer(ask, name="ask")
    app.command()(watch)
    app.command()(where)


def timeline(
    citizen_id: Annotated[str, typer.Argument(help="32 hexadecimal digits.")],
    *,
    purpose: Purpose,
    days: Since = 3.0,
    form: As = "table",
) -> None:
    """Where was this person, scan by scan?

    Example: `./chot ask timeline 0f…9c --purpose "case 17"`
    """
    from deploy.answers import Timeline, timeline_table

    body = {"citizen_id": citizen_id, "purpose": purpose, **_span(days)}
    answer = session("epi").post("/v1/questions/timeline", body)
    show(answer, Timeline, form, lambda found: timeline_table(found, _MOST_ROWS))


def vehicle(
    plate: Annotated[str, typer.Argument(help="The plate, however it is written.")],
    *,
    purpose: Purpose,
    days: Since = 3.0,
    gap_hours: Annotated[int, typer.Option(help="Tell when it was out of sight so long.")] = 24,
    form: As = "table",
) -> None:
    """Where was this vehicle or trailer, and how many people were scanned with it?

    Example: `./chot ask vehicle 29A-123.45 --purpose "case 17"`
    """
    from deploy.answers import VehicleTimeline, vehicle_table

    body = {"plate": plate, "gap_hours": gap_hours, "purpose": purpose, **_span(days)}
    answer = session("epi").post("/v1/questions/vehicle", body)
    show(answer, VehicleTimeline, form, lambda found: vehicle_table(found, _MOST_ROWS))


def contacts(
    citizen_ids: Annotated[list[str], typer.Argument(help="One or more index persons.")],
    *,
    purpose: Purpose,
    days: Since = 3.0,
    minutes: Annotated[int, typer.Option(help="The window within which two scans meet.")] = 15,
    form: As = "table",
) -> None:
    """Whom did these people meet?

    Example: `./chot ask contacts 0f…9c --minutes 15 --purpose "case 17"`
    """
    from deploy.answers import Contacts, contacts_table

    body = {
        "citizen_ids": citizen_ids,
        "within_minutes": minutes,
        "purpose": purpose,
        **_span(days),
    }
    answer = session("epi").post("/v1/questions/contacts", body)
    show(answer, Contacts, form, lambda found: contacts_table(found, _MOST_ROWS))


def spread(
    citizen_ids: Annotated[list[str], typer.Argument(help="One or more index persons.")],
    *,
    purpose: Purpose,
    days: Since = 14.0,
    minutes: Annotated[int, typer.Option(help="The window within which two scans meet.")] = 15,
    depth: Annotated[int, typer.Option(help="How many levels: 1 for F1, 2 for F2, up to 4.")] = 2,
    form: As = "table",
) -> None:
    """Who may have it from these people, who from those, and so on?

    Example: `./chot ask spread 0f…9c --depth 3 --purpose "case 17"`
    """
    from deploy.answers import Spread, spread_table

    body = {
        "citizen_ids": citizen_ids,
        "within_minutes": minutes,
        "depth": depth,
        "purpose": purpose,
        **_span(days),
    }
    answer = session("epi").post("/v1/questions/spread", body)
    show(answer, Spread, form, lambda found: spread_table(found, _MOST_ROWS))


def alerts(
    *,
    purpose: Purpose,
    days: Since = 1.0,
    kind: Annotated[list[str] | None, typer.Option(help="Only this kind; may be repeated.")] = None,
    place: Annotated[str, typer.Option(help="Only at this place.")] = "",
    unit: Annotated[str, typer.Option(help="Only in this district or province.")] = "",
    withdrawn: Annotated[bool, typer.Option(help="Also what was explained since.")] = False,
    form: As = "table",
) -> None:
    """What should somebody look at, as known since when?

    Example: `./chot ask alerts --unit 01 --kind impossible_travel --purpose "the daily review"`
    """
    from deploy.answers import Alerts, alerts_table

    body = {
        "kinds": kind or [],
        "place_id": place,
        "unit": unit,
        "withdrawn": withdrawn,
        "purpose": purpose,
        **_span(days),
    }
    answer = session("epi").post("/v1/questions/alerts", body)
    show(answer, Alerts, form, lambda found: alerts_table(found, _MOST_ROWS))


def departures(
    unit: Annotated[str, typer.Argument(help="Code of a district or province.")],
    *,
    purpose: Purpose,
    days: Since = 14.0,
    form: As = "table",
) -> None:
    """Who left this area, and where was each of them last seen?

    Example: `./chot ask departures 001 --days 14 --purpose "order 17"`
    """
    from deploy.answers import Departures, departures_table

    body = {"unit": unit, "purpose": purpose, **_span(days)}
    answer = session("epi").post("/v1/questions/departures", body)
    show(answer, Departures, form, lambda found: departures_table(found, _MOST_ROWS))


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
    show(answer, Told, form, lambda found: situation_table(found, _MOST_ROWS))


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
    show(answer, PlaceCounts, form, lambda found: counts_table(found, _MOST_ROWS))


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

    if form == "json":
        typer.echo(answer.decode())
    else:
        console = Console()
        console.width = max(console.width, _NARROWEST)
        console.print(table(msgspec.json.decode(answer, type=kind)))
