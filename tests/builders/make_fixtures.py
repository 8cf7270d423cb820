"""Writes `tests/fixtures/verdicts`, alike at every run: `python -m tests.builders.make_fixtures`.

Run it after a change of the pass, the rule book or the cases below, and read the difference before
keeping it: a verdict that changes for an old case is a change for every scanner in use.
"""

from typing import Any

import cbor2
import msgspec
from nacl.signing import SigningKey

from contracts import base45
from contracts.passes import (
    PREFIX,
    RISK_CONTACT,
    RISK_EPIDEMIC_AREA,
    RISK_IDENTITY_DIFFERS,
    RISK_SYMPTOMS,
)
from contracts.registry import CitizenListed, PassWithdrawn, ZoneDeclared
from contracts.rules import CLOCK_TOLERANCE_MS, Policy
from tests.builders.contracts import (
    CLAIMS,
    COLLIDING,
    DAY_MS,
    HOUR_MS,
    NOW_MS,
    claims,
    public,
    signing_key,
    token,
)
from tests.builders.verdict_case import OURS, case
from tests.builders.verdicts import FOLDER, VerdictCase, file_content
from tests.builders.verdicts_without_code import cases_without_code

ISSUED_MS, EXPIRES_MS = CLAIMS.issued_ms, CLAIMS.expires_ms


def _good() -> dict[str, VerdictCase]:
    other, same_name = (signing_key(number) for number in COLLIDING)
    retiring = public(OURS, not_after_ms=EXPIRES_MS)
    return {
        "ok": case("A pass with nothing against it.", "ok"),
        "ok_last_moment": case("One millisecond before it expires.", "ok", at_ms=EXPIRES_MS - 1),
        "ok_gate_clock_behind": case(
            "The gate's clock is two minutes behind the issuer's.",
            "ok",
            at_ms=ISSUED_MS - CLOCK_TOLERANCE_MS,
        ),
        "ok_after_rotation": case(
            "A new key signs now; the old one still verifies what it signed.",
            "ok",
            keys=(retiring, public(signing_key(2), not_before_ms=NOW_MS)),
        ),
        "ok_two_keys_of_one_name": case(
            "Two keys have one short name; the pass is signed by the second.",
            "ok",
            token(private=same_name),
            keys=(public(other), public(same_name)),
        ),
        "ok_identity_confirmed": case(
            "Identity must be compared, and the officer has done so.",
            "ok",
            policy=Policy(ask_identity=True),
            identity_matches=True,
        ),
        "ok_identity_differed_confirmed": case(
            "The population database disagreed; the officer has compared and it is the holder.",
            "ok",
            token(claims(risk=RISK_IDENTITY_DIFFERS)),
            identity_matches=True,
        ),
    }


def _good_places() -> dict[str, VerdictCase]:
    return {
        "ok_quarantine_over": case(
            "The quarantine order ended a moment ago.",
            "ok",
            registry=(_listed("quarantine_order", until_ms=NOW_MS),),
        ),
        "ok_zone_elsewhere": case(
            "An epidemic area was declared after issue, but not where the journey began.",
            "ok",
            registry=(_zone("002"),),
        ),
        "ok_zone_lifted": case(
            "The epidemic area around the place of departure was lifted.",
            "ok",
            registry=(_zone("001", until_ms=NOW_MS),),
        ),
        "ok_zone_not_yet": case(
            "The place of departure becomes an epidemic area a moment from now.",
            "ok",
            registry=(_zone("001", since_ms=NOW_MS + 1),),
        ),
        "ok_zone_declared_before_issue": case(
            "The area was declared when the pass was issued: the pass could say it itself.",
            "ok",
            registry=(_zone("001", declared_ms=ISSUED_MS),),
        ),
        "ok_zone_issued_before_look_back": case(
            "The pass was issued a moment before the area's look-back begins.",
            "ok",
            registry=(_zone("001", look_back_ms=HOUR_MS - 1),),
        ),
    }


