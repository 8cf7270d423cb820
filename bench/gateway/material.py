"""What scanners send in the bench: passes signed by the house's key, and requests made of them.

There are more passes than the gateway remembers, and they are sent round in one order. So by the
time a pass comes round again it was forgotten: every scan is of an unseen pass, and its signature
is checked.
"""

import itertools
import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec

from contracts.keyring import Signer
from contracts.passes import Claims, issue
from contracts.signatures import Addressed, DeviceKey
from ingest.scans import CACHED_PASSES, SCANS
from service.clock import now_ms
from simulation.bodies import moment
from simulation.names import family_name, full_name

UNSEEN = CACHED_PASSES * 5 // 4

_SEED = 20210824
_HOUR_MS = 3_600_000
_PLACES = [f"hn-city-{number:02d}" for number in range(1, 10)]
_ID_BYTES = 16
_ADDRESSED = Addressed("POST", SCANS, "")


class Request(NamedTuple):
    """One POST as it goes over the wire, and how many scans are in it."""

    wire: bytes
    scans: int


NextRequest = Callable[[], Request]


class _Body(msgspec.Struct, frozen=True):
    code: str
    place_id: str
    direction: str
    happened_at: str
    lane: str


def make_passes(signer: Signer, count: int, progress: Callable[[int], None]) -> list[str]:
    """Return so many passes of as many people, issued two hours ago.

    Raises:
        ValueError: no key may sign now.

    """
    rng = random.Random(_SEED)
    issued_ms = now_ms() // 1000 * 1000 - 2 * _HOUR_MS
    tokens: list[str] = []
    for number in range(count):
        made = issue(_claims(rng, issued_ms), signer)
        if made is None:
            raise ValueError("no key may sign now")
        tokens.append(made[0])
        progress(number + 1)
    return tokens


def _claims(rng: random.Random, issued_ms: int) -> Claims:
    return Claims(
        pass_id=rng.randbytes(10).hex(),
        citizen_id=rng.randbytes(_ID_BYTES).hex(),
        issued_ms=issued_ms,
        hours=72,
        name=full_name(rng, family_name(rng), "female"),
        birth_year=rng.randint(1940, 2010),
        last_four=f"{rng.randrange(10_000):04d}",
        origin="001",
    )


def bodies_of(tokens: Sequence[str]) -> list[bytes]:
    """Return a scan of each pass, all but its id: JSON without the opening brace."""
    happened_at = moment(now_ms())
    places = itertools.cycle(_PLACES)
    return [
        msgspec.json.encode(_Body(token, next(places), "in", happened_at, "1"))[1:]
        for token in tokens
    ]


class Requests:
    """Makes requests without end, each scan with an id of its own."""

    def __init__(self, *, port: int, device: DeviceKey, bodies: Sequence[bytes]) -> None:
        """Send to this port of this machine, as this device."""
        self._device = device
        self._head = (
            f"POST {SCANS} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\ncontent-type: application/json\r\n"
        ).encode()
        self._bodies = itertools.cycle(bodies)
        self._numbers = itertools.count(random.SystemRandom().getrandbits(64) << 32)

    def single(self) -> Request:
        """Return one scan in a request."""
        return self._request(self._scan(), 1)

    def batch(self, lines: int) -> NextRequest:
        """Return a maker of requests with so many scans as JSON Lines."""
        return lambda: self._request(b"\n".join([self._scan() for _ in range(lines)]), lines)

    def _scan(self) -> bytes:
        return b'{"scan_id":"%032x",%b' % (next(self._numbers), next(self._bodies))

    def _request(self, body: bytes, scans: int) -> Request:
        signed = self._device.headers(_ADDRESSED, body, now_ms() // 1000)
        lines = "".join(f"{name}: {text}\r\n" for name, text in signed.items()).encode()
        wire = b"%b%bcontent-length: %d\r\n\r\n%b" % (self._head, lines, len(body), body)
        return Request(wire, scans)
