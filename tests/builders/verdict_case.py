"""A verdict's test case out of what is unusual about it."""

from typing import Any

from contracts.keyring import PassKey
from contracts.registry import RegistryEvent
from contracts.rules import Policy, Sight
from contracts.verdicts import CATEGORY_OF, Flag, Reason
from tests.builders.contracts import NOW_MS, public, signing_key, token
from tests.builders.verdicts import Expected, VerdictCase

OURS = signing_key(1)


def case(
    description: str,
    reason: Reason,
    code: str | None = None,
    *,
    keys: tuple[PassKey, ...] | None = None,
    registry: tuple[RegistryEvent, ...] = (),
    policy: Policy | None = None,
    flags: tuple[Flag, ...] = (),
    **sight: Any,
) -> VerdictCase:
    """Return a case: the usual pass at the usual gate, but for what is given."""
    return VerdictCase(
        description=description,
        keys=(public(OURS),) if keys is None else keys,
        registry=registry,
        token=token() if code is None else code,
        sight=Sight(**{"at_ms": NOW_MS, **sight}),
        policy=policy or Policy(),
        expected=Expected(category=CATEGORY_OF[reason], reason=reason, flags=flags),
    )
