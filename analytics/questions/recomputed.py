"""What the stream should have written, as SQL over the scans, beside what it wrote.

Each statement ends in one row of the same columns (`Comparison` in `verification.py`). In a full
join `is_expected` and `is_found` tell from which side a row comes.
"""

from analytics.questions.annulled import STANDS

_SCANS_ONCE = """
    scans_once AS (
        SELECT
            citizen_id, scan_id, place_id, direction, category, reason, happened_ms, received_ms
        FROM scans
        WHERE {which}
        ORDER BY kafka_offset
        LIMIT 1 BY citizen_id, scan_id
    )"""

_COUNTS = "NOT (source = 'paper' AND citizen_id != '')"

_SLICE = "sipHash64(if(citizen_id = '', scan_id, citizen_id)) % {slices:UInt32} = {slice:UInt32}"

# Differences by kind, out of a table `compared` with the columns named here.
_ONE_ROW = """
SELECT
    toInt64(countIf(is_expected OR is_found)) AS compared,
    toInt64(countIf(is_expected AND NOT is_found)) AS missing,
    toInt64(countIf(is_found AND NOT is_expected)) AS extra,
    toInt64(countIf(is_expected AND is_found AND expected != found)) AS different,
    groupArrayIf({examples:UInt32})(
        (subject, expected, '')::Tuple(subject String, expected String, found String),
        is_expected AND NOT is_found) AS examples_missing,
    groupArrayIf({examples:UInt32})(
        (subject, '', found)::Tuple(subject String, expected String, found String),
        is_found AND NOT is_expected) AS examples_extra,
    groupArrayIf({examples:UInt32})(
        (subject, expected, found)::Tuple(subject String, expected String, found String),
        is_expected AND is_found AND expected != found
    ) AS examples_different
FROM compared
SETTINGS max_execution_time = 0
"""

_COMPARED_BY_SCAN = """compared AS (
        SELECT
            concat('scan ', if(e.is_there, e.scan_id, f.scan_id)) AS subject,
            e.is_there AS is_expected, f.is_there AS is_found,
            e.told AS expected, f.told AS found
        FROM expected AS e
        FULL OUTER JOIN found AS f ON e.citizen_id = f.citizen_id AND e.scan_id = f.scan_id
        WHERE if(e.is_there, e.received_ms, f.recorded_ms) >= {since_ms:Int64}
    )"""

# A person's scans ordered by (happened_ms, scan_id): each is reached from the one before it.
MOVEMENTS = f"""
WITH
    {_SCANS_ONCE.replace("{which}", f"citizen_id != '' AND {STANDS} AND {_SLICE}")},
    in_order AS (
        SELECT
            citizen_id, scan_id, place_id, direction, happened_ms, received_ms,
            lagInFrame(scan_id, 1, '') OVER previous AS from_scan_id,
            lagInFrame(toString(place_id), 1, '') OVER previous AS from_place_id,
            lagInFrame(happened_ms, 1, 0) OVER previous AS from_ms
        FROM scans_once
        WINDOW previous AS (
            PARTITION BY citizen_id ORDER BY happened_ms, scan_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        )
    ),
    expected AS (
        SELECT
            citizen_id, scan_id, received_ms, true AS is_there,
            toString((
                place_id, direction, happened_ms, from_scan_id, from_place_id, from_ms,
                if(from_scan_id = '', 0, intDiv(happened_ms - from_ms, 1000))
            )) AS told
        FROM in_order
    ),
    found AS (
        SELECT
            citizen_id, scan_id, recorded_ms, true AS is_there,
            toString((
                place_id, direction, happened_ms, from_scan_id, from_place_id, from_ms, seconds
            )) AS told
        FROM (
            SELECT *
            FROM movements
            WHERE {_SLICE}
            ORDER BY version DESC
            LIMIT 1 BY citizen_id, scan_id
        )
        WHERE NOT annulled
    ),
    {_COMPARED_BY_SCAN}
{_ONE_ROW}
"""  # noqa: S608  # put together from the constants above

# Every scan is judged, also one that belongs to nobody's timeline or was taken back.
TIMELINES = f"""
WITH
    {_SCANS_ONCE.replace("{which}", _SLICE)},
    expected AS (
        SELECT
            citizen_id, scan_id, received_ms, true AS is_there,
            toString((place_id, direction, happened_ms, NOT ({STANDS}))) AS told
        FROM scans_once
    ),
    found AS (
        SELECT
            citizen_id, scan_id, recorded_ms, true AS is_there,
            toString((place_id, direction, happened_ms, toUInt8(annulled))) AS told
        FROM judged
        WHERE {_SLICE}
        ORDER BY version DESC
        LIMIT 1 BY citizen_id, scan_id
    ),
    {_COMPARED_BY_SCAN}
{_ONE_ROW}
"""  # noqa: S608  # put together from the constants above

