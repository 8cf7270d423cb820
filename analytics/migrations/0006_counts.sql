-- Absolute partial counts per cell and input partition; the largest position is the one that stands,
-- and the partitions of a cell are added up.
CREATE TABLE IF NOT EXISTS counts
(
    type LowCardinality(String) DEFAULT 'PlaceMinuteCount',
    schema_version UInt16 DEFAULT 1,
    `partition` Int32 DEFAULT -1,
    place_id LowCardinality(String) DEFAULT '\0',
    minute_ms Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    minute_at DateTime64(3, 'UTC') ALIAS fromUnixTimestamp64Milli(minute_ms, 'UTC'),
    direction LowCardinality(String),
    category LowCardinality(String),
    `count` Int64 DEFAULT -1 CODEC(ZSTD(1)),
    position UInt64 CODEC(DoubleDelta, ZSTD(1)),
    kafka_partition Int32 DEFAULT -1,
    kafka_offset Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    recorded_ms Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    CONSTRAINT line_is_whole CHECK
        type = 'PlaceMinuteCount'
        AND `partition` >= 0 AND place_id != '\0' AND minute_ms >= 0 AND direction != ''
        AND category != '' AND `count` >= 0 AND kafka_partition >= 0
)
ENGINE = ReplacingMergeTree(position)
ORDER BY (minute_ms, place_id, direction, category, `partition`)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000;
