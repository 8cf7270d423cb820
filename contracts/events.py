"""What happened, as it travels on the topics.

Every event is one JSON object on one line, with its `type` and `schema_version`. Unknown fields
are ignored; a missing required one makes the line a dead letter. Times end in `_ms` and are
milliseconds since 1970 UTC: one form that Python, ClickHouse and TypeScript read alike. Ids come
from the sender, so that saying the same thing twice has the effect of once.

Personal fields never appear here in the clear: they are one `sealed` text per event
(`contracts/sealing.py`), readable only with the private key of `sealed_day`.
"""

from typing import Literal

import msgspec

from contracts.verdicts import AlertKind, Category, Finding, Reason

Direction = Literal["in", "out", "visit"]
Transport = Literal[
    "car", "motorbike", "coach", "lorry", "airplane", "train", "boat", "on_foot", "other"
]
Channel = Literal["web", "assisted", "paper"]
ScanSource = Literal["pass", "document", "paper", "import", "wave_through"]
Symptom = Literal["fever", "cough", "short_breath", "pneumonia", "sore_throat", "fatigue"]
ContactKind = Literal["patient", "affected_country", "symptomatic"]
# What the national population database said of document, name and birth date; "unknown" also where
# nobody asked it.
IdentityFound = Literal["confirmed", "differs", "unknown", "away"]


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag=True, gc=False):
    """What all events share."""

    schema_version: int = 1


class DeclarationFiled(Event, frozen=True, kw_only=True, gc=False):
    """A citizen declared health and journey. `origin` and the like are unit codes of 2021.

    Those who declared one journey together share its `journey_id`; `on_behalf` says that somebody
    else declared for the citizen. `temporary` is where the citizen is registered as a temporary
    resident, empty for nowhere.
    """

    declaration_id: str
    citizen_id: str
    declared_ms: int
    received_ms: int
    channel: Channel
    origin: str
    destination: str
    residence: str
    stay: str
    transport: Transport
    departs_ms: int
    vehicle_id: str = ""
    trailer_id: str = ""
    visited: tuple[str, ...] = ()
    symptoms: tuple[Symptom, ...] = ()
    contacts: tuple[ContactKind, ...] = ()
    filed_by: str = ""
    identity: IdentityFound = "unknown"
    journey_id: str = ""
    on_behalf: bool = False
    temporary: str = ""
    sealed: str = ""
    sealed_day: str = ""


class PassIssued(Event, frozen=True, kw_only=True, gc=False):
    """A pass was signed. The token itself holds a name and is not here, only its hash."""

    pass_id: str
    declaration_id: str
    citizen_id: str
    issued_ms: int
    expires_ms: int
    kid: str
    token_hash: str
    risk: int
    origin: str


