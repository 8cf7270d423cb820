-- What was decided about findings that somebody declared falsely: an innocent one takes its alert back.
-- Rows are few and stay as long as the topic does; evidence and words lie on the topic alone.
CREATE TABLE IF NOT EXISTS reviews
(
    type LowCardinality(String) DEFAULT '',
    schema_version UInt16 DEFAULT 1,
    event_id String DEFAULT '\0' CODEC(ZSTD(1)),
    review_id String DEFAULT '\0' CODEC(ZSTD(1)),
    at_ms Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    account LowCardinality(String),
    alert_id String DEFAULT '\0' CODEC(ZSTD(1)),
    citizen_id String DEFAULT '\0' CODEC(ZSTD(1)),
    evidence String CODEC(ZSTD(1)),
    decision LowCardinality(String),
    explanation LowCardinality(String),
    kafka_partition Int32 DEFAULT -1,
    kafka_offset Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    recorded_ms Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    CONSTRAINT line_is_whole CHECK
        event_id != '\0' AND review_id != '\0' AND alert_id != '\0' AND citizen_id != '\0'
        AND at_ms >= 0 AND kafka_partition >= 0
        AND (type = 'ReviewOpened' OR (type = 'ReviewDecided' AND decision != ''))
)
ENGINE = ReplacingMergeTree
ORDER BY (citizen_id, alert_id, type, event_id)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000;
