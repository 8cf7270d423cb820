"""The steady load: the simulated city, late and repeated scans among its own, until told to end."""

import asyncio
from collections.abc import Mapping

import msgspec

from contracts.durations import MINUTE_MS
from contracts.errors import Stop
from deploy.accounts import Account
from deploy.running import RunningHouse
from service.clock import now_ms
from simulation.client import RefusedError
from simulation.devices import enrol_devices
from simulation.drive import run_city
from simulation.plan import CityRun, Credentials, Plan, Progress

_SCANNERS = 12
# Requests under way at the end are sent again until they are acknowledged, for at most this long.
_DRAIN_S = 90.0


# A person of the city is seen about this often from its first day to the present.
_SCANS_A_PERSON = 5
_FEWEST_PEOPLE = 2_000


class Load(msgspec.Struct, frozen=True, kw_only=True):
    """How heavy and how long: `rate` is scans a second, `seconds` the longest it has to last."""

    rate: float
    seconds: float

    @property
    def people(self) -> int:
        """How many must live in the city, so that their past is not played out before the end.

        Once it is, scans come as slowly as they happen.
        """
        return max(_FEWEST_PEOPLE, round(self.rate * self.seconds / _SCANS_A_PERSON))


class Driving:
    """Drives the city; `progress` may be read meanwhile."""

    def __init__(
        self, load: Load, *, seed: int, house: RunningHouse, accounts: Mapping[str, Account]
    ) -> None:
        self._house = house
        self._accounts = accounts
        self._plan = Plan(seed=seed, people=load.people, rate=load.rate, drain_s=_DRAIN_S)
        self.progress = Progress()

    async def drive(self, stop: asyncio.Event) -> CityRun:
        """Send until `stop` is set, then let what is under way be acknowledged.

        Raises:
            Stop: an account is not accepted.
        """
        house = self._house
        try:
            devices = await enrol_devices(
                _SCANNERS,
                gateway_url=house.gateway,
                api_url=house.api,
                administrator=self._credentials("admin"),
            )
            return await run_city(
                self._plan,
                gateway_url=house.gateway,
                credentials=msgspec.structs.replace(self._credentials("officer"), devices=devices),
                stop=stop,
                progress=self.progress,
            )
        except RefusedError as refused:
            raise Stop(f"refused: {refused}") from refused

    @property
    def is_steady(self) -> bool:
        """Whether the city still has a past to play, as fast as was asked for."""
        return self.progress.city_time_ms < now_ms() - MINUTE_MS

    def _credentials(self, name: str) -> Credentials:
        account = self._accounts[name]
        return Credentials(username=account.name, password=account.password)
