"""An old pass makes way for a new one, or is given up."""

import asyncio

from contracts.errors import Fault, FixRequest
from contracts.lists import Lists
from contracts.passes import ReadPass, read
from contracts.registry import PassWithdrawn
from ingest.forms import DeclarationForm
from ingest.pass_ids import pass_id_of
from service.parts import Parts


def superseded_by(
    form: DeclarationForm, citizen_id: str, lists: Lists, received_ms: int
) -> PassWithdrawn | None:
    """Return the withdrawal of the pass that a declaration corrects, None if it corrects none.

    The same declaration again finds its old pass superseded already, and supersedes it as before.

    Raises:
        FixRequest: the old pass is not ours, not the same person's, over, or withdrawn.

    """
    if not form.replaces:
        return None
    old = read(form.replaces, lists.ring)
    reason = _fault(old, form, citizen_id, lists, received_ms)
    if reason or not isinstance(old, ReadPass):
        raise FixRequest(Fault(field="replaces", reason=reason or "not_a_pass"))
    known = lists.withdrawn.get(old.claims.pass_id)
    return known or PassWithdrawn(
        pass_id=old.claims.pass_id,
        reason="superseded",
        at_ms=received_ms,
        citizen_id=citizen_id,
    )


def _fault(
    old: object, form: DeclarationForm, citizen_id: str, lists: Lists, received_ms: int
) -> str:
    """Return why a pass can't be replaced by a declaration, empty if it can."""
    if not isinstance(old, ReadPass):
        return "not_a_pass"
    claims = old.claims
    if claims.citizen_id != citizen_id:
        return "another_holder"
    if claims.expires_ms <= received_ms:
        return "pass_over"
    if claims.pass_id == pass_id_of(citizen_id, form.declaration_id):
        return "same_declaration"
    known = lists.withdrawn.get(claims.pass_id)
    if old.key.revoked or (known is not None and known.reason != "superseded"):
        return "pass_withdrawn"
    return ""


async def withdraw(parts: Parts, order: PassWithdrawn) -> None:
    """Return when the registry, and so within seconds every gate, refuses the pass.

    A pass that is withdrawn already stays so, for the reason it was.

    Raises:
        TryAgain: Kafka is away.

    """
    lists = parts.registry.lists
    if order.pass_id in lists.withdrawn:
        return
    await asyncio.to_thread(
        parts.writer.write_and_see, order, lambda seen: order.pass_id in seen.withdrawn
    )
