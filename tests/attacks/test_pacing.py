"""Floods: how much one address, device or account may send, and who is believed about addresses."""

import ipaddress

import httpx
import pytest
from fastapi import FastAPI, Request

from contracts.errors import Stop, TooMany
from contracts.settings import Settings
from service.doors import PUBLIC, Door
from service.pacing import Pace, Rates, pace_of
from tests.builders.apps import Whole, both_apps

HALF_A_MINUTE = 30
PROXIES = (ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("fd00::/8"))


def _pace(**rates: float) -> tuple[Pace, list[float]]:
    """Return a pace and the clock that it reads."""
    clock = [1000.0]
    return Pace(Rates(**rates), clock_s=lambda: clock[0]), clock


def _request(peer: str, forwarded: str | None = None) -> Request:
    headers = [] if forwarded is None else [(b"x-forwarded-for", forwarded.encode())]
    return Request({"type": "http", "headers": headers, "client": (peer, 4711) if peer else None})


def test_an_address_that_floods_is_told_to_wait() -> None:
    """After half a minute's worth at once; then one more as each comes back."""
    pace, clock = _pace(address=2)
    for _ in range(2 * HALF_A_MINUTE):
        pace.count_stranger(_request("192.0.2.1"), 1)

    with pytest.raises(TooMany) as refused:
        pace.count_stranger(_request("192.0.2.1"), 1)

    assert refused.value.after_s == 1
    pace.count_stranger(_request("192.0.2.2"), 1)
    clock[0] += 1
    pace.count_stranger(_request("192.0.2.1"), 2)


@pytest.mark.parametrize(("account", "device"), [("anna", ""), ("", "device-1")])
def test_an_account_or_a_device_that_floods_is_told_to_wait(account: str, device: str) -> None:
    """By its name, wherever it sends from."""
    pace, _ = _pace(account=1, device=1)
    for _ in range(HALF_A_MINUTE):
        pace.count_known(account, device, 1)

    with pytest.raises(TooMany):
        pace.count_known(account, device, 1)
    pace.count_known(f"{account}2", device and f"{device}2", 1)


def test_what_costs_more_counts_for_more() -> None:
    """And what costs more than all there is can still be had once."""
    pace, _ = _pace(account=1)
    pace.count_known("anna", "", 20)
    pace.count_known("binh", "", 1000)

    for account in ("anna", "binh"):
        with pytest.raises(TooMany):
            pace.count_known(account, "", 20)


def test_without_a_limit_nobody_waits() -> None:
    """Nought stands for any number."""
    pace, _ = _pace(address=0, device=0, account=0)

    for _ in range(1000):
        pace.count_known("anna", "", 1)
        pace.count_known("", "device", 1)
        pace.count_stranger(_request("192.0.2.1"), 1)


@pytest.mark.parametrize(
    ("peer", "forwarded", "counted"),
    [
        # Nobody but a proxy is believed.
        ("192.0.2.1", "198.51.100.9", "192.0.2.1"),
        ("192.0.2.1", None, "192.0.2.1"),
        ("10.1.2.3", "198.51.100.9", "198.51.100.9"),
        ("::ffff:10.1.2.3", "198.51.100.9", "198.51.100.9"),
        # What a client wrote itself stands left of what the proxy saw.
        ("10.1.2.3", "1.1.1.1, 198.51.100.9", "198.51.100.9"),
        ("10.1.2.3", "198.51.100.9, 10.9.9.9", "198.51.100.9"),
        ("10.1.2.3", "junk, 198.51.100.9, 10.9.9.9", "198.51.100.9"),
        ("10.1.2.3", "198.51.100.9, junk", "10.1.2.3"),
        ("10.1.2.3", None, "10.1.2.3"),
        ("10.1.2.3", "," * 5000, "10.1.2.3"),
        # A subscriber has a whole network of IPv6.
        ("2001:db8:1:2::1", None, "2001:db8:1:2::/64"),
        ("fd00::1", "2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
        ("", None, ""),
        ("testclient", None, ""),
    ],
)
def test_a_request_is_counted_where_it_came_from(
    peer: str, forwarded: str | None, counted: str
) -> None:
    """`X-Forwarded-For` is believed of configured proxies alone, and read from its end."""
    assert counted == Pace(proxies=PROXIES).address_of(_request(peer, forwarded))


def test_a_proxy_that_is_no_address_stops_the_house() -> None:
    """Before anybody is believed, or nobody."""
    assert pace_of(Settings(trusted_proxies="10.0.0.0/8, 192.0.2.7")) is not None

    with pytest.raises(Stop, match="CHOT_TRUSTED_PROXIES"):
        pace_of(Settings(trusted_proxies="proxy.example"))


async def _statuses(app: FastAPI, times: int, **asked: str) -> list[int]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://house") as client:
        return [
            (await client.get("/units.json?parent=01", headers=asked)).status_code
            for _ in range(times)
        ]


@pytest.fixture
def gateway(request: pytest.FixtureRequest) -> Whole:
    """Return a gateway that allows three requests at once."""
    gateway, _ = both_apps(request.getfixturevalue("tmp_path"))
    gateway.parts.porter.pace = Pace(Rates(address=0.1, account=0.1, device=0.1))
    return gateway


async def test_a_flood_is_answered_by_429(gateway: Whole) -> None:
    """With the seconds to wait; somebody signed in at the same address goes on."""
    assert [200, 200, 200, 429] == await _statuses(gateway.app, 4)

    token, _ = gateway.parts.sessions.issue("session", "officer")
    assert [200] == await _statuses(gateway.app, 1, authorization=f"Bearer {token}")


async def test_a_guesser_of_tokens_is_counted_by_address(gateway: Whole) -> None:
    """A token that is none of ours is no way around the limit."""
    guessed = {"authorization": "Bearer guessed"}

    assert [401, 401, 401, 429] == await _statuses(gateway.app, 4, **guessed)


async def test_a_changed_header_is_no_way_around_the_limit(gateway: Whole) -> None:
    """Whoever connects is counted, whatever they write."""
    said = [
        (await _statuses(gateway.app, 1, **{"x-forwarded-for": f"198.51.100.{n}"}))[0]
        for n in range(4)
    ]

    assert [200, 200, 200, 429] == said


def test_the_usual_limits_let_a_rush_hour_pass() -> None:
    """A device with a day's scans in batches, twenty scanners at one address, a village's forms."""
    pace, _ = _pace()

    for _ in range(10_000):
        pace.count_known("", "device", 1)
    for number in range(2000):
        pace.count_stranger(_request("192.0.2.1"), 1)
        pace.count_known("", f"device-{number % 20}", 1)


def test_a_door_says_what_lies_behind_it_costs() -> None:
    """The same callers come through."""
    assert Door(anyone=True, weight=30) == PUBLIC.weighing(30)
