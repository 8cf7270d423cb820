-- What somebody should look at, raised or withdrawn: the highest version of an alert is what stands.
-- A withdrawal says only which alert it ends; what it was about lies in the rows that raised it.
CREATE TABLE IF NOT EXISTS alerts
(
    type LowCardinality(String) DEFAULT '',
    schema_version UInt16 DEFAULT 1,
    alert_id String DEFAULT '\0' CODEC(ZSTD(1)),
    citizen_id String DEFAULT '\0' CODEC(ZSTD(1)),
    kind LowCardinality(String),
    happened_ms Int64 DEFAULT -1 CODEC(ZSTD(1)),
    happened_at DateTime64(3, 'UTC') ALIAS fromUnixTimestamp64Milli(happened_ms, 'UTC'),
    known_since_ms Int64 DEFAULT -1 CODEC(ZSTD(1)),
    known_since_at DateTime64(3, 'UTC') ALIAS fromUnixTimestamp64Milli(known_since_ms, 'UTC'),
    withdrawn_ms Int64 DEFAULT -1 CODEC(ZSTD(1)),
    version UInt64,
    place_id LowCardinality(String),
    scan_id String CODEC(ZSTD(1)),
    from_scan_id String CODEC(ZSTD(1)),
    from_place_id LowCardinality(String),
    from_ms Int64 CODEC(ZSTD(1)),
    km Float64 DEFAULT -1 CODEC(ZSTD(1)),
    pass_id String CODEC(ZSTD(1)),
    declaration_id String CODEC(ZSTD(1)),
    zone_id LowCardinality(String),
    kafka_partition Int32 DEFAULT -1,
    kafka_offset Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    recorded_ms Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    CONSTRAINT line_is_whole CHECK
        alert_id != '\0' AND citizen_id != '\0' AND kind != '' AND version > 0
        AND kafka_partition >= 0
        AND ((type = 'AlertRaised' AND happened_ms >= 0 AND known_since_ms >= 0)
            OR (type = 'AlertWithdrawn' AND withdrawn_ms >= 0))
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (citizen_id, alert_id, type)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000;

-- When alerts became known, in that order: where a list of new alerts begins.
CREATE TABLE IF NOT EXISTS alerts_by_time
(
    known_since_ms Int64 CODEC(DoubleDelta, ZSTD(1)),
    citizen_id String CODEC(ZSTD(1)),
    alert_id String CODEC(ZSTD(1)),
    kind LowCardinality(String),
    recorded_ms Int64 CODEC(DoubleDelta, ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (known_since_ms, citizen_id, alert_id)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS alerts_to_time TO alerts_by_time AS
SELECT known_since_ms, citizen_id, alert_id, kind, recorded_ms
FROM alerts
WHERE type = 'AlertRaised';
