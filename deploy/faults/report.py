"""What a run of blows came to."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec

from deploy.faults.schedule import Kind

LONGEST_ALLOWED_STANDSTILL_S = 60.0


class Blow(msgspec.Struct, frozen=True, kw_only=True):
    """One blow: against what, when (seconds from the first), and until everything went on.

    `standstill_s` is the longest standstill of a partition from the blow to its recovery,
    `acknowledged` the scans acknowledged in that time.
    """

    kind: Kind
    against: str
    at_s: float
    recovered: bool
    recovery_s: float
    standstill_s: float
    acknowledged: int


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What the house holds after all blows, beside what it should hold.

    `lost` counts scans that were acknowledged and are not in ClickHouse. `dead_letters` counts
    lines put aside, each once; `poison_lines` those that were unreadable on purpose.
    """

    acknowledged: int
    lost: int
    lost_examples: tuple[str, ...]
    doubled: int
    verify_differences: int
    dead_letters: int
    poison_lines: int


class FaultReport(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of a run.

    `longest_standstill_s` is of all partitions, over the whole run. `was_steady` says whether the
    load lasted to the last blow: a blow against an idle house shows nothing.
    """

    seed: int
    state: str
    blows: int
    blows_by_kind: dict[str, int]
    acknowledged: int
    lost: int
    doubled: int
    verify_differences: int
    longest_standstill_s: float
    dead_letters: int
    poison_lines: int
    unrecovered: int
    was_steady: bool
    seconds: float
    refused: tuple[str, ...]
    lost_examples: tuple[str, ...]
    each: tuple[Blow, ...]

    @property
    def complaints(self) -> tuple[str, ...]:
        """What is not as promised, in words; nothing if all is."""
        found = (
            (self.lost, f"{self.lost} acknowledged scans are not in ClickHouse"),
            (self.doubled, f"{self.doubled} scans are in ClickHouse more than once"),
            (self.verify_differences, f"{self.verify_differences} differences between two roads"),
            (self.unrecovered, f"{self.unrecovered} blows were not recovered from in time"),
            (
                self.longest_standstill_s > LONGEST_ALLOWED_STANDSTILL_S,
                f"a partition stood still for {self.longest_standstill_s:.0f} s",
            ),
            (
                self.dead_letters != self.poison_lines,
                f"{self.dead_letters} dead letters for {self.poison_lines} poison lines",
            ),
            (len(self.refused), f"the gateway refused {len(self.refused)} requests for ever"),
            (not self.acknowledged, "nothing was acknowledged"),
            (not self.was_steady, "the load did not last to the last blow"),
        )
        return tuple(text for is_so, text in found if is_so)

    def write(self, file: Path) -> None:
        """Write it as JSON."""
        file.write_bytes(msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n")


def report_of(
    blows: Sequence[Blow],
    findings: Findings,
    *,
    seed: int,
    state: str,
    longest_standstill_s: float,
    seconds: float,
    refused: Sequence[str],
    was_steady: bool,
) -> FaultReport:
    """Put blows and findings together."""
    return FaultReport(
        seed=seed,
        state=state,
        blows=len(blows),
        blows_by_kind=dict(sorted(Counter(blow.kind for blow in blows).items())),
        acknowledged=findings.acknowledged,
        lost=findings.lost,
        doubled=findings.doubled,
        verify_differences=findings.verify_differences,
        longest_standstill_s=round(longest_standstill_s, 1),
        dead_letters=findings.dead_letters,
        poison_lines=findings.poison_lines,
        unrecovered=sum(not blow.recovered for blow in blows),
        was_steady=was_steady,
        seconds=round(seconds, 1),
        refused=tuple(refused),
        lost_examples=findings.lost_examples,
        each=tuple(blows),
    )
