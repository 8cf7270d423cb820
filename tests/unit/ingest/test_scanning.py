"""A scan becomes an event and an answer."""

from typing import Any

import msgspec
import pytest

from contracts.errors import Fault, FixRequest, TryAgain
from contracts.events import ScanRecorded
from contracts.lists import Lists
from contracts.passes import RISK_SYMPTOMS, read, token_hash
from contracts.places import Place
from contracts.registry import PlaceAdded
from contracts.rules import RULE_VERSION, Policy
from contracts.sealing import day_of, unseal
from ingest.forms import ScanSubmitted
from ingest.scan_checks import check_scan
from ingest.scanning import Gate, Holder, ScanAnswer, key_of, record_scan
from ingest.scans import check_all
from service.doors import Caller
from tests.builders.contracts import (
    CLAIMS,
    DAY_MS,
    NOW_MS,
    PSEUDONYMS,
    claims,
    day_key,
    lists,
    public,
    signing_key,
    token,
)
from tests.builders.ingest import moment, scan_body

CODE = token()
TODAY = day_of(NOW_MS)
FORGED = token(private=signing_key(99))
GIVEN = {"category": "pass", "reason": "ok", "rule_version": 3, "lists_age_s": 777}


def _gate(known: Lists | None = None, **changes: Any) -> Gate:
    usual = Gate(
        caller=Caller(device_id="device-1"),
        received_ms=NOW_MS,
        lists=known or lists(),
        lists_age_s=0,
        policy=Policy(),
        pseudonyms=PSEUDONYMS,
        language="en",
    )
    return msgspec.structs.replace(usual, **changes)


def _scan(
    code: str = CODE, gate: Gate | None = None, **changes: Any
) -> tuple[ScanRecorded, ScanAnswer]:
    gate = gate or _gate()
    form = msgspec.convert(scan_body(code, **changes), ScanSubmitted)
    checked = check_scan(form, 0, gate.lists, gate.received_ms)
    return record_scan(checked, read(code, gate.lists.ring), gate)


def _faults(**changes: Any) -> list[tuple[str, str]]:
    with pytest.raises(FixRequest) as refused:
        _scan(**changes)
    return [(fault.field, fault.reason) for fault in refused.value.faults]


def test_a_good_pass_is_answered_with_what_the_officer_compares() -> None:
    """Verdict, words and the holder."""
    _, answer = _scan(scan_id="scan-0001")

    assert answer == ScanAnswer(
        citizen_id=CLAIMS.citizen_id,
        scan_id="scan-0001",
        category="pass",
        reason="ok",
        flags=(),
        text="Pass is good",
        lists_age_s=0,
        holder=Holder("Nguyễn Văn Thử", 1999, "0001"),
    )


def test_a_good_pass_is_recorded_with_its_claims_but_without_the_name() -> None:
    """Everything the stream needs, nothing more."""
    event, _ = _scan(lane="2", direction="out")

    assert (event.citizen_id, event.pass_id) == (CLAIMS.citizen_id, CLAIMS.pass_id)
    assert (event.issued_ms, event.expires_ms) == (CLAIMS.issued_ms, CLAIMS.expires_ms)
    assert (event.token_hash, event.origin, event.risk) == (token_hash(CODE), "001", 0)
    assert event.kid == public(signing_key(1)).kid.hex()
    assert (event.place_id, event.lane, event.direction) == ("hn-city-01", "2", "out")
    assert (event.happened_ms, event.received_ms) == (NOW_MS, NOW_MS)
    assert (event.category, event.reason, event.rule_version) == ("pass", "ok", RULE_VERSION)
    assert (event.device_id, event.officer_id) == ("device-1", "")
    assert (event.sealed, event.sealed_day) == ("", "")
    assert "Nguy" not in msgspec.json.encode(event).decode()


def test_the_officer_who_scanned_is_recorded() -> None:
    """By the account."""
    event, _ = _scan(gate=_gate(caller=Caller(account="anna", roles=("officer",))))

    assert (event.device_id, event.officer_id) == ("", "anna")


@pytest.mark.parametrize("code", ["https://example.org", FORGED, CODE[:-6]])
def test_a_code_that_cannot_be_believed_belongs_to_nobody(code: str) -> None:
    """It is kept, sealed, and partitioned by the scan."""
    event, answer = _scan(code, scan_id="scan-0001")

    assert (event.citizen_id, event.pass_id, event.token_hash) == ("", "", "")
    assert unseal(event.sealed, day_key(TODAY)) == {"code": code}
    assert event.sealed_day == TODAY
    assert key_of(event) == "scan-0001"
    assert answer.holder is None


def test_a_believed_pass_is_partitioned_by_its_citizen() -> None:
    """So that one worker sees the whole of a timeline."""
    event, _ = _scan()

    assert key_of(event) == CLAIMS.citizen_id


