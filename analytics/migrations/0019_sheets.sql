-- What became of paper sheets: photographed, opened, entered, rejected. A repeated event replaces
-- nothing: the row of the lowest offset stays.
CREATE TABLE IF NOT EXISTS sheets
(
    type LowCardinality(String) DEFAULT '',
    schema_version UInt16 DEFAULT 1,
    sheet_id String DEFAULT '\0' CODEC(ZSTD(1)),
    place_id LowCardinality(String),
    direction LowCardinality(String),
    taken_ms Int64 CODEC(ZSTD(1)),
    received_ms Int64 CODEC(ZSTD(1)),
    identity_compared Bool,
    serial String CODEC(ZSTD(1)),
    lane LowCardinality(String),
    device_id LowCardinality(String),
    officer_id LowCardinality(String),
    account LowCardinality(String),
    at_ms Int64 CODEC(ZSTD(1)),
    released Bool,
    declaration_id String CODEC(ZSTD(1)),
    pass_id String CODEC(ZSTD(1)),
    reason LowCardinality(String),
    kafka_partition Int32 DEFAULT -1,
    kafka_offset Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    recorded_ms Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    seniority UInt64 MATERIALIZED toUInt64(9223372036854775807 - kafka_offset) CODEC(DoubleDelta, ZSTD(1)),
    CONSTRAINT line_is_whole CHECK
        sheet_id != '\0' AND kafka_partition >= 0
        AND type IN ('PaperSheetTaken', 'PaperSheetClaimed', 'PaperSheetEntered', 'PaperSheetRejected'),
    CONSTRAINT taken_is_whole CHECK
        type != 'PaperSheetTaken'
        OR (place_id != '' AND direction IN ('in', 'out', 'visit') AND taken_ms > 0 AND received_ms > 0),
    CONSTRAINT said_by_somebody CHECK type = 'PaperSheetTaken' OR (account != '' AND at_ms > 0),
    CONSTRAINT entered_is_whole CHECK
        type != 'PaperSheetEntered' OR (declaration_id != '' AND pass_id != ''),
    CONSTRAINT rejected_is_whole CHECK
        type != 'PaperSheetRejected'
        OR reason IN ('unreadable', 'not_a_form', 'duplicate', 'incomplete')
)
ENGINE = ReplacingMergeTree(seniority)
ORDER BY (sheet_id, type, at_ms, account)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000;

-- One narrow row a sheet, read with every answer: when and where it was taken, when it was done
-- with. Either is 0 or empty until its event arrives, in whatever order they do. Fed by a view.
CREATE TABLE IF NOT EXISTS sheet_states
(
    sheet UInt64,
    place_id SimpleAggregateFunction(max, String),
    taken_ms SimpleAggregateFunction(max, Int64) CODEC(DoubleDelta, ZSTD(1)),
    done_ms SimpleAggregateFunction(max, Int64) CODEC(DoubleDelta, ZSTD(1))
)
ENGINE = AggregatingMergeTree
ORDER BY sheet
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS sheets_to_states TO sheet_states AS
SELECT
    sipHash64(sheet_id) AS sheet, toString(place_id) AS place_id, taken_ms,
    if(type = 'PaperSheetTaken', 0, at_ms) AS done_ms
FROM sheets
WHERE type != 'PaperSheetClaimed';
