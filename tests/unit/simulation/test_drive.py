"""The driver against a stand-in gateway: nothing dropped, nothing counted twice."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from simulation.client import RefusedError
from simulation.devices import enrol_devices
from simulation.drive import run_city
from simulation.happenings import IDENTIFIES
from simulation.latency import measure_latency
from simulation.plan import CityRun, Credentials, Plan, Progress, Watch
from simulation.score import score_run
from simulation.second_ring import score_second
from tests.builders.devices import device_key
from tests.builders.simulation import NOON_MS, StandInGateway, StandInReadSide, served
from tests.builders.waiting import wait_until_async

PLAN = Plan(seed=7, people=600, days=2, rate=None, in_flight=16, drain_s=10)
EPIDEMIOLOGIST = Credentials(username="epi", password="secret")
OFFICER = Credentials(username="officer", password="secret")


async def _run(
    gateway: StandInGateway,
    until: Callable[[Progress], bool],
    plan: Plan = PLAN,
    *,
    meanwhile: Callable[[], Awaitable[None]] | None = None,
    watch: Watch | None = None,
    credentials: Credentials = OFFICER,
) -> tuple[CityRun, Progress]:
    progress = Progress()
    stop = asyncio.Event()
    async with served(gateway.app()) as url:
        running = asyncio.create_task(
            run_city(
                plan,
                gateway_url=url,
                credentials=credentials,
                stop=stop,
                progress=progress,
                watch=watch,
                now_ms=lambda: NOON_MS,
            )
        )
        await wait_until_async(lambda: running.done() or until(progress), 60, "enough scans")
        if meanwhile is not None:
            await meanwhile()
        stop.set()
        return await running, progress


async def test_the_ledger_holds_exactly_what_the_gateway_has() -> None:
    """Every acknowledged scan once, every person's citizen id, and nothing in doubt."""
    gateway = StandInGateway()
    run, progress = await _run(gateway, lambda p: p.acknowledged > 1500)

    assert run.acknowledged == set(gateway.scans)
    assert not run.in_doubt
    assert progress.acknowledged == len(run.acknowledged) == len(run.presences)
    assert progress.declared == len(gateway.declarations)
    assert {p.owner for p in run.presences if p.shows in IDENTIFIES} <= set(run.citizens)
    assert not progress.faults
    assert progress.scans_per_s > 0


async def test_verdicts_fit_what_was_shown() -> None:
    """Genuine passes pass and bad ones are refused for the right reason."""
    _, progress = await _run(StandInGateway(), lambda p: p.acknowledged > 1500)

    assert not progress.surprises
    assert {"ok", "expired", "not_our_code"} <= set(progress.reasons)
    assert progress.categories["pass"] > 0.85 * progress.acknowledged


async def test_repeated_uploads_are_the_same_bytes_and_counted_apart() -> None:
    """A scan sent twice stays one scan."""
    gateway = StandInGateway()
    _, progress = await _run(gateway, lambda p: p.repeated > 10)
    twice = [scan_id for scan_id, times in gateway.scans.items() if times > 1]

    assert len(twice) >= 10
    assert all(len(gateway.bodies[scan_id]) == 1 for scan_id in twice)
    assert sum(gateway.scans.values()) == progress.acknowledged + progress.repeated


async def test_a_gateway_that_is_away_gets_everything_when_it_is_back() -> None:
    """503 is waited out and the same ids are sent again."""
    gateway = StandInGateway(away=20)
    run, progress = await _run(gateway, lambda p: p.acknowledged > 300)

    assert progress.retried >= 20
    assert run.acknowledged == set(gateway.scans)
    assert not progress.faults


async def test_a_lost_acknowledgement_makes_no_second_scan() -> None:
    """The line broke after the gateway had taken the scans: they are sent again, counted once."""
    gateway = StandInGateway(deaf=10)
    run, progress = await _run(gateway, lambda p: p.acknowledged > 300)

    assert sum(gateway.scans.values()) > len(gateway.scans) == len(run.acknowledged)
    assert progress.acknowledged == len(run.acknowledged)


async def test_a_request_the_gateway_will_never_take_is_reported_and_not_in_the_ledger() -> None:
    """422 is a bug of one side or the other: counted, described, not sent again."""
    gateway = StandInGateway(grumpy=3)
    run, progress = await _run(gateway, lambda p: p.acknowledged > 300)

    assert progress.refused_by_gateway == 3
    assert all("422" in fault for fault in progress.faults)
    assert run.acknowledged == set(gateway.scans)
    assert not run.in_doubt


async def test_a_session_that_ends_is_renewed() -> None:
    """401 in the middle of a run means signing in again, once."""
    gateway = StandInGateway()
    progress_before: list[int] = []

    async def _end_session() -> None:
        gateway.live_sessions.clear()
        seen = len(gateway.scans)
        await wait_until_async(lambda: len(gateway.scans) > seen + 200, 60, "scans go on")
        progress_before.append(seen)

    run, progress = await _run(gateway, lambda p: p.acknowledged > 200, meanwhile=_end_session)

    assert gateway.sessions == 2
    assert not progress.faults
    assert run.acknowledged == set(gateway.scans)


