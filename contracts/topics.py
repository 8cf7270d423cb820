"""Every topic as a record: what it is for, who writes and reads it, how long it is kept.

The broker's topics are made from this table (`service/topics.py`); auto-creation is off. Topics
whose lines belong to one citizen share one partition count, so that a worker which holds partition
7 of `scans` holds everything about the citizens of partition 7.
"""

from typing import Literal

import msgspec

from contracts.durations import DAY_MS
from contracts.settings import Settings

TopicName = Literal[
    "declarations",
    "scans",
    "annulments",
    "judged",
    "movements",
    "counts",
    "alerts",
    "audit",
    "registry",
    "sheets",
    "cases",
    "reviews",
    "passes",
    "devices",
    "stream-state",
]

# The consumer group of the stream's workers.
STREAM_GROUP = "chot-stream"

# By which setting a topic's records go; `topic` is a topic that has a time of its own.
Kept = Literal["movements", "dead_letters", "topic"]

Room = Literal["ingest", "streams", "analytics", "api", "service", "deploy"]


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """A topic as declared.

    `partitions` 0 means "as many as the house's setting says". `keep_ms` is the age after which the
    broker may delete a record, -1 for never; `compacted` keeps the newest record of each key. A
    setting of the house may say otherwise, as `kept` tells.
    `dead_letters` says whether undecodable lines of this topic go to `<name>.dead`.
    """

    name: str
    purpose: str
    key: str
    writers: tuple[Room, ...]
    readers: tuple[Room, ...]
    partitions: int = 0
    keep_ms: int = 21 * DAY_MS
    kept: Kept = "movements"
    compacted: bool = False
    dead_letters: bool = False

    def config(self) -> dict[str, str]:
        """Return the broker's settings for this topic, as Kafka spells them."""
        if self.compacted and self.keep_ms >= 0:
            policy = "compact,delete"
        else:
            policy = "compact" if self.compacted else "delete"
        config = {"cleanup.policy": policy, "retention.ms": str(self.keep_ms)}
        if self.compacted:
            # Small segments, so that a compacted topic stays about as large as what it holds; what
            # was removed is gone from the disk some days later, however little is written.
            config |= {
                "segment.bytes": str(32 * 1024 * 1024),
                "min.cleanable.dirty.ratio": "0.2",
                "max.compaction.lag.ms": str(DAY_MS),
                "delete.retention.ms": str(DAY_MS),
            }
        if self.compacted or self.keep_ms >= 0:
            # The broker deletes whole segments only. Of a quiet partition one would stay open for
            # a week, and what is in it for so much longer than the time it is kept.
            config["segment.ms"] = str(min(DAY_MS, _parts_of(self.keep_ms)))
        return config

    def dead_twin(self) -> "Topic":
        """Return the topic that takes this one's undecodable lines."""
        return Topic(
            name=f"{self.name}.dead",
            purpose=f"lines of {self.name} that could not be read, why, and where they came from",
            key="as the source",
            writers=self.readers,
            readers=("deploy",),
            keep_ms=30 * DAY_MS,
            kept="dead_letters",
        )


def _parts_of(keep_ms: int) -> int:
    """Return an eighth of a time that is limited, and of an unlimited one a day."""
    return keep_ms // 8 if keep_ms > 0 else DAY_MS


# A pass is valid for 72 hours; a day on top, in which nobody misses it.
PASSES_KEPT_MS = 4 * DAY_MS

# Nothing may be declared that is older than 30 days, so no sheet waits longer.
SHEETS_KEPT_MS = 40 * DAY_MS

