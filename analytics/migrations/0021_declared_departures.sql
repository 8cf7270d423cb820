-- Journeys in the order of their declared departure: who meant to go from where to where, and when?
-- Fed by a view; what was there before is copied.
CREATE TABLE IF NOT EXISTS declared_departures
(
    departs_ms Int64 CODEC(DoubleDelta, ZSTD(1)),
    declaration_id String CODEC(ZSTD(1)),
    citizen_id String CODEC(ZSTD(1)),
    origin LowCardinality(String),
    destination LowCardinality(String),
    recorded_ms Int64 CODEC(DoubleDelta, ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (departs_ms, declaration_id)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS declarations_to_departures TO declared_departures AS
SELECT departs_ms, declaration_id, citizen_id, origin, destination, recorded_ms
FROM declarations
WHERE type = 'DeclarationFiled';

INSERT INTO declared_departures
SELECT departs_ms, declaration_id, citizen_id, origin, destination, recorded_ms
FROM declarations
WHERE type = 'DeclarationFiled';
