"""Which scans were taken back: conditions on a table of scans, the same in every question."""

_STANDS = """(citizen_id, scan_id, place_id) NOT IN (
            SELECT citizen_id, scan_id, place_id FROM {annulments})"""

# There are few annulments, so all of them are read where a question is about everybody.
STANDS = _STANDS.replace("{annulments}", "annulments")


def stands_of(persons: str) -> str:
    """Return the condition on scans of some persons only: SQL that follows `citizen_id`."""
    return _STANDS.replace("{annulments}", f"annulments_by_person WHERE citizen_id {persons}")


def stands_at(places: str) -> str:
    """Return the condition on scans at some places only: SQL that follows `place_id`."""
    return _STANDS.replace("{annulments}", f"annulments_by_place WHERE place_id {places}")
