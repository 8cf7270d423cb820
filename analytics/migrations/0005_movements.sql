-- The leg that ends in a scan; the highest version is the leg that stands.
CREATE TABLE IF NOT EXISTS movements
(
    type LowCardinality(String) DEFAULT 'MovementSeen',
    schema_version UInt16 DEFAULT 1,
    scan_id String DEFAULT '\0' CODEC(ZSTD(1)),
    citizen_id String DEFAULT '\0' CODEC(ZSTD(1)),
    place_id LowCardinality(String) DEFAULT '\0',
    direction LowCardinality(String),
    happened_ms Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    happened_at DateTime64(3, 'UTC') ALIAS fromUnixTimestamp64Milli(happened_ms, 'UTC'),
    from_scan_id String CODEC(ZSTD(1)),
    from_place_id LowCardinality(String),
    from_ms Int64 CODEC(ZSTD(1)),
    seconds Int64 CODEC(ZSTD(1)),
    km Float64 DEFAULT -1 CODEC(ZSTD(1)),
    vehicle_id String CODEC(ZSTD(1)),
    version UInt64 DEFAULT 1,
    kafka_partition Int32 DEFAULT -1,
    kafka_offset Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    recorded_ms Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    CONSTRAINT line_is_whole CHECK
        type = 'MovementSeen'
        AND scan_id != '\0' AND citizen_id != '\0' AND place_id != '\0' AND direction != ''
        AND happened_ms >= 0 AND kafka_partition >= 0
)
ENGINE = ReplacingMergeTree(version)
PRIMARY KEY (citizen_id, happened_ms)
ORDER BY (citizen_id, happened_ms, scan_id)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000;
