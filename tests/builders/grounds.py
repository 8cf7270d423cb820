"""Grounds on which questions are read."""

from api.asking.kinds import Ground
from contracts.identity import Pseudonyms
from contracts.jurisdiction import Jurisdiction
from contracts.lists import Lists


def ground(*units: str, lists: Lists | None = None) -> Ground:
    """Return the ground for somebody of these units, of the whole country if there are none."""
    return Ground(lists or Lists(), Pseudonyms(b"k" * 32), Jurisdiction(units))
