-- Scans in the order of one vehicle's time; `role` tells whether the plate was read off the vehicle
-- that drives or off the trailer behind it. Fed by a view; what was there before is copied.
CREATE TABLE IF NOT EXISTS scans_by_vehicle
(
    vehicle_id String CODEC(ZSTD(1)),
    role LowCardinality(String),
    happened_ms Int64 CODEC(DoubleDelta, ZSTD(1)),
    happened_at DateTime64(3, 'UTC') ALIAS fromUnixTimestamp64Milli(happened_ms, 'UTC'),
    scan_id String CODEC(ZSTD(1)),
    citizen_id String CODEC(ZSTD(1)),
    place_id LowCardinality(String),
    direction LowCardinality(String),
    category LowCardinality(String),
    reason LowCardinality(String),
    lane LowCardinality(String),
    annulled Bool,
    received_ms Int64 CODEC(DoubleDelta, ZSTD(1)),
    kafka_offset Int64 CODEC(DoubleDelta, ZSTD(1)),
    seniority UInt64 CODEC(DoubleDelta, ZSTD(1))
)
ENGINE = ReplacingMergeTree(seniority)
PRIMARY KEY (vehicle_id, happened_ms)
ORDER BY (vehicle_id, happened_ms, scan_id, role)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS scans_to_vehicles TO scans_by_vehicle AS
SELECT
    tupleElement(plate, 1) AS vehicle_id, tupleElement(plate, 2) AS role, happened_ms, scan_id,
    citizen_id, place_id, direction, category, reason, lane, annulled, received_ms, kafka_offset,
    seniority
FROM (
    SELECT
        arrayJoin([(vehicle_id, 'vehicle'), (trailer_id, 'trailer')]) AS plate, happened_ms,
        scan_id, citizen_id, place_id, direction, category, reason, lane, annulled, received_ms,
        kafka_offset, seniority
    FROM scans
)
WHERE tupleElement(plate, 1) != '';

INSERT INTO scans_by_vehicle
SELECT
    tupleElement(plate, 1) AS vehicle_id, tupleElement(plate, 2) AS role, happened_ms, scan_id,
    citizen_id, place_id, direction, category, reason, lane, annulled, received_ms, kafka_offset,
    seniority
FROM (
    SELECT
        arrayJoin([(vehicle_id, 'vehicle'), (trailer_id, 'trailer')]) AS plate, happened_ms,
        scan_id, citizen_id, place_id, direction, category, reason, lane, annulled, received_ms,
        kafka_offset, seniority
    FROM scans
)
WHERE tupleElement(plate, 1) != '';
