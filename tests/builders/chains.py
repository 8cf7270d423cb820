"""Audit topics as they would lie on Kafka, made by hand, to be spoilt and checked."""

from collections.abc import Sequence

from nacl.signing import SigningKey

from contracts.audit import AuditEvent, ChainBegun, CheckpointMade, QuestionAsked, SignedIn
from contracts.chain import Chain, LinkPlace
from contracts.chain_check import ChainCheck, Report, Where
from contracts.lines import encode_line

KEY = SigningKey(bytes(range(32)))
AT_MS = 1_629_700_000_000


def asked(number: int, **changes: object) -> QuestionAsked:
    """Return a question of an audit topic."""
    said: dict[str, object] = {
        "event_id": f"e{number}",
        "at_ms": AT_MS + number,
        "account": "epi",
        "question": "timeline",
        "purpose": f"case HN-{number}",
        "about": (f"{number:032x}",),
        "from_ms": AT_MS,
        "until_ms": AT_MS + 1000,
    }
    return QuestionAsked(**(said | changes))  # type: ignore[arg-type]


class Ledger:
    """One partition after another of lines, as writers put them there."""

    def __init__(self, key: SigningKey = KEY, *, before: int = 0) -> None:
        """Begin with `before` lines from when there was no chain."""
        self._key = key
        self.lines: list[bytes] = [_old(number) for number in range(before)]
        self._before = before
        self._chains: dict[str, Chain] = {}
        self.heads: dict[str, LinkPlace] = {}
        self._last_checkpoint: LinkPlace | None = None

    def write(self, chain: str, *events: AuditEvent) -> None:
        """Write events as the process with this one-letter chain."""
        if chain not in self._chains:
            self._chains[chain] = Chain(chain * 16, self._key)
            after = tuple(self.heads.values())[-1:]
            begun = ChainBegun(event_id=chain, at_ms=AT_MS, ends=(len(self.lines),), after=after)
            events = (begun, *events)
        for event in events:
            line, place = self._chains[chain].add(encode_line(event))
            self.lines.append(line)
            self.heads[chain] = place

    def ask(self, chain: str, times: int) -> None:
        """Write so many questions."""
        self.write(chain, *map(asked, range(len(self.lines), len(self.lines) + times)))

    def checkpoint(self, chain: str) -> LinkPlace:
        """Bind all chains as they stand."""
        self.write(
            chain,
            CheckpointMade(
                event_id="c",
                at_ms=AT_MS,
                heads=tuple(self.heads.values()),
                since=self._last_checkpoint,
            ),
        )
        self._last_checkpoint = self.heads[chain]
        return self.heads[chain]


def checked(
    lines: Sequence[bytes], *, known: LinkPlace | None = None, key: SigningKey = KEY
) -> Report:
    """Return what a check of these lines finds, each a record of its own."""
    check = ChainCheck([key.verify_key])
    for offset, line in enumerate(lines):
        check.take(Where(0, offset), line, AT_MS + offset)
    return check.report(known)


def _old(number: int) -> bytes:
    event = SignedIn(event_id=f"o{number}", at_ms=AT_MS, account="epi", session_id="s")
    return encode_line(event)
