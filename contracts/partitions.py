"""Kafka's default partitioner, so that every sender puts a citizen into the same partition.

murmur2 with Kafka's seed over the key's bytes, the sign bit cleared, modulo the partition count
(`org.apache.kafka.common.utils.Utils.murmur2` and `BuiltInPartitioner`).
"""

import struct

_SEED = 0x9747B28C
_MULTIPLIER = 0x5BD1E995
_MASK = 0xFFFFFFFF
_WORDS = struct.Struct("<I")


def murmur2(key: bytes) -> int:
    """Return the 32-bit murmur2 hash of `key`, as Kafka computes it."""
    length = len(key)
    hashed = _SEED ^ length
    body = length & ~3
    for (four,) in _WORDS.iter_unpack(key[:body]):
        word = (four * _MULTIPLIER) & _MASK
        word ^= word >> 24
        word = (word * _MULTIPLIER) & _MASK
        hashed = ((hashed * _MULTIPLIER) & _MASK) ^ word
    if length & 3:
        hashed ^= int.from_bytes(key[body:], "little")
        hashed = (hashed * _MULTIPLIER) & _MASK
    hashed ^= hashed >> 13
    hashed = (hashed * _MULTIPLIER) & _MASK
    return hashed ^ (hashed >> 15)


def partition_of(key: str, partitions: int) -> int:
    """Return the partition that a plain producer with this key would choose."""
    return (murmur2(key.encode()) & 0x7FFFFFFF) % partitions
