"""The command that brings in what others have recorded."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from contracts.errors import FixRequest
from contracts.sealing import HANOI
from contracts.settings import Settings

_SOME_REFUSED = 2

_File = Annotated[
    Path, typer.Argument(help="CSV or JSON Lines (also .gz), XLSX or Parquet.", show_default=False)
]
_Source = Annotated[str, typer.Option(help="The source's name; its ids begin with it.")]
_Map = Annotated[list[str] | None, typer.Option("--map", help="field=column, once for each field.")]
_Set = Annotated[list[str] | None, typer.Option("--set", help="field=value, for all rows alike.")]
_Direction = Annotated[
    list[str] | None, typer.Option("--direction", help="The source's word=in, out or visit.")
]
_Mapping = Annotated[
    Path | None, typer.Option(help="A TOML file that says the same as these options.")
]
_Zone = Annotated[str, typer.Option(help="The zone of times that name none, as +07:00.")]
_Format = Annotated[
    str, typer.Option(help="How times are written, if unusual, as %d/%m/%Y %H:%M:%S.")
]
_Create = Annotated[
    bool, typer.Option("--create-places", help="Make the places that are not known yet.")
]
_Dry = Annotated[bool, typer.Option("--dry-run", help="Check all rows and write none.")]
_Rejects = Annotated[
    Path | None,
    typer.Option(help="List of refused rows (CSV).", show_default="data/imports/…-rejects.csv"),
]
_Report = Annotated[Path | None, typer.Option(help="Write the summary here as JSON.")]


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    app.command("import")(import_file)


def import_file(
    file: _File,
    *,
    source: _Source = "",
    columns: _Map = None,
    fixed: _Set = None,
    directions: _Direction = None,
    mapping: _Mapping = None,
    zone: _Zone = "",
    time_format: _Format = "",
    create_places: _Create = False,
    dry_run: _Dry = False,
    rejects: _Rejects = None,
    report: _Report = None,
) -> None:
    """Bring in scans that others have recorded; the same file twice adds nothing.

    Example: `./chot import trips.csv.gz --source trips --map person=card --map place=station
    --map time=at --zone +07:00 --create-places`. The exit status is 2 if some rows were refused.
    """
    from deploy.import_display import shown_import, tell_faults, tell_summary
    from deploy.running import cluster_of
    from ingest.importing.mapping import GivenMapping, mapping_of, pairs_of, read_mapping_file
    from ingest.importing.run import Order, run_import

    settings = Settings()
    try:
        given = GivenMapping(
            source=source,
            zone=zone,
            time_format=time_format,
            columns=pairs_of("--map", columns or ()),
            fixed=pairs_of("--set", fixed or ()),
            directions=pairs_of("--direction", directions or ()),
        )
        whole = mapping_of(given.over(read_mapping_file(mapping)) if mapping else given)
        order = Order(
            file=file,
            mapping=whole,
            rejects=rejects or _rejects_of(settings, whole.source),
            create_places=create_places,
            dry_run=dry_run,
        )
        with shown_import(file.name) as progress:
            summary = run_import(order, settings, cluster_of(settings).kafka, progress)
    except FixRequest as refused:
        tell_faults(refused)
        raise typer.Exit(1) from refused
    tell_summary(summary)
    if report:
        report.write_bytes(msgspec.json.format(msgspec.json.encode(summary), indent=2) + b"\n")
    if summary.refused:
        raise typer.Exit(_SOME_REFUSED)


def _rejects_of(settings: Settings, source: str) -> Path:
    now = datetime.now(HANOI).strftime("%Y%m%dT%H%M%S")
    return settings.data / "imports" / f"{source}-{now}-rejects.csv"
