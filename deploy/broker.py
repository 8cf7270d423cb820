"""A real Apache Kafka broker (KRaft mode, one node) as a child process.

Everything it keeps lies in one folder: its log, its cluster id and the ports it was given, so that
it comes back to the same address when that is still free.
"""

import base64
import shutil
import subprocess
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import msgspec

from contracts.errors import Stop, TryAgain
from deploy.child import Child
from deploy.ports import LOOPBACK, free_port
from service.topics import administration

NODE_ID = 1

_JVM = (
    "-Xms256m",
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:+ExitOnOutOfMemoryError",
    "-Djava.awt.headless=true",
)

_LOGGING = {
    "defaultLogLevel": "warn",
    # What tells of starts and stops; the rest of "info" is settings and a line for each log.
    "log.kafka.server.KafkaRaftServer": "info",
    "log.kafka.server.BrokerServer": "info",
    "log.kafka.server.ControllerServer": "info",
    "showDateTime": "true",
    "dateTimeFormat": "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
    "showThreadName": "false",
    "showShortLogName": "true",
}

_STARTS = 3
_ANSWERS_WITHIN_S = 180.0
_POLL_S = 0.1


class Ports(msgspec.Struct, frozen=True):
    """Where the broker listens: for clients, and for its own controller."""

    clients: int
    controller: int


class Broker:
    """One broker on one folder.

    `jars` is the folder of Kafka's jars. `port` is the clients' port, 0 for the one it had before
    or else any free one.
    """

    def __init__(self, *, folder: Path, jars: Path, log: Path, port: int = 0) -> None:
        self._folder = folder
        self._jars = jars
        self._log = log
        self._wanted_port = port
        self._ports = Ports(clients=0, controller=0)
        self.child = self._child()

    @property
    def bootstrap(self) -> str:
        """The address for clients, once prepared."""
        return f"{LOOPBACK}:{self._ports.clients}"

    def prepare(self) -> Child:
        """Choose ports, write the settings, format the folder once; return the child to start.

        Raises:
            Stop: Java or the jars are missing, or the folder could not be formatted.
        """
        if not any(self._jars.glob("kafka_*.jar")):
            raise Stop(f"no Kafka jars in {self._jars}; ./chot fetches them with Maven")
        if shutil.which("java") is None:
            raise Stop("no java on the PATH; Kafka needs Java 17 or newer")
        self._folder.mkdir(parents=True, exist_ok=True)
        self._ports = self._choose_ports()
        self._settings_file.write_text(self._settings(), encoding="utf-8")
        self._format()
        self.child = self._child()
        return self.child

    def start(self) -> str:
        """Start the broker, wait until it answers and return its address.

        Raises:
            Stop: it ended, or did not answer in time.
        """
        for _ in range(_STARTS):
            self.prepare().start()
            if self._wait(self.answers, _ANSWERS_WITHIN_S):
                return self.bootstrap
            still_running = self.child.running
            self.stop()
            if still_running:
                break
            # It ended at once: most likely somebody else took a port in between. Choose again.
        raise Stop(f"the Kafka broker did not start; its log says:\n{self.child.log_tail()}")

    def stop(self) -> bool:
        """End the broker; False if it had to be killed."""
        return self.child.stop()

    def answers(self) -> bool:
        """Tell whether this very broker is there and serves metadata.

        An open port is not enough: it opens before the broker has joined its cluster, and another
        process may be behind it.
        """
        try:
            with administration(self.bootstrap) as client:
                cluster = client.describe_cluster()
        except TryAgain:
            return False
        members = {(broker["broker_id"], broker["port"]) for broker in cluster["brokers"]}
        return (
            cluster["cluster_id"] == self._cluster_id()
            and (NODE_ID, self._ports.clients) in members
        )

    def _wait(self, condition: Callable[[], bool], within_s: float) -> bool:
        deadline = time.monotonic() + within_s
        pause = threading.Event()
        while self.child.running and time.monotonic() < deadline:
            if condition():
                return True
            pause.wait(_POLL_S)
        return False

    def _child(self) -> Child:
        logging = [f"-Dorg.slf4j.simpleLogger.{key}={text}" for key, text in _LOGGING.items()]
        return Child(
            name="broker",
            command=[*self._java(), *_JVM, *logging, "kafka.Kafka", str(self._settings_file)],
            log=self._log,
            stop_within_s=30.0,
        )

    def _java(self) -> list[str]:
        return ["java", "-cp", f"{self._jars}/*"]

    @property
    def _settings_file(self) -> Path:
        return self._folder / "server.properties"

    def _choose_ports(self) -> Ports:
        remembered = self._folder / "ports.json"
        last = Ports(clients=0, controller=0)
        if remembered.exists():
            last = msgspec.json.decode(remembered.read_bytes(), type=Ports)
        clients = self._wanted_port or free_port(last.clients)
        ports = Ports(clients=clients, controller=free_port(last.controller, but={clients}))
        remembered.write_bytes(msgspec.json.encode(ports))
        return ports

    def _cluster_id(self) -> str:
        file = self._folder / "cluster.id"
        if not file.exists():
            # Kafka's form of a UUID; its tools take a leading dash for an option.
            identity = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
            file.write_text(identity.replace("-", "_"), encoding="utf-8")
        return file.read_text(encoding="utf-8")

    def _settings(self) -> str:
        clients = f"PLAINTEXT://{LOOPBACK}:{self._ports.clients}"
        controller = f"{LOOPBACK}:{self._ports.controller}"
        settings: dict[str, str | int] = {
            "process.roles": "broker,controller",
            "node.id": NODE_ID,
            "controller.quorum.voters": f"{NODE_ID}@{controller}",
            "controller.listener.names": "CONTROLLER",
            "listeners": f"{clients},CONTROLLER://{controller}",
            "advertised.listeners": clients,
            "log.dirs": str(self._folder / "log"),
            "auto.create.topics.enable": "false",
            "offsets.topic.replication.factor": 1,
            "offsets.topic.num.partitions": 8,
            "transaction.state.log.replication.factor": 1,
            "transaction.state.log.min.isr": 1,
            "share.coordinator.state.topic.replication.factor": 1,
            "share.coordinator.state.topic.min.isr": 1,
            # One machine: there is no crowd of consumers to wait for.
            "group.initial.rebalance.delay.ms": 0,
            # The default of 128 MB would fill a quarter of the heap.
            "log.cleaner.dedupe.buffer.size": 32 * 1024 * 1024,
            "num.network.threads": 2,
            "num.io.threads": 4,
        }
        return "".join(f"{key}={text}\n" for key, text in settings.items())

    def _format(self) -> None:
        if (self._folder / "log" / "meta.properties").exists():
            return
        tool = ["kafka.tools.StorageTool", "format", "--ignore-formatted"]
        what = ["-t", self._cluster_id(), "-c", str(self._settings_file)]
        done = subprocess.run(
            [*self._java(), "-XX:TieredStopAtLevel=1", *tool, *what],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Stop(f"could not format {self._folder}:\n{done.stdout}{done.stderr}")
