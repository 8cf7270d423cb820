-- Passes by where their journeys begin, in the order of their issue: who may have left a district?
-- Fed by a view; what was there before is copied.
CREATE TABLE IF NOT EXISTS passes_by_origin
(
    origin LowCardinality(String),
    issued_ms Int64 CODEC(DoubleDelta, ZSTD(1)),
    expires_ms Int64 CODEC(DoubleDelta, ZSTD(1)),
    pass_id String CODEC(ZSTD(1)),
    citizen_id String CODEC(ZSTD(1)),
    recorded_ms Int64 CODEC(DoubleDelta, ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (origin, issued_ms, pass_id)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS declarations_to_origins TO passes_by_origin AS
SELECT origin, issued_ms, expires_ms, pass_id, citizen_id, recorded_ms
FROM declarations
WHERE type = 'PassIssued' AND origin != '';

INSERT INTO passes_by_origin
SELECT origin, issued_ms, expires_ms, pass_id, citizen_id, recorded_ms
FROM declarations
WHERE type = 'PassIssued' AND origin != '';
