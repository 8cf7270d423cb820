"""What the `registry` topic carries: one entity per key, the newest record is the truth."""

from typing import Literal

from contracts.accounts import AccountEvent
from contracts.entities import Entity
from contracts.places import Place

Role = Literal["officer", "epidemiologist", "official", "administrator", "auditor", "partner"]
ROLES: tuple[Role, ...] = (
    "officer",
    "epidemiologist",
    "official",
    "administrator",
    "auditor",
    # A system that hands in what citizens declared in it: an app, a coach company's booking.
    "partner",
)


class OfficerRegistered(Entity, frozen=True, kw_only=True):
    """A person who may sign in: `units` is the jurisdiction, empty for the whole country.

    With `by_oidc` they do so at the provider of identities; a password is theirs only if they had
    one before.
    """

    account: str
    password_hash: str
    roles: tuple[Role, ...]
    units: tuple[str, ...] = ()
    active: bool = True
    by_oidc: bool = False

    @property
    def entity_id(self) -> str:
        """The account's name."""
        return self.account


class DeviceEnrolled(Entity, frozen=True, kw_only=True):
    """A scanner. `enrolment_id` is the one-time code it came with, so no code works twice.

    `public_key` is the half of its own key that it showed; a device without one may do nothing and
    enrols anew. `enrolled_by` is whose code it was.
    """

    device_id: str
    enrolment_id: str
    name: str
    place_id: str
    version: str
    enrolled_ms: int
    active: bool = True
    public_key: bytes = b""
    enrolled_by: str = ""

    @property
    def entity_id(self) -> str:
        """The device's id."""
        return self.device_id


class DeviceKeyRolled(Entity, frozen=True, kw_only=True):
    """A scanner made itself a new key, with the consent of the old one."""

    device_id: str
    public_key: bytes
    rolled_ms: int

    @property
    def entity_id(self) -> str:
        """The device's id."""
        return self.device_id


DeviceOrder = Literal["move", "roll", "wipe", "revoke"]


class DeviceOrdered(Entity, frozen=True, kw_only=True):
    """What a scanner has to do: move to `place_id`, make a new key, wipe what it holds, or stop."""

    device_id: str
    order: DeviceOrder
    at_ms: int
    place_id: str = ""

    @property
    def entity_id(self) -> str:
        """Order and device: each order is a record of its own, so that none overwrites another."""
        return f"{self.order}:{self.device_id}"


class PlaceAdded(Entity, frozen=True, kw_only=True):
    """A place beyond the reference data."""

    place: Place

    @property
    def entity_id(self) -> str:
        """The place's id."""
        return self.place.place_id


class PassKeyPublished(Entity, frozen=True, kw_only=True):
    """The public half of a key that signs passes."""

    public_key: bytes
    not_before_ms: int
    not_after_ms: int
    revoked: bool = False

    @property
    def entity_id(self) -> str:
        """The public key itself; short names may collide."""
        return self.public_key.hex()


class DayKeyPublished(Entity, frozen=True, kw_only=True):
    """The public key to which personal fields of one day (`2021-08-24`, Hà Nội time) are sealed.

    Words in cases and reviews have a key of their own each day (`2021-08-24.words`). Since
    `destroyed_ms` nobody can open what was sealed to it; 0 while somebody can.
    """

    day: str
    public_key: bytes
    destroyed_ms: int = 0

    @property
    def entity_id(self) -> str:
        """The day."""
        return self.day


class PassWithdrawn(Entity, frozen=True, kw_only=True):
    """A pass that is no longer good from `at_ms` on, though its time has not run out.

    `citizen_id` tells the stream whose scans to look at again; empty where nobody knows it.
    `expires_ms` is when the pass would have run out, 0 where that is not known.
    """

    pass_id: str
    reason: Literal["revoked", "superseded"]
    at_ms: int
    citizen_id: str = ""
    expires_ms: int = 0

    @property
    def entity_id(self) -> str:
        """The pass's id."""
        return self.pass_id


class ZoneDeclared(Entity, frozen=True, kw_only=True):
    """A unit is an epidemic area from `since_ms` until `until_ms` (0: until further notice).

    Whoever left it up to `look_back_ms` before `since_ms` is to be found as well.
    """

    zone_id: str
    unit: str
    since_ms: int
    declared_ms: int
    until_ms: int = 0
    look_back_ms: int = 0

    @property
    def entity_id(self) -> str:
        """The zone's id."""
        return self.zone_id


class CitizenListed(Entity, frozen=True, kw_only=True):
    """A citizen under quarantine order or traced as a contact (`until_ms` 0: open end)."""

    citizen_id: str
    kind: Literal["quarantine_order", "traced_contact"]
    since_ms: int
    until_ms: int = 0

    @property
    def entity_id(self) -> str:
        """Citizen and kind: both may hold at once."""
        return f"{self.kind}:{self.citizen_id}"


class PersonErased(Entity, frozen=True, kw_only=True):
    """What is known of a citizen up to `erased_ms` is heeded by nobody any more.

    It stays here for as long as any topic holds such lines, so that none of them comes back.
    `sheets` are the paper sheets that became declarations of the citizen.
    """

    citizen_id: str
    erased_ms: int
    sheets: tuple[str, ...] = ()

    @property
    def entity_id(self) -> str:
        """The citizen."""
        return self.citizen_id


RegistryEvent = (
    AccountEvent
    | OfficerRegistered
    | DeviceEnrolled
    | DeviceKeyRolled
    | DeviceOrdered
    | PlaceAdded
    | PassKeyPublished
    | DayKeyPublished
    | PassWithdrawn
    | ZoneDeclared
    | CitizenListed
    | PersonErased
)
