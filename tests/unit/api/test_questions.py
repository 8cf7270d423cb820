"""What happens before a question is answered."""

from pathlib import Path
from typing import Any

import pytest

from analytics.store import Store
from api.asking.contacts import CONTACTS, ContactsBody
from api.asking.desk import QuestionDesk
from api.asking.timeline import TIMELINE, TimelineBody
from contracts.audit import AuditEvent
from contracts.errors import TryAgain
from contracts.settings import Settings
from service.audit import AuditWriter
from service.doors import Caller
from service.parts import Parts

_CALLER = Caller(account="epi", roles=("epidemiologist",))
_FROM, _UNTIL = "2021-08-23T00:00:00+07:00", "2021-08-24T00:00:00+07:00"


class _AuditThatIsAway(AuditWriter):
    """Kafka does not answer."""

    def write(self, event: AuditEvent) -> None:
        assert event.account == "epi"
        raise TryAgain("Kafka")


class _StoreThatMustNotBeAsked(Store):
    """Fails a test in which it is asked."""

    def __init__(self) -> None:
        """Open nothing."""

    def ask(self, *_: Any, **__: Any) -> Any:
        raise AssertionError("answered without a note on the audit topic")


@pytest.fixture
def desk(tmp_path: Path) -> QuestionDesk:
    """Return a desk whose Kafka is away."""
    parts = Parts(Settings(data=tmp_path), "127.0.0.1:1")
    parts.audit = _AuditThatIsAway("127.0.0.1:1", parts.secrets.audit_key())
    return QuestionDesk(parts, _StoreThatMustNotBeAsked())


def test_a_timeline_that_cannot_be_noted_is_not_told(desk: QuestionDesk) -> None:
    """Whoever asks may try again."""
    question = TimelineBody(from_=_FROM, until=_UNTIL, purpose="case 7", citizen_id="0" * 32)

    with pytest.raises(TryAgain):
        desk.ask(TIMELINE, question, _CALLER)


def test_contacts_that_cannot_be_noted_are_not_told(desk: QuestionDesk) -> None:
    """The same way."""
    question = ContactsBody(from_=_FROM, until=_UNTIL, purpose="case 7", citizen_ids=("0" * 32,))

    with pytest.raises(TryAgain):
        desk.ask(CONTACTS, question, _CALLER)
