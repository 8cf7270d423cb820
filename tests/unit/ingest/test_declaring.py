"""A declaration becomes two events and a pass."""

from typing import Any

import msgspec
import pytest

from contracts.errors import FixRequest, TryAgain
from contracts.events import IdentityFound
from contracts.identity import read_document
from contracts.keyring import Signer
from contracts.lists import Lists
from contracts.passes import (
    RISK_CONTACT,
    RISK_EPIDEMIC_AREA,
    RISK_IDENTITY_DIFFERS,
    RISK_SYMPTOMS,
    Claims,
    ReadPass,
    read,
    token_hash,
)
from contracts.registry import ZoneDeclared
from contracts.sealing import day_of, unseal
from ingest.declaring import Declared, declare
from ingest.forms import DeclarationForm
from ingest.identity_source import NOT_ASKED, Confirmation
from service.doors import Caller
from tests.builders.contracts import (
    DAY_MS,
    HOUR_MS,
    NOW_MS,
    PSEUDONYMS,
    day_key,
    lists,
    signer,
)
from tests.builders.ingest import form_body, moment

NOBODY = Caller()
OFFICER = Caller(account="anna", roles=("officer",))
DEVICE = Caller(device_id="device-1")
PARTNER = Caller(account="coach-company", roles=("partner",))
EPIDEMIOLOGIST = Caller(account="eva", roles=("epidemiologist",))

TODAY = day_of(NOW_MS)


def _declare(
    caller: Caller = NOBODY,
    *,
    known: Lists | None = None,
    keys: Signer | None = None,
    received_ms: int = NOW_MS,
    identity: Confirmation = NOT_ASKED,
    **changes: Any,
) -> Declared:
    known = known or lists()
    return declare(
        msgspec.convert(form_body(**changes), DeclarationForm),
        caller=caller,
        received_ms=received_ms,
        pseudonyms=PSEUDONYMS,
        signer=keys or signer(known),
        lists=known,
        hours=72,
        identity=identity,
    )


def _faults(caller: Caller = NOBODY, **changes: Any) -> list[tuple[str, str]]:
    with pytest.raises(FixRequest) as refused:
        _declare(caller, **changes)
    return [(fault.field, fault.reason) for fault in refused.value.faults]


def _warnings(**changes: Any) -> list[tuple[str, str]]:
    return [(warned.field, warned.reason) for warned in _declare(**changes).warnings]


def _claims(declared: Declared) -> Claims:
    seen = read(declared.token, lists().ring)
    assert isinstance(seen, ReadPass)
    return seen.claims


def test_the_pass_says_who_may_travel_until_when() -> None:
    """Its claims, as any gate reads them."""
    claims = _claims(_declare())

    assert claims.citizen_id == PSEUDONYMS.citizen_id(read_document("cccd", "001099990001"))
    assert (claims.name, claims.birth_year, claims.last_four) == ("Nguyễn Văn Thử", 1999, "0001")
    assert (claims.issued_ms, claims.expires_ms) == (NOW_MS, NOW_MS + 72 * HOUR_MS)
    assert (claims.risk, claims.origin) == (0, "001")


def test_the_issued_pass_is_the_one_in_the_citizen_s_hands() -> None:
    """The event holds the token's hash and claims, not the token, which holds a name."""
    declared = _declare()

    claims, issued = _claims(declared), declared.issued
    assert issued.token_hash == token_hash(declared.token)
    assert (issued.pass_id, issued.citizen_id) == (claims.pass_id, claims.citizen_id)
    assert (issued.issued_ms, issued.expires_ms) == (claims.issued_ms, claims.expires_ms)
    assert (issued.risk, issued.origin) == (claims.risk, claims.origin)


