-- Who came in one vehicle, on which sheet, and what was asked at the gate.
ALTER TABLE scans
    ADD COLUMN IF NOT EXISTS group_id String CODEC(ZSTD(1)),
    ADD COLUMN IF NOT EXISTS sheet_id String CODEC(ZSTD(1)),
    ADD COLUMN IF NOT EXISTS health_asked Bool,
    ADD COLUMN IF NOT EXISTS unwell Bool,
    ADD COLUMN IF NOT EXISTS identity_differs Bool;

ALTER TABLE scans_by_citizen
    ADD COLUMN IF NOT EXISTS group_id String CODEC(ZSTD(1)),
    ADD COLUMN IF NOT EXISTS unwell Bool;

ALTER TABLE scans_to_citizens MODIFY QUERY
SELECT
    citizen_id, happened_ms, scan_id, place_id, direction, category, reason, lane, vehicle_id,
    trailer_id, source, offline, waved_through, annulled, officer_override, received_ms,
    kafka_offset, seniority, group_id, unwell
FROM scans
WHERE citizen_id != '';
