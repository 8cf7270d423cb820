"""Codes of an authenticator app (TOTP, RFC 6238) and recovery codes: pure, but for what is random.

The secret behind the codes is wrapped before it leaves here; a recovery code is kept as a keyed
digest. Who holds the registry without the house's account key can make neither.
"""

import hashlib
import hmac
import secrets
import uuid
from collections.abc import Collection

import msgspec
import pyotp
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from contracts.accounts import SecondFactorSet, SignInMethod
from contracts.errors import Fault, FixRequest
from contracts.registry import Role

_ISSUER = "Chốt"
_STEP_S = 30
# A phone's clock may be wrong by so many steps.
_STEPS_AROUND = 1
_PROPOSAL_S = 15 * 60
_RECOVERY_CODES = 10
_RECOVERY_CHARS = 10
# Without letters that are taken for others.
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


class Proposal(msgspec.Struct, frozen=True):
    """A new secret, as text and as what an app reads from a picture; `pending` comes back with it.

    Shown once. Nothing is kept of it until a code of it is shown.
    """

    secret: str
    uri: str
    pending: str


class _Pending(msgspec.Struct, frozen=True):
    account: str
    secret: str
    until_s: int


class Accepted(msgspec.Struct, frozen=True):
    """A second factor as it is kept, its recovery codes, the step of the code that was shown."""

    factor: SecondFactorSet
    recovery_codes: tuple[str, ...]
    step: int


def owes_factor(roles: Collection[Role], how: SignInMethod, demanded: Collection[Role]) -> bool:
    """Tell whether a session is good for setting up a second factor and for nothing else.

    Who signed in elsewhere showed there what is demanded there.
    """
    return how == "password" and bool(set(roles) & set(demanded))


class SecondFactors:
    """Makes second factors and checks codes under the house's account key."""

    def __init__(self, key: bytes) -> None:
        """Take the key."""
        self._box = SecretBox(key)
        self._digest_key = hashlib.blake2b(b"recovery codes", key=key).digest()

    def propose(self, account: str, now_s: int) -> Proposal:
        """Return a new secret for an account's app."""
        secret = pyotp.random_base32()
        uri = pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=_ISSUER)
        pending = _Pending(account, secret, now_s + _PROPOSAL_S)
        return Proposal(secret, uri, self._box.encrypt(msgspec.json.encode(pending)).hex())

    def accept(self, account: str, pending: str, code: str, now_ms: int) -> Accepted:
        """Return what is to be kept, now that a code shows that the app has the secret.

        Raises:
            FixRequest: another's proposal, one that is over, or not a code of it.

        """
        proposal = self._opened(pending)
        if proposal.account != account or proposal.until_s < now_ms // 1000:
            raise FixRequest(Fault(field="pending", reason="proposal_over"))
        step = _step_of(proposal.secret, code, now_ms // 1000)
        if step is None:
            raise FixRequest(Fault(field="code", reason="wrong_code"))
        codes = tuple(_recovery_code() for _ in range(_RECOVERY_CODES))
        factor = SecondFactorSet(
            account=account,
            factor_id=uuid.uuid4().hex,
            set_ms=now_ms,
            # A plain value: the library's own kind of bytes is not one that is written.
            wrapped=bytes(self._box.encrypt(proposal.secret.encode())),
            recovery=tuple(self._digest(account, code) for code in codes),
        )
        return Accepted(factor, codes, step)

    def step_of(self, factor: SecondFactorSet, code: str, now_s: int, last_step: int) -> int | None:
        """Return the step of a code that was not used yet; None: it is wrong, or too old."""
        try:
            secret = self._box.decrypt(factor.wrapped).decode()
        except CryptoError:
            # Wrapped under a key that this house no longer has: an administrator resets it.
            return None
        step = _step_of(secret, code, now_s)
        return step if step is not None and step > last_step else None

    def recovery_number(
        self, factor: SecondFactorSet, code: str, used: Collection[int]
    ) -> int | None:
        """Return which recovery code this is; None: none of them, or it was used."""
        plain = "".join(code.split()).replace("-", "").lower()
        digest = self._digest(factor.account, plain)
        for number, kept in enumerate(factor.recovery):
            if hmac.compare_digest(kept, digest):
                return None if number in used else number
        return None

    def _opened(self, pending: str) -> _Pending:
        try:
            return msgspec.json.decode(self._box.decrypt(bytes.fromhex(pending)), type=_Pending)
        except (CryptoError, ValueError) as fault:
            raise FixRequest(Fault(field="pending", reason="proposal_over")) from fault

    def _digest(self, account: str, code: str) -> str:
        said = f"{account}\0{code}".encode()
        return hashlib.blake2b(said, key=self._digest_key, digest_size=16).hexdigest()


def _step_of(secret: str, code: str, now_s: int) -> int | None:
    totp = pyotp.TOTP(secret, interval=_STEP_S)
    plain = "".join(code.split())
    now = now_s // _STEP_S
    found = None
    # All of them, so that the time it takes tells nothing.
    for step in range(now - _STEPS_AROUND, now + _STEPS_AROUND + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), plain.encode()):
            found = step
    return found


def _recovery_code() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_RECOVERY_CHARS))
