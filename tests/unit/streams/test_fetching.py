"""How far Faust commits, when records go past its streams."""

from collections import defaultdict

from faust.types import TP

from streams.fetching import FetchingConsumer
from streams.intake import Intake, Place
from tests.unit.streams.test_intake import SCANS, records


def consumer_of(intake: Intake, committed: dict[TP, int] | None = None) -> FetchingConsumer:
    """Return a consumer that never connects, and knows that so much is committed."""
    consumer = FetchingConsumer.__new__(FetchingConsumer)
    consumer.intake = intake
    consumer._committed_offset = defaultdict(lambda: None, committed or {})
    return consumer


def committable(consumer: FetchingConsumer) -> dict[TP, int]:
    """Return what Faust would commit now."""
    return consumer._filter_committable_offsets(consumer._filter_tps_with_pending_acks())


def test_only_what_is_kept_is_committed() -> None:
    """Neither what waits nor what is in work, however much was fetched."""
    intake = Intake(3)
    consumer = consumer_of(intake)
    intake.add({SCANS: records(SCANS, range(5))})
    intake.take()
    assert {} == committable(consumer)

    intake.finish({0})

    assert {TP("scans", 0): 3} == committable(consumer)


def test_what_is_committed_is_not_committed_again_and_never_goes_back() -> None:
    """The broker is told only where something went on."""
    intake = Intake(3)
    intake.kept = {SCANS: 3, Place("scans", 1): 7}

    consumer = consumer_of(intake, {TP("scans", 0): 3, TP("scans", 1): 9})

    assert {} == committable(consumer)
