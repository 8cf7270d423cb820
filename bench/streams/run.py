"""`chot bench streams`: every contestant alone on one core, with the same input, round by round."""

import logging
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from bench.broker import OwnBroker, own_broker
from bench.cores import Cores, cores_here, pin
from bench.streams.city import Line, city_lines, some_citizens
from bench.streams.figures import (
    CPU_REACH,
    LINES,
    REACH,
    Figures,
    Lap,
    Laps,
    Name,
    Report,
    figures_of,
    ratios_of,
)
from bench.streams.lap import PEERS_PYTHON, Course, run_lap
from bench.streams.outcome import Outcome
from bench.streams.profile import profile_of
from bench.streams.records import records_of
from bench.streams.task import A_CHECKPOINT, OUTPUTS, Task
from contracts.errors import Stop
from contracts.topics import TOPICS, Topic
from service.topics import ensure_topics

PARTITIONS = 12
# Lines that everybody takes in before the clock runs.
WARM_UP_LINES = 5_000
# Who takes one scan at a time gets so many lines at most, a multiple of Quix's checkpoint.
_MOST_LINES: dict[Name, int] = {"usual_faust": 20_000, "quix": 50_000}
# Small records take longer, so there are fewer lines of them.
_MOST_LINES_OF: dict[int, int] = {1: 60_000, 5: 200_000}

Say = Callable[[str], None]


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """How much is run: a city of so many people, so many scans, so many rounds, which contestants.

    `lines` are the numbers of lines a record.
    """

    people: int
    scans: int
    rounds: int
    lines: Sequence[int] = LINES
    peers: Sequence[Name] = ("confluent", "usual_faust", "quix")

    def alone(self) -> "Run":
        """Return the same run without peers."""
        return msgspec.structs.replace(self, peers=())


def measure(run: Run, say: Say) -> Report:
    """Measure everything with brokers of our own, which are gone afterwards.

    Raises:
        Stop: a contestant did not do what it should.

    """
    if run.peers and not PEERS_PYTHON.exists():
        raise Stop("the peers are not installed; ./chot bench streams does it")
    # A broker that was just told of a topic refuses the first writes; the client tries again.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    cores = cores_here()
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores.others)
    try:
        say(f"making {run.scans:,} scans of a city of {run.people:,} …")
        lines = city_lines(run.people, run.scans)
        laps = _laps(run, lines, cores, say)
        say("profiling the worker's own part …")
        profile = profile_of(lines, PARTITIONS)
    finally:
        os.sched_setaffinity(0, before)
    figures: dict[str, dict[str, Figures]] = {
        name: {str(n): figures_of(of_lines) for n, of_lines in by_lines.items()}
        for name, by_lines in laps.items()
    }
    rates = {name: {n: f.scans_per_s for n, f in own.items()} for name, own in figures.items()}
    return Report(
        people=run.people,
        scans=run.scans,
        rounds=run.rounds,
        cores=len(before),
        ratios=ratios_of(rates),
        scans_per_s=rates,
        cpu_us_per_scan={
            name: {n: f.cpu_us_per_scan for n, f in own.items()} for name, own in figures.items()
        },
        laps={name: {n: f.laps for n, f in own.items()} for name, own in figures.items()},
        profile=profile,
        reach=REACH,
        cpu_reach=CPU_REACH,
    )


def _laps(run: Run, lines: Sequence[Line], cores: Cores, say: Say) -> Laps:
    laps: dict[Name, dict[int, list[Lap]]] = defaultdict(lambda: defaultdict(list))
    for number in range(run.rounds):
        for per_record in run.lines:
            with own_broker(partitions=PARTITIONS) as broker:
                pin(broker.pid, cores.others)
                # The order changes, so that nobody always has the broker while it is new.
                names = list(_contestants(run, per_record))[:: 1 if number % 2 == 0 else -1]
                for name in names:
                    lap = _lap(name, per_record, lines, broker, cores)
                    laps[name][per_record].append(lap)
                    say(_told(number, name, per_record, lap))
    return laps


def _contestants(run: Run, per_record: int) -> Iterator[Name]:
    yield "ours"
    for name in run.peers:
        if name not in _MOST_LINES or per_record == 1:
            yield name


def _lap(
    name: Name, per_record: int, lines: Sequence[Line], broker: OwnBroker, cores: Cores
) -> Lap:
    prefix = "" if name == "ours" else f"{name}-"
    # Joining two topics costs Quix an alignment of their times, so it gets one.
    declarations = "scans" if name == "quix" else "declarations"
    course = _course(name, per_record, lines, {"scans": "scans", "declarations": declarations})
    task = Task(
        kafka=broker.kafka,
        prefix=prefix,
        partitions=PARTITIONS,
        lines=per_record,
        warm_up=len(course.warm_up),
        records=len(course.warm_up) + len(course.measured),
        folder=str(broker.folder / name),
    )
    if prefix:
        ensure_topics(broker.kafka, partitions=PARTITIONS, replication=1, topics=_own(prefix))
    return run_lap(name, task, course, cores)


def _course(
    name: Name, per_record: int, lines: Sequence[Line], topics: Mapping[str, str]
) -> Course:
    own = _few(name, per_record, lines)
    warm_up, measured = own[:WARM_UP_LINES], own[WARM_UP_LINES:]
    return Course(
        warm_up=list(records_of(warm_up, per_record, PARTITIONS, topics)),
        measured=list(records_of(measured, per_record, PARTITIONS, topics)),
        measured_scans=sum(1 for line in measured if line.scan_id),
        expected=_expected(own),
    )


def _few(name: Name, per_record: int, lines: Sequence[Line]) -> Sequence[Line]:
    most = _MOST_LINES.get(name, _MOST_LINES_OF.get(per_record, len(lines)))
    few = some_citizens(lines, most)
    if name != "quix":
        return few
    return few[: max(len(few) // A_CHECKPOINT, 1) * A_CHECKPOINT]


def _expected(lines: Sequence[Line]) -> Outcome:
    scans = {line.scan_id for line in lines if line.scan_id}
    known = {line.scan_id for line in lines if line.is_known}
    return Outcome(judged=len(scans), movements=len(known), counted=len(scans))


def _own(prefix: str) -> tuple[Topic, ...]:
    """Return a contestant's own topics, laid out as the house's."""
    wanted = {"scans", "declarations", "stream-state", *OUTPUTS}
    return tuple(
        msgspec.structs.replace(topic, name=f"{prefix}{topic.name}")
        for topic in TOPICS
        if topic.name in wanted
    )


def _told(number: int, name: Name, per_record: int, lap: Lap) -> str:
    rate, cpu_us = lap.scans / lap.seconds, lap.cpu_s / lap.scans * 1e6
    what = f"round {number + 1}, {per_record} lines a record, {name}"
    return f"{what}: {rate:,.0f} scans/s, {cpu_us:.1f} µs/scan"
