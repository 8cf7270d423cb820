"""Kafka's default partitioner."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from kafka.partitioner.default import murmur2 as kafka_murmur2

from contracts.partitions import murmur2, partition_of


@given(st.binary(max_size=70))
@example(b"")
@example(b"\x80\xff\xfe")
def test_the_hash_is_that_of_the_client_libraries(key: bytes) -> None:
    """Of any bytes, of any length."""
    assert murmur2(key) == kafka_murmur2(key) & 0xFFFFFFFF


@pytest.mark.parametrize(
    ("key", "hashed"),
    [
        (b"21", -973932308),
        (b"foobar", -790332482),
        (b"a-little-bit-long-string", -985981536),
        (b"a-little-bit-longer-string", -1486304829),
    ],
)
def test_the_hash_is_that_of_kafka_itself(key: bytes, hashed: int) -> None:
    """Figures from Kafka's own tests."""
    assert murmur2(key) == hashed & 0xFFFFFFFF


@given(st.text(max_size=40), st.integers(1, 100))
def test_a_partition_is_one_of_those_there_are(key: str, partitions: int) -> None:
    """From 0, and always the same."""
    assert 0 <= partition_of(key, partitions) < partitions
