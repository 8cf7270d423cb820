"""What an import must know of the house it brings rows into."""

import msgspec

from contracts.errors import Stop, TryAgain
from contracts.identity import Pseudonyms
from contracts.sealing import day_of
from contracts.settings import Settings
from ingest.importing.closing import Closer
from ingest.importing.writer import TOPIC
from service.clock import now_ms
from service.registry import RegistryReader
from service.secrets import Secrets
from service.topics import administration

_LISTS_WITHIN_S = 30.0


class House(msgspec.Struct, frozen=True, kw_only=True):
    """A house as it was when the import began; its registry was read to the end and then left."""

    kafka: str
    partitions: int
    pseudonyms: Pseudonyms
    registry: RegistryReader

    def closer(self) -> Closer:
        """Return what seals with today's key.

        Raises:
            TryAgain: no gateway has published it yet.

        """
        day = day_of(now_ms())
        keys = self.registry.lists.day_keys
        if day not in keys:
            raise TryAgain("today's key for personal fields")
        return Closer(day, keys[day])


def look_at_house(settings: Settings, kafka: str) -> House:
    """Ask for everything.

    Raises:
        TryAgain: Kafka is away.
        Stop: the topic or the secrets are not there.

    """
    return House(
        kafka=kafka,
        partitions=_partitions(kafka),
        pseudonyms=_pseudonyms(settings),
        registry=_registry(kafka),
    )


def _pseudonyms(settings: Settings) -> Pseudonyms:
    """A new key would give everybody a new id, so none is made here."""
    if not (settings.secrets / "pseudonym.key").exists():
        raise Stop(
            f"no pseudonym.key in {settings.secrets}: import where the gateway's secrets are"
        )
    return Pseudonyms(Secrets(settings.secrets).pseudonym_key())


def _partitions(kafka: str) -> int:
    with administration(kafka) as client:
        found = [topic for topic in client.describe_topics() if topic["name"] == TOPIC]
    if not found:
        raise Stop(f"Kafka has no topic {TOPIC}; ./chot up makes it")
    return len(found[0]["partitions"])


def _registry(kafka: str) -> RegistryReader:
    registry = RegistryReader(kafka)
    registry.start()
    try:
        if not registry.wait_ready(_LISTS_WITHIN_S):
            raise TryAgain("the registry")
    finally:
        registry.stop()
    return registry
