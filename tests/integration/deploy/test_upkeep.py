"""The house looks after its keys."""

from pathlib import Path

import pytest

from contracts.registry import PassKeyPublished
from contracts.settings import Settings
from deploy.upkeep import Upkeep
from service.clock import now_ms
from service.parts import Parts
from service.topics import ensure_topics
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.integration


def _revoke_all(parts: Parts) -> None:
    for key in parts.registry.lists.ring.all():
        event = PassKeyPublished(
            public_key=key.public_key,
            not_before_ms=key.not_before_ms,
            not_after_ms=key.not_after_ms,
            revoked=True,
        )
        parts.writer.write(event)


def _can_sign(parts: Parts) -> bool:
    now = now_ms()
    return any(key.covers(now, now) and not key.revoked for key in parts.registry.lists.ring.all())


def test_a_revoked_key_is_replaced_at_once(kafka: str, tmp_path: Path) -> None:
    """Else nobody is given a pass until the next hour."""
    ensure_topics(kafka, partitions=1, replication=1)
    parts = Parts(Settings(data=tmp_path), kafka)
    parts.start()
    upkeep = Upkeep(parts)
    upkeep.start()
    try:
        assert upkeep.wait_done_once(30)
        wait_until(lambda: _can_sign(parts), 10, "the first key is there")
        first = parts.registry.lists.ring.all()

        _revoke_all(parts)

        wait_until(
            lambda: _can_sign(parts) and len(parts.registry.lists.ring.all()) > len(first),
            20,
            "another key is there",
        )
    finally:
        upkeep.stop()
        parts.stop()