def _attention() -> dict[str, VerdictCase]:
    return {
        "symptoms_declared": case(
            "The citizen declared symptoms.",
            "symptoms_declared",
            token(claims(risk=RISK_SYMPTOMS)),
        ),
        "contact_declared": case(
            "The citizen declared a contact.", "contact_declared", token(claims(risk=RISK_CONTACT))
        ),
        "from_epidemic_area": case(
            "The journey began in what was an epidemic area at issue.",
            "from_epidemic_area",
            token(claims(risk=RISK_EPIDEMIC_AREA)),
        ),
        "from_epidemic_area_before_symptoms": case(
            "Of several risks the heaviest is named.",
            "from_epidemic_area",
            token(claims(risk=RISK_SYMPTOMS | RISK_CONTACT | RISK_EPIDEMIC_AREA)),
        ),
        "left_epidemic_area_since_issue": case(
            "The district of departure became an epidemic area after issue.",
            "left_epidemic_area_since_issue",
            registry=(_zone("001"),),
        ),
        "left_epidemic_area_since_issue_first_moment": case(
            "The pass was issued in the first moment of the area's look-back.",
            "left_epidemic_area_since_issue",
            registry=(_zone("001", look_back_ms=HOUR_MS),),
        ),
        "left_epidemic_area_since_issue_backdated": case(
            "The area is epidemic from before the pass was issued, and was declared after it.",
            "left_epidemic_area_since_issue",
            registry=(_zone("001", since_ms=ISSUED_MS - HOUR_MS, look_back_ms=0),),
        ),
        "left_epidemic_area_since_issue_province": case(
            "The whole province of departure became an epidemic area after issue.",
            "left_epidemic_area_since_issue",
            registry=(_zone("01"),),
        ),
        "traced_contact": case(
            "The citizen was traced as a contact after issue.",
            "traced_contact",
            registry=(_listed("traced_contact"),),
        ),
    }


def _ask() -> dict[str, VerdictCase]:
    return {
        "compare_identity": case(
            "The authority wants identity compared, and the officer has not looked yet.",
            "compare_identity",
            policy=Policy(ask_identity=True),
        ),
        "compare_identity_lists_too_old": case(
            "With old lists the authority wants identity compared.",
            "compare_identity",
            policy=Policy(on_old_lists="ask"),
            lists_age_s=3601,
            flags=("lists_too_old",),
        ),
        "compare_identity_differs": case(
            "The population database knows another person under this number.",
            "compare_identity",
            token(claims(risk=RISK_IDENTITY_DIFFERS)),
        ),
        "compare_identity_before_symptoms": case(
            "Whose pass it is comes before what its holder declared.",
            "compare_identity",
            token(claims(risk=RISK_IDENTITY_DIFFERS | RISK_SYMPTOMS)),
        ),
        "fields_missing": case("The pass lacks a name.", "fields_missing", token(claims(name=""))),
        "fields_missing_last_four": case(
            "The pass lacks the end of the document's number.",
            "fields_missing",
            token(claims(last_four="")),
        ),
    }


def _unreadable() -> dict[str, VerdictCase]:
    good = token()
    parts = cbor2.loads(base45.decode(good.removeprefix(PREFIX))).value
    return {
        "not_our_code": case(
            "Some other QR code.", "not_our_code", "https://example.org/menu?table=7"
        ),
        "not_our_code_identity_card": case(
            "The QR code of an identity card.",
            "not_our_code",
            "001099990001||Nguyễn Văn Thử|15081999|Nam|Số 1, ngõ 2|01072021",
        ),
        "malformed": case("The end is missing.", "malformed", good[:-5]),
        "malformed_character": case(
            "A character that the code never has.", "malformed", good[:40] + "é" + good[41:]
        ),
        "malformed_too_long": case("Much too long.", "malformed", good + "0" * 600),
        "malformed_empty": case("The prefix alone.", "malformed", PREFIX),
        "malformed_no_tag": case(
            "Four parts, but not marked as a signed message.", "malformed", _code(parts)
        ),
        "malformed_algorithm": case(
            "A header that names another algorithm.",
            "malformed",
            _signed(parts[2], {1: -7, 4: public(OURS).kid}),
        ),
        "malformed_claims": case(
            "Signed by our key, but the claims are not those of a pass.",
            "malformed",
            _signed(cbor2.dumps({7: b"no"}), {1: -8, 4: public(OURS).kid}),
        ),
        "unknown_key": case(
            "Signed by a key that is not ours.", "unknown_key", token(private=signing_key(99))
        ),
        "unknown_key_issued_before_window": case(
            "Signed by our key before it came into use.",
            "unknown_key",
            keys=(public(OURS, not_before_ms=ISSUED_MS + 1),),
        ),
        "unknown_key_expires_after_window": case(
            "The pass would outlive its key.",
            "unknown_key",
            keys=(public(OURS, not_after_ms=EXPIRES_MS - 1),),
        ),
        "bad_signature": case(
            "The name was changed after signing.",
            "bad_signature",
            _code(cbor2.CBORTag(18, [parts[0], {}, _renamed(parts[2]), parts[3]])),
        ),
        "bad_signature_same_name": case(
            "Signed by a stranger's key that has the short name of ours.",
            "bad_signature",
            token(private=signing_key(COLLIDING[0])),
            keys=(public(signing_key(COLLIDING[1])),),
        ),
    }


