"""How far a saved question looks: as far as whoever saved it may. Pure."""

from contracts.cases import QuestionSaved
from contracts.jurisdiction import EVERYWHERE, Jurisdiction
from contracts.lists import Lists


def reach_of(saved: QuestionSaved, lists: Lists) -> Jurisdiction:
    """Return the bounds within which a question is asked: its owner's, as they are today.

    An owner whom the registry does not know has no bounds, and so no reader but those without.
    """
    owner = lists.officers.get(saved.account)
    return Jurisdiction(owner.units) if owner else EVERYWHERE