class ScanRecorded(Event, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """One attempt to pass a place, with the verdict given at the gate.

    `citizen_id` is empty where no signature could be believed: such a scan counts at its place and
    belongs to nobody's timeline. `lists_age_s` is how old the gate's lists were, -1 if it had none.
    The words in which an officer explains an override are sealed, for they may name somebody; so
    are temperature, symptoms and what differs from the identity card, of which only flags are
    here: `unwell` is a fever or a symptom seen at the gate. `group_id` is the same for all who came
    in one vehicle.

    A paper sheet is recorded twice: at the gate as nobody's scan, which counts, and once it is
    entered as its bearer's, which only joins the timeline (`counts`).
    """

    scan_id: str
    citizen_id: str
    place_id: str
    direction: Direction
    happened_ms: int
    received_ms: int
    category: Category
    reason: Reason
    lane: str = ""
    pass_id: str = ""
    token_hash: str = ""
    kid: str = ""
    issued_ms: int = 0
    expires_ms: int = 0
    risk: int = 0
    origin: str = ""
    vehicle_id: str = ""
    trailer_id: str = ""
    device_id: str = ""
    officer_id: str = ""
    source: ScanSource = "pass"
    offline: bool = False
    lists_age_s: int = -1
    rule_version: int = 0
    officer_override: bool = False
    waved_through: bool = False
    annulled: bool = False
    group_id: str = ""
    sheet_id: str = ""
    health_asked: bool = False
    unwell: bool = False
    identity_differs: bool = False
    sealed: str = ""
    sealed_day: str = ""

    @property
    def counts(self) -> bool:
        """Whether this line counts at its place; SQL says the same in `recomputed.py`."""
        return not (self.source == "paper" and self.citizen_id)


class ScanAnnulled(Event, frozen=True, kw_only=True, gc=False):
    """An officer takes a scan back that was made by mistake; it may not even have arrived yet.

    It works only if all three name the same scan: its id, whose it is (empty: nobody's), and its
    place. Nobody takes an annulment back. The officer's reason is sealed.
    """

    scan_id: str
    citizen_id: str
    place_id: str
    happened_ms: int
    received_ms: int
    device_id: str = ""
    officer_id: str = ""
    sealed: str = ""
    sealed_day: str = ""


class ScanJudged(Event, frozen=True, kw_only=True, gc=False):
    """A scan in the light of all that is known of the citizen; a higher `version` replaces a lower.

    `category` and `reason` are the gate's, unless the gate could not know that the pass had been
    withdrawn before.
    """

    scan_id: str
    citizen_id: str
    place_id: str
    direction: Direction
    happened_ms: int
    category: Category
    reason: Reason
    findings: tuple[Finding, ...] = ()
    version: int = 1
    annulled: bool = False


class MovementSeen(Event, frozen=True, kw_only=True, gc=False):
    """The leg that brought a citizen to a place, named after the scan it ends in.

    The first scan of a timeline is a leg from nowhere: its `from_` fields are empty and `seconds`
    is 0. `km` is the straight distance, -1 where a place has no position. The leg to an annulled
    scan is none: `annulled` takes back what was said of it.
    """

    scan_id: str
    citizen_id: str
    place_id: str
    direction: Direction
    happened_ms: int
    from_scan_id: str = ""
    from_place_id: str = ""
    from_ms: int = 0
    seconds: int = 0
    km: float = -1.0
    vehicle_id: str = ""
    version: int = 1
    annulled: bool = False


class AlertRaised(Event, frozen=True, kw_only=True, gc=False):
    """Something about a citizen that a person should look at, with its evidence.

    `happened_ms` is when it came about and `known_since_ms` when the last piece of its evidence had
    reached us; late scans make the two differ by hours. `from_…` is the other scan of the two that
    contradict each other. Fields that do not belong to the kind are empty. The same alert may be
    raised again with a higher `version`; the highest is the one that stands.
    """

    alert_id: str
    citizen_id: str
    kind: AlertKind
    happened_ms: int
    known_since_ms: int
    version: int
    place_id: str = ""
    scan_id: str = ""
    from_scan_id: str = ""
    from_place_id: str = ""
    from_ms: int = 0
    km: float = -1.0
    pass_id: str = ""
    declaration_id: str = ""
    zone_id: str = ""


class AlertWithdrawn(Event, frozen=True, kw_only=True, gc=False):
    """What has become known since explains an alert away."""

    alert_id: str
    citizen_id: str
    kind: AlertKind
    withdrawn_ms: int
    version: int


AlertEvent = AlertRaised | AlertWithdrawn


class PlaceMinuteCount(Event, frozen=True, kw_only=True, gc=False):
    """How many scans of one kind one input partition has seen; partitions are added up.

    `category` and `reason` are those given at the gate.

    `position` orders the counts of one cell: the larger one is the newer (see `streams/counts.py`).
    Annulled scans are not counted.
    """

    partition: int
    place_id: str
    minute_ms: int
    direction: Direction
    category: Category
    reason: Reason
    count: int
    position: int


class DeadLetter(Event, frozen=True, kw_only=True, gc=False):
    """A line that could not be read: where it lies in the source, why, and its bytes in base64."""

    topic: str
    partition: int
    offset: int
    line: int
    reason: str
    body: str
