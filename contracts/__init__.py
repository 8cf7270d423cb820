"""The language of the house: what every other room must agree on.

Nothing here knows Kafka, ClickHouse or a web framework, and nothing imports another room.
"""
