-- Counts are kept apart by the reason of the verdict as well.
ALTER TABLE counts
    ADD COLUMN IF NOT EXISTS reason LowCardinality(String) AFTER category,
    MODIFY ORDER BY (minute_ms, place_id, direction, category, `partition`, reason);