def _refused() -> dict[str, VerdictCase]:
    return {
        "not_yet_valid": case(
            "Issued later than the gate's clock can explain.",
            "not_yet_valid",
            at_ms=ISSUED_MS - CLOCK_TOLERANCE_MS - 1,
        ),
        "expired": case("72 hours to the millisecond.", "expired", at_ms=EXPIRES_MS),
        "revoked": case("The pass was revoked.", "revoked", registry=(_withdrawn("revoked"),)),
        "revoked_key": case(
            "The key that signed it was revoked.", "revoked", keys=(public(OURS, revoked=True),)
        ),
        "superseded": case(
            "A newer declaration replaces it.", "superseded", registry=(_withdrawn("superseded"),)
        ),
        "quarantine_order": case(
            "Under quarantine order.",
            "quarantine_order",
            registry=(_listed("quarantine_order"),),
        ),
        "identity_mismatch": case(
            "The officer saw another name on the card.", "identity_mismatch", identity_matches=False
        ),
        "identity_mismatch_database_differs": case(
            "The population database disagreed, and the officer saw another name on the card.",
            "identity_mismatch",
            token(claims(risk=RISK_IDENTITY_DIFFERS)),
            identity_matches=False,
        ),
        "wrong_route": case("The pass is for another journey.", "wrong_route", route_agrees=False),
        "revoked_before_identity_mismatch": case(
            "Of several reasons the first in the rule book is named.",
            "revoked",
            registry=(_withdrawn("revoked"), _listed("quarantine_order")),
            identity_matches=False,
        ),
        "expired_before_symptoms": case(
            "A refusal hides what would deserve attention.",
            "expired",
            token(claims(risk=RISK_SYMPTOMS)),
            at_ms=EXPIRES_MS + DAY_MS,
        ),
    }


def _flagged() -> dict[str, VerdictCase]:
    return {
        "flag_offline": case("Seen without network.", "ok", offline=True, flags=("offline",)),
        "flag_officer_override": case(
            "Refused, and the officer decided otherwise: the verdict stays, the flag tells.",
            "expired",
            at_ms=EXPIRES_MS,
            override_reason="ambulance",
            flags=("officer_override",),
        ),
        "flag_annulled": case("A scan taken back.", "ok", annulled=True, flags=("annulled",)),
        "flag_waved_through": case(
            "Waved through in a queue.", "ok", waved_through=True, flags=("waved_through",)
        ),
        "flag_lists_too_old": case(
            "The lists are a second older than they may be.",
            "ok",
            lists_age_s=3601,
            flags=("lists_too_old",),
        ),
        "flag_lists_just_fresh_enough": case(
            "The lists are as old as they may be.", "ok", lists_age_s=3600
        ),
        "flag_lists_never_read": case(
            "No lists at all.", "ok", lists_age_s=-1, flags=("lists_too_old",)
        ),
        "flags_all_together": case(
            "Flags stand side by side, on unreadable codes too.",
            "not_our_code",
            "a shopping list",
            offline=True,
            override_reason="known to the officer",
            annulled=True,
            waved_through=True,
            lists_age_s=-1,
            flags=("offline", "officer_override", "annulled", "waved_through", "lists_too_old"),
        ),
    }


def all_cases() -> dict[str, VerdictCase]:
    """Return every case by the name of its file."""
    readable = _good() | _good_places() | _attention() | _ask() | _refused() | _flagged()
    return readable | _unreadable() | cases_without_code()


def write_all() -> None:
    """Write the files anew and remove those of cases that are gone."""
    cases = all_cases()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for file in FOLDER.glob("*.json"):
        if file.stem not in cases:
            file.unlink()
    for name, made in cases.items():
        (FOLDER / f"{name}.json").write_bytes(file_content(made))


def _zone(unit: str, **changes: int) -> ZoneDeclared:
    usual = ZoneDeclared(
        zone_id=f"zone-{unit}",
        unit=unit,
        since_ms=ISSUED_MS + HOUR_MS,
        declared_ms=ISSUED_MS + HOUR_MS,
        look_back_ms=14 * DAY_MS,
    )
    return msgspec.structs.replace(usual, **changes)


def _listed(kind: Any, until_ms: int = 0) -> CitizenListed:
    return CitizenListed(
        citizen_id=CLAIMS.citizen_id,
        kind=kind,
        since_ms=ISSUED_MS + HOUR_MS,
        until_ms=until_ms,
    )


def _withdrawn(reason: Any) -> PassWithdrawn:
    return PassWithdrawn(pass_id=CLAIMS.pass_id, reason=reason, at_ms=NOW_MS - HOUR_MS)


def _code(message: object) -> str:
    return PREFIX + base45.encode(cbor2.dumps(message))


def _signed(payload: bytes, header: dict[int, object], private: SigningKey = OURS) -> str:
    """Return a message made by hand, signed properly."""
    protected = cbor2.dumps(header)
    to_be_signed = cbor2.dumps(["Signature1", protected, b"", payload])
    signature = private.sign(to_be_signed).signature
    return _code(cbor2.CBORTag(18, [protected, {}, payload, signature]))


def _renamed(payload: bytes) -> bytes:
    said = cbor2.loads(payload)
    return cbor2.dumps({**said, -3: "Somebody Else"})


if __name__ == "__main__":
    write_all()
