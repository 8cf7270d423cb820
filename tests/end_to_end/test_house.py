"""The whole house: one command, real parts, restarts and crashes."""

import os
import signal
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from tests.builders.house import HouseUnderTest, started_house
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.end_to_end

_NUMBER = "001090000017"
_PLACE = "hn-city-01"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the data folder of the shared house."""
    return tmp_path_factory.mktemp("house") / "data"


@pytest.fixture(scope="module")
def house(data: Path) -> Iterator[HouseUnderTest]:
    """Give a house that is up, shared by the tests that leave it so."""
    with started_house(data, data.with_name("up.log")) as started:
        started.wait_up()
        yield started


def _declaration() -> dict[str, object]:
    place = {"unit": "00001", "text": "12 Hàng Bài"}
    return {
        "declaration_id": str(uuid.uuid4()),
        "full_name": "Nguyễn Thị An",
        "birth_date": "1990-05-01",
        "sex": "female",
        "nationality": "VN",
        "document": {"kind": "cccd", "number": _NUMBER},
        "phone": "0912345678",
        "residence": place,
        "stay": None,
        "origin": place,
        "destination": place,
        "transport": "on_foot",
        "plate": "",
        "trailer_plate": "",
        "departs_at": datetime.now(UTC).isoformat(),
        "visited": [],
        "symptoms": [],
        "contacts": [],
        "truthful": True,
    }


def _scan(gateway: httpx.Client) -> str:
    """Declare, get a pass, show it at a checkpoint; return the scan's id."""
    declared = gateway.post("/v1/declarations?draw=none", json=_declaration())
    assert declared.status_code == 201, declared.text
    scan_id = str(uuid.uuid4())
    scan = {
        "scan_id": scan_id,
        "code": declared.json()["token"],
        "place_id": _PLACE,
        "direction": "in",
        "happened_at": datetime.now(UTC).isoformat(),
    }
    answer = gateway.post("/v1/scans", json=scan)
    assert answer.status_code == 200, answer.text
    return scan_id


def _timeline(house: HouseUnderTest) -> str:
    """Return the answer about the citizen who was scanned, as text."""
    now = datetime.now(UTC)
    question = {
        "document": {"kind": "cccd", "number": _NUMBER},
        "from": (now - timedelta(days=1)).isoformat(),
        "until": (now + timedelta(minutes=1)).isoformat(),
        "purpose": "a test of the house",
    }
    with house.signed_in(house.note.api, "epi") as api:
        answer = api.post("/v1/questions/timeline", json=question)
        assert answer.status_code == 200, answer.text
        return answer.text


def _is_there(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_what_was_acknowledged_survives_a_restart_and_a_kill_leaves_no_orphan(
    tmp_path: Path,
) -> None:
    """Ctrl-C stops every process, the next start continues, and no kill leaves one behind."""
    with started_house(tmp_path / "data", tmp_path / "first.log") as first:
        first.wait_up()
        before = first.note
        with first.signed_in(before.gateway, "officer") as gateway:
            scan_id = _scan(gateway)
        wait_until(lambda: scan_id in _timeline(first), 60, "the scan is in the timeline")

        assert first.interrupt() == 0
        assert not any(map(_is_there, before.pids.values()))

    with started_house(tmp_path / "data", tmp_path / "second.log") as second:
        second.wait_up()
        after = second.note
        assert after.kafka == before.kafka
        wait_until(lambda: scan_id in _timeline(second), 60, "the scan is still there")

        second.kill()
        wait_until(
            lambda: not any(map(_is_there, after.pids.values())), 30, "all processes are gone"
        )


def test_a_killed_server_is_back_with_all_that_it_had(house: HouseUnderTest) -> None:
    """The supervisor starts it again, and what was acknowledged before is answered after."""
    with house.signed_in(house.note.gateway, "officer") as gateway:
        scan_id = _scan(gateway)

    os.kill(house.note.pids["server"], signal.SIGKILL)
    wait_until(lambda: "server is back" in house.printed, 120, "the server is back")

    wait_until(lambda: scan_id in _timeline(house), 60, "the scan is in the timeline")


@pytest.mark.usefixtures("house")
def test_a_second_house_on_the_same_folder_is_refused(data: Path) -> None:
    """Two houses on one folder would spoil each other's data."""
    with started_house(data, data.with_name("refused.log")) as second:
        wait_until(lambda: "another chot already runs" in second.printed, 60, "the refusal")
