"""`python -m tests.attacks.fuzz READER SECONDS`: atheris on one reader until the time is over.

It says how often it ran and how much of the code it reached; a crash ends it, with its input.
"""

import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-untyped]  # it has none

_ROOMS = ["contracts", "ingest", "service", "cbor2"]


def main() -> None:
    """Fuzz, beginning with what is good."""
    name, seconds = sys.argv[1:3]
    with atheris.instrument_imports(include=_ROOMS):
        # Only what is loaded here is looked into.
        from tests.attacks.fuzzing import READERS, SEEDS  # noqa: PLC0415

    reader = READERS[name]
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(SEEDS):
            (Path(corpus) / str(number)).write_bytes(seed)
        options = [f"-max_total_time={seconds}", "-print_final_stats=1", "-max_len=4500"]
        atheris.Setup([sys.argv[0], *options, corpus], lambda raw: reader(bytes(raw)))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
