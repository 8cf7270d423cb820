-- The scans of known citizens in the order of one person's time. Fed by a view, so that both orders
-- come from one insert. No partitions: one person's rows lie together, whatever the week.
CREATE TABLE IF NOT EXISTS scans_by_citizen
(
    citizen_id String CODEC(ZSTD(1)),
    happened_ms Int64 CODEC(DoubleDelta, ZSTD(1)),
    happened_at DateTime64(3, 'UTC') ALIAS fromUnixTimestamp64Milli(happened_ms, 'UTC'),
    scan_id String CODEC(ZSTD(1)),
    place_id LowCardinality(String),
    direction LowCardinality(String),
    category LowCardinality(String),
    reason LowCardinality(String),
    lane LowCardinality(String),
    vehicle_id String CODEC(ZSTD(1)),
    trailer_id String CODEC(ZSTD(1)),
    source LowCardinality(String),
    offline Bool,
    waved_through Bool,
    annulled Bool,
    officer_override Bool,
    received_ms Int64 CODEC(DoubleDelta, ZSTD(1)),
    kafka_offset Int64 CODEC(DoubleDelta, ZSTD(1)),
    seniority UInt64 CODEC(DoubleDelta, ZSTD(1))
)
ENGINE = ReplacingMergeTree(seniority)
PRIMARY KEY (citizen_id, happened_ms)
ORDER BY (citizen_id, happened_ms, scan_id)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS scans_to_citizens TO scans_by_citizen AS
SELECT
    citizen_id, happened_ms, scan_id, place_id, direction, category, reason, lane, vehicle_id,
    trailer_id, source, offline, waved_through, annulled, officer_override, received_ms,
    kafka_offset, seniority
FROM scans
WHERE citizen_id != '';
