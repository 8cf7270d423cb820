"""What a run of blows came to."""

from pathlib import Path

import msgspec
import pytest

from deploy.faults.report import Blow, FaultReport, Findings, report_of
from deploy.faults.schedule import Kind

_KINDS: tuple[Kind, ...] = ("kill_broker", "kill_server", "kill_broker")
_BLOWS = [
    Blow(
        kind=kind,
        against="it",
        at_s=at,
        recovered=True,
        recovery_s=6,
        standstill_s=5,
        acknowledged=300,
    )
    for at, kind in enumerate(_KINDS)
]
_WELL = Findings(
    acknowledged=9,
    lost=0,
    lost_examples=(),
    doubled=0,
    verify_differences=0,
    dead_letters=400,
    poison_lines=400,
)


def _report(
    findings: Findings = _WELL, *, standstill_s: float = 12.0, was_steady: bool = True
) -> FaultReport:
    return report_of(
        _BLOWS,
        findings,
        seed=1,
        state="memory://",
        longest_standstill_s=standstill_s,
        seconds=99,
        refused=(),
        was_steady=was_steady,
    )


def test_blows_are_counted_by_kind() -> None:
    """Each kind with how often it fell."""
    assert {"kill_broker": 2, "kill_server": 1} == _report().blows_by_kind


def test_a_run_as_promised_has_no_complaints() -> None:
    """Nothing lost, doubled or different, and no partition stood still for long."""
    assert _report().complaints == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"lost": 1},
        {"doubled": 1},
        {"verify_differences": 1},
        {"dead_letters": 401},
        {"acknowledged": 0},
    ],
)
def test_each_broken_promise_is_a_complaint(wrong: dict[str, int]) -> None:
    """One of it is enough."""
    assert len(_report(msgspec.structs.replace(_WELL, **wrong)).complaints) == 1


def test_a_standstill_of_more_than_a_minute_is_a_complaint() -> None:
    """A minute is allowed, more is not."""
    assert _report(standstill_s=60.0).complaints == ()
    assert len(_report(standstill_s=60.1).complaints) == 1


def test_a_load_that_ends_before_the_blows_is_a_complaint() -> None:
    """Blows against an idle house show nothing."""
    assert len(_report(was_steady=False).complaints) == 1


def test_the_file_holds_the_figures_at_its_top(tmp_path: Path) -> None:
    """Other programs read it."""
    file = tmp_path / "report.json"

    _report().write(file)

    told = msgspec.json.decode(file.read_bytes())
    assert (told["blows"], told["lost"], told["longest_standstill_s"]) == (3, 0, 12.0)
    assert [blow["kind"] for blow in told["each"]] == [blow.kind for blow in _BLOWS]