# What two neighbouring scans of one person say by themselves: the rules of contracts/history.py
# that need neither passes nor declarations. The distance is the stream's own. Scans that are in one
# of the two only are differences of timelines.
FINDINGS = f"""
WITH
    {_SCANS_ONCE.replace("{which}", f"citizen_id != '' AND {STANDS} AND {_SLICE}")},
    in_order AS (
        SELECT
            citizen_id, scan_id, place_id, direction, received_ms,
            lagInFrame(scan_id, 1, '') OVER previous AS from_scan_id,
            lagInFrame(toString(place_id), 1, '') OVER previous AS from_place_id,
            lagInFrame(toString(direction), 1, '') OVER previous AS from_direction,
            happened_ms - lagInFrame(happened_ms, 1, 0) OVER previous AS lasted_ms
        FROM scans_once
        WINDOW previous AS (
            PARTITION BY citizen_id ORDER BY happened_ms, scan_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        )
    ),
    legs AS (
        SELECT citizen_id, scan_id, km
        FROM movements
        WHERE {_SLICE}
        ORDER BY version DESC
        LIMIT 1 BY citizen_id, scan_id
    ),
    expected AS (
        SELECT
            s.citizen_id AS citizen_id, s.scan_id AS scan_id, s.received_ms AS received_ms,
            true AS is_there, s.from_scan_id != '' AS has_leg,
            has_leg AND l.km >= {{min_km:Float64}} AS is_far,
            toString(arrayFilter(finding -> finding != '', [
                if(has_leg AND s.place_id = s.from_place_id AND s.direction = s.from_direction
                    AND s.lasted_ms <= {{repeat_ms:Int64}}, 'repeat_scan', ''),
                if(is_far AND s.lasted_ms <= {{same_time_ms:Int64}}, 'two_places_at_once', ''),
                if(is_far AND s.lasted_ms > {{same_time_ms:Int64}}
                    AND l.km / (s.lasted_ms / 3600000) > {{max_kmh:Float64}},
                    'impossible_travel', '')
            ])) AS told
        FROM in_order AS s
        LEFT JOIN legs AS l ON s.citizen_id = l.citizen_id AND s.scan_id = l.scan_id
    ),
    found AS (
        SELECT
            citizen_id, scan_id, recorded_ms, true AS is_there,
            toString(arrayFilter(
                finding -> finding IN ('repeat_scan', 'two_places_at_once', 'impossible_travel'),
                arrayMap(finding -> toString(finding), findings)
            )) AS told
        FROM judged
        WHERE citizen_id != '' AND {_SLICE}
        ORDER BY version DESC
        LIMIT 1 BY citizen_id, scan_id
    ),
    {_COMPARED_BY_SCAN.replace("FULL OUTER", "INNER")}
{_ONE_ROW}
"""  # noqa: S608  # put together from the constants above

# An alert about a scan stands as long as the newest judgement of the scan holds its finding.
ALERTS = f"""
WITH
    newest AS (
        SELECT citizen_id, scan_id, recorded_ms, findings
        FROM judged
        WHERE citizen_id != '' AND {_SLICE}
        ORDER BY version DESC
        LIMIT 1 BY citizen_id, scan_id
    ),
    expected AS (
        SELECT
            concat(finding, ':', scan_id) AS subject, recorded_ms, true AS is_there,
            'stands' AS told
        FROM newest
        ARRAY JOIN findings AS finding
    ),
    found AS (
        SELECT alert_id AS subject, recorded_ms, true AS is_there, 'stands' AS told
        FROM (
            SELECT alert_id, recorded_ms, type, kind
            FROM alerts
            WHERE {_SLICE.replace("scan_id", "alert_id")}
            ORDER BY version DESC
            LIMIT 1 BY alert_id
        )
        WHERE type = 'AlertRaised' AND kind NOT IN ('overdue', 'left_epidemic_area')
    ),
    compared AS (
        SELECT
            if(e.is_there, e.subject, f.subject) AS subject,
            e.is_there AS is_expected, f.is_there AS is_found,
            e.told AS expected, f.told AS found
        FROM expected AS e
        FULL OUTER JOIN found AS f ON e.subject = f.subject
        WHERE if(e.is_there, e.recorded_ms, f.recorded_ms) >= {{since_ms:Int64}}
    )
{_ONE_ROW}
"""  # noqa: S608  # put together from the constants above

# A cell is place, minute, direction and the gate's category and reason; partitions are added up.
# A paper sheet counts when it passes its gate as nobody's, not again when it is entered
# (`ScanRecorded.counts`).
COUNTS = f"""
WITH
    {_SCANS_ONCE.replace("{which}", f"{_COUNTS} AND {STANDS} AND {_SLICE}")},
    expected AS (
        SELECT
            concat(place_id, ' ', toString(happened_ms - happened_ms % 60000), ' ', direction, ' ',
                category, ' ', reason) AS cell,
            happened_ms - happened_ms % 60000 AS minute_ms,
            true AS is_there, toString(count()) AS told
        FROM scans_once
        GROUP BY cell, minute_ms
    ),
    found AS (
        SELECT
            concat(place_id, ' ', toString(minute_ms), ' ', direction, ' ', category, ' ',
                reason) AS cell,
            minute_ms, true AS is_there, toString(sum(newest)) AS told
        FROM (
            SELECT
                minute_ms, place_id, direction, category, reason, `partition`,
                argMax(`count`, position) AS newest
            FROM counts
            GROUP BY minute_ms, place_id, direction, category, reason, `partition`
        )
        GROUP BY cell, minute_ms
        HAVING sum(newest) > 0
    ),
    compared AS (
        SELECT
            if(e.is_there, e.cell, f.cell) AS subject,
            e.is_there AS is_expected, f.is_there AS is_found,
            e.told AS expected, f.told AS found
        FROM expected AS e
        FULL OUTER JOIN found AS f ON e.cell = f.cell
        WHERE if(e.is_there, e.minute_ms, f.minute_ms) >= {{since_ms:Int64}}
    )
{_ONE_ROW}
"""  # noqa: S608  # put together from the constants above
