"""Alerts that a review has explained away: in SQL, so that every question hears of it.

An explanation holds while the alert rests on the evidence that was looked at. The worker may say an
alert again and again, after a crash or because another fact arrived: with the same scans, pass and
declaration it stays explained; with others it stands again, for nobody has looked at those.
"""

# As `contracts.reviews.evidence_of` says it; of an alert under the name `r`.
EVIDENCE = "concat(r.scan_id, '|', r.from_scan_id, '|', r.pass_id, '|', r.declaration_id)"


def explained(candidates: str) -> str:
    """Return a query for what explains alerts away, and when it was decided.

    `candidates` is a query or table of (citizen_id, alert_id). An event that was sent twice counts
    where it lies first; of several decisions the last counts, as in `api/reviews/ledger.py`.
    """
    return f"""
        SELECT citizen_id, alert_id, evidence, argMax(at_ms, kafka_offset) AS explained_ms
        FROM (
            SELECT citizen_id, alert_id, evidence, event_id, at_ms, decision, kafka_offset
            FROM reviews
            WHERE (citizen_id, alert_id) IN {candidates} AND type = 'ReviewDecided'
            ORDER BY kafka_offset
            LIMIT 1 BY citizen_id, alert_id, event_id
        )
        GROUP BY citizen_id, alert_id, evidence
        HAVING argMax(decision, kafka_offset) = 'innocent'
    """  # noqa: S608  # put together from constants