def test_the_declaration_holds_no_personal_field_in_the_clear() -> None:
    """They are sealed to the day's key, all of them."""
    filed = _declare().filed
    line = msgspec.json.encode(msgspec.structs.replace(filed, sealed="")).decode()

    for personal in ("Nguy", "001099990001", "0912", "29A", "Số 1", "1999"):
        assert personal not in line
    opened = unseal(filed.sealed, day_key(TODAY))
    assert opened["full_name"] == "Nguyễn Văn Thử"
    assert opened["birth_date"] == "1999-08-15"
    assert opened["document"] == {"kind": "cccd", "number": "001099990001"}
    assert opened["phone"] == "0912345678"
    assert opened["plate"] == "29A-123.45"
    assert opened["residence"] == opened["stay"] == "Số 1, ngõ 2"


def test_the_declaration_says_what_is_needed_to_trace() -> None:
    """Units, times, health answers, and vehicles by their ids."""
    filed = _declare(
        trailer_plate="51R-012.34",
        symptoms=["fever", "cough", "fever"],
        contacts=["patient"],
        departs_at=moment(NOW_MS + DAY_MS),
        stay={"unit": "10348"},
    ).filed

    assert (filed.origin, filed.destination) == ("00001", "10348")
    assert (filed.residence, filed.stay) == ("00001", "10348")
    assert filed.vehicle_id == PSEUDONYMS.vehicle_id("29A12345")
    assert filed.trailer_id == PSEUDONYMS.vehicle_id("51R01234")
    assert (filed.symptoms, filed.contacts) == (("fever", "cough"), ("patient",))
    assert filed.departs_ms == NOW_MS + DAY_MS
    assert (filed.declared_ms, filed.received_ms) == (NOW_MS, NOW_MS)
    assert (filed.channel, filed.filed_by, filed.sealed_day) == ("web", "", TODAY)


def test_who_lives_where_they_stay_need_not_say_it_twice() -> None:
    """Stay is the residence where nothing else is said."""
    assert _declare(stay=None).filed.stay == "00001"


def test_a_declaration_sent_twice_names_one_pass() -> None:
    """Though the second may be signed a moment later."""
    first = _declare()
    second = _declare(received_ms=NOW_MS + 1000)
    other = _declare(declaration_id="declaration-0002")

    assert first.issued.pass_id == second.issued.pass_id
    assert first.issued.pass_id != other.issued.pass_id
    assert len(bytes.fromhex(first.issued.pass_id)) == 10


def test_one_declaration_id_of_two_people_names_two_passes() -> None:
    """Nobody can take away another's pass by using its id."""
    mine = _declare()
    theirs = _declare(document={"kind": "cccd", "number": "031187990002"}, birth_date="1987")

    assert mine.issued.pass_id != theirs.issued.pass_id


@pytest.mark.parametrize(
    ("changes", "risk"),
    [
        ({}, 0),
        ({"symptoms": ["cough"]}, RISK_SYMPTOMS),
        ({"contacts": ["symptomatic"]}, RISK_CONTACT),
        ({"visited": ["48"]}, RISK_EPIDEMIC_AREA),
        ({"origin": {"unit": "20194"}}, RISK_EPIDEMIC_AREA),
        (
            {"symptoms": ["fever"], "contacts": ["patient"], "visited": ["48"]},
            RISK_SYMPTOMS | RISK_CONTACT | RISK_EPIDEMIC_AREA,
        ),
    ],
)
def test_the_risk_at_issue_is_in_the_pass(changes: dict[str, Any], risk: int) -> None:
    """Symptoms, contacts, and an epidemic area left or visited: here the city of Đà Nẵng."""
    known = lists()
    known.apply(ZoneDeclared(zone_id="z", unit="48", since_ms=0, declared_ms=0))

    assert _claims(_declare(known=known, **changes)).risk == risk


@pytest.mark.parametrize(
    ("caller", "channel", "filed_by"),
    [
        (NOBODY, "web", ""),
        (OFFICER, "assisted", "anna"),
        (DEVICE, "assisted", "device-1"),
        (PARTNER, "web", "coach-company"),
    ],
)
def test_who_helped_is_written_down(caller: Caller, channel: str, filed_by: str) -> None:
    """Citizens at home are nobody in particular."""
    filed = _declare(caller).filed

    assert (filed.channel, filed.filed_by) == (channel, filed_by)


