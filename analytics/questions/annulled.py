"""Which scans were taken back: a condition on a table of scans, the same in every question."""

# There are few annulments, so all of them are read where a question is not about one person.
STANDS = """(citizen_id, scan_id, place_id) NOT IN (
            SELECT citizen_id, scan_id, place_id FROM annulments)"""
