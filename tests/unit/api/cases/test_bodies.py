"""The words of a saved question."""

from typing import Any

import msgspec
import pytest

from api.asking.catalogue import kind_named
from api.cases.bodies import body_to_ask, body_to_keep, kind_to_save
from api.cases.book import Case, Question
from contracts.durations import DAY_MS
from contracts.errors import FixRequest
from contracts.identity import Pseudonyms, read_document
from tests.builders.case_events import index_added, opened, saved
from tests.builders.contracts import NOW_MS
from tests.builders.grounds import ground

_PSEUDONYMS = Pseudonyms(b"k" * 32)
_NUMBER = "001099990001"
_CITIZEN = _PSEUDONYMS.citizen_id(read_document("cccd", _NUMBER))
_SPAN = {"from": "2021-08-01T00:00:00+07:00", "until": "2021-08-15T00:00:00+07:00"}


def _kept(given: dict[str, Any], **how: bool) -> str:
    usual = {"rolling": False, "of_index": False}
    return body_to_keep(kind_named("contacts"), given, _PSEUDONYMS, **(usual | how))


def _fault(given: dict[str, Any], kind: str = "contacts") -> tuple[str, str]:
    with pytest.raises(FixRequest) as refused:
        body_to_keep(kind_named(kind), given, _PSEUDONYMS, rolling=False, of_index=False)
    fault = refused.value.faults[0]
    return fault.field, fault.reason


def test_a_document_is_kept_as_the_id_of_its_holder() -> None:
    """Beside ids that were given as such; the purpose is not kept at all."""
    given = _SPAN | {
        "documents": [{"kind": "cccd", "number": _NUMBER}],
        "citizen_ids": ["0" * 32],
        "purpose": "case 1",
    }
    kept = _kept(given)

    assert msgspec.json.decode(kept) == _SPAN | {"citizen_ids": ["0" * 32, _CITIZEN]}
    assert _NUMBER not in kept


def test_a_raw_number_that_could_not_be_turned_is_refused() -> None:
    """A plate would stand on the topic for ever."""
    assert _fault(_SPAN | {"plate": "29A-990.01"}, "vehicle") == (
        "body.plate",
        "not_allowed_here",
    )


def test_a_question_whose_answer_names_nobody_cannot_be_saved() -> None:
    """There would be nothing to compare; nor can one that does not exist."""
    for name in ("timeline", "gossip"):
        with pytest.raises(FixRequest) as refused:
            kind_to_save(name)
        assert refused.value.faults[0].field == "kind"


def test_a_span_that_ends_before_it_begins_is_refused_when_it_is_saved() -> None:
    """Not only when it is asked, at night."""
    backwards = {"from": _SPAN["until"], "until": _SPAN["from"], "citizen_ids": ["0" * 32]}

    assert _fault(backwards) == ("body.until", "window")


def test_a_rolling_question_about_index_persons_is_asked_up_to_now_about_all_of_them() -> None:
    """Whoever they are then; the end is the next whole minute."""
    kind = kind_named("contacts")
    body = _kept(_SPAN | {"within_minutes": 30}, rolling=True, of_index=True)
    case = Case(opened=opened(), named=opened(), index={"0" * 32: index_added("0" * 32)})
    asked = body_to_ask(kind, Question(saved=saved(body=body)), case, NOW_MS + 1)
    prepared = kind.prepare(asked, ground())

    assert msgspec.json.decode(body) == {"within_minutes": 30}
    assert prepared.about == ("0" * 32,)
    assert prepared.span.until_ms - prepared.span.from_ms == 14 * DAY_MS
    assert 0 <= prepared.span.until_ms - (NOW_MS + 1) < 60_000
