"""Commands that look after the audit topic."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from contracts.errors import Stop
from contracts.settings import Settings

if TYPE_CHECKING:
    from nacl.signing import VerifyKey

    from contracts.chain import LinkPlace

_KEY_LENGTH = 64

_File = Annotated[
    Path | None,
    typer.Option("--from-file", help="Check a copy made by `export` instead.", dir_okay=False),
]
_Keys = Annotated[
    list[str] | None,
    typer.Option("--key", help="Public key to believe, in hexadecimal; by default this house's."),
]
_Known = Annotated[
    str,
    typer.Option(
        "--knowing",
        help="A line known to be there, CHAIN:NUMBER:HASH, as an earlier check printed it;"
        " by default the last checkpoint that this house remembers.",
    ),
]


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    audit = typer.Typer(help="Check and copy the audit topic.", no_args_is_help=True)
    audit.command()(verify)
    audit.command()(export)
    audit.command()(key)
    app.add_typer(audit, name="audit")


def verify(from_file: _File = None, keys: _Keys = None, knowing: _Known = "") -> None:
    """Check that the audit topic is whole: nothing changed, missing, moved, slipped in or cut off.

    Example: `./chot audit verify`. The exit status is 1 if anything is wrong.
    """
    from deploy.audit_display import show_report
    from deploy.auditing import check_lines, lines_of_copy, lines_of_topic
    from deploy.progress import shown_progress
    from service.audit_topic import records_waiting

    settings = Settings()
    believed = _believed(settings, keys)
    known = _known(settings, knowing, is_copy=from_file is not None)
    if from_file is not None:
        size = from_file.stat().st_size
        lines = lines_of_copy(from_file)
        # A line of a copy has about this many bytes.
        expected = max(size // 700, 1)
    else:
        kafka = _kafka(settings)
        expected = max(records_waiting(kafka), 1)
        lines = lines_of_topic(kafka)
    with shown_progress("checking") as show:
        report = check_lines(
            lines, believed, known, lambda n: show(min(n / expected, 1.0), f"{n:,} lines")
        )
    show_report(Console(), report)
    if report.faults:
        raise typer.Exit(1)


def export(
    file: Annotated[Path, typer.Argument(help="Where to write the copy.", dir_okay=False)],
) -> None:
    """Copy the audit topic to a file of JSON Lines, for `verify --from-file` anywhere else.

    Example: `./chot audit export audit.jsonl`.
    """
    from deploy.auditing import copy_lines, lines_of_topic

    number = copy_lines(lines_of_topic(_kafka(Settings())), file)
    Console().print(f"{number:,} lines in {file}", highlight=False)


def key() -> None:
    """Show the public key by which others can check a copy, and the last checkpoint.

    Example: `./chot audit key`. Keep what it prints where nobody of this house can change it.
    """
    from service.checkpoints import remembered
    from service.secrets import Secrets

    settings = Settings()
    typer.echo(f"key       {bytes(Secrets(settings.secrets).audit_key().verify_key).hex()}")
    last = remembered(settings.secrets)
    if last is not None:
        place = last.place
        typer.echo(f"knowing   {place.chain}:{place.sequence}:{place.hash}")


def _kafka(settings: Settings) -> str:
    from deploy.running import cluster_of

    return cluster_of(settings).kafka


def _believed(settings: Settings, keys: list[str] | None) -> "list[VerifyKey]":
    from nacl.signing import VerifyKey

    from service.secrets import Secrets

    if not keys:
        return [Secrets(settings.secrets).audit_key().verify_key]
    try:
        return [VerifyKey(bytes.fromhex(text)) for text in keys]
    except ValueError as fault:
        raise Stop(f"a public key has {_KEY_LENGTH} hexadecimal digits") from fault


def _known(settings: Settings, knowing: str, *, is_copy: bool) -> "LinkPlace | None":
    from contracts.chain import LinkPlace
    from service.checkpoints import remembered

    if knowing:
        try:
            chain, sequence, digest = knowing.split(":")
            return LinkPlace(chain, int(sequence), digest)
        except ValueError as fault:
            raise Stop("a known line is written CHAIN:NUMBER:HASH") from fault
    last = None if is_copy else remembered(settings.secrets)
    return last.place if last else None
