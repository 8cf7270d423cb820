"""The statements behind the officials' figures (`situation.py`); each reads one span of time."""

from analytics.questions.annulled import STANDS

# Counts are absolute: of each input partition's the newest stands, and partitions are added up.
FLOWS = """
SELECT
    toString(place_id) AS place_id, toString(direction) AS direction,
    toString(category) AS category, toString(reason) AS reason,
    toInt64(sumIf(newest, minute_ms >= {minute_ms:Int64} AND minute_ms < {whole_ms:Int64}))
        AS minute,
    toInt64(sumIf(newest, minute_ms >= {quarter_ms:Int64} AND minute_ms < {whole_ms:Int64}))
        AS quarter,
    toInt64(sumIf(newest, minute_ms >= {day_ms:Int64})) AS today,
    max(counted_ms) AS counted_ms
FROM (
    SELECT
        minute_ms, place_id, direction, category, reason, `partition`,
        argMax(`count`, position) AS newest, max(recorded_ms) AS counted_ms
    FROM counts
    WHERE minute_ms >= least({day_ms:Int64}, {quarter_ms:Int64}) AND minute_ms <= {at_ms:Int64}
    GROUP BY minute_ms, place_id, direction, category, reason, `partition`
)
GROUP BY place_id, direction, category, reason
"""

_SCANS_BETWEEN = """
        bucket >= intDiv({from:Int64}, 900000) AND bucket <= intDiv({at_ms:Int64}, 900000)
        AND happened_ms >= {from:Int64} AND happened_ms <= {at_ms:Int64}"""

INSIDE = f"""
SELECT toString(last_place) AS place_id, toInt64(count()) AS number
FROM (
    SELECT
        argMax(place_id, (happened_ms, scan_id)) AS last_place,
        argMax(direction, (happened_ms, scan_id)) AS last_direction
    FROM scans
    WHERE {_SCANS_BETWEEN.replace("{from:", "{inside_ms:")}
        AND citizen_id != '' AND direction IN ('in', 'out')
        AND NOT annulled AND {STANDS} AND (category != 'refuse' OR officer_override)
    GROUP BY citizen_id
)
WHERE last_direction = 'in'
GROUP BY place_id
"""  # noqa: S608  # put together from the constants above

LANES = f"""
SELECT toString(place_id) AS place_id, toInt64(uniqExact(lane)) AS number
FROM scans
WHERE {_SCANS_BETWEEN.replace("{from:", "{quarter_ms:")}
GROUP BY place_id
"""  # noqa: S608  # put together from the constant above

DEVICES = f"""
SELECT
    toString(device_id) AS device_id, toString(argMax(place_id, received_ms)) AS place_id,
    max(received_ms) AS last_received_ms
FROM scans
WHERE {_SCANS_BETWEEN.replace("{from:", "{day_ms:")}
    AND device_id != ''
GROUP BY device_id
HAVING last_received_ms < {{heard_since_ms:Int64}}
ORDER BY last_received_ms, device_id
"""  # noqa: S608  # put together from the constant above

SHOWN = f"""
WITH
    shown AS (
        SELECT
            citizen_id, pass_id, argMin(place_id, (happened_ms, scan_id)) AS place,
            min(happened_ms) AS first_ms
        FROM scans
        WHERE {_SCANS_BETWEEN.replace("{from:", "{quarter_ms:")}
            AND citizen_id != '' AND pass_id != '' AND {STANDS}
        GROUP BY citizen_id, pass_id
    ),
    issued AS (
        SELECT pass_id, citizen_id, declaration_id
        FROM passes
        WHERE name IN (SELECT pass_id FROM shown)
        LIMIT 1 BY pass_id, citizen_id
    ),
    filed AS (
        SELECT citizen_id, declaration_id, channel, received_ms
        FROM declarations
        WHERE (citizen_id, declaration_id) IN (SELECT citizen_id, declaration_id FROM issued)
            AND type = 'DeclarationFiled'
        LIMIT 1 BY citizen_id, declaration_id
    )
SELECT
    toString(s.place) AS place_id,
    toInt64(countIf(f.channel = 'web' AND f.received_ms <= s.first_ms)) AS pre_declared,
    toInt64(countIf(f.channel != '')) - pre_declared AS at_the_gate,
    toInt64(countIf(f.channel = '')) AS unknown
FROM shown AS s
LEFT JOIN issued AS i ON s.pass_id = i.pass_id AND s.citizen_id = i.citizen_id
LEFT JOIN filed AS f ON i.citizen_id = f.citizen_id AND i.declaration_id = f.declaration_id
GROUP BY place_id
"""  # noqa: S608  # put together from the constant above
