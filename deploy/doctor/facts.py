"""What the doctor looks at; `gather.py` fills it in, `findings.py` judges it."""

import msgspec

from service.topics import TopicDifference


class Service(msgspec.Struct, frozen=True, kw_only=True):
    """A process that answers over HTTP.

    `reached` is whether it answered at all, `ok` whether it said that all is well; `failing` names
    the checks it did not pass. `lists_age_s` is None where it keeps no lists, or has none yet;
    `sheets_wait_s` is how long the first paper sheet has waited for its entry.
    """

    name: str
    url: str
    reached: bool
    ok: bool = False
    failing: tuple[str, ...] = ()
    keeps_lists: bool = False
    lists_age_s: float | None = None
    sheets_wait_s: int = 0


class Lag(msgspec.Struct, frozen=True, kw_only=True):
    """How far a consumer group is behind on one partition, in records.

    `moved` is whether its committed offset advanced during the doctor's visit.
    """

    group: str
    topic: str
    partition: int
    committed: int
    end: int
    moved: bool = True

    @property
    def records(self) -> int:
        """Records that are there and not yet done."""
        return max(0, self.end - self.committed)


class Disk(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes of the data folder by its parts, and of the disk it lies on."""

    used: dict[str, int]
    free: int
    total: int


class KafkaFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the cluster says; `dead` is the number of records on each dead-letter topic."""

    lags: tuple[Lag, ...]
    differences: tuple[TopicDifference, ...]
    dead: dict[str, int]


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """Everything there is to see. `kafka` is empty where no cluster is known.

    `gone` names the processes of the running house whose process id is not there any more.
    """

    data: str
    running_since_ms: int | None
    kafka: str
    cluster: KafkaFacts | None
    services: tuple[Service, ...]
    gone: tuple[str, ...]
    disk: Disk
    versions: dict[str, str]
    lists_too_old_s: int
    sheet_alarm_min: int
