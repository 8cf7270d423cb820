"""The form of a verdict's test case: a pass, lists, a gate, and the verdict they must give.

The files in `tests/fixtures/verdicts` are run by whatever gives verdicts, in any language: keys and
bytes are base64, times are milliseconds.
"""

from pathlib import Path

import msgspec

from contracts.keyring import PassKey
from contracts.lists import Lists
from contracts.registry import PassKeyPublished, RegistryEvent
from contracts.rules import Policy, Sight
from contracts.verdicts import Category, Flag, Reason

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "verdicts"


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict."""

    category: Category
    reason: Reason
    flags: tuple[Flag, ...] = ()


class VerdictCase(msgspec.Struct, frozen=True, kw_only=True):
    """One case."""

    description: str
    keys: tuple[PassKey, ...]
    registry: tuple[RegistryEvent, ...]
    token: str
    sight: Sight
    policy: Policy
    expected: Expected

    def lists(self) -> Lists:
        """Return lists that know these keys and registry events."""
        known = Lists()
        for key in self.keys:
            known.apply(
                PassKeyPublished(
                    public_key=key.public_key,
                    not_before_ms=key.not_before_ms,
                    not_after_ms=key.not_after_ms,
                    revoked=key.revoked,
                )
            )
        for event in self.registry:
            known.apply(event)
        return known


_DECODER = msgspec.json.Decoder(VerdictCase)


def file_content(case: VerdictCase) -> bytes:
    """Return a case as it stands in its file."""
    return msgspec.json.format(msgspec.json.encode(case), indent=2) + b"\n"


def cases_on_file() -> dict[str, VerdictCase]:
    """Read every case, by the name of its file."""
    return {file.stem: _DECODER.decode(file.read_bytes()) for file in sorted(FOLDER.glob("*.json"))}
