-- What the population database said of who declared.
ALTER TABLE declarations
    ADD COLUMN IF NOT EXISTS identity LowCardinality(String) DEFAULT 'unknown' AFTER filed_by;
