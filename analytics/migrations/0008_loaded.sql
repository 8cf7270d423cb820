-- How far each partition of each topic has been loaded, kept beside the rows themselves: whatever
-- becomes of Kafka's own notes, or of this database when an older copy is restored, the loader goes
-- on exactly where the rows end. A topic that was deleted and made again has another id.
CREATE TABLE IF NOT EXISTS loaded
(
    topic LowCardinality(String),
    topic_id String,
    kafka_partition Int32,
    next_offset UInt64
)
ENGINE = ReplacingMergeTree(next_offset)
ORDER BY (topic, topic_id, kafka_partition);
