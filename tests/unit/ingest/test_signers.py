"""The keys a gateway signs with."""

from pathlib import Path

from nacl.signing import SigningKey

from contracts.keyring import KeyRing
from ingest.signers import Signers
from service.secrets import Secrets
from tests.builders.contracts import DAY_MS, NOW_MS, public, signing_key


def _choice(signers: Signers, ring: KeyRing) -> SigningKey | None:
    chosen = signers.signer(ring).choose(NOW_MS, NOW_MS + DAY_MS)
    return chosen and chosen[1]


def test_a_key_signs_only_if_it_is_published_and_here(tmp_path: Path) -> None:
    """A private key alone could sign what nobody can check."""
    secrets = Secrets(tmp_path)
    ours = secrets.add_signing_key()
    signers = Signers(secrets)

    assert _choice(signers, KeyRing()) is None
    assert _choice(signers, KeyRing([public(signing_key(1))])) is None
    assert _choice(signers, KeyRing([public(ours)])) == ours


def test_a_key_published_later_is_used_at_once(tmp_path: Path) -> None:
    """Without a restart."""
    secrets = Secrets(tmp_path)
    first = secrets.add_signing_key()
    ring = KeyRing([public(first)])
    signers = Signers(secrets)
    assert _choice(signers, ring) == first

    second = secrets.add_signing_key()
    ring.add(public(second, not_before_ms=NOW_MS - DAY_MS))

    assert _choice(signers, ring) == second
