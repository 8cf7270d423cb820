"""What the authority decided about verdicts, out of the settings."""

from contracts.rules import Policy
from contracts.settings import Settings


def policy_of(settings: Settings) -> Policy:
    """Return the policy of this house."""
    return Policy(
        lists_too_old_s=settings.lists_too_old_s,
        on_old_lists=settings.on_old_lists,
        ask_identity=settings.ask_identity,
    )
