"""What is wrong, and what to do about it: pure functions over the facts, one per question."""

from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from deploy.doctor.facts import Facts, Lag

BEHIND_RECORDS = 5_000
"""A lag from which on somebody waits for answers: a record may hold hundreds of scans."""

SCARCE_DISK_BYTES = 2 * 1024**3
SCARCE_DISK_SHARE = 0.05


class Finding(msgspec.Struct, frozen=True):
    """Something to know: `wrong` needs somebody's hand, `note` needs somebody's eye."""

    weight: Literal["wrong", "note"]
    what: str
    hint: str


def _nothing_runs(facts: Facts) -> Iterator[Finding]:
    if not facts.kafka:
        yield Finding(
            "wrong",
            f"nothing runs on {facts.data}",
            "start it with ./chot up, or set CHOT_KAFKA and CHOT_DATA to where it runs",
        )


def _kafka_is_away(facts: Facts) -> Iterator[Finding]:
    if facts.kafka and facts.cluster is None:
        yield Finding(
            "wrong",
            f"Kafka does not answer on {facts.kafka}",
            f"see {facts.data}/logs/broker.log; for a cluster of your own, check CHOT_KAFKA",
        )


def _process_is_gone(facts: Facts) -> Iterator[Finding]:
    for name in facts.gone:
        yield Finding(
            "wrong",
            f"{name} is not there",
            f"it is started again after a pause; why it ended is in {facts.data}/logs/{name}.log",
        )


def _service_is_unwell(facts: Facts) -> Iterator[Finding]:
    for service in facts.services:
        if service.ok:
            continue
        if service.reached:
            what = f"is not well: {', '.join(service.failing) or 'no reason given'}"
        else:
            what = f"does not answer on {service.url}"
        hint = f"it may still be starting; its log is in {facts.data}/logs"
        yield Finding("wrong", f"{service.name} {what}", hint)


def _lists_are_old(facts: Facts) -> Iterator[Finding]:
    for service in facts.services:
        if not service.keeps_lists or not service.reached:
            continue
        age_s = service.lists_age_s
        if age_s is None:
            yield Finding(
                "wrong",
                f"{service.name} has no lists yet",
                "it reads them from the registry topic; see whether Kafka answers",
            )
        elif age_s > facts.lists_too_old_s:
            yield Finding(
                "wrong",
                f"the lists of {service.name} are {age_s:.0f} s old",
                "revocations do not reach the gates; see whether Kafka answers",
            )


def _stalled(facts: Facts) -> Iterator[Finding]:
    for group in _groups(facts):
        stuck = [lag for lag in _lags(facts, group) if lag.records and not lag.moved]
        if stuck:
            worst = max(stuck, key=lambda lag: lag.records)
            yield Finding(
                "wrong",
                f"{group} stands still on {len(stuck)} partitions, "
                f"most on {worst.topic}/{worst.partition}: {worst.records} records wait",
                "its process has stopped or hangs: see its log, then end it; "
                "it goes on where it was",
            )


def _behind(facts: Facts) -> Iterator[Finding]:
    for group in _groups(facts):
        waiting = sum(lag.records for lag in _lags(facts, group) if lag.moved)
        if waiting > BEHIND_RECORDS:
            yield Finding(
                "wrong",
                f"{group} is {waiting} records behind",
                "it works and does not keep up: more workers (CHOT_WORKERS), or more cores",
            )


def _topics_differ(facts: Facts) -> Iterator[Finding]:
    for difference in facts.cluster.differences if facts.cluster else ():
        yield Finding(
            "wrong",
            f"topic not as declared: {difference}",
            "missing ones are made by ./chot up; change others with Kafka's own tools",
        )


def _disk_is_scarce(facts: Facts) -> Iterator[Finding]:
    disk = facts.disk
    if disk.free < max(SCARCE_DISK_BYTES, SCARCE_DISK_SHARE * disk.total):
        yield Finding(
            "wrong",
            f"{disk.free / 1024**3:.1f} GiB free under {facts.data}",
            "make room or shorten CHOT_KEEP_DAYS: without room Kafka and ClickHouse stop",
        )


def _dead_letters(facts: Facts) -> Iterator[Finding]:
    for topic, count in (facts.cluster.dead if facts.cluster else {}).items():
        if count:
            yield Finding(
                "note",
                f"{count} dead letters on {topic}",
                "each line says where it came from and why it could not be read",
            )


def _sheets_wait(facts: Facts) -> Iterator[Finding]:
    for service in facts.services:
        minutes = service.sheets_wait_s // 60
        if minutes >= facts.sheet_alarm_min:
            yield Finding(
                "note",
                f"a paper sheet has waited {minutes} min for its entry",
                f"officers enter sheets on {service.url}/paper",
            )


QUESTIONS: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    _nothing_runs,
    _kafka_is_away,
    _process_is_gone,
    _service_is_unwell,
    _lists_are_old,
    _stalled,
    _behind,
    _topics_differ,
    _disk_is_scarce,
    _dead_letters,
    _sheets_wait,
)


def findings(facts: Facts) -> list[Finding]:
    """Return what there is to say, in the order in which to look at it."""
    return [finding for question in QUESTIONS for finding in question(facts)]


def _groups(facts: Facts) -> list[str]:
    return sorted({lag.group for lag in facts.cluster.lags}) if facts.cluster else []


def _lags(facts: Facts, group: str) -> Iterator[Lag]:
    for lag in facts.cluster.lags if facts.cluster else ():
        if lag.group == group:
            yield lag
