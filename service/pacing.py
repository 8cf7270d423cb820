"""How many requests somebody may send: devices and accounts by name, everybody else by address.

Whoever is known is not counted by address: a checkpoint's scanners share one, and so do the
phones behind one mast. The limits stop a flood, not a rush hour; what costs more than an ordinary
request says so at its door. Each process counts for itself.
"""

import ipaddress
from collections.abc import Callable

import msgspec
from fastapi import Request

from contracts.errors import Stop, TooMany
from contracts.settings import Settings
from service.bodies import header_of
from service.clock import now_ms
from service.limiter import Limiter

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# So long a quiet caller's allowance grows: a burst after an outage is no flood.
_OVER_S = 30.0
# Whoever has an IPv6 address has that many bits of them.
_V6_NETWORK_BITS = 64
# A longer list was made to be walked.
_MOST_HOPS = 20


class Rates(msgspec.Struct, frozen=True, kw_only=True):
    """Requests a second for one address, device and account; 0: any number."""

    address: float = 100.0
    device: float = 500.0
    account: float = 500.0


class Pace:
    """Counts requests."""

    def __init__(
        self,
        rates: Rates = Rates(),  # noqa: B008  # a frozen value
        proxies: tuple[Network, ...] = (),
        clock_s: Callable[[], float] = lambda: now_ms() / 1000,
    ) -> None:
        """Allow so much; believe these proxies about where a request came from."""
        self._by_address = _limiter(rates.address)
        self._by_device = _limiter(rates.device)
        self._by_account = _limiter(rates.account)
        self._proxies = proxies
        self._clock_s = clock_s

    def count_known(self, account: str, device_id: str, weight: int) -> None:
        """Count a request of an account, or else of a device.

        Raises:
            TooMany: it sent too many.

        """
        if account:
            self._count(self._by_account, account, weight)
        else:
            self._count(self._by_device, device_id, weight)

    def count_stranger(self, request: Request, weight: int) -> None:
        """Count a request of nobody in particular.

        Raises:
            TooMany: too many came from its address.

        """
        if self._by_address is not None:
            self._count(self._by_address, self.address_of(request), weight)

    def address_of(self, request: Request) -> str:
        """Return where a request comes from; of IPv6 the network, which belongs to one subscriber.

        Empty for a request that came over no network.
        """
        peer = _read(request.client.host) if request.client else None
        if peer is None:
            return ""
        if self._is_proxy(peer):
            peer = self._client_behind(peer, header_of(request, b"x-forwarded-for") or "")
        return _as_counted(peer)

    def _client_behind(self, peer: _Address, forwarded: str) -> _Address:
        """Return the last hop that is no proxy of ours; what stands left of it, anybody wrote."""
        for hop in reversed(forwarded.split(",")[-_MOST_HOPS:]):
            address = _read(hop.strip())
            if address is None:
                break
            peer = address
            if not self._is_proxy(address):
                break
        return peer

    def _is_proxy(self, address: _Address) -> bool:
        return any(address in network for network in self._proxies)

    def _count(self, limiter: Limiter | None, name: str, weight: int) -> None:
        if limiter is None:
            return
        wait_s = limiter.wait_s(name, self._clock_s(), takes=weight)
        if wait_s:
            raise TooMany("the house", after_s=wait_s)


def pace_of(settings: Settings) -> Pace:
    """Return the counting that the settings ask for.

    Raises:
        Stop: a proxy is neither an address nor a network.

    """
    named = (part.strip() for part in settings.trusted_proxies.split(","))
    try:
        proxies = tuple(ipaddress.ip_network(part) for part in named if part)
    except ValueError as error:
        raise Stop(f"CHOT_TRUSTED_PROXIES: {error}") from error
    rates = Rates(
        address=settings.limit_address_per_s,
        device=settings.limit_device_per_s,
        account=settings.limit_account_per_s,
    )
    return Pace(rates, proxies)


def _limiter(per_s: float) -> Limiter | None:
    if not per_s:
        return None
    return Limiter(tries=max(1, round(per_s * _OVER_S)), every_s=1 / per_s)


def _read(text: str) -> _Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _as_counted(address: _Address) -> str:
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, _V6_NETWORK_BITS), strict=False))
    return str(address)
