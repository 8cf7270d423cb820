"""Whether the time of an answer tells what the answer does not: documents and accounts by guessing.

`./chot attack timing` times what stands behind finding a pass, prefilling and signing in: for what
is known, with a wrong proof, and for what is unknown, in turn. It prints medians, and how often a
guess by the time alone would be right (0.5 is chance).
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from contracts.identity import Document
from contracts.lists import Lists
from contracts.registry import OfficerRegistered
from contracts.shelf import KeptPass, put_away
from ingest.shelf import Shelf, _row_of
from service.accounts import hash_of, owner_of
from tests.builders.contracts import NOW_MS, PSEUDONYMS, token

_KNOWN, _UNKNOWN = Document("cccd", "001099990001"), Document("cccd", "001099990002")
_SLOW_ROUNDS = 40

Try = Callable[[], object]


def shelf_with_one(folder: Path) -> Shelf:
    """Return a shelf on which one person has a pass."""
    shelf = Shelf("nowhere:1", folder, PSEUDONYMS, Lists())
    kept = KeptPass(token(), "0912345678", "1999-08-15", "{}" * 300)
    line = put_away(kept, _KNOWN, PSEUDONYMS, pass_id="00" * 10, expires_ms=NOW_MS * 2)
    row = _row_of(line)
    assert row is not None  # we made it
    with shelf._store.writing() as writer:  # without Kafka nobody else fills it
        writer.add([row], {0: 1})
    shelf._fresh_at = 0.0  # as above
    return shelf


def tries_of_finding(shelf: Shelf) -> tuple[Try, Try]:
    """Return a try with a wrong day of birth for who has a pass, and one for who has none."""

    def find(document: Document) -> Try:
        return lambda: shelf.find_for_holder(
            document, phone="0900000001", birth_date="1900-01-01", at_ms=NOW_MS
        )

    return find(_KNOWN), find(_UNKNOWN)


def tries_of_signing_in() -> tuple[Try, Try]:
    """Return a try with a wrong password for an account, and one for none."""
    lists = Lists()
    lists.apply(
        OfficerRegistered(account="anna", password_hash=hash_of("her own"), roles=("officer",))
    )
    return lambda: owner_of(lists, "anna", "wrong"), lambda: owner_of(lists, "binh", "wrong")


def right_guesses(known: list[float], unknown: list[float]) -> float:
    """Return how often the slower of two answers is that about what is known; 0.5 is chance."""
    pairs = len(known) * len(unknown)
    ranked = sorted([(seconds, 1) for seconds in known] + [(seconds, 0) for seconds in unknown])
    below, wins = 0, 0
    for _, is_known in ranked:
        wins += below * is_known
        below += 1 - is_known
    return wins / pairs


def _measured(known: Try, unknown: Try, rounds: int) -> tuple[list[float], list[float]]:
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(2 * rounds):
        one = (known, unknown)[number % 2]
        began = time.perf_counter()
        one()
        times[number % 2].append(time.perf_counter() - began)
    return times


def _say(name: str, known: Try, unknown: Try, rounds: int) -> None:
    for _ in range(3):
        known(), unknown()
    first, second = _measured(known, unknown, rounds)
    print(  # noqa: T201  # a command
        f"{name}: known {statistics.median(first) * 1e6:,.0f} µs,"
        f" unknown {statistics.median(second) * 1e6:,.0f} µs (medians of {rounds}),"
        f" right guesses {right_guesses(first, second):.3f}"
    )


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        _say("find a pass", *tries_of_finding(shelf_with_one(Path(folder))), rounds)
    _say("sign in", *tries_of_signing_in(), min(rounds, _SLOW_ROUNDS))


if __name__ == "__main__":
    main()
