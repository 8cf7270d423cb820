-- Who declared one journey together, for whom somebody else declared, and where people are
-- registered as temporary residents.
ALTER TABLE declarations
    ADD COLUMN IF NOT EXISTS journey_id String CODEC(ZSTD(1)) AFTER filed_by,
    ADD COLUMN IF NOT EXISTS on_behalf Bool AFTER journey_id,
    ADD COLUMN IF NOT EXISTS temporary LowCardinality(String) AFTER on_behalf;
