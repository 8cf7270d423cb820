"""Where things lie in the project folder."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

KAFKA_JARS = ROOT / ".cache" / "kafka" / "lib"
"""The broker's jars, laid there by Maven (`./chot` does it)."""
