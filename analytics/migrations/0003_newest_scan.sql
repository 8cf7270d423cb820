-- How late the data is: the newest moment at which a loaded scan was received. A few rows at most.
CREATE TABLE IF NOT EXISTS newest_scan
(
    source_table LowCardinality(String),
    received_ms SimpleAggregateFunction(max, Int64)
)
ENGINE = AggregatingMergeTree
ORDER BY source_table
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS scans_to_newest TO newest_scan AS
SELECT 'scans' AS source_table, max(received_ms) AS received_ms FROM scans;
