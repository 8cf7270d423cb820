"""The devices of a house: what their enrolment, their keys and the orders about them come to."""

import msgspec

from contracts.registry import DeviceEnrolled, DeviceKeyRolled, DeviceOrder, DeviceOrdered

DeviceEvent = DeviceEnrolled | DeviceKeyRolled | DeviceOrdered


class DeviceStatus(msgspec.Struct, frozen=True, kw_only=True):
    """How a device said it is doing: what waits on it, and how old its lists are (-1: none).

    `skew_ms` is how far its clock is behind ours, `battery` in percent, -1 where it can't tell.
    `wiped_ms` is the order to wipe that it has followed, 0 for none.
    """

    device_id: str
    at_ms: int
    version: str
    waiting: int
    refused: int
    lists_age_s: int
    skew_ms: int
    battery: int = -1
    wiped_ms: int = 0


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What a device was ordered, each with its moment in milliseconds, 0 for never.

    `key_ms` is when the device made the key it signs with.
    """

    moved_ms: int = 0
    roll_ms: int = 0
    wipe_ms: int = 0
    revoked_ms: int = 0
    key_ms: int = 0

    @property
    def must_roll(self) -> bool:
        """Whether its key is older than the order to make a new one."""
        return self.key_ms < self.roll_ms


class Fleet:
    """Folds records about devices, in whatever order compaction leaves them.

    Of two devices with one enrolment code the first on the topic is enrolled, the other is not
    there. A revocation is never taken back: the device enrols anew.
    """

    def __init__(self) -> None:
        """Start without devices. `devices` shows each with its present place, key and state."""
        self.devices: dict[str, DeviceEnrolled] = {}
        self.used_enrolments: dict[str, str] = {}
        self._enrolled: dict[str, DeviceEnrolled] = {}
        self._rolled: dict[str, DeviceKeyRolled] = {}
        self._orders: dict[str, dict[DeviceOrder, DeviceOrdered]] = {}

    def apply(self, event: DeviceEvent) -> None:
        """Take one record in; the same twice changes nothing."""
        match event:
            case DeviceEnrolled():
                owner = self.used_enrolments.setdefault(event.enrolment_id, event.device_id)
                if owner == event.device_id:
                    self._enrolled[event.device_id] = event
            case DeviceKeyRolled():
                self._rolled[event.device_id] = event
            case DeviceOrdered():
                self._orders.setdefault(event.device_id, {})[event.order] = event
        self._fold(event.device_id)

    def standing(self, device_id: str) -> Standing:
        """Return what a device was ordered, and when it made its key."""
        orders = self._orders.get(device_id, {})
        at_ms = {order: given.at_ms for order, given in orders.items()}
        enrolled, rolled = self._enrolled.get(device_id), self._rolled.get(device_id)
        return Standing(
            moved_ms=at_ms.get("move", 0),
            roll_ms=at_ms.get("roll", 0),
            wipe_ms=at_ms.get("wipe", 0),
            revoked_ms=at_ms.get("revoke", 0),
            key_ms=rolled.rolled_ms if rolled else enrolled.enrolled_ms if enrolled else 0,
        )

    def has_seen(self, order: DeviceOrdered) -> bool:
        """Tell whether an order is the newest of its kind here."""
        return self._orders.get(order.device_id, {}).get(order.order) == order

    def _fold(self, device_id: str) -> None:
        enrolled = self._enrolled.get(device_id)
        if enrolled is None:
            return
        orders = self._orders.get(device_id, {})
        moved, rolled = orders.get("move"), self._rolled.get(device_id)
        self.devices[device_id] = msgspec.structs.replace(
            enrolled,
            place_id=moved.place_id if moved else enrolled.place_id,
            public_key=rolled.public_key if rolled else enrolled.public_key,
            active=enrolled.active and "revoke" not in orders,
        )
