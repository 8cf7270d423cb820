-- Each scan in the light of the citizen's history; the highest version is the verdict that stands.
CREATE TABLE IF NOT EXISTS judged
(
    type LowCardinality(String) DEFAULT 'ScanJudged',
    schema_version UInt16 DEFAULT 1,
    scan_id String DEFAULT '\0' CODEC(ZSTD(1)),
    citizen_id String DEFAULT '\0' CODEC(ZSTD(1)),
    place_id LowCardinality(String) DEFAULT '\0',
    direction LowCardinality(String),
    happened_ms Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    happened_at DateTime64(3, 'UTC') ALIAS fromUnixTimestamp64Milli(happened_ms, 'UTC'),
    category LowCardinality(String),
    reason LowCardinality(String),
    findings Array(LowCardinality(String)),
    version UInt64 DEFAULT 1,
    kafka_partition Int32 DEFAULT -1,
    kafka_offset Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    recorded_ms Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    CONSTRAINT line_is_whole CHECK
        type = 'ScanJudged'
        AND scan_id != '\0' AND citizen_id != '\0' AND place_id != '\0' AND direction != ''
        AND category != '' AND reason != '' AND happened_ms >= 0 AND kafka_partition >= 0
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (citizen_id, scan_id)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000;
