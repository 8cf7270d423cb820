-- Tables in which a question finds few rows are read in small steps: one person's scans, one
-- vehicle's, and the scans at a place on a day. The least that is read of a part is one step, and a
-- person has a dozen scans. Fed by views; what was there before is copied, then the tables in coarse
-- steps go.
CREATE TABLE IF NOT EXISTS scans_by_person
(
    citizen_id String CODEC(ZSTD(1)),
    happened_ms Int64 CODEC(DoubleDelta, ZSTD(1)),
    happened_at DateTime64(3, 'UTC') ALIAS fromUnixTimestamp64Milli(happened_ms, 'UTC'),
    scan_id String CODEC(ZSTD(1)),
    place_id LowCardinality(String),
    direction LowCardinality(String),
    category LowCardinality(String),
    reason LowCardinality(String),
    lane LowCardinality(String),
    vehicle_id String CODEC(ZSTD(1)),
    trailer_id String CODEC(ZSTD(1)),
    source LowCardinality(String),
    offline Bool,
    waved_through Bool,
    annulled Bool,
    officer_override Bool,
    received_ms Int64 CODEC(DoubleDelta, ZSTD(1)),
    kafka_offset Int64 CODEC(DoubleDelta, ZSTD(1)),
    seniority UInt64 CODEC(DoubleDelta, ZSTD(1)),
    group_id String CODEC(ZSTD(1)),
    unwell Bool
)
ENGINE = ReplacingMergeTree(seniority)
PRIMARY KEY citizen_id
ORDER BY (citizen_id, happened_ms, scan_id)
SETTINGS index_granularity = 32, min_compress_block_size = 4096,
    non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS scans_to_persons TO scans_by_person AS
SELECT
    citizen_id, happened_ms, scan_id, place_id, direction, category, reason, lane, vehicle_id,
    trailer_id, source, offline, waved_through, annulled, officer_override, received_ms,
    kafka_offset, seniority, group_id, unwell
FROM scans
WHERE citizen_id != '';

INSERT INTO scans_by_person
SELECT
    citizen_id, happened_ms, scan_id, place_id, direction, category, reason, lane, vehicle_id,
    trailer_id, source, offline, waved_through, annulled, officer_override, received_ms,
    kafka_offset, seniority, group_id, unwell
FROM scans
WHERE citizen_id != '';

DROP VIEW IF EXISTS scans_to_citizens;

DROP TABLE IF EXISTS scans_by_citizen;

CREATE TABLE IF NOT EXISTS scans_by_plate
(
    vehicle_id String CODEC(ZSTD(1)),
    role LowCardinality(String),
    happened_ms Int64 CODEC(DoubleDelta, ZSTD(1)),
    happened_at DateTime64(3, 'UTC') ALIAS fromUnixTimestamp64Milli(happened_ms, 'UTC'),
    scan_id String CODEC(ZSTD(1)),
    citizen_id String CODEC(ZSTD(1)),
    place_id LowCardinality(String),
    direction LowCardinality(String),
    category LowCardinality(String),
    reason LowCardinality(String),
    lane LowCardinality(String),
    annulled Bool,
    received_ms Int64 CODEC(DoubleDelta, ZSTD(1)),
    kafka_offset Int64 CODEC(DoubleDelta, ZSTD(1)),
    seniority UInt64 CODEC(DoubleDelta, ZSTD(1))
)
ENGINE = ReplacingMergeTree(seniority)
PRIMARY KEY vehicle_id
ORDER BY (vehicle_id, happened_ms, scan_id, role)
SETTINGS index_granularity = 32, min_compress_block_size = 4096,
    non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS scans_to_plates TO scans_by_plate AS
SELECT
    tupleElement(plate, 1) AS vehicle_id, tupleElement(plate, 2) AS role, happened_ms, scan_id,
    citizen_id, place_id, direction, category, reason, lane, annulled, received_ms, kafka_offset,
    seniority
FROM (
    SELECT
        arrayJoin([(vehicle_id, 'vehicle'), (trailer_id, 'trailer')]) AS plate, happened_ms,
        scan_id, citizen_id, place_id, direction, category, reason, lane, annulled, received_ms,
        kafka_offset, seniority
    FROM scans
)
WHERE tupleElement(plate, 1) != '';

