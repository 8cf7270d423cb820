-- Who signed in, asked what about whom, and changed what: one row a line of the topic, kept as long as
-- the law says. What an order put on the registry is told by its kind and its subject.
CREATE TABLE IF NOT EXISTS audit
(
    type LowCardinality(String) DEFAULT '',
    schema_version UInt16 DEFAULT 1,
    event_id String DEFAULT '\0' CODEC(ZSTD(1)),
    at_ms Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    account LowCardinality(String),
    question LowCardinality(String),
    purpose String CODEC(ZSTD(1)),
    about Array(String) CODEC(ZSTD(1)),
    from_ms Int64 CODEC(ZSTD(1)),
    until_ms Int64 CODEC(ZSTD(1)),
    as_file LowCardinality(String),
    asked_again Bool,
    case_id String CODEC(ZSTD(1)),
    change LowCardinality(String),
    mark_id String CODEC(ZSTD(1)),
    words String CODEC(ZSTD(1)),
    record Tuple(
        type String, pass_id String, zone_id String, account String, citizen_id String,
        public_key String, device_id String
    ) CODEC(ZSTD(1)),
    chain LowCardinality(String),
    sequence Int64 DEFAULT -1 CODEC(ZSTD(1)),
    kafka_partition Int32 DEFAULT -1,
    kafka_offset Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    recorded_ms Int64 DEFAULT -1 CODEC(DoubleDelta, ZSTD(1)),
    CONSTRAINT line_is_whole CHECK
        event_id != '\0' AND type != '' AND at_ms >= 0 AND kafka_partition >= 0
)
ENGINE = ReplacingMergeTree
ORDER BY (at_ms, event_id)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000;

-- The same by whom or what it was about: who asked about this person?
CREATE TABLE IF NOT EXISTS audit_about
(
    about String CODEC(ZSTD(1)),
    at_ms Int64 CODEC(DoubleDelta, ZSTD(1)),
    event_id String CODEC(ZSTD(1)),
    account LowCardinality(String),
    question LowCardinality(String),
    asked_again Bool,
    recorded_ms Int64 CODEC(DoubleDelta, ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (about, at_ms, event_id)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS audit_to_about TO audit_about AS
SELECT arrayJoin(about) AS about, at_ms, event_id, account, question, asked_again, recorded_ms
FROM audit
WHERE notEmpty(about);
