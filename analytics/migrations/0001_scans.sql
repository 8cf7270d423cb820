-- Every attempt to pass a place, in the order of "who was there, and when".
-- A repeated line replaces nothing: of equal keys the row of the lowest offset stays.
-- Columns a line must hold default to a value the constraint refuses, so that a line without them
-- is a fault, as it is for every other reader of the topic.
CREATE TABLE IF NOT EXISTS scans
(
    type LowCardinality(String) DEFAULT 'ScanRecorded',
    schema_version UInt16 DEFAULT 1,
    scan_id String DEFAULT '\0' CODEC(ZSTD(1)),
    citizen_id String DEFAULT '\0' CODEC(ZSTD(1)),
    place_id LowCardinality(String) DEFAULT '\0',
    bucket UInt32 MATERIALIZED toUInt32(intDiv(happened_ms, 900000)) CODEC(Delta, ZSTD(1)),
    direction LowCardinality(String),
    happened_ms Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    happened_at DateTime64(3, 'UTC') ALIAS fromUnixTimestamp64Milli(happened_ms, 'UTC'),
    received_ms Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    received_at DateTime64(3, 'UTC') ALIAS fromUnixTimestamp64Milli(received_ms, 'UTC'),
    category LowCardinality(String),
    reason LowCardinality(String),
    lane LowCardinality(String),
    pass_id String CODEC(ZSTD(1)),
    token_hash String CODEC(ZSTD(1)),
    kid LowCardinality(String),
    issued_ms Int64 CODEC(ZSTD(1)),
    expires_ms Int64 CODEC(ZSTD(1)),
    risk Int64,
    origin LowCardinality(String),
    vehicle_id String CODEC(ZSTD(1)),
    trailer_id String CODEC(ZSTD(1)),
    device_id LowCardinality(String),
    officer_id LowCardinality(String),
    source LowCardinality(String) DEFAULT 'pass',
    offline Bool,
    lists_age_s Int64 DEFAULT -1,
    rule_version Int64,
    officer_override Bool,
    waved_through Bool,
    annulled Bool,
    sealed String CODEC(ZSTD(1)),
    sealed_day LowCardinality(String),
    kafka_partition Int32 DEFAULT -1,
    kafka_offset Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    recorded_ms Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    seniority UInt64 MATERIALIZED toUInt64(9223372036854775807 - kafka_offset) CODEC(DoubleDelta, ZSTD(1)),
    CONSTRAINT line_is_whole CHECK
        type = 'ScanRecorded'
        AND scan_id != '\0' AND citizen_id != '\0' AND place_id != '\0'
        AND happened_ms >= 0 AND received_ms >= 0 AND kafka_partition >= 0 AND reason != ''
        AND direction IN ('in', 'out', 'visit')
        AND category IN ('pass', 'pass_with_attention', 'ask', 'refuse')
)
ENGINE = ReplacingMergeTree(seniority)
PARTITION BY intDiv(happened_ms, 604800000)
PRIMARY KEY (place_id, bucket, happened_ms)
ORDER BY (place_id, bucket, happened_ms, scan_id)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000;
