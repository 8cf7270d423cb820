"""A bench's report: the same figures for people and for machines."""

from pathlib import Path

import msgspec


def write_report(file: Path, report: msgspec.Struct) -> None:
    """Write the figures as JSON."""
    file.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n")
