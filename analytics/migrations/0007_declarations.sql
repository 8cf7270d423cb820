-- What citizens declared and the passes they were given: one table, as they share one topic.
-- `pass_id` is empty for a declaration.
CREATE TABLE IF NOT EXISTS declarations
(
    type LowCardinality(String) DEFAULT '',
    schema_version UInt16 DEFAULT 1,
    declaration_id String DEFAULT '\0' CODEC(ZSTD(1)),
    citizen_id String DEFAULT '\0' CODEC(ZSTD(1)),
    declared_ms Int64 CODEC(ZSTD(1)),
    received_ms Int64 CODEC(ZSTD(1)),
    channel LowCardinality(String),
    origin LowCardinality(String),
    destination LowCardinality(String),
    residence LowCardinality(String),
    stay LowCardinality(String),
    transport LowCardinality(String),
    departs_ms Int64 CODEC(ZSTD(1)),
    vehicle_id String CODEC(ZSTD(1)),
    trailer_id String CODEC(ZSTD(1)),
    visited Array(LowCardinality(String)),
    symptoms Array(LowCardinality(String)),
    contacts Array(LowCardinality(String)),
    filed_by LowCardinality(String),
    sealed String CODEC(ZSTD(1)),
    sealed_day LowCardinality(String),
    pass_id String CODEC(ZSTD(1)),
    issued_ms Int64 CODEC(ZSTD(1)),
    expires_ms Int64 CODEC(ZSTD(1)),
    kid LowCardinality(String),
    token_hash String CODEC(ZSTD(1)),
    risk Int64,
    kafka_partition Int32 DEFAULT -1,
    kafka_offset Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    recorded_ms Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    CONSTRAINT line_is_whole CHECK
        citizen_id != '\0' AND declaration_id != '\0' AND kafka_partition >= 0
        AND ((type = 'DeclarationFiled' AND declared_ms > 0 AND transport != '')
            OR (type = 'PassIssued' AND pass_id != '' AND issued_ms > 0))
)
ENGINE = ReplacingMergeTree
ORDER BY (citizen_id, declaration_id, type, pass_id)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000;
