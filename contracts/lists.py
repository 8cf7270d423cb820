"""What a process knows by heart: the registry folded into tables.

One thread applies registry records; others read. Each table is replaced or changed in single steps,
so a reader sees the state before or after a record, never between.
"""

from contracts.account_lists import AccountLists
from contracts.accounts import AccountEvent
from contracts.fleet import Fleet
from contracts.keyring import KeyRing, PassKey
from contracts.places import Place, places_of_2021
from contracts.registry import (
    CitizenListed,
    DayKeyPublished,
    DeviceEnrolled,
    DeviceKeyRolled,
    DeviceOrdered,
    OfficerRegistered,
    PassKeyPublished,
    PassWithdrawn,
    PersonErased,
    PlaceAdded,
    RegistryEvent,
    ZoneDeclared,
)


class Lists:
    """Keys, revocations, zones, people, devices and places, as far as the registry was read."""

    def __init__(self) -> None:
        """Start with the reference places and nothing else."""
        self.ring = KeyRing()
        self.day_keys: dict[str, bytes] = {}
        self.destroyed_days: dict[str, int] = {}
        self.erased: dict[str, PersonErased] = {}
        self.withdrawn: dict[str, PassWithdrawn] = {}
        self.zones: dict[str, ZoneDeclared] = {}
        self.officers: dict[str, OfficerRegistered] = {}
        self.accounts = AccountLists()
        self.fleet = Fleet()
        self.places: dict[str, Place] = dict(places_of_2021())
        self._listed: dict[tuple[str, str], CitizenListed] = {}
        self.revision = 0

    def apply(self, event: RegistryEvent) -> None:
        """Take one record in; the same record twice changes nothing but `revision`."""
        if isinstance(event, AccountEvent):
            # A scanner need not fetch its lists again because somebody signed in.
            self.accounts.apply(event)
            return
        match event:
            case OfficerRegistered():
                self.officers[event.account] = event
            case DeviceEnrolled() | DeviceKeyRolled() | DeviceOrdered():
                self.fleet.apply(event)
            case PlaceAdded():
                self.places = {**self.places, event.place.place_id: event.place}
            case PassKeyPublished():
                self.ring.add(
                    PassKey(
                        event.public_key, event.not_before_ms, event.not_after_ms, event.revoked
                    )
                )
            case DayKeyPublished() | PersonErased():
                self._apply_personal(event)
            case PassWithdrawn():
                self.withdrawn[event.pass_id] = event
            case ZoneDeclared():
                # A new table, because every verdict walks over the zones.
                self.zones = {**self.zones, event.zone_id: event}
            case CitizenListed():
                self._listed[event.citizen_id, event.kind] = event
        self.revision += 1

    def forget(self, key: str) -> None:
        """Let go of an entity that the registry holds no longer; some kinds are never let go."""
        kind, _, entity_id = key.partition("/")
        match kind:
            case "CitizenListed":
                listed_as, _, citizen_id = entity_id.partition(":")
                self._listed.pop((citizen_id, listed_as), None)
            case "PassWithdrawn":
                self.withdrawn.pop(entity_id, None)
            case "PersonErased":
                self.erased = {name: one for name, one in self.erased.items() if name != entity_id}
            case _:
                self.accounts.forget(key)
                return
        self.revision += 1

    def erased_sheets(self) -> frozenset[str]:
        """Return the paper sheets that had become declarations of erased citizens."""
        return frozenset(sheet for one in self.erased.values() for sheet in one.sheets)

    def is_erased(self, citizen_id: str, at_ms: int) -> bool:
        """Tell whether what happened to a citizen at that moment is to be forgotten."""
        erased = self.erased.get(citizen_id)
        return erased is not None and at_ms <= erased.erased_ms

    def _apply_personal(self, event: DayKeyPublished | PersonErased) -> None:
        if isinstance(event, PersonErased):
            # A new table, because others walk over it.
            self.erased = {**self.erased, event.citizen_id: event}
        elif event.destroyed_ms:
            self.destroyed_days[event.day] = event.destroyed_ms
            self.day_keys.pop(event.day, None)
        else:
            self.day_keys[event.day] = event.public_key

    @property
    def devices(self) -> dict[str, DeviceEnrolled]:
        """Every device with its present place and key, the revoked ones too."""
        return self.fleet.devices

    def listed(self) -> list[CitizenListed]:
        """Return every entry of every list of citizens."""
        return list(self._listed.values())

    def is_listed(self, citizen_id: str, kind: str, at_ms: int) -> bool:
        """Tell whether a citizen was on a list at that moment."""
        entry = self._listed.get((citizen_id, kind))
        if entry is None or at_ms < entry.since_ms:
            return False
        return entry.until_ms == 0 or at_ms < entry.until_ms