def test_people_on_one_journey_share_its_id() -> None:
    """And whoever declared for another leaves a phone number, for nobody else to read."""
    temporary = {"unit": "00004", "text": "Số 3"}

    declared = _declare(
        journey_id="journey-0001",
        on_behalf=True,
        declarant_phone="+84 987 654 321",
        temporary=temporary,
        seat="12A",
        visited_note="Lào",
    )

    filed = declared.filed
    assert (filed.journey_id, filed.on_behalf, filed.temporary) == ("journey-0001", True, "00004")
    opened = unseal(filed.sealed, day_key(TODAY))
    assert opened["declarant_phone"] == "0987654321"
    assert (opened["temporary"], opened["seat"], opened["visited_note"]) == ("Số 3", "12A", "Lào")


def test_what_belongs_to_a_journey_is_checked_too() -> None:
    """A phone is needed from whoever declares for another, and units are wards."""
    faults = _faults(
        journey_id="?",
        on_behalf=True,
        temporary={"unit": "01", "text": ""},
        seat="x" * 21,
        visited_note="x" * 201,
    )

    assert sorted(faults) == [
        ("declarant_phone", "bad_phone"),
        ("journey_id", "id_form"),
        ("seat", "too_long"),
        ("temporary.unit", "not_a_ward"),
        ("visited_note", "too_long"),
    ]


@pytest.mark.parametrize("caller", [OFFICER, DEVICE])
def test_officers_and_devices_may_hand_in_what_was_declared_earlier(caller: Caller) -> None:
    """The pass counts from then."""
    earlier_ms = NOW_MS - 5 * HOUR_MS + 250

    declared = _declare(caller, declared_at=moment(earlier_ms))

    assert declared.filed.declared_ms == earlier_ms
    assert declared.issued.issued_ms == _claims(declared).issued_ms == earlier_ms - 250


@pytest.mark.parametrize(
    ("caller", "at_ms", "reason"),
    [
        (NOBODY, NOW_MS, "not_allowed_here"),
        (EPIDEMIOLOGIST, NOW_MS, "not_allowed_here"),
        (OFFICER, NOW_MS + 121_000, "in_the_future"),
        (OFFICER, NOW_MS - 30 * DAY_MS - 1, "too_long_ago"),
    ],
)
def test_the_time_of_declaring_has_bounds(caller: Caller, at_ms: int, reason: str) -> None:
    """Not by anyone, not in the future, not too long ago."""
    assert _faults(caller, declared_at=moment(at_ms)) == [("declared_at", reason)]


def test_a_clock_two_minutes_ahead_is_borne() -> None:
    """Clocks differ."""
    assert _declare(OFFICER, declared_at=moment(NOW_MS + 120_000)).token


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("declaration_id", "short", ("declaration_id", "id_form")),
        ("declaration_id", "has a space in it", ("declaration_id", "id_form")),
        ("declaration_id", "declaration-0001\n", ("declaration_id", "id_form")),
        ("full_name", " \t ", ("full_name", "required")),
        ("full_name", "a" * 101, ("full_name", "too_long")),
        ("birth_date", "15/8/1999", ("birth_date", "bad_date")),
        ("birth_date", "1999-02-30", ("birth_date", "bad_date")),
        ("birth_date", "99", ("birth_date", "bad_date")),
        ("birth_date", "2021-08-25", ("birth_date", "in_the_future")),
        ("birth_date", "2022", ("birth_date", "in_the_future")),
        ("birth_date", "1899-12-31", ("birth_date", "too_long_ago")),
        ("nationality", "Viet Nam", ("nationality", "choice")),
        ("document", {"kind": "cccd", "number": "-"}, ("document.number", "bad_document")),
        ("phone", "none", ("phone", "bad_phone")),
        ("residence", {"unit": "99999"}, ("residence.unit", "unknown_unit")),
        ("stay", {"unit": ""}, ("stay.unit", "unknown_unit")),
        ("origin", {"unit": "001"}, ("origin.unit", "not_a_ward")),
        ("destination", {"unit": "01"}, ("destination.unit", "not_a_ward")),
        ("destination", {"unit": "10348", "text": "x" * 201}, ("destination.text", "too_long")),
        ("plate", "", ("plate", "plate_required")),
        ("plate", " - ", ("plate", "plate_required")),
        ("plate", "2" * 31, ("plate", "too_long")),
        ("departs_at", "tomorrow", ("departs_at", "bad_time")),
        ("departs_at", "2021-08-24T07:30:00", ("departs_at", "time_without_zone")),
        ("departs_at", "2021-07-01T00:00:00Z", ("departs_at", "too_long_ago")),
        ("departs_at", "2121-07-01T00:00:00Z", ("departs_at", "in_the_future")),
        ("visited", ["01", "77x"], ("visited[1]", "unknown_unit")),
        ("visited", ["01"] * 101, ("visited", "too_many")),
        ("truthful", False, ("truthful", "not_truthful")),
    ],
)
def test_an_impossible_value_is_refused_by_name(
    field: str, value: Any, fault: tuple[str, str]
) -> None:
    """Field and reason."""
    assert _faults(**{field: value}) == [fault]


