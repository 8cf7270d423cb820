"""Drives the city through the gateway: declarations, scans, outboxes, as they would come in."""

import asyncio
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager

import msgspec

from contracts.passes import peek
from simulation.bodies import (
    DeclarationAnswer,
    ScansAnswer,
    codes_of,
    declaration_body,
    is_surprising,
    upload_body,
)
from simulation.city import City, build_city
from simulation.client import Client, RefusedError
from simulation.codes import Forger
from simulation.days import happenings, history_start_ms
from simulation.happenings import Declare, Happening, Scan, Upload
from simulation.latency import measure_latency
from simulation.outbreak import Presence, index_persons
from simulation.pace import Pace, wall_ms
from simulation.plan import CityRun, Credentials, Plan, Progress, Watch
from simulation.wallets import Wallets

_DECLARE = "/v1/declarations?draw=none"
_SCAN = "/v1/scans"
# While the gateway is away the driver looks up this often whether the run is over.
_LOOK_UP_S = 0.5


async def run_city(
    plan: Plan,
    *,
    gateway_url: str,
    credentials: Credentials,
    stop: asyncio.Event,
    progress: Progress,
    watch: Watch | None = None,
    now_ms: Callable[[], int] = wall_ms,
) -> CityRun:
    """Play the city until `stop` is set or its minutes are over; return the ledger and the truth.

    With `watch` a probe measures meanwhile how long it takes until a scan can be seen.

    Raises:
        RefusedError: the officer's account is not accepted.

    """
    city = await asyncio.to_thread(build_city, plan.seed, plan.people)
    start_ms = history_start_ms(now_ms(), plan.days)
    run = CityRun(start_ms=start_ms, index_persons=index_persons(city, plan.index_cases))
    async with (
        Client(gateway_url, credentials, progress, connections=plan.in_flight) as gateway,
        _watched(watch, run, gateway_url, credentials, progress),
    ):
        driver = Driver(plan, city, gateway, run, progress)
        pace = Pace(plan, start_ms, stop, now_ms)
        await driver.drive(happenings(city, plan.mix, start_ms), pace)
    return run


@asynccontextmanager
async def _watched(
    watch: Watch | None, run: CityRun, gateway_url: str, officer: Credentials, progress: Progress
) -> AsyncIterator[None]:
    """Measure latency meanwhile, and enter the probe's scans into the ledger at the end."""
    if watch is None:
        yield
        return
    over = asyncio.Event()
    probe = asyncio.create_task(
        measure_latency(
            city_time_ms=lambda: progress.city_time_ms,
            gateway_url=gateway_url,
            officer=officer,
            api_url=watch.api_url,
            epidemiologist=watch.epidemiologist,
            stop=over,
        )
    )
    try:
        yield
    finally:
        over.set()
        try:
            run.latency = await probe
        except RefusedError as refused:
            progress.note_fault(f"probe: {refused}")
        else:
            run.acknowledged |= run.latency.acknowledged
            run.in_doubt |= run.latency.in_doubt


