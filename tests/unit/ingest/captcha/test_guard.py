"""Whether a code was copied, and only once."""

import pytest

from ingest.captcha import guard as guarding
from ingest.captcha.challenges import LIFE_S, Challenges
from ingest.captcha.guard import CaptchaForm, CaptchaGuard

NOW_S = 1_629_784_800
CHALLENGES = Challenges(b"a secret for tests, 32 bytes long")
CONTENT, OTHER = b"what is sent", b"something else"


def _copied(now_s: int = NOW_S) -> CaptchaForm:
    made = CHALLENGES.make(now_s)
    return CaptchaForm(made.text, made.code)


def _reason(
    guard: CaptchaGuard, given: CaptchaForm | None, content: bytes = CONTENT, now_s: int = NOW_S
) -> str:
    fault = guard.fault(given, "captcha", content, now_s)
    return fault.reason if fault else ""


def test_a_copied_code_lets_one_content_through_however_often() -> None:
    """Whoever lost the answer sends the same again; nobody sends something else by it."""
    guard, copied = CaptchaGuard(CHALLENGES), _copied()

    assert _reason(guard, copied) == ""
    guard.spend(copied, CONTENT, NOW_S)
    assert _reason(guard, copied) == ""
    assert _reason(guard, copied, OTHER) == "captcha_over"


def test_looking_does_not_use_a_code_up() -> None:
    """Faults elsewhere in a form cost nobody another picture."""
    guard, copied = CaptchaGuard(CHALLENGES), _copied()

    assert _reason(guard, copied) == _reason(guard, copied, OTHER) == ""


def test_a_wrong_guess_ends_the_challenge() -> None:
    """Nobody tries all codes on one picture."""
    guard, copied = CaptchaGuard(CHALLENGES), _copied()

    assert _reason(guard, CaptchaForm(copied.challenge, "nope")) == "captcha_wrong"
    assert _reason(guard, copied) == "captcha_over"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (None, "captcha_required"),
        (CaptchaForm("", " "), "captcha_required"),
        (CaptchaForm("nothing", "12345"), "captcha_over"),
    ],
)
def test_without_a_copied_code_nothing_comes_through(
    given: CaptchaForm | None, reason: str
) -> None:
    """It says what to do."""
    assert _reason(CaptchaGuard(CHALLENGES), given) == reason


def test_a_challenge_ends() -> None:
    """After half an hour a new picture is needed."""
    guard, copied = CaptchaGuard(CHALLENGES), _copied()

    assert _reason(guard, copied, now_s=NOW_S + LIFE_S - 1) == ""
    assert _reason(guard, copied, now_s=NOW_S + LIFE_S) == "captcha_over"


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has ended goes first, then what is oldest."""
    monkeypatch.setattr(guarding, "_REMEMBERED", 3)
    guard = CaptchaGuard(CHALLENGES)
    ended = _copied(NOW_S - LIFE_S)
    live = [_copied() for _ in range(4)]
    for copied in (ended, *live):
        guard.spend(copied, CONTENT, NOW_S)

    assert _reason(guard, live[0], OTHER) == ""
    assert [_reason(guard, copied, OTHER) for copied in live[1:]] == ["captcha_over"] * 3
