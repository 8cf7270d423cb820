-- Who declared one journey together, in the order of journeys: whose companion is this person? Fed by
-- a view; what was there before is copied.
CREATE TABLE IF NOT EXISTS journeys
(
    journey_id String CODEC(ZSTD(1)),
    citizen_id String CODEC(ZSTD(1)),
    declaration_id String CODEC(ZSTD(1)),
    recorded_ms Int64 CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (journey_id, citizen_id, declaration_id)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS declarations_to_journeys TO journeys AS
SELECT journey_id, citizen_id, declaration_id, recorded_ms
FROM declarations
WHERE type = 'DeclarationFiled' AND journey_id != '';

INSERT INTO journeys
SELECT journey_id, citizen_id, declaration_id, recorded_ms
FROM declarations
WHERE type = 'DeclarationFiled' AND journey_id != '';
