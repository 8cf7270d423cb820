"""How scans leave the gates: one by one, a vehicle at a time, or hours later from an outbox."""

import random
from collections.abc import Iterator, Sequence

import msgspec

from simulation.geography import MINUTE_MS
from simulation.happenings import Form, Scan, Upload
from simulation.mix import Mix

_SENT_WITHIN_MS = (300, 2_500)
_DELAY_MS = (30_000, 5 * MINUTE_MS)
_BACK_ONLINE_MEAN_MS = 35 * MINUTE_MS
_BACK_ONLINE_MS = (3 * MINUTE_MS, 6 * 60 * MINUTE_MS)
_SENT_AGAIN_MS = (2_000, 90_000)
# A device that loses its network misses about this share of its day.
_OUTAGE_SHARE = 0.15
_WHOLE_VEHICLE = 0.5
_LARGEST_OUTBOX = 250

Stop = tuple[str, list[Scan]]


def uploads_of(stops: Sequence[Stop], mix: Mix, rng: random.Random) -> list[Upload]:
    """Return the requests that carry a day's stops (device, scans), late and repeated ones too."""
    cut_off = _cut_off(stops, mix.late, rng)
    sent: list[Upload] = []
    for number, (device, scans) in enumerate(stops):
        if number not in cut_off:
            sent += _at_once(device, scans, mix, rng)
    for device, scans in _outboxes(stops, cut_off):
        sent += _when_back(device, scans, rng)
    return [*sent, *_again(sent, mix.repeated, rng)]


def _cut_off(stops: Sequence[Stop], share: float, rng: random.Random) -> frozenset[int]:
    """Choose outages, a run of stops of one device each, until they hold the share of scans."""
    by_device: dict[str, list[int]] = {}
    for number, (device, _) in enumerate(stops):
        by_device.setdefault(device, []).append(number)
    wanted = share * sum(len(scans) for _, scans in stops)
    devices = list(by_device)
    rng.shuffle(devices)
    chosen: set[int] = set()
    late = 0
    for device in devices:
        own = by_device[device]
        start = rng.randrange(len(own))
        for number in own[start : start + max(1, int(len(own) * _OUTAGE_SHARE))]:
            if late >= wanted:
                return frozenset(chosen)
            chosen.add(number)
            late += len(stops[number][1])
    return frozenset(chosen)


def _at_once(device: str, scans: list[Scan], mix: Mix, rng: random.Random) -> Iterator[Upload]:
    if len(scans) > 1 and rng.random() < _WHOLE_VEHICLE:
        yield _upload(device, "array", scans, _soon(mix, rng))
        return
    for scan in scans:
        yield _upload(device, "one", [scan], _soon(mix, rng))


def _outboxes(stops: Sequence[Stop], cut_off: frozenset[int]) -> Iterator[tuple[str, list[Scan]]]:
    by_device: dict[str, list[Scan]] = {}
    for number in sorted(cut_off):
        device, scans = stops[number]
        by_device.setdefault(device, []).extend(
            msgspec.structs.replace(scan, offline=True) for scan in scans
        )
    yield from by_device.items()


def _when_back(device: str, scans: list[Scan], rng: random.Random) -> Iterator[Upload]:
    least, most = _BACK_ONLINE_MS
    waits = min(max(int(rng.expovariate(1 / _BACK_ONLINE_MEAN_MS)), least), most)
    ends = max(scan.happened_ms for scan in scans)
    for start in range(0, len(scans), _LARGEST_OUTBOX):
        part = scans[start : start + _LARGEST_OUTBOX]
        latest = max(scan.happened_ms for scan in part)
        yield _upload(device, "lines", part, ends - latest + waits + start)


def _again(sent: Sequence[Upload], share: float, rng: random.Random) -> Iterator[Upload]:
    for upload in sent:
        if rng.random() < share:
            later = upload.send_ms + rng.randint(*_SENT_AGAIN_MS)
            yield msgspec.structs.replace(upload, send_ms=later, again=True)


def _soon(mix: Mix, rng: random.Random) -> int:
    span = _DELAY_MS if rng.random() < mix.delayed else _SENT_WITHIN_MS
    return int(rng.uniform(*span))


def _upload(device: str, form: Form, scans: Sequence[Scan], after_ms: int) -> Upload:
    latest = max(scan.happened_ms for scan in scans)
    return Upload(send_ms=latest + after_ms, device=device, form=form, scans=tuple(scans))
