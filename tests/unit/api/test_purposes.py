"""Every question of the house needs a purpose that says something, before anything is looked up."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from analytics.store import Store
from api.asking.catalogue import CATALOGUE
from api.asking.desk import QuestionDesk
from api.asking.kinds import AnyKind
from api.persons import read_purpose
from contracts.errors import FixRequest
from contracts.settings import Settings
from service.doors import Caller
from service.parts import Parts

_CALLER = Caller(account="epi", roles=("epidemiologist", "official"))


class _StoreThatMustNotBeAsked(Store):
    """Fails a test in which it is asked."""

    def __init__(self) -> None:
        """Open nothing."""

    def ask(self, *_: Any, **__: Any) -> Any:
        raise AssertionError("looked up without a purpose")


def _body(kind: AnyKind, purpose: str) -> Any:
    """Return a body that says as little as it may."""
    said = {
        "from_": "2021-08-23T00:00:00+07:00",
        "until": "2021-08-24T00:00:00+07:00",
        "purpose": purpose,
    }
    needed = (f.name for f in msgspec.structs.fields(kind.body) if f.required)
    return kind.body(**(dict.fromkeys(needed, "001") | said))


@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.name)
@pytest.mark.parametrize("purpose", ["", "x", "aaaaaaaaaa", "......", "case"])
def test_no_question_is_asked_without_a_purpose(
    kind: AnyKind, purpose: str, tmp_path: Path
) -> None:
    """Nor with a key held down."""
    parts = Parts(Settings(data=tmp_path), "127.0.0.1:1")
    desk = QuestionDesk(parts, _StoreThatMustNotBeAsked())

    with pytest.raises(FixRequest) as refused:
        desk.ask(kind, _body(kind, purpose), _CALLER)

    assert [fault.field for fault in refused.value.faults] == ["purpose"]


@pytest.mark.parametrize("purpose", ["case HN-2021-7", "case 7", "khiếu nại 12", "  case   7 "])
def test_a_case_number_or_a_few_words_are_a_purpose(purpose: str) -> None:
    """Spaces that say nothing go."""
    assert read_purpose(purpose) == " ".join(purpose.split())


def test_the_number_of_an_open_case_is_a_purpose_however_short() -> None:
    """Of the caller's units: somebody else's is only a short word."""
    assert read_purpose("C-7", frozenset({"c-7"})) == "C-7"
    with pytest.raises(FixRequest):
        read_purpose("C-8", frozenset({"c-7"}))
