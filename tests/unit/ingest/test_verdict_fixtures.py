"""The gateway over every verdict on file."""

import msgspec
import pytest

from contracts.passes import read
from contracts.registry import DayKeyPublished
from contracts.rules import Sight
from contracts.sealing import day_of
from ingest.forms import ScanSubmitted
from ingest.scan_checks import CheckedScan
from ingest.scanning import Gate, record_scan
from service.doors import Caller
from tests.builders.contracts import PSEUDONYMS, day_key
from tests.builders.ingest import PLACE, moment
from tests.builders.verdicts import VerdictCase, cases_on_file

# A scan is annulled later, by another request.
CASES = {name: case for name, case in cases_on_file().items() if not case.sight.annulled}


def _checked(token: str, sight: Sight) -> CheckedScan:
    form = ScanSubmitted(
        scan_id="scan-0001",
        code=token,
        place_id=PLACE,
        direction="in",
        happened_at=moment(sight.at_ms),
        source=sight.source,  # type: ignore[arg-type]  # nobody imports in a fixture
        offline=sight.offline,
        identity_matches=sight.identity_matches,
        route_agrees=sight.route_agrees,
        override_reason=sight.override_reason,
        waved_through=sight.waved_through,
    )
    return CheckedScan(
        form=form,
        happened_ms=sight.at_ms,
        lane="",
        plate="",
        trailer="",
        override_reason=sight.override_reason,
    )


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_gateway_gives_the_verdict_on_file(case: VerdictCase) -> None:
    """In its answer and in its event."""
    lists = case.lists()
    day = day_of(case.sight.at_ms)
    lists.apply(DayKeyPublished(day=day, public_key=bytes(day_key(day).public_key)))
    gate = Gate(
        caller=Caller(device_id="device-1"),
        received_ms=case.sight.at_ms,
        lists=lists,
        lists_age_s=case.sight.lists_age_s,
        policy=case.policy,
        pseudonyms=PSEUDONYMS,
        language="vi",
    )

    event, answer = record_scan(
        _checked(case.token, case.sight), read(case.token, lists.ring), gate
    )

    expected = case.expected
    assert (expected.category, expected.reason) == (answer.category, answer.reason)
    assert (expected.category, expected.reason) == (event.category, event.reason)
    assert expected.flags == answer.flags
    assert msgspec.json.encode(event)
