"""What the topic `audit` carries: who did what, before it happened.

Events as all others (`contracts/events.py`); `service/audit.py` chains them.
"""

from typing import Literal

from contracts.accounts import (
    HeldProof,
    PasswordSet,
    RelativeFlagged,
    SecondFactorSet,
    SessionKept,
    SessionsEnded,
    SignInMethod,
    SubjectTied,
)
from contracts.chain import LinkPlace
from contracts.events import Event
from contracts.registry import (
    DeviceOrdered,
    OfficerRegistered,
    PassKeyPublished,
    PassWithdrawn,
    ZoneDeclared,
)


class SignedIn(Event, frozen=True, kw_only=True):
    """Somebody proved who they are."""

    event_id: str
    at_ms: int
    account: str
    session_id: str
    how: SignInMethod = "password"


class SignInFailed(Event, frozen=True, kw_only=True):
    """Somebody could not prove to be the owner of an account; told for the 1st, 10th, 100th… time.

    Without `account` it is about names that nobody has. `count` starts anew after a quiet hour;
    `held` is whether the attempt was not looked at, because there had been too many.
    """

    event_id: str
    at_ms: int
    account: str
    proof: HeldProof
    count: int
    held: bool


class QuestionAsked(Event, frozen=True, kw_only=True):
    """Somebody asked about a person or vehicle; `about` holds ids, never documents or plates.

    `as_file` is the format of the file that the answer left in, empty where it was only shown.
    `asked_again` says that a case asked its saved question again, in the name of who saved it.
    """

    event_id: str
    at_ms: int
    account: str
    question: str
    purpose: str
    about: tuple[str, ...]
    from_ms: int
    until_ms: int
    as_file: str = ""
    asked_again: bool = False


class RegistryChanged(Event, frozen=True, kw_only=True):
    """Somebody changed what every process goes by; `record` is what the registry then holds.

    Hashes and secrets of accounts are left out of it. The registry keeps the newest record of each
    entity only, so this is where the others are found.
    """

    event_id: str
    at_ms: int
    account: str
    purpose: str
    record: (
        PassWithdrawn
        | PassKeyPublished
        | ZoneDeclared
        | DeviceOrdered
        | OfficerRegistered
        | PasswordSet
        | SecondFactorSet
        | SessionKept
        | SessionsEnded
        | SubjectTied
        | RelativeFlagged
    )


class CaseChanged(Event, frozen=True, kw_only=True):
    """Somebody changed a case; `change` is the kind of event, `about` whom it names.

    `purpose` is the case's number.
    """

    event_id: str
    at_ms: int
    account: str
    case_id: str
    purpose: str
    change: str
    about: tuple[str, ...] = ()


class DataErased(Event, frozen=True, kw_only=True):
    """Personal data was destroyed: one person's, or what was sealed to keys of some days.

    `about` holds the citizen id, or the names of the keys. The account is `chot` where the house
    did it by itself because the time was over.
    """

    event_id: str
    at_ms: int
    account: str
    purpose: str
    what: Literal["person", "day"]
    about: tuple[str, ...]


class UseExplained(Event, frozen=True, kw_only=True):
    """An auditor looked at a mark of unusual use, and says what explains it."""

    event_id: str
    at_ms: int
    account: str
    mark_id: str
    words: str


class ChainBegun(Event, frozen=True, kw_only=True):
    """A process begins to write audit events, as a chain of its own.

    `ends` are the ends of the topic's partitions just before, `after` the last line of each: so the
    chain follows from what lay there, and a line without a chain behind `ends` was slipped in.
    """

    event_id: str
    at_ms: int
    ends: tuple[int, ...]
    after: tuple[LinkPlace, ...]
    account: str = ""


class CheckpointMade(Event, frozen=True, kw_only=True):
    """Where chains stood: whoever cuts one off before these lines can't hide it.

    `heads` are the last lines of the chains that grew since the checkpoint `since` (None: the
    first); together with those before it, it binds all chains.
    """

    event_id: str
    at_ms: int
    heads: tuple[LinkPlace, ...]
    since: LinkPlace | None
    account: str = ""


AuditEvent = (
    SignedIn
    | SignInFailed
    | QuestionAsked
    | RegistryChanged
    | CaseChanged
    | DataErased
    | UseExplained
    | ChainBegun
    | CheckpointMade
)
