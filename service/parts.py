"""What every web process of the house is made of, built once per process."""

from prometheus_client import CollectorRegistry

from contracts.identity import Pseudonyms
from contracts.settings import Settings
from service.audit import AuditWriter
from service.changes import AccountChanges
from service.doors import Porter
from service.ending import SessionEnding
from service.house_secrets import open_secrets
from service.pacing import pace_of
from service.proving import Proving
from service.registry import RegistryReader, RegistryWriter
from service.second_factor import SecondFactors
from service.sessions import Sessions
from service.signing_in import SignIn


class Parts:
    """Secrets, registry, doors, audit and metrics, shared by the apps of one process.

    `kafka` is the bootstrap address; it is passed apart from the settings because on one machine
    the broker's port is only known once it runs.
    """

    def __init__(self, settings: Settings, kafka: str) -> None:
        """Build everything; nothing is contacted before `start`."""
        self.settings = settings
        self.kafka = kafka
        self.secrets = open_secrets(settings)
        self.pseudonyms = Pseudonyms(self.secrets.pseudonym_key())
        self.sessions = Sessions(self.secrets.session_key())
        self.registry = RegistryReader(kafka)
        self.writer = RegistryWriter(kafka, self.registry)
        demanded = settings.roles_with_second_factor
        self.porter = Porter(self.sessions, self.registry, pace_of(settings), demanded)
        self.audit = AuditWriter(kafka, self.secrets.audit_key())
        kept = (self.registry, self.writer, self.audit)
        self.signing_in = SignIn(self.sessions, *kept, demanded)
        self.ending = SessionEnding(*kept)
        self.changes = AccountChanges(*kept)
        self.factors = SecondFactors(self.secrets.account_key())
        self.proving = Proving(*kept, self.factors)
        self.metrics = CollectorRegistry()

    def start(self) -> None:
        """Begin to read the registry."""
        self.registry.start()

    def stop(self) -> None:
        """Let every connection go."""
        self.proving.close()
        self.registry.stop()
        self.writer.close()
        self.audit.close()
