-- Scans that officers took back: such a scan stays where it is, and nothing is concluded from it.
CREATE TABLE IF NOT EXISTS annulments
(
    type LowCardinality(String) DEFAULT 'ScanAnnulled',
    schema_version UInt16 DEFAULT 1,
    scan_id String DEFAULT '\0' CODEC(ZSTD(1)),
    citizen_id String DEFAULT '\0' CODEC(ZSTD(1)),
    place_id LowCardinality(String) DEFAULT '\0',
    happened_ms Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    received_ms Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    device_id LowCardinality(String),
    officer_id LowCardinality(String),
    sealed String CODEC(ZSTD(1)),
    sealed_day LowCardinality(String),
    kafka_partition Int32 DEFAULT -1,
    kafka_offset Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    recorded_ms Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    CONSTRAINT line_is_whole CHECK
        type = 'ScanAnnulled'
        AND scan_id != '\0' AND citizen_id != '\0' AND place_id != '\0'
        AND happened_ms >= 0 AND received_ms >= 0 AND kafka_partition >= 0
)
ENGINE = ReplacingMergeTree
ORDER BY (citizen_id, scan_id, place_id)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000;

ALTER TABLE judged ADD COLUMN IF NOT EXISTS annulled Bool;

ALTER TABLE movements ADD COLUMN IF NOT EXISTS annulled Bool;