TOPICS: tuple[Topic, ...] = (
    Topic(
        name="declarations",
        purpose="what citizens declared, and the passes they were given",
        key="citizen_id",
        writers=("ingest",),
        readers=("streams", "analytics"),
        dead_letters=True,
    ),
    Topic(
        name="scans",
        purpose="every attempt to pass a place, refused ones too",
        key="citizen_id, or scan_id where no pass could be read",
        writers=("ingest",),
        readers=("streams", "analytics"),
        dead_letters=True,
    ),
    Topic(
        name="annulments",
        purpose="scans that officers took back because they were made by mistake",
        key="as the scan",
        writers=("ingest",),
        readers=("streams", "analytics"),
        dead_letters=True,
    ),
    Topic(
        name="judged",
        purpose="each scan with its verdict in the light of the citizen's history",
        key="citizen_id",
        writers=("streams",),
        readers=("analytics",),
        dead_letters=True,
    ),
    Topic(
        name="movements",
        purpose="the leg that brought a citizen to a place; a correction has a higher version",
        key="citizen_id",
        writers=("streams",),
        readers=("analytics",),
        dead_letters=True,
    ),
    Topic(
        name="counts",
        purpose="scans per place, minute, direction, category and reason, per input partition",
        key="partition, place, minute, direction, category and reason",
        writers=("streams",),
        readers=("analytics", "api"),
        keep_ms=3 * DAY_MS,
        kept="topic",
        compacted=True,
        dead_letters=True,
    ),
    Topic(
        name="alerts",
        purpose="what somebody should look at, raised with its evidence or withdrawn again",
        key="citizen_id",
        writers=("streams",),
        readers=("analytics", "api"),
        dead_letters=True,
    ),
    Topic(
        name="audit",
        purpose="who signed in, who asked what about whom, and who told the gates what",
        key="the writer's chain",
        writers=("service", "ingest", "api"),
        readers=("service", "analytics", "deploy"),
        keep_ms=-1,
        kept="topic",
        dead_letters=True,
    ),
    Topic(
        name="registry",
        purpose="officers, devices, places, keys, revocations and zones",
        key="entity",
        writers=("service", "api", "ingest", "deploy"),
        readers=("ingest", "streams", "api"),
        partitions=1,
        keep_ms=-1,
        kept="topic",
        compacted=True,
    ),
    Topic(
        name="sheets",
        purpose="paper sheets: photographed, opened, entered, rejected; never the photographs",
        key="what was done, and the sheet",
        writers=("ingest",),
        readers=("ingest", "analytics"),
        partitions=1,
        keep_ms=SHEETS_KEPT_MS,
        kept="topic",
        compacted=True,
        dead_letters=True,
    ),
    Topic(
        name="cases",
        purpose="epidemiologists' cases: index persons, saved questions, their answers, follow-up",
        key="case_id",
        writers=("api",),
        readers=("api",),
        partitions=1,
        keep_ms=-1,
        kept="topic",
    ),
    Topic(
        name="reviews",
        purpose="findings of false declarations: looked at, with the evidence, and decided on",
        key="review_id",
        writers=("api",),
        readers=("api", "analytics"),
        partitions=1,
        keep_ms=-1,
        kept="topic",
        dead_letters=True,
    ),
    Topic(
        name="passes",
        purpose="live passes, each closed up for whoever names the holder's document",
        key="citizen_id",
        writers=("ingest",),
        readers=("ingest",),
        keep_ms=PASSES_KEPT_MS,
        kept="topic",
    ),
    Topic(
        name="devices",
        purpose="how each scanner last said it is doing",
        key="device_id",
        writers=("ingest",),
        readers=("api",),
        partitions=1,
        keep_ms=-1,
        kept="topic",
        compacted=True,
    ),
    Topic(
        name="stream-state",
        purpose="the worker's own memory, read back when a partition is assigned",
        key="state entry",
        writers=("streams",),
        readers=("streams",),
        keep_ms=-1,
        kept="topic",
        compacted=True,
    ),
)


def with_dead_twins() -> tuple[Topic, ...]:
    """Return all topics to be created, dead-letter twins included."""
    return TOPICS + tuple(topic.dead_twin() for topic in TOPICS if topic.dead_letters)


def topics_of(settings: Settings) -> tuple[Topic, ...]:
    """Return all topics as the settings of a house say how long their records are kept."""
    days = {"movements": settings.keep_days, "dead_letters": settings.dead_letter_days}
    return tuple(
        topic
        if topic.kept == "topic"
        else msgspec.structs.replace(topic, keep_ms=days[topic.kept] * DAY_MS)
        for topic in with_dead_twins()
    )
