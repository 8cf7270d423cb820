"""Doors: every route says who may call it, and an app with a route that doesn't is refused.

    @router.post("/v1/scans")
    async def record_scans(caller: Annotated[Caller, Depends(GATE)]) -> …

A door stands in the signature, so that reading a route shows who comes through.
"""

from collections import OrderedDict
from collections.abc import Iterable

import msgspec
from fastapi import FastAPI, Request
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.routing import BaseRoute
from starlette.types import Scope

from contracts.errors import NotAllowed, Stop
from contracts.jurisdiction import Jurisdiction
from contracts.registry import Role
from service.bodies import header_of
from service.clock import now_ms
from service.pacing import Pace
from service.registry import RegistryReader
from service.second_factor import owes_factor
from service.sessions import Sessions, Token
from service.signatures import Signatures, addressed, signed_of

_SESSIONS_NOTED = 100_000


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """Who calls: an account or a device, or nobody in particular (both empty).

    `session_id` is the session by which an account calls. `must_enrol`: it has no roles until its
    owner has set up a second factor.
    """

    account: str = ""
    session_id: str = ""
    device_id: str = ""
    roles: tuple[Role, ...] = ()
    units: tuple[str, ...] = ()
    must_enrol: bool = False

    @property
    def is_known(self) -> bool:
        """Whether somebody signed in or a device signed."""
        return bool(self.account or self.device_id)

    @property
    def jurisdiction(self) -> Jurisdiction:
        """The units within which they may ask and act."""
        return Jurisdiction(self.units)


class Porter:
    """Finds out who a request comes from."""

    def __init__(
        self,
        sessions: Sessions,
        registry: RegistryReader,
        pace: Pace | None = None,
        demanded: tuple[Role, ...] = (),
    ) -> None:
        """Check tokens with `sessions`, people and devices with the registry; count with `pace`.

        `demanded` are the roles that need a second factor.
        """
        self.sessions = sessions
        self.registry = registry
        self.pace = pace or Pace()
        self._demanded = demanded
        # By session: when it last called.
        self._used: OrderedDict[str, int] = OrderedDict()
        self._signatures = Signatures()

    def recognise(self, authorization: str | None) -> Caller:
        """Return the person behind an `Authorization` header; nobody if there is none.

        Raises:
            NotAllowed: a token that is not ours, is over, or whose bearer is switched off.
            TryAgain: a good token, but nobody is known yet.

        """
        if not authorization:
            return Caller()
        scheme, _, text = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise NotAllowed("sign_in")
        token = self.sessions.check(text)
        self.registry.require_ready()
        return self._person(token)

    def recognise_device(self, scope: Scope) -> Caller:
        """Return the device that signed a request; nobody if it is not signed.

        Raises:
            NotAllowed: the signature is not to be believed, or its device may do nothing.
            TryAgain: a good signature, but nobody is known yet.

        """
        signed = signed_of(scope)
        if signed is None:
            return Caller()
        self.registry.require_ready()
        device = self.registry.lists.devices.get(signed.key_id)
        self._signatures.check(signed, addressed(scope), device)
        return Caller(device_id=signed.key_id)

    def _person(self, token: Token) -> Caller:
        officer = self.registry.lists.officers.get(token.sub)
        if token.kind != "session" or officer is None or not officer.active:
            raise NotAllowed("sign_in")
        if self.registry.lists.accounts.is_ended(token.jti, token.sub, token.opened_ms):
            raise NotAllowed("ended")
        self._note_use(token.jti)
        must_enrol = owes_factor(officer.roles, token.how, self._demanded)
        return Caller(
            account=officer.account,
            session_id=token.jti,
            roles=() if must_enrol else officer.roles,
            units=officer.units,
            must_enrol=must_enrol,
        )

    def last_use_ms(self, session_id: str) -> int:
        """Return when a session last called this process, 0 if it did not or that is long ago."""
        return self._used.get(session_id, 0)

    def _note_use(self, session_id: str) -> None:
        self._used[session_id] = now_ms()
        self._used.move_to_end(session_id)
        if len(self._used) > _SESSIONS_NOTED:
            self._used.popitem(last=False)


class Door(msgspec.Struct, frozen=True, kw_only=True):
    """Who may come through: anyone, devices, any account, or accounts with one of the roles.

    What lies behind it counts as `weight` ordinary requests of whoever asks for it.
    """

    anyone: bool = False
    devices: bool = False
    accounts: bool = False
    roles: tuple[Role, ...] = ()
    weight: int = 1

    async def __call__(self, request: Request) -> Caller:
        """Return the caller, or refuse."""
        porter: Porter = request.app.state.porter
        try:
            caller = porter.recognise(header_of(request, b"authorization"))
            if not caller.account:
                caller = porter.recognise_device(request.scope)
        except NotAllowed:
            porter.pace.count_stranger(request, self.weight)
            raise
        if caller.is_known:
            porter.pace.count_known(caller.account, caller.device_id, self.weight)
        else:
            porter.pace.count_stranger(request, self.weight)
        if not self.admits(caller):
            raise NotAllowed(_why_not(caller), signed_in=caller.is_known)
        return caller

    def weighing(self, weight: int) -> "Door":
        """Return the same door before something that costs as much as so many requests."""
        return msgspec.structs.replace(self, weight=weight)

    def admits(self, caller: Caller) -> bool:
        """Tell whether this caller may come through."""
        if self.anyone:
            return True
        if caller.device_id:
            return self.devices
        if self.accounts and caller.account:
            return True
        return bool(set(self.roles) & set(caller.roles))


def _why_not(caller: Caller) -> str:
    if caller.must_enrol:
        return "second_factor"
    return "role" if caller.is_known else "sign_in"


def require(*roles: Role) -> Door:
    """Return a door for accounts with any of these roles."""
    return Door(roles=roles)


PUBLIC = Door(anyone=True)
# Whoever has an account, also one that has yet to set up a second factor: for what is their own.
SIGNED_IN = Door(accounts=True)
# Before what takes a core for a tenth of a second or more: paper, recordings, password hashes.
COSTLY = PUBLIC.weighing(30)
GATE = Door(devices=True, roles=("officer",))
DEVICE = Door(devices=True)


def door_of(route: BaseRoute) -> Door | None:
    """Return the door a route declares, None if it declares none."""
    if not isinstance(route, APIRoute):
        return None
    doors = [d.call for d in route.dependant.dependencies if isinstance(d.call, Door)]
    return doors[0] if len(doors) == 1 else None


def check_doors(app: FastAPI) -> None:
    """Refuse an app in which a route has no door.

    Raises:
        Stop: naming the routes.

    """
    open_routes = list(_without_door(app.routes))
    if open_routes:
        raise Stop(f"routes without a door: {', '.join(open_routes)}")


def _without_door(routes: Iterable[BaseRoute]) -> Iterable[str]:
    for context in iter_route_contexts(list(routes)):
        if door_of(context.original_route) is None:
            yield context.path or repr(context.original_route)
