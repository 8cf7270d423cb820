"""What the doctor finds wrong."""

from typing import Any

import msgspec
import pytest

from deploy.doctor.facts import Disk, Facts, KafkaFacts, Lag, Service
from deploy.doctor.findings import BEHIND_RECORDS, findings
from service.topics import TopicDifference

_GIB = 1024**3

_CLUSTER = KafkaFacts(
    lags=(Lag(group="chot-stream", topic="scans", partition=0, committed=10, end=10),),
    differences=(),
    dead={"scans.dead": 0},
)

_GATEWAY = Service(
    name="gateway",
    url="http://127.0.0.1:8010",
    reached=True,
    ok=True,
    keeps_lists=True,
    lists_age_s=1.0,
)

_WELL = Facts(
    data="data",
    running_since_ms=0,
    kafka="127.0.0.1:19092",
    cluster=_CLUSTER,
    services=(_GATEWAY,),
    gone=(),
    disk=Disk(used={"kafka": _GIB}, free=50 * _GIB, total=100 * _GIB),
    versions={},
    lists_too_old_s=3600,
    sheet_alarm_min=60,
)


def _with(**changes: Any) -> Facts:
    return msgspec.structs.replace(_WELL, **changes)


def _with_lag(**changes: Any) -> Facts:
    lag = msgspec.structs.replace(_CLUSTER.lags[0], **changes)
    return _with(cluster=msgspec.structs.replace(_CLUSTER, lags=(lag,)))


def _with_gateway(**changes: Any) -> Facts:
    return _with(services=(msgspec.structs.replace(_GATEWAY, **changes),))


def test_a_house_that_is_well_has_no_findings() -> None:
    """Nothing is said about what is right."""
    assert findings(_WELL) == []


@pytest.mark.parametrize(
    ("facts", "what"),
    [
        (_with(kafka="", cluster=None, services=()), "nothing runs on data"),
        (_with(cluster=None), "Kafka does not answer on 127.0.0.1:19092"),
        (_with(gone=("worker-1",)), "worker-1 is not there"),
        (_with_gateway(reached=False, ok=False), "gateway does not answer"),
        (_with_gateway(ok=False, failing=("kafka",)), "gateway is not well: kafka"),
        (_with_gateway(lists_age_s=None), "gateway has no lists yet"),
        (_with_gateway(lists_age_s=3601.0), "the lists of gateway are 3601 s old"),
        (_with_lag(end=13, moved=False), "chot-stream stands still on 1 partitions"),
        (_with_lag(end=10 + BEHIND_RECORDS + 1), "chot-stream is 5001 records behind"),
        (
            _with(
                cluster=msgspec.structs.replace(
                    _CLUSTER, differences=(TopicDifference("scans", "partitions", "12", "6"),)
                )
            ),
            "topic not as declared: scans: partitions declared 12, found 6",
        ),
        (_with(disk=Disk(used={}, free=_GIB, total=100 * _GIB)), "1.0 GiB free under data"),
        (_with(disk=Disk(used={}, free=4 * _GIB, total=100 * _GIB)), "4.0 GiB free under data"),
    ],
)
def test_each_thing_that_is_wrong_is_found_alone_and_has_a_hint(facts: Facts, what: str) -> None:
    """One fault is one finding, so that the report leads to its cause."""
    (found,) = findings(facts)

    assert found.weight == "wrong"
    assert found.what.startswith(what)
    assert found.hint


def test_a_lag_that_shrinks_while_we_look_is_not_wrong() -> None:
    """A busy system always has records under way."""
    assert findings(_with_lag(end=200)) == []


def test_dead_letters_are_worth_a_note_and_no_alarm() -> None:
    """They are kept for 30 days; an alarm for as long would teach people not to look."""
    cluster = msgspec.structs.replace(_CLUSTER, dead={"scans.dead": 3})

    (found,) = findings(_with(cluster=cluster))

    assert (found.weight, found.what) == ("note", "3 dead letters on scans.dead")


def test_a_sheet_that_waits_long_is_worth_a_note() -> None:
    """The house is well; somebody has to type."""
    (found,) = findings(_with_gateway(sheets_wait_s=3600))

    assert (found.weight, found.what) == ("note", "a paper sheet has waited 60 min for its entry")
    assert findings(_with_gateway(sheets_wait_s=3599)) == []
