"""What people hold up, as the real rule book reads it; and bodies the gateway's forms accept."""

import msgspec
import pytest

from contracts.passes import read
from contracts.plates import plate_kind
from contracts.verdicts import Reason
from ingest.forms import DeclarationForm, ScanSubmitted
from simulation.bodies import codes_of, declaration_body, moment, upload_body
from simulation.codes import Forger
from simulation.happenings import Declare, Scan, Shows, Upload
from tests.builders.simulation import (
    START_MS,
    StandInGateway,
    four_days,
    scans_in,
    small_city,
)


def _scan(shows: Shows) -> Scan:
    return next(scan for scan in scans_in(four_days()) if scan.shows == shows)


@pytest.mark.parametrize(
    ("shows", "reason"),
    [
        ("foreign_key", "unknown_key"),
        ("altered", "bad_signature"),
        ("malformed", "malformed"),
        ("not_ours", "not_our_code"),
    ],
)
def test_each_bad_code_is_refused_for_its_own_reason(shows: Shows, reason: Reason) -> None:
    """The forger's work fails at the check it was made to fail at."""
    gateway = StandInGateway()
    code = Forger(1).shown(_scan(shows), gateway.token("11" * 16, START_MS))

    seen = read(code, gateway.lists.ring)

    assert getattr(seen, "reason", None) == reason


def test_a_genuine_pass_is_shown_as_it_is() -> None:
    """Also after it has expired."""
    token = StandInGateway().token("11" * 16, START_MS)

    assert Forger(1).shown(_scan("pass"), token) == token
    assert Forger(1).shown(_scan("expired"), token) == token


def test_the_same_forgery_is_made_again_for_a_repeated_upload() -> None:
    """Byte for byte, or a repeated upload would not be one."""
    token = StandInGateway().token("11" * 16, START_MS)

    assert Forger(1).shown(_scan("foreign_key"), token) == Forger(1).shown(
        _scan("foreign_key"), token
    )


def test_declarations_fit_the_gateway_s_form() -> None:
    """No field is missing, none unknown."""
    for happening in four_days()[:3000]:
        if isinstance(happening, Declare):
            body = declaration_body(happening, small_city().people[happening.person])
            form = msgspec.json.decode(body, type=DeclarationForm)

            assert form.declared_at == moment(happening.declared_ms)
            assert form.plate


def test_uploads_of_every_form_fit_the_gateway_s_form() -> None:
    """One object, an array, and JSON Lines from an outbox with the verdict given offline."""
    token = StandInGateway().token("11" * 16, START_MS)
    forms: dict[str, Upload] = {h.form: h for h in four_days() if isinstance(h, Upload)}
    bodies = {
        form: upload_body(upload, codes_of(upload, [token] * len(upload.scans), Forger(1)))
        for form, upload in forms.items()
    }
    one = msgspec.json.decode(bodies["one"], type=ScanSubmitted)
    array = msgspec.json.decode(bodies["array"], type=list[ScanSubmitted])
    lines = [msgspec.json.decode(line, type=ScanSubmitted) for line in bodies["lines"].splitlines()]

    assert plate_kind(one.plate) != "unknown"
    assert len(array) > 1
    assert all(line.offline and line.given for line in lines)
    assert not one.offline
    assert one.given is None