INSERT INTO scans_by_plate
SELECT
    tupleElement(plate, 1) AS vehicle_id, tupleElement(plate, 2) AS role, happened_ms, scan_id,
    citizen_id, place_id, direction, category, reason, lane, annulled, received_ms, kafka_offset,
    seniority
FROM (
    SELECT
        arrayJoin([(vehicle_id, 'vehicle'), (trailer_id, 'trailer')]) AS plate, happened_ms,
        scan_id, citizen_id, place_id, direction, category, reason, lane, annulled, received_ms,
        kafka_offset, seniority
    FROM scans
)
WHERE tupleElement(plate, 1) != '';

DROP VIEW IF EXISTS scans_to_vehicles;

DROP TABLE IF EXISTS scans_by_vehicle;

-- Who met whom, and who was seen often on a day: only what makes a meeting, of known citizens only.
CREATE TABLE IF NOT EXISTS scans_by_day
(
    day UInt32 CODEC(ZSTD(1)),
    place_id LowCardinality(String),
    bucket UInt32 CODEC(Delta, ZSTD(1)),
    happened_ms Int64 CODEC(DoubleDelta, ZSTD(1)),
    happened_at DateTime64(3, 'UTC') ALIAS fromUnixTimestamp64Milli(happened_ms, 'UTC'),
    scan_id String CODEC(ZSTD(1)),
    citizen_id String CODEC(ZSTD(1)),
    direction LowCardinality(String),
    category LowCardinality(String),
    lane LowCardinality(String),
    vehicle_id String CODEC(ZSTD(1)),
    group_id String CODEC(ZSTD(1)),
    received_ms Int64 CODEC(DoubleDelta, ZSTD(1)),
    kafka_offset Int64 CODEC(DoubleDelta, ZSTD(1)),
    seniority UInt64 CODEC(DoubleDelta, ZSTD(1))
)
ENGINE = ReplacingMergeTree(seniority)
PARTITION BY intDiv(happened_ms, 604800000)
PRIMARY KEY (day, place_id, bucket)
ORDER BY (day, place_id, bucket, happened_ms, scan_id)
SETTINGS index_granularity = 128, min_compress_block_size = 4096,
    non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS scans_to_days TO scans_by_day AS
SELECT
    toUInt32(intDiv(happened_ms, 86400000)) AS day, place_id, bucket, happened_ms, scan_id,
    citizen_id, direction, category, lane, vehicle_id, group_id, received_ms, kafka_offset, seniority
FROM scans
WHERE citizen_id != '';

INSERT INTO scans_by_day
SELECT
    toUInt32(intDiv(happened_ms, 86400000)) AS day, place_id, bucket, happened_ms, scan_id,
    citizen_id, direction, category, lane, vehicle_id, group_id, received_ms, kafka_offset, seniority
FROM scans
WHERE citizen_id != '';

-- Scans taken back, in the orders of the questions that are about some persons or some places.
CREATE TABLE IF NOT EXISTS annulments_by_person
(
    citizen_id String CODEC(ZSTD(1)),
    scan_id String CODEC(ZSTD(1)),
    place_id LowCardinality(String),
    received_ms Int64 CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
PRIMARY KEY citizen_id
ORDER BY (citizen_id, scan_id, place_id)
SETTINGS index_granularity = 32, min_compress_block_size = 4096,
    non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS annulments_to_persons TO annulments_by_person AS
SELECT citizen_id, scan_id, place_id, received_ms FROM annulments;

INSERT INTO annulments_by_person
SELECT citizen_id, scan_id, place_id, received_ms FROM annulments;

CREATE TABLE IF NOT EXISTS annulments_by_place
(
    place_id LowCardinality(String),
    citizen_id String CODEC(ZSTD(1)),
    scan_id String CODEC(ZSTD(1)),
    received_ms Int64 CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
PRIMARY KEY place_id
ORDER BY (place_id, citizen_id, scan_id)
SETTINGS index_granularity = 32, min_compress_block_size = 4096,
    non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS annulments_to_places TO annulments_by_place AS
SELECT place_id, citizen_id, scan_id, received_ms FROM annulments;

INSERT INTO annulments_by_place
SELECT place_id, citizen_id, scan_id, received_ms FROM annulments;
