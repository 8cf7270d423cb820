"""How long somebody has to wait who failed to sign in: whom each wait holds, and whom it does not.

Whoever fails waits for a growing time: soon, from one address for one account; later, from one
address for whatever account; last, for one account from wherever. Only the last could be brought
about by a stranger to keep an owner out, so it does not hold

- an address from which the owner has signed in before,
- whoever shows a code together with the password: it tells nothing until both are right,
- whoever is signed in.

An unknown name is counted as a known one. What holds an account everywhere is told to the other web
processes by the registry, and so outlives a restart; the other two are this process's own.
"""

from collections import OrderedDict
from collections.abc import Callable

from contracts.accounts import HeldProof
from contracts.errors import TooMany
from service.clock import now_ms
from service.lockout import Backoff

_MOST_KNOWN = 100_000
_NAME_CHARS = 64

HeldUntil = Callable[[str, HeldProof], int]
"""Returns until when the registry says that an account is held, in milliseconds."""

Hold = Callable[[str, HeldProof, int], None]
"""Is told that an account is held until a moment in milliseconds."""

Refused = Callable[[str, HeldProof], None]
"""Is told that an attempt was not looked at."""


class SignInLocks:
    """Lets attempts at signing in through, or says how long to wait. Any thread may use it."""

    def __init__(self, held_until: HeldUntil, hold: Hold, refused: Refused) -> None:
        """Start with nobody held but whom the registry holds."""
        self._held_until = held_until
        self._hold = hold
        self._refused = refused
        self._pairs = Backoff(free=5, first_s=5, longest_s=900, forgets_s=300)
        self._addresses = Backoff(free=30, first_s=5, longest_s=900, forgets_s=60)
        self._accounts = Backoff(free=30, first_s=10, longest_s=300, forgets_s=300)
        # Only who knows the password gets here, so this one may be strict.
        self._codes = Backoff(free=5, first_s=30, longest_s=1800, forgets_s=1800)
        self._known: OrderedDict[str, None] = OrderedDict()

    def admit(self, account: str, address: str, *, with_code: bool) -> None:
        """Count an attempt at a password, or refuse it; `with_code`: a code comes with it.

        Raises:
            TooMany: wait.

        """
        now, account, pair = now_ms() / 1000, account[:_NAME_CHARS], _pair(account, address)
        waits = [self._pairs.wait_s(pair, now), self._addresses.wait_s(address, now)]
        if not with_code and pair not in self._known:
            waits += [self._accounts.wait_s(account, now), self._told_wait_s(account, "password")]
        self._require(max(waits), account, "password")
        self._pairs.count(pair, now)
        self._addresses.count(address, now)
        if not with_code:
            held_until_s = self._accounts.count(account, now)
            if held_until_s:
                self._hold(account, "password", int(held_until_s * 1000))

    def admit_again(self, account: str, session_id: str) -> None:
        """Count an attempt at a password by who is signed in; what strangers do does not hold them.

        Raises:
            TooMany: wait.

        """
        now, pair = now_ms() / 1000, _pair(account, f"session {session_id}")
        self._require(self._pairs.wait_s(pair, now), account, "password")
        self._pairs.count(pair, now)

    def admit_code(self, account: str) -> None:
        """Count an attempt at a code by who has shown the password.

        Raises:
            TooMany: wait.

        """
        now = now_ms() / 1000
        waits = (self._codes.wait_s(account, now), self._told_wait_s(account, "code"))
        self._require(max(waits), account, "code")
        held_until_s = self._codes.count(account, now)
        if held_until_s:
            self._hold(account, "code", int(held_until_s * 1000))

    def only_half(self, account: str, address: str) -> None:
        """Take an attempt back whose password was right and whose code is still to come."""
        now = now_ms() / 1000
        self._pairs.take_back(_pair(account, address), now)
        self._addresses.take_back(address, now)
        self._accounts.take_back(account, now)

    def proved(self, account: str, address: str) -> None:
        """Remember that the owner is at this address."""
        pair = _pair(account, address)
        self._pairs.clear(pair)
        self._codes.clear(account)
        self.only_half(account, address)
        self._known[pair] = None
        self._known.move_to_end(pair)
        if len(self._known) > _MOST_KNOWN:
            self._known.popitem(last=False)

    def proved_again(self, account: str, session_id: str) -> None:
        """Forget what failed in this session."""
        self._pairs.clear(_pair(account, f"session {session_id}"))

    def _told_wait_s(self, account: str, proof: HeldProof) -> int:
        return max(0, -(-(self._held_until(account, proof) - now_ms()) // 1000))

    def _require(self, wait_s: int, account: str, proof: HeldProof) -> None:
        if wait_s > 0:
            self._refused(account, proof)
            raise TooMany("signing in", after_s=wait_s)


def _pair(account: str, address: str) -> str:
    return f"{address}\0{account[:_NAME_CHARS]}"
