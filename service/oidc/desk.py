"""Somebody signs in at the provider, and is let in under the account that an administrator made."""

from pathlib import Path
from urllib.parse import urlencode

import msgspec

from contracts.accounts import SubjectTied
from contracts.errors import NotAllowed, NotFound, Stop
from contracts.registry import OfficerRegistered
from contracts.settings import Settings
from service.changes import AccountChanges
from service.clock import now_ms
from service.oidc.attempt import Attempts, new_attempt
from service.oidc.claims import Expected, Subject, subject_of
from service.oidc.provider import Provider
from service.registry import RegistryReader


class Begun(msgspec.Struct, frozen=True):
    """Where the browser goes, and what it keeps until it comes back."""

    url: str
    attempt: str


class Return(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the browser comes back with, and what it kept."""

    code: str
    state: str
    attempt: str


class OidcDesk:
    """Sends people to the provider and takes them in again. Blocking: call it from a thread."""

    def __init__(
        self, settings: Settings, key: bytes, registry: RegistryReader, changes: AccountChanges
    ) -> None:
        """Work with these; the provider is not asked before somebody signs in.

        Raises:
            Stop: a provider is named, but not how to speak with it.

        """
        self.is_open = bool(settings.oidc_issuer)
        if self.is_open and not (settings.oidc_client_id and settings.oidc_return_url):
            raise Stop("CHOT_OIDC_ISSUER needs CHOT_OIDC_CLIENT_ID and CHOT_OIDC_RETURN_URL")
        file = settings.oidc_secret_file
        self._secret = Path(file).read_text(encoding="utf-8").strip() if file else ""
        self._settings = settings
        self._attempts = Attempts(key)
        self._registry = registry
        self._changes = changes
        self._provider = Provider(settings.oidc_issuer)

    def begin(self) -> Begun:
        """Return where somebody signs in.

        Raises:
            NotFound: no provider is set up.
            TryAgain: the provider is away.

        """
        self._require_open()
        attempt, found = new_attempt(now_ms() // 1000), self._provider.discovery()
        asked = {
            "response_type": "code",
            "client_id": self._settings.oidc_client_id,
            "redirect_uri": self._settings.oidc_return_url,
            "scope": "openid profile",
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": attempt.challenge,
            "code_challenge_method": "S256",
        }
        if "fragment" in found.response_modes_supported:
            # A browser sends no fragment, so that the code stands in nobody's log.
            asked["response_mode"] = "fragment"
        joint = "&" if "?" in found.authorization_endpoint else "?"
        url = f"{found.authorization_endpoint}{joint}{urlencode(asked)}"
        return Begun(url, self._attempts.closed(attempt))

    def who(self, given: Return) -> OfficerRegistered:
        """Return the account of whoever comes back from the provider.

        Raises:
            NotFound: no provider is set up.
            NotAllowed: not what was begun in this browser, not by this provider, or nobody of ours.
            TryAgain: the provider or Kafka is away.

        """
        self._require_open()
        self._registry.require_ready()
        now_s = now_ms() // 1000
        attempt = self._attempts.opened(given.attempt, given.state, now_s)
        form = {
            "grant_type": "authorization_code",
            "code": given.code,
            "redirect_uri": self._settings.oidc_return_url,
            "client_id": self._settings.oidc_client_id,
            "code_verifier": attempt.verifier,
        }
        expected = Expected(
            issuer=self._settings.oidc_issuer,
            client_id=self._settings.oidc_client_id,
            nonce=attempt.nonce,
            now_s=now_s,
        )
        found = subject_of(
            self._provider.id_token(form, self._secret),
            self._provider.keys,
            expected,
            self._settings.oidc_account_claim,
        )
        return self._account_of(found)

    def close(self) -> None:
        """Let the connections go."""
        self._provider.close()

    def _account_of(self, found: Subject) -> OfficerRegistered:
        """Rights come from the account alone, which somebody made; a claim only finds it once."""
        lists, issuer = self._registry.lists, self._settings.oidc_issuer
        mine = lists.accounts.account_of(issuer, found.subject)
        officer = lists.officers.get(mine or found.account)
        if officer is None or not officer.active or not officer.by_oidc:
            raise NotAllowed("oidc_unknown")
        if mine:
            return officer
        if lists.accounts.subject(officer.account) is not None:
            # The name went to somebody else over there; the account did not.
            raise NotAllowed("oidc_unknown")
        tied = SubjectTied(account=officer.account, issuer=issuer, subject=found.subject)
        self._changes.tie(tied, officer.account)
        return officer

    def _require_open(self) -> None:
        if not self.is_open:
            raise NotFound("provider", "oidc")