async def test_a_gateway_that_forgot_its_devices_for_a_moment_loses_nothing() -> None:
    """Right after its start a gateway may not have read who we are."""
    gateway = StandInGateway()
    gateway.live_sessions.add("scanner-1")
    scanner = Credentials(username="officer", password="secret", devices=(device_key("scanner-1"),))

    async def _forget_and_remember() -> None:
        gateway.live_sessions.discard("scanner-1")
        refused = gateway.strangers
        await wait_until_async(lambda: gateway.strangers > refused, 60, "a 401")
        gateway.live_sessions.add("scanner-1")

    run, progress = await _run(
        gateway,
        lambda p: p.acknowledged > 200,
        meanwhile=_forget_and_remember,
        credentials=scanner,
    )

    assert not progress.faults
    assert not run.in_doubt
    assert run.acknowledged == set(gateway.scans)


async def test_a_wrong_password_ends_the_run_at_once() -> None:
    """Nothing is sent by somebody the gateway doesn't know."""
    gateway = StandInGateway()
    wrong = Credentials(username="officer", password="guess")
    async with served(gateway.app()) as url:
        with pytest.raises(RefusedError, match="401"):
            await run_city(
                PLAN,
                gateway_url=url,
                credentials=wrong,
                stop=asyncio.Event(),
                progress=Progress(),
            )

    assert not gateway.scans


async def test_a_run_can_be_stopped_while_the_gateway_is_away() -> None:
    """What was sent and never answered stays in doubt instead of being called lost or stored."""
    gateway = StandInGateway(away=1_000_000)
    impatient = Plan(seed=7, people=600, days=2, rate=None, in_flight=4, drain_s=0.1)
    run, progress = await _run(gateway, lambda p: p.retried > 4, impatient)

    assert not run.acknowledged
    assert progress.acknowledged == 0


async def test_nothing_happens_in_the_future() -> None:
    """When the city reaches the present it waits for it."""
    gateway = StandInGateway()
    plan = Plan(seed=7, people=60, days=0, rate=None, in_flight=16, minutes=0.05)
    run, progress = await _run(gateway, lambda _: False, plan)

    assert run.acknowledged == set(gateway.scans)
    assert gateway.ahead_of_time == 0
    assert run.until_ms <= NOON_MS
    assert NOON_MS - progress.city_time_ms < 3 * 3_600_000


async def test_a_watched_run_has_the_probe_s_scans_in_its_ledger() -> None:
    """They are genuine scans, beside those of the city."""
    gateway = StandInGateway()
    async with served(StandInReadSide(gateway).app()) as api_url:
        watch = Watch(api_url=api_url, epidemiologist=EPIDEMIOLOGIST)
        plan = Plan(seed=7, people=600, days=2, rate=300, in_flight=16)
        run, progress = await _run(gateway, lambda p: p.acknowledged > 500, plan, watch=watch)

    assert run.latency is not None
    assert run.latency.timeline_s
    assert run.latency.acknowledged <= run.acknowledged == set(gateway.scans)
    assert len(run.acknowledged) == progress.acknowledged + len(run.latency.acknowledged)
    assert not progress.faults


async def test_the_probe_sees_its_scans_in_the_timeline_and_on_the_live_counts() -> None:
    """Seconds run from the acknowledgement until the read side shows a scan."""
    gateway = StandInGateway()
    stop = asyncio.Event()
    async with (
        served(gateway.app()) as url,
        served(StandInReadSide(gateway, slow=4).app()) as api_url,
    ):
        measuring = asyncio.create_task(
            measure_latency(
                city_time_ms=lambda: NOON_MS,
                gateway_url=url,
                officer=OFFICER,
                api_url=api_url,
                epidemiologist=EPIDEMIOLOGIST,
                stop=stop,
            )
        )
        await wait_until_async(lambda: len(gateway.seen) >= 3, 60, "three probes")
        stop.set()
        latency = await measuring

    assert latency.acknowledged == set(gateway.scans)
    assert len(latency.timeline_s) == len(latency.acknowledged)
    assert min(latency.timeline_s) >= 0.15
    # The first probe can't know yet how fast the city runs.
    assert len(latency.live_s) == len(latency.timeline_s) - 1
    assert latency.unseen_live == latency.unseen_in_timeline == 0
    assert not latency.faults


async def test_a_right_read_side_scores_one_over_http() -> None:
    """Questions one by one and together, against a plain comparison of all scans with all."""
    gateway = StandInGateway()
    run, _ = await _run(gateway, lambda p: p.acknowledged > 1500)
    async with served(StandInReadSide(gateway).app()) as api_url:
        score = await score_run(run, api_url=api_url, credentials=EPIDEMIOLOGIST)
        second = await score_second(run, api_url=api_url, credentials=EPIDEMIOLOGIST)

    assert score.index_persons > 2
    assert score.true_contacts > 5
    assert (score.recall, score.precision, score.together_differs) == (1.0, 1.0, 0)
    assert second.true_second > 0
    assert (second.recall, second.precision) == (1.0, 1.0)


async def test_scanners_are_enrolled_at_different_checkpoints() -> None:
    """An administrator opens an enrolment, the scanner shows its code and a key of its own."""
    gateway = StandInGateway()
    read_side = StandInReadSide(gateway)
    admin = Credentials(username="admin", password="secret")
    async with served(gateway.app()) as url, served(read_side.app()) as api_url:
        devices = await enrol_devices(4, gateway_url=url, api_url=api_url, administrator=admin)

    assert read_side.enrolments == len({device.device_id for device in devices}) == 4
