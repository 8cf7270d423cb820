"""Whether a code was copied, and only once.

A right code lets one content through, as often as that is sent: whoever lost our answer sends the
same again. A wrong guess ends the challenge. Both are remembered until the challenge would have
ended anyway, by this gateway alone; each further gateway may let one content more through.
"""

import hmac

import msgspec

from contracts.errors import Fault
from ingest.captcha.challenges import Challenge, Challenges, as_copied

_REMEMBERED = 200_000
_GUESSED_WRONG = b""


class CaptchaForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The challenge as it was given out and the code that was read off it."""

    challenge: str
    code: str


class CaptchaGuard:
    """Lets contents through whose sender copied a code."""

    def __init__(self, challenges: Challenges) -> None:
        """Guard with these challenges."""
        self._challenges = challenges
        self._used: dict[str, tuple[int, bytes]] = {}

    def fault(
        self, given: CaptchaForm | None, field: str, content: bytes, now_s: int
    ) -> Fault | None:
        """Return what is wrong with a copied code, None if the content may come through.

        `content` is a digest of what the code is given for; call `spend` when it is let through.
        """
        if given is None or not as_copied(given.code):
            return Fault(field=field, reason="captcha_required")
        challenge = self._challenges.read(given.challenge)
        if challenge is None or challenge.ends_s <= now_s:
            return Fault(field=field, reason="captcha_over")
        _, used_for = self._used.get(challenge.text, (0, content))
        if used_for != content:
            return Fault(field=field, reason="captcha_over")
        if not hmac.compare_digest(as_copied(given.code).encode(), challenge.code.encode()):
            self._remember(challenge, _GUESSED_WRONG, now_s)
            return Fault(field=field, reason="captcha_wrong")
        return None

    def spend(self, given: CaptchaForm | None, content: bytes, now_s: int) -> None:
        """Let the challenge serve this content and no other from now on."""
        challenge = self._challenges.read(given.challenge) if given else None
        if challenge is not None:
            self._remember(challenge, content, now_s)

    def _remember(self, challenge: Challenge, content: bytes, now_s: int) -> None:
        if len(self._used) >= _REMEMBERED:
            self._forget(now_s)
        self._used[challenge.text] = (challenge.ends_s, content)

    def _forget(self, now_s: int) -> None:
        """Drop what has ended; if that is nothing, what was noted first."""
        live = {text: noted for text, noted in self._used.items() if noted[0] > now_s}
        if len(live) >= _REMEMBERED:
            del live[next(iter(live))]
        self._used = live
