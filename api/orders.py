"""What an administrator says to every gate: noted, put on the registry, and seen there."""

import uuid
from collections.abc import Callable

from contracts.accounts import RelativeFlagged
from contracts.audit import RegistryChanged
from contracts.lists import Lists
from contracts.registry import DeviceOrdered, PassKeyPublished, PassWithdrawn, ZoneDeclared
from service.clock import now_ms
from service.doors import Caller
from service.parts import Parts

Order = PassWithdrawn | PassKeyPublished | ZoneDeclared | DeviceOrdered | RelativeFlagged


def give(
    parts: Parts, order: Order, caller: Caller, purpose: str, seen: Callable[[Lists], bool]
) -> None:
    """Return when the order is on the audit topic and on the registry, and our own lists show it.

    The note goes first: an order that nobody noted must not be followed, while one that was noted
    and not kept is given again by whoever got no answer.

    Raises:
        TryAgain: Kafka is away; give the same order again.

    """
    note = RegistryChanged(
        event_id=uuid.uuid4().hex,
        at_ms=now_ms(),
        account=caller.account,
        purpose=purpose,
        record=order,
    )
    parts.audit.write(note)
    parts.writer.write_and_see(order, seen)