def test_a_refusal_shows_nothing_about_the_person() -> None:
    """Not even of a pass that we signed."""
    _, answer = _scan(identity_matches=False)

    assert (answer.category, answer.reason) == ("refuse", "identity_mismatch")
    assert answer.holder is None


def test_attention_and_asking_show_the_holder() -> None:
    """The officer needs it."""
    _, answer = _scan(token(claims(risk=RISK_SYMPTOMS)))

    assert answer.category == "pass_with_attention"
    assert answer.holder is not None


def test_plates_travel_as_ids_and_sealed() -> None:
    """As typed inside the seal; the same vehicle has the same id however it is typed."""
    event, _ = _scan(plate="29A-123.45", trailer_plate="51R-012.34")
    again, _ = _scan(plate="29 a 12345")

    assert event.vehicle_id == again.vehicle_id == PSEUDONYMS.vehicle_id("29A12345")
    assert event.trailer_id == PSEUDONYMS.vehicle_id("51R01234")
    opened = unseal(event.sealed, day_key(TODAY))
    assert opened == {"plate": "29A-123.45", "trailer_plate": "51R-012.34"}


def test_without_the_day_s_key_only_what_needs_no_seal_is_taken() -> None:
    """A plain scan goes on."""
    known = lists()
    known.day_keys.clear()

    assert _scan(gate=_gate(known))
    with pytest.raises(TryAgain, match="day keys"):
        _scan(gate=_gate(known), plate="29A-123.45")


def test_a_verdict_given_without_network_is_recorded_not_judged_again() -> None:
    """Even if we would judge otherwise: the person has passed."""
    late_ms = CLAIMS.expires_ms + DAY_MS
    event, answer = _scan(gate=_gate(received_ms=late_ms), at_ms=late_ms, offline=True, given=GIVEN)

    assert (event.category, event.reason, event.offline) == ("pass", "ok", True)
    assert (event.rule_version, event.lists_age_s) == (3, 777)
    assert (answer.category, answer.reason, answer.flags) == ("pass", "ok", ("offline",))
    assert event.citizen_id == CLAIMS.citizen_id


def test_a_verdict_given_offline_on_old_lists_says_so() -> None:
    """By the age of the scanner's lists, not of ours."""
    _, answer = _scan(offline=True, given={**GIVEN, "lists_age_s": 3601})

    assert answer.flags == ("offline", "lists_too_old")
    assert answer.lists_age_s == 3601


def test_a_given_verdict_counts_only_for_a_scan_without_network() -> None:
    """With network the gateway judges."""
    event, _ = _scan(given={**GIVEN, "category": "refuse", "reason": "revoked"})

    assert (event.reason, event.rule_version) == ("ok", RULE_VERSION)


def test_an_offline_scan_without_a_verdict_is_judged_here() -> None:
    """By the moment at which it happened."""
    event, answer = _scan(
        gate=_gate(received_ms=CLAIMS.expires_ms + 1), offline=True, at_ms=CLAIMS.expires_ms - 1
    )

    assert event.reason == "ok"
    assert answer.flags == ("offline",)


def test_an_override_and_a_wave_through_are_flagged_and_recorded() -> None:
    """The verdict stays."""
    event, answer = _scan(identity_matches=False, override_reason=" ambulance ", waved_through=True)

    assert (event.category, event.officer_override) == ("refuse", True)
    assert unseal(event.sealed, day_key(TODAY)) == {"override_reason": "ambulance"}
    assert event.waved_through
    assert answer.flags == ("officer_override", "waved_through")


def test_old_lists_are_never_silent() -> None:
    """A gateway that lost Kafka says how old its lists are."""
    event, answer = _scan(gate=_gate(lists_age_s=4000))

    assert (event.lists_age_s, answer.lists_age_s) == (4000, 4000)
    assert answer.flags == ("lists_too_old",)


def test_the_answer_is_in_the_language_asked_for() -> None:
    """Vietnamese at most gates."""
    _, answer = _scan(gate=_gate(language="vi"))

    assert answer.text == "Giấy hợp lệ"


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("scan_id", "short", ("scan_id", "id_form")),
        ("scan_id", "x" * 65, ("scan_id", "id_form")),
        ("scan_id", "mã-số-một", ("scan_id", "id_form")),
        ("code", "", ("code", "required")),
        ("code", "x" * 4297, ("code", "too_long")),
        ("place_id", "nowhere", ("place_id", "unknown_place")),
        ("happened_at", "noon", ("happened_at", "bad_time")),
        ("happened_at", "2021-08-24T13:00:00", ("happened_at", "time_without_zone")),
        ("happened_at", moment(NOW_MS + 300_001), ("happened_at", "in_the_future")),
        ("happened_at", moment(NOW_MS - 30 * DAY_MS - 1), ("happened_at", "too_long_ago")),
        ("lane", "x" * 41, ("lane", "too_long")),
        ("plate", "x" * 31, ("plate", "too_long")),
        ("trailer_plate", "x" * 31, ("trailer_plate", "too_long")),
        ("override_reason", "x" * 301, ("override_reason", "too_long")),
    ],
)
def test_an_impossible_value_is_refused_by_name(
    field: str, value: str, fault: tuple[str, str]
) -> None:
    """Field and reason."""
    assert _faults(**{field: value}) == [fault]