class Driver:
    """Sends what happens, a bounded number of requests at a time, and keeps the ledger."""

    def __init__(
        self, plan: Plan, city: City, gateway: Client, run: CityRun, progress: Progress
    ) -> None:
        """Drive `city` through `gateway`; what is acknowledged goes into `run`."""
        self._plan = plan
        self._city = city
        self._gateway = gateway
        self._run = run
        self._progress = progress
        self._forger = Forger(plan.seed)
        self._wallets = Wallets()
        self._room = asyncio.Semaphore(plan.in_flight)
        self._sending: set[asyncio.Task[None]] = set()
        self._answers = msgspec.json.Decoder(ScansAnswer)

    async def drive(self, days: Iterator[list[Happening]], pace: Pace) -> None:
        """Send day after day; at the end wait for what is under way."""
        following = asyncio.create_task(asyncio.to_thread(next, days))
        try:
            today = await following
            pace.begin()
            while True:
                following = asyncio.create_task(asyncio.to_thread(next, days))
                if not await self._send_all(today, pace):
                    return
                today = await following
        finally:
            following.cancel()
            await self._finish()

    async def _send_all(self, today: list[Happening], pace: Pace) -> bool:
        for happening in today:
            scans = len(happening.scans) if isinstance(happening, Upload) else 0
            if not await pace.wait(happening.send_ms, scans) or not await self._has_room(pace):
                return False
            self._progress.city_time_ms = self._run.until_ms = happening.send_ms
            self._start(happening)
        return True

    async def _has_room(self, pace: Pace) -> bool:
        """Wait until one more request may be under way; False if the run is over before that."""
        while not pace.is_over:
            try:
                async with asyncio.timeout(_LOOK_UP_S):
                    return await self._room.acquire()
            except TimeoutError:
                continue
        return False

    def _start(self, happening: Happening) -> None:
        """Begin a request; a declaration's place in its holder's wallet exists from here on."""
        match happening:
            case Declare():
                token = self._wallets.expect(happening.person, happening.declaration_id)
                task = asyncio.create_task(self._declare(happening, token))
            case Upload():
                task = asyncio.create_task(self._upload(happening))
        self._sending.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        self._room.release()
        if not task.cancelled() and (error := task.exception()) is not None:
            self._progress.note_fault(repr(error))

    async def _finish(self) -> None:
        """Let requests under way be acknowledged; what is not, stays in doubt."""
        sending = tuple(self._sending)
        if sending:
            _, waiting = await asyncio.wait(sending, timeout=self._plan.drain_s)
            for task in waiting:
                task.cancel()
            await asyncio.gather(*sending, return_exceptions=True)

    async def _declare(self, declare: Declare, token: asyncio.Future[str]) -> None:
        body = declaration_body(declare, self._city.people[declare.person])
        try:
            answer = await self._gateway.send(_DECLARE, body)
        except RefusedError as refused:
            self._progress.note_fault(f"declaration {declare.declaration_id}: {refused}")
            token.set_result("")
            return
        issued = msgspec.json.decode(answer, type=DeclarationAnswer).token
        token.set_result(issued)
        self._progress.declared += 1
        if declare.person not in self._run.citizens and (claims := peek(issued)):
            self._run.citizens[declare.person] = claims.citizen_id
            if declare.person in self._run.index_persons:
                self._progress.index_cases.append(claims.citizen_id)

    async def _upload(self, upload: Upload) -> None:
        upload, tokens = await self._with_tokens(upload)
        if not upload.scans:
            return
        body = upload_body(upload, codes_of(upload, tokens, self._forger))
        unknown = {scan.scan_id for scan in upload.scans} - self._run.acknowledged
        self._run.in_doubt |= unknown
        try:
            answer = await self._gateway.send(
                _SCAN, body, lines=upload.form == "lines", device=_number(upload.device)
            )
        except RefusedError as refused:
            self._run.in_doubt -= unknown
            self._progress.note_fault(f"scan {upload.scans[0].scan_id}: {refused}")
            return
        self._acknowledge(upload, self._answers.decode(answer))

    async def _with_tokens(self, upload: Upload) -> tuple[Upload, list[str]]:
        """Find what each person holds; whoever was refused a pass doesn't travel."""
        held = [
            (scan, await self._wallets.token(scan.owner, scan.declaration_id))
            for scan in upload.scans
        ]
        able = [(scan, token) for scan, token in held if token]
        if len(able) == len(held):
            return upload, [token for _, token in held]
        self._progress.without_pass += len(held) - len(able)
        scans = tuple(scan for scan, _ in able)
        return msgspec.structs.replace(upload, scans=scans), [token for _, token in able]

    def _acknowledge(self, upload: Upload, answer: ScansAnswer) -> None:
        """Enter into the ledger exactly what the gateway says it has."""
        verdicts = {verdict.scan_id: verdict for verdict in answer.scans}
        fresh = [s for s in upload.scans if s.scan_id not in self._run.acknowledged]
        for scan in upload.scans:
            verdict = verdicts.get(scan.scan_id)
            if verdict is None:
                self._progress.note_fault(f"scan {scan.scan_id}: no word of it in the answer")
                continue
            self._progress.categories[verdict.category] += 1
            self._progress.reasons[verdict.reason] += 1
            if is_surprising(scan.shows, verdict):
                self._progress.surprises[f"{scan.shows}: {verdict.reason}"] += 1
        self._enter([scan for scan in fresh if scan.scan_id in verdicts])
        self._progress.repeated += len(upload.scans) - len(fresh)

    def _enter(self, scans: list[Scan]) -> None:
        ids = {scan.scan_id for scan in scans}
        self._run.acknowledged |= ids
        self._run.in_doubt -= ids
        self._run.presences += map(Presence.from_scan, scans)
        self._progress.note_acknowledged(len(scans))


def _number(device: str) -> int:
    """A stable number for a scanner, to share out the enrolled devices."""
    return zlib.crc32(device.encode())
