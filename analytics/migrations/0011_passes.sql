-- Passes in the order of their own ids and of their declarations' ids: who holds this one? Each pass
-- stands here twice, once under either name. Fed by a view; what was there before is copied.
CREATE TABLE IF NOT EXISTS passes
(
    name String CODEC(ZSTD(1)),
    pass_id String CODEC(ZSTD(1)),
    declaration_id String CODEC(ZSTD(1)),
    citizen_id String CODEC(ZSTD(1)),
    issued_ms Int64 CODEC(ZSTD(1)),
    expires_ms Int64 CODEC(ZSTD(1)),
    recorded_ms Int64 CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (name, pass_id, citizen_id)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS declarations_to_passes TO passes AS
SELECT
    arrayJoin([pass_id, declaration_id]) AS name, pass_id, declaration_id, citizen_id, issued_ms,
    expires_ms, recorded_ms
FROM declarations
WHERE type = 'PassIssued';

INSERT INTO passes
SELECT
    arrayJoin([pass_id, declaration_id]) AS name, pass_id, declaration_id, citizen_id, issued_ms,
    expires_ms, recorded_ms
FROM declarations
WHERE type = 'PassIssued';