@pytest.mark.parametrize("at_ms", [NOW_MS + 300_000, NOW_MS - 30 * DAY_MS])
def test_the_bounds_of_time_are_inside(at_ms: int) -> None:
    """Five minutes ahead, thirty days back."""
    assert _scan(happened_at=moment(at_ms))


def test_a_place_added_since_is_known() -> None:
    """The registry's places count like the reference data's."""
    known = lists()
    place = Place(place_id="new-gate", kind="imported", name_vi="Mới", name_en="New")
    known.apply(PlaceAdded(place=place))

    assert _scan(gate=_gate(known), place_id="new-gate")


def test_the_faults_of_all_scans_are_told_with_their_lines() -> None:
    """Wrong values and wrong forms alike."""
    good = msgspec.json.encode(scan_body(CODE))
    late = msgspec.json.encode(scan_body(CODE, place_id="nowhere", happened_at="noon"))
    items = [(1, good), (2, late), (4, b'{"scan_id":"scan-0001"'), (5, b'{"scan_id":7}')]

    with pytest.raises(FixRequest) as refused:
        check_all(items, lists(), NOW_MS)

    faults = refused.value.faults
    assert faults[:3] == (
        Fault(field="place_id", reason="unknown_place", line=2),
        Fault(field="happened_at", reason="bad_time", line=2),
        Fault(field="", reason="not_json", line=4),
    )
    assert ("scan_id", "wrong_type", 5) in [(f.field, f.reason, f.line) for f in faults]
    assert {fault.line for fault in faults} == {2, 4, 5}


def test_what_is_asked_at_the_gate_is_sealed_and_only_flagged() -> None:
    """Temperature, symptoms and what differs from the card are nobody's business on a topic."""
    event, _ = _scan(
        health={"temperature_c": 38.2, "symptoms": ["cough"]},
        identity_differs=["birth_year"],
        group_id="group-0001",
    )

    private = unseal(event.sealed, day_key(TODAY))
    assert private == {
        "health": {"temperature_c": 38.2, "symptoms": ["cough"]},
        "identity_differs": ["birth_year"],
    }
    assert (event.health_asked, event.unwell, event.identity_differs) == (True, True, True)
    assert event.group_id == "group-0001"


@pytest.mark.parametrize(
    ("health", "is_unwell"),
    [
        ({}, False),
        ({"temperature_c": 37.4}, False),
        ({"temperature_c": 37.5}, True),
        ({"symptoms": ["fever"]}, True),
    ],
)
def test_a_fever_or_a_symptom_makes_unwell(health: dict[str, Any], is_unwell: bool) -> None:
    """Who was asked and has neither is known to have been asked."""
    event, _ = _scan(health=health)

    assert (event.health_asked, event.unwell) == (True, is_unwell)


def test_a_queue_that_is_waved_through_is_counted_without_anybody_known() -> None:
    """No code, no citizen, and a verdict of its own."""
    event, answer = _scan("", source="wave_through", waved_through=True)

    assert (event.reason, event.source, event.waved_through) == (
        "waved_through",
        "wave_through",
        True,
    )
    assert (event.citizen_id, event.sealed) == ("", "")
    assert answer.flags == ("waved_through",)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"source": "pass"}, "code"),
        ({"source": "document"}, "document"),
        ({"source": "paper"}, "sheet_id"),
        ({"source": "wave_through"}, "waved_through"),
        ({"source": "wave_through", "waved_through": True, "group_id": "?"}, "group_id"),
    ],
)
def test_without_a_code_something_must_take_its_place(changes: dict[str, Any], field: str) -> None:
    """Each source needs what it names."""
    with pytest.raises(FixRequest) as refused:
        _scan("", **changes)

    assert [fault.field for fault in refused.value.faults] == [field]


def test_a_paper_sheet_comes_without_a_code() -> None:
    """With one it would be somebody's scan, and such a scan of a sheet is not counted."""
    with pytest.raises(FixRequest) as refused:
        _scan(token(), source="paper", scan_id="sheet-0001", sheet_id="sheet-0001")

    assert [(f.field, f.reason) for f in refused.value.faults] == [("code", "not_allowed_here")]
