"""Everything on one machine: broker, server and workers as children of this process."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator

import msgspec

from contracts.settings import Settings
from contracts.topics import topics_of
from deploy.broker import Broker
from deploy.child import Child
from deploy.health import is_healthy, recovery_of
from deploy.layout import KAFKA_JARS, ROOT
from deploy.ports import API_PORT, GATEWAY_PORT, LOOPBACK, free_port
from deploy.running import RunningHouse, sole_owner, write_note
from deploy.stopping import StopRequest, stop_on_signals
from deploy.supervisor import Part, StopAskedError, Supervisor
from service.clock import now_ms
from service.topics import ensure_topics, settle_topics, topic_differences

Say = Callable[[str], None]

_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - an operator's choice, recognised here


class House:
    """A house that is up, until `open_house` ends."""

    def __init__(self, *, note: RunningHouse, supervisor: Supervisor) -> None:
        self.note = note
        self._supervisor = supervisor

    def watch(self, goes_on: Callable[[], bool] = lambda: True) -> None:
        """Keep everything running until a signal, or until `goes_on` says no."""
        self._supervisor.watch(goes_on)


class Residents(msgspec.Struct, frozen=True):
    """The simulated city whose people the made-up population database knows."""

    seed: int = 1
    people: int = 20_000


SOME_RESIDENTS = Residents()


@contextlib.contextmanager
def open_house(
    given: Settings, say: Say, residents: Residents = SOME_RESIDENTS
) -> Iterator[House | None]:
    """Start everything in order and stop it in reverse; None if an end was asked for meanwhile.

    `residents` matter where the settings ask for the made-up population database.

    Raises:
        Stop: another house runs on the data folder, or a part did not start.
    """
    settings = given.model_copy(update={"data": given.data.resolve()})
    with sole_owner(settings.data), stop_on_signals() as stopping:
        opening = _Opening(settings, say, stopping, residents)
        try:
            try:
                house = opening.house()
            except StopAskedError:
                house = None
            yield house
        finally:
            opening.supervisor.stop()


def start_broker(settings: Settings, supervisor: Supervisor, say: Say) -> str:
    """Start our own broker, hand it to the supervisor, return its address.

    Raises:
        Stop: it did not start.
    """
    data = settings.data
    broker = Broker(
        folder=data / "kafka",
        jars=KAFKA_JARS,
        log=data / "logs" / "broker.log",
        port=settings.kafka_port,
    )
    began_ms = now_ms()
    address = broker.start()
    supervisor.adopt(Part(child=broker.child, is_healthy=broker.answers))
    say(f"broker is up ({(now_ms() - began_ms) / 1000:.1f} s)")
    return address


def run_broker(given: Settings, say: Say) -> None:
    """Run only the broker until a signal.

    Raises:
        Stop: another house runs on the data folder, or the broker did not start.
    """
    settings = given.model_copy(update={"data": given.data.resolve()})
    with sole_owner(settings.data), stop_on_signals() as stopping:
        supervisor = Supervisor(say=say, changed=lambda: None, stopping=stopping)
        try:
            say(f"Kafka listens on {start_broker(settings, supervisor, say)}; Ctrl-C stops it")
            supervisor.watch(lambda: True)
        finally:
            supervisor.stop()


class Resting(msgspec.Struct, frozen=True):
    """A house that is stopped but for its Kafka, and a way to pause until somebody asks for an end.

    `goes_on` waits for some seconds and says whether to.
    """

    settings: Settings
    kafka: str
    goes_on: Callable[[float], bool]


@contextlib.contextmanager
def resting_house(given: Settings, say: Say) -> Iterator[Resting]:
    """Hold a stopped house's data folder, with its broker alone or the cluster of the settings.

    Raises:
        Stop: a house runs on the data folder, or the broker did not start.
    """
    settings = given.model_copy(update={"data": given.data.resolve()})
    with sole_owner(settings.data), stop_on_signals() as stopping:
        supervisor = Supervisor(say=say, changed=lambda: None, stopping=stopping)
        try:
            kafka = settings.kafka or start_broker(settings, supervisor, say)
            ensure_topics(
                kafka,
                partitions=settings.partitions,
                replication=settings.replication,
                topics=topics_of(settings),
            )
            yield Resting(settings, kafka, lambda seconds: not stopping.wait(seconds))
        finally:
            supervisor.stop()


class _Opening:
    """Brings the parts up one after the other and notes where they are."""

    def __init__(
        self, settings: Settings, say: Say, stopping: StopRequest, residents: Residents
    ) -> None:
        self._settings = settings
        self._residents = residents
        self._say = say
        self._note: RunningHouse | None = None
        self.supervisor = Supervisor(say=say, changed=self._write_note, stopping=stopping)

    def house(self) -> House:
        """Bring everything up."""
        kafka = self._settings.kafka or start_broker(self._settings, self.supervisor, self._say)
        self._note = note = self._addresses(kafka)
        self._write_note()
        self._declare_topics(kafka)
        self.supervisor.bring_up(self._server(note, self._identity_source(note)))
        for name, url in note.workers.items():
            self.supervisor.bring_up(self._worker(note, name, url))
        return House(note=note, supervisor=self.supervisor)

    def _addresses(self, kafka: str) -> RunningHouse:
        settings = self._settings
        # A server that listens everywhere is reached here like any other.
        host = LOOPBACK if settings.host in _EVERYWHERE else settings.host
        gateway = settings.gateway_port or free_port(GATEWAY_PORT, host=host)
        api = settings.api_port or free_port(API_PORT, host=host, but={gateway})
        taken = {gateway, api}
        workers = {}
        for number in range(1, settings.workers + 1):
            port = free_port(but=taken)
            taken.add(port)
            workers[f"worker-{number}"] = f"http://{LOOPBACK}:{port}"
        return RunningHouse(
            supervisor_pid=os.getpid(),
            started_ms=now_ms(),
            kafka=kafka,
            gateway=f"http://{host}:{gateway}",
            api=f"http://{host}:{api}",
            workers=workers,
            partitions=settings.partitions,
            replication=settings.replication,
        )

    def _declare_topics(self, kafka: str) -> None:
        partitions, replication = self._settings.partitions, self._settings.replication
        topics = topics_of(self._settings)
        created = ensure_topics(
            kafka, partitions=partitions, replication=replication, topics=topics
        )
        if created:
            self._say(f"{len(created)} topics created")
        if changed := settle_topics(kafka, topics):
            self._say(f"records are kept otherwise than before on {', '.join(changed)}")
        for difference in topic_differences(
            kafka, partitions=partitions, replication=replication, topics=topics
        ):
            self._say(f"topic not as declared: {difference}")

    def _identity_source(self, note: RunningHouse) -> str:
        """Bring the made-up population database up if it is wanted; return the one to be asked."""
        if self._settings.identity_source != "simulated":
            return self._settings.identity_source
        taken = {int(_port(url)) for url in (note.gateway, note.api, *note.workers.values())}
        port = free_port(but=taken)
        url = f"http://{LOOPBACK}:{port}"
        city = ["--seed", str(self._residents.seed), "--people", str(self._residents.people)]
        command = ["population", "--port", str(port), *city]
        self.supervisor.bring_up(
            Part(
                child=self._child("population", command, note.kafka, {}),
                is_healthy=lambda: is_healthy(url),
            )
        )
        return url

    def _server(self, note: RunningHouse, identity_source: str) -> Part:
        own = {
            "CHOT_GATEWAY_PORT": _port(note.gateway),
            "CHOT_API_PORT": _port(note.api),
            "CHOT_IDENTITY_SOURCE": identity_source,
        }
        return Part(
            child=self._child("server", ["server"], note.kafka, own),
            is_healthy=lambda: is_healthy(note.gateway) and is_healthy(note.api),
        )

    def _worker(self, note: RunningHouse, name: str, url: str) -> Part:
        own = {"CHOT_WORKER_NAME": name, "CHOT_WORKER_PORT": _port(url)}
        return Part(
            child=self._child(name, ["worker"], note.kafka, own),
            is_healthy=lambda: is_healthy(url),
            progress=lambda: recovery_of(url),
        )

    def _child(
        self, name: str, command: list[str], kafka: str, environment: dict[str, str]
    ) -> Child:
        data = self._settings.data
        everywhere = {"CHOT_KAFKA": kafka, "CHOT_DATA": str(data), "PYTHONPATH": str(ROOT)}
        return Child(
            name=name,
            command=[sys.executable, "-P", "-m", "deploy", *command],
            log=data / "logs" / f"{name}.log",
            environment=everywhere | environment,
        )

    def _write_note(self) -> None:
        if self._note is not None:
            noted = msgspec.structs.replace(self._note, pids=self.supervisor.pids)
            write_note(self._settings.data, noted)


def _port(url: str) -> str:
    return url.rpartition(":")[2]
