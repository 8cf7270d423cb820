"""The script of a demonstration: play the city, let everything arrive, check it."""

import asyncio
import contextlib
import time
import urllib.request
from collections.abc import AsyncIterator, Mapping

import msgspec

from contracts.errors import Stop
from deploy.accounts import Account
from deploy.asking import Session
from deploy.demo.quiet import wait_until_quiet
from deploy.demo.report import Report, percentiles
from deploy.running import RunningHouse
from deploy.verification import Verification, ask_verification
from simulation.client import RefusedError
from simulation.devices import enrol_devices
from simulation.drive import run_city
from simulation.plan import CityRun, Credentials, Latency, Plan, Progress, Watch
from simulation.score import Score, score_run
from simulation.second_ring import SecondScore, score_second

_SCANNERS = 24
_LOOK_EVERY_S = 1.0
_LOADED = 'chot_loaded_rows_total{topic="scans"} '


class Stage:
    """What there is to see of a demonstration while it runs."""

    def __init__(self) -> None:
        self.phase = "building the city"
        self.progress = Progress()
        self.loaded = 0
        self.score: Score | None = None
        self.second: SecondScore | None = None
        self.verification: Verification | None = None


class Demonstration:
    """One demonstration in a running house.

    It is checked at the end of the plan's minutes, and with `check_when_stopped` also when somebody
    ends it before.
    """

    def __init__(
        self,
        plan: Plan,
        *,
        house: RunningHouse,
        accounts: Mapping[str, Account],
        stage: Stage,
        check_when_stopped: bool,
    ) -> None:
        self._plan = plan
        self._house = house
        self._accounts = accounts
        self._stage = stage
        self._check_when_stopped = check_when_stopped

    async def play(self, stop: asyncio.Event) -> Report | None:
        """Play the city; once it is over, check everything. None if it was stopped and not checked.

        Raises:
            Stop: an account or a question is not accepted.
            TryAgain: the house does not answer.
        """
        try:
            return await self._play(stop)
        except RefusedError as refused:
            raise Stop(f"refused: {refused}") from refused

    async def _play(self, stop: asyncio.Event) -> Report | None:
        before = await self._verify()
        async with self._counting_loaded():
            began = time.monotonic()
            run = await self._city(stop)
            seconds = time.monotonic() - began
            if stop.is_set() and not self._check_when_stopped:
                return None
            self._stage.phase = "waiting until everything has arrived"
            await asyncio.to_thread(wait_until_quiet, self._house.kafka)
        self._stage.phase = "checking: recomputing by SQL what the stream has said"
        after = self._stage.verification = await self._verify()
        self._stage.phase = "checking: asking about the planted outbreak"
        score = self._stage.score = await score_run(
            run, api_url=self._house.api, credentials=self._credentials("epi")
        )
        second = self._stage.second = await score_second(
            run, api_url=self._house.api, credentials=self._credentials("epi")
        )
        return _report(
            run,
            self._stage.progress,
            seconds,
            before=before,
            after=after,
            scores=(score, second),
        )

    async def _city(self, stop: asyncio.Event) -> CityRun:
        house = self._house
        devices = await enrol_devices(
            _SCANNERS,
            gateway_url=house.gateway,
            api_url=house.api,
            administrator=self._credentials("admin"),
        )
        officer = msgspec.structs.replace(self._credentials("officer"), devices=devices)
        self._stage.phase = "the city moves"
        return await run_city(
            self._plan,
            gateway_url=house.gateway,
            credentials=officer,
            stop=stop,
            progress=self._stage.progress,
            watch=Watch(api_url=house.api, epidemiologist=self._credentials("epi")),
        )

    def _credentials(self, name: str) -> Credentials:
        account = self._accounts[name]
        return Credentials(username=account.name, password=account.password)

    async def _verify(self) -> Verification:
        def ask() -> Verification:
            admin = Session(self._house.api, self._accounts["admin"])
            return ask_verification(admin)

        return await asyncio.to_thread(ask)

    @contextlib.asynccontextmanager
    async def _counting_loaded(self) -> AsyncIterator[None]:
        """Keep the stage's count of loaded scans up to date meanwhile."""

        async def look() -> None:
            first = await asyncio.to_thread(loaded_scans, self._house.api)
            while True:
                now = await asyncio.to_thread(loaded_scans, self._house.api)
                self._stage.loaded = max(self._stage.loaded, now - first)
                await asyncio.sleep(_LOOK_EVERY_S)

        looking = asyncio.create_task(look())
        try:
            yield
        finally:
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)


def loaded_scans(url: str) -> int:
    """Return how many lines of scans this server has loaded since its start, 0 if it is away."""
    try:
        with urllib.request.urlopen(f"{url}/metrics", timeout=5) as answer:  # noqa: S310 - the running house's address
            text = answer.read().decode()
    except OSError:
        return 0
    found = (line for line in text.splitlines() if line.startswith(_LOADED))
    return int(float(next(found, "0").rpartition(" ")[2]))


def _report(
    run: CityRun,
    progress: Progress,
    seconds: float,
    *,
    before: Verification,
    after: Verification,
    scores: tuple[Score, SecondScore],
) -> Report:
    score, second = scores
    latency = run.latency or Latency()
    return Report(
        seconds=round(seconds, 1),
        acknowledged=len(run.acknowledged),
        in_doubt=len(run.in_doubt),
        in_clickhouse=after.scans.distinct_ids - before.scans.distinct_ids,
        doubled=after.scans.doubled,
        verify_differences=after.differences,
        recall=score.recall,
        precision=score.precision,
        second_recall=second.recall,
        second_precision=second.precision,
        latency_ms=percentiles(latency.timeline_s),
        live_latency_ms=percentiles(latency.live_s),
        unseen_in_timeline=latency.unseen_in_timeline,
        unseen_live=latency.unseen_live,
        scans_per_s=round(len(run.acknowledged) / seconds, 1),
        declared=progress.declared,
        faults=tuple(progress.faults),
        unmeasured=tuple(dict.fromkeys(latency.faults)),
    )