def test_every_fault_is_told_at_once() -> None:
    """The citizen mends them in one go."""
    faults = _faults(full_name="", phone="", truthful=False, birth_date="?", plate="")

    assert faults == [
        ("full_name", "required"),
        ("birth_date", "bad_date"),
        ("phone", "bad_phone"),
        ("plate", "plate_required"),
        ("truthful", "not_truthful"),
    ]


def test_nobody_needs_a_plate_on_foot() -> None:
    """And has no vehicle then."""
    assert _declare(transport="on_foot", plate="").filed.vehicle_id == ""


def test_an_island_without_wards_can_be_named() -> None:
    """Five districts of 2021 are not divided further."""
    filed = _declare(origin={"unit": "755"}).filed

    assert filed.origin == "755"


@pytest.mark.parametrize(
    ("changes", "warned"),
    [
        ({}, []),
        ({"document": {"kind": "cccd", "number": "1234"}}, [("document.number", "document_form")]),
        ({"birth_date": "1998"}, [("document.number", "birth_year_differs")]),
        ({"document": {"kind": "passport", "number": "Z9900001"}, "birth_date": "1970"}, []),
        ({"phone": "+44 20 7946 0958"}, [("phone", "phone_form")]),
        ({"plate": "29I-123.45"}, [("plate", "plate_form")]),
        ({"trailer_plate": "trailer"}, [("trailer_plate", "plate_form")]),
        ({"transport": "train", "plate": "SE1"}, []),
    ],
)
def test_what_looks_wrong_is_accepted_with_a_warning(
    changes: dict[str, Any], warned: list[tuple[str, str]]
) -> None:
    """Foreign papers, old papers and typing errors are no reason to refuse anybody."""
    assert _warnings(**changes) == warned


def test_without_a_signing_key_the_citizen_is_asked_to_come_again() -> None:
    """Nothing is wrong with the declaration."""
    with pytest.raises(TryAgain, match="signing key"):
        _declare(keys=Signer(()))


def test_without_the_day_s_key_the_citizen_is_asked_to_come_again() -> None:
    """Personal fields can't be sealed, and unsealed they don't travel."""
    known = lists()
    known.day_keys.clear()

    with pytest.raises(TryAgain, match="day keys"):
        _declare(known=known)


def test_a_paper_of_last_week_is_sealed_for_today() -> None:
    """The key is that of the day on which it came in."""
    filed = _declare(OFFICER, declared_at=moment(NOW_MS - 7 * DAY_MS)).filed

    assert filed.sealed_day == TODAY
    assert unseal(filed.sealed, day_key(TODAY))


@pytest.mark.parametrize(
    ("found", "bit"),
    [("confirmed", 0), ("unknown", 0), ("away", 0), ("differs", RISK_IDENTITY_DIFFERS)],
)
def test_only_a_difference_is_a_risk(found: IdentityFound, bit: int) -> None:
    """Who is not known, or could not be asked about, is nobody to be suspicious of."""
    declared = _declare(identity=Confirmation(found, differs=()))

    assert declared.issued.risk & RISK_IDENTITY_DIFFERS == bit
    assert declared.filed.identity == found
