"""Commands that erase personal data, and that give out what is held on one person."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from deploy.commands.questions import Purpose, session

Kind = Annotated[
    Literal["cccd", "cmnd", "passport", "other"], typer.Option(help="What kind of document it is.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask before.")]
CitizenId = Annotated[
    str, typer.Option("--id", help="The id from another answer, instead of a document.")
]

_DOCUMENT = "Document number (not shown)"


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    erase = typer.Typer(help="Erase personal data for good.", no_args_is_help=True)
    erase.command(name="day")(erase_day)
    erase.command(name="person")(erase_person)
    app.add_typer(erase, name="erase")
    person = typer.Typer(help="What is held on one person.", no_args_is_help=True)
    person.command(name="export")(export_person)
    app.add_typer(person, name="person")


def erase_day(
    day: Annotated[str, typer.Argument(help="The day, as 2021-08-24, in Hà Nội.")],
    *,
    purpose: Purpose,
    words: Annotated[
        bool, typer.Option("--words", help="Also words in cases and reviews of that day.")
    ] = False,
    yes: Yes = False,
) -> None:
    """Destroy the key of a day: names, documents and telephones of it can't be read any more.

    Example: `./chot erase day 2021-08-24 --purpose "order 31"`. What is pseudonymous, the movements
    of that day, goes when its time is over. It is on the audit topic before.
    """
    from deploy.privacy_answers import say_day

    if not yes:
        typer.confirm(f"Destroy the key of {day}? Nobody can undo that.", abort=True)
    body = {"day": day, "purpose": purpose, "words": words}
    say_day(typer.echo, session("admin").post("/v1/erasures/days", body))


def erase_person(
    *,
    purpose: Purpose,
    kind: Kind = "cccd",
    citizen_id: CitizenId = "",
    yes: Yes = False,
) -> None:
    """Erase one person: rows, memory, live passes, photographs, lists.

    Example: `./chot erase person --purpose "request 12"`, and type the number when asked, or hand
    it in on standard input. It is no argument, so that no history of a shell holds it. Given again,
    it erases what came in since.
    """
    from deploy.privacy_answers import say_person

    body = _person(purpose, kind, citizen_id)
    if not yes:
        typer.confirm("Erase all that is held on this person?", abort=True)
    say_person(typer.echo, session("admin").post("/v1/erasures/persons", body))


def export_person(
    *,
    purpose: Purpose,
    to: Annotated[Path, typer.Option(help="The file to write; it must not exist.")],
    kind: Kind = "cccd",
    citizen_id: CitizenId = "",
) -> None:
    """Write all that is held on one person into a ZIP: JSON, HTML and PDF.

    Example: `./chot person export --purpose "request 12" --to person.zip`, and type the document's
    number when asked. The file holds names in the clear: hand it over, then delete it.
    """
    from service.files import write_private

    if to.exists():
        raise typer.BadParameter(f"{to} is there already", param_hint="--to")
    body = _person(purpose, kind, citizen_id)
    write_private(to, session("admin").post("/v1/persons/export", body))
    typer.echo(f"Written to {to}. It holds names in the clear.")


def _person(purpose: str, kind: str, citizen_id: str) -> dict[str, object]:
    if citizen_id:
        return {"purpose": purpose, "citizen_id": citizen_id}
    asked = sys.stdin.isatty()
    number = typer.prompt(_DOCUMENT, hide_input=True) if asked else sys.stdin.readline().strip()
    return {"purpose": purpose, "document": {"kind": kind, "number": number}}
