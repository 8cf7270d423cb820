"""What has to exist before the house can work: accounts, pass keys, day keys.

Run at every start and once an hour; what is there already is left alone.
"""

from contracts.durations import DAY_MS
from contracts.registry import DayKeyPublished, PassKeyPublished, Role
from contracts.sealing import day_of, words_day_of
from service.accounts import new_account
from service.clock import now_ms
from service.files import write_private
from service.parts import Parts

# A paper sheet may be older than the key that has to sign for it, for example after the one before
# was revoked; so every key reaches back.
KEY_REACHES_BACK_MS = 30 * DAY_MS
KEY_LIFE_MS = 365 * DAY_MS
# The next key starts to sign while this one still verifies every pass it made.
KEY_REPLACED_BEFORE_END_MS = 30 * DAY_MS
DAYS_SEALED_AHEAD = 8

FIRST_ACCOUNTS: tuple[tuple[str, tuple[Role, ...]], ...] = (
    ("admin", ("administrator",)),
    ("officer", ("officer",)),
    ("epi", ("epidemiologist",)),
    ("official", ("official",)),
    ("auditor", ("auditor",)),
)


def make_ready(parts: Parts) -> None:
    """Make what is missing. The registry must have been read to its end.

    Raises:
        TryAgain: Kafka is away; call again.

    """
    _accounts(parts)
    _pass_key(parts)
    _day_keys(parts)
    parts.ending.forget_over()


def _accounts(parts: Parts) -> None:
    """Make one account a role with a random password, kept in a file for the owner."""
    if parts.registry.lists.officers:
        return
    made = [new_account(account, roles) for account, roles in FIRST_ACCOUNTS]
    file = parts.settings.secrets / "accounts.txt"
    # An earlier start may have been cut off between the file and the registry.
    file.unlink(missing_ok=True)
    told = [f"{officer.account} {password} {' '.join(officer.roles)}" for officer, password in made]
    write_private(file, ("\n".join(told) + "\n").encode())
    for officer, _ in made:
        parts.writer.write(officer)
    names = {officer.account for officer, _ in made}
    parts.registry.wait_for(lambda lists: names <= set(lists.officers))


def _pass_key(parts: Parts) -> None:
    now = now_ms()
    ring = parts.registry.lists.ring
    ours = {bytes(key.verify_key) for key in parts.secrets.signing_keys()}
    usable = [
        key
        for key in ring.all()
        if key.public_key in ours
        and not key.revoked
        and key.covers(now, now + KEY_REPLACED_BEFORE_END_MS)
    ]
    if usable:
        return
    public = bytes(parts.secrets.add_signing_key().verify_key)
    event = PassKeyPublished(
        public_key=public,
        not_before_ms=now - KEY_REACHES_BACK_MS,
        not_after_ms=now + KEY_LIFE_MS,
    )
    parts.writer.write_and_see(
        event, lambda lists: any(key.public_key == public for key in lists.ring.all())
    )


def _day_keys(parts: Parts) -> None:
    now = now_ms()
    for ahead in range(DAYS_SEALED_AHEAD):
        at_ms = now + ahead * DAY_MS
        publish_day_key(parts, day_of(at_ms))
        publish_day_key(parts, words_day_of(at_ms))


def publish_day_key(parts: Parts, day: str) -> None:
    """Make a day's key if there is none, and see to it that this is the one sealed to."""
    public = bytes(parts.secrets.add_day_key(day).public_key)
    if parts.registry.lists.day_keys.get(day) != public:
        parts.writer.write(DayKeyPublished(day=day, public_key=public))
