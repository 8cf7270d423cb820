"""Questions on the command line."""

import io
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner

from api.asking.catalogue import kind_named
from contracts.errors import FixRequest
from deploy.cli import app
from deploy.question_commands import names
from deploy.question_options import body_of, signature_of
from deploy.question_views import VIEWS

_GIVEN = {"purpose": "case 7", "days": 1.0, "begin": "", "end": "", "form": "table"}
_NUMBER = "001099990001"


def _body(name: str, **given: Any) -> dict[str, Any]:
    body = body_of(kind_named(name), _GIVEN | given)
    del body["from"], body["until"], body["purpose"]
    return body


def test_every_question_of_the_house_has_a_command_and_a_table() -> None:
    """Whoever adds a question says how its answer is shown."""
    assert list(VIEWS) == names()


@pytest.mark.parametrize("name", names())
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    """In English, as all commands do."""
    told = CliRunner().invoke(app, ["ask", name, "--help"])

    assert told.exit_code == 0
    assert f"Example: ./chot ask {name}" in " ".join(told.output.split())
    assert "--format" in told.output


def test_all_that_was_written_before_stands_beside_them() -> None:
    """Figures, not questions."""
    told = CliRunner().invoke(app, ["ask", "--help"]).output

    assert all(name in told for name in (*names(), "situation", "counts", "id"))


@pytest.mark.parametrize("name", names())
def test_what_a_command_gives_by_itself_is_a_body_that_can_be_read(name: str) -> None:
    """Every option that has a usual value has one that the question takes."""
    kind = kind_named(name)
    signature = signature_of(kind, 1.0)
    usual = {
        one.name: "001" if one.default is one.empty else one.default
        for one in signature.parameters.values()
    }
    body = body_of(kind, usual)

    msgspec.convert(body, kind.body)


def test_only_what_was_given_is_asked_about() -> None:
    """Nought is given; no place, no direction and a flag that is not set are not."""
    given = {
        "place_id": "hn-city-01",
        "unit": "",
        "directions": None,
        "verdicts": ["refuse"],
        "back_hours": 0,
    }

    assert _body("presence", **given) == {
        "place_id": "hn-city-01",
        "verdicts": ["refuse"],
        "back_hours": 0,
    }
    assert _body("alerts", withdrawn=False, kinds=[]) == {}


def test_a_span_is_days_back_or_two_moments() -> None:
    """Either end may be given alone."""
    ends = {"begin": "2021-08-24T07:00:00+07:00", "end": "2021-08-24T09:00:00+07:00"}
    body = body_of(kind_named("alerts"), _GIVEN | ends)

    assert (body["from"], body["until"]) == tuple(ends.values())
    assert body_of(kind_named("alerts"), _GIVEN)["until"] > ends["end"]


def test_persons_are_named_by_their_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """On the command line, or in lines of standard input that no shell remembers."""
    paper = {"kind": "cccd", "number": _NUMBER}
    monkeypatch.setattr("sys.stdin", io.StringIO(f"cccd:{_NUMBER}\n\npassport:B1234567\n"))

    assert _body("timeline", document=[f"cccd:{_NUMBER}"]) == {"document": paper}
    assert _body("contacts", document=["-"])["documents"] == [
        paper,
        {"kind": "passport", "number": "B1234567"},
    ]


@pytest.mark.parametrize("documents", [[_NUMBER], [f"cccd:{_NUMBER}", f"cccd:{_NUMBER}"]])
def test_a_paper_that_cannot_be_read_is_refused_without_its_number(documents: list[str]) -> None:
    """The number is repeated nowhere."""
    with pytest.raises(FixRequest) as refused:
        _body("timeline", document=documents)

    assert _NUMBER not in str(refused.value)
