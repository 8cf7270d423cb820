"""A declaration becomes two events and a pass. Pure: time, keys and lists come in as arguments."""

import msgspec

from contracts.errors import Fault, FixRequest, TryAgain
from contracts.events import Channel, DeclarationFiled, PassIssued
from contracts.identity import Pseudonyms
from contracts.keyring import PassKey, Signer
from contracts.lists import Lists
from contracts.passes import Claims, issue, token_hash
from contracts.places import units_of_2021
from contracts.registry import PassWithdrawn
from contracts.rules import risk_at_issue
from contracts.sealing import day_of, seal
from contracts.shelf import KeptPass, PassKept, put_away
from contracts.visible import visible
from ingest.checking import Warned
from ingest.declaration_checks import CheckedDeclaration, check_declaration
from ingest.forms import DeclarationForm
from ingest.identity_source import NOT_ASKED, Confirmation
from ingest.pass_ids import pass_id_of
from ingest.renewing import renewable
from ingest.superseding import superseded_by
from service.doors import GATE, Caller


class Declared(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a declaration: its events, the pass, and what looked wrong."""

    filed: DeclarationFiled
    issued: PassIssued
    kept: PassKept
    token: str
    superseded: PassWithdrawn | None
    warnings: tuple[Warned, ...]


def declare(
    form: DeclarationForm,
    *,
    caller: Caller,
    received_ms: int,
    pseudonyms: Pseudonyms,
    signer: Signer,
    lists: Lists,
    hours: int,
    on_paper: bool = False,
    identity: Confirmation = NOT_ASKED,
) -> Declared:
    """Check a declaration and issue its pass, valid for `hours`.

    `on_paper` says that an officer types in what stands on a sheet; `identity` is what the
    population database said: where it differs, the pass asks the officer to compare.

    Raises:
        FixRequest: with every fault found.
        TryAgain: no key may sign such a pass now, or the day's key is not known yet.

    """
    checked = check_declaration(form, caller, received_ms)
    citizen_id = pseudonyms.citizen_id(checked.document)
    if pass_id_of(citizen_id, form.declaration_id) in lists.withdrawn:
        # Sent again after its pass was withdrawn: nobody is helped by a pass that is no good.
        raise FixRequest(Fault(field="declaration_id", reason="pass_withdrawn"))
    claims = _claims(checked, citizen_id, lists, hours, identity)
    made = issue(claims, signer)
    if made is None:
        raise TryAgain("signing key")
    token, key = made
    return Declared(
        filed=_filed(
            checked,
            citizen_id,
            caller=caller,
            received_ms=received_ms,
            pseudonyms=pseudonyms,
            lists=lists,
            on_paper=on_paper,
            identity=identity,
        ),
        issued=_issued(form.declaration_id, claims, token, key),
        kept=put_away(
            KeptPass(token, checked.phone, form.birth_date, renewable(form)),
            checked.document,
            pseudonyms,
            pass_id=claims.pass_id,
            expires_ms=claims.expires_ms,
        ),
        token=token,
        superseded=superseded_by(form, citizen_id, lists, received_ms),
        warnings=checked.warnings,
    )


def _claims(
    checked: CheckedDeclaration, citizen_id: str, lists: Lists, hours: int, identity: Confirmation
) -> Claims:
    form = checked.form
    # A pass tells time in whole seconds.
    issued_ms = checked.declared_ms // 1000 * 1000
    return Claims(
        pass_id=pass_id_of(citizen_id, form.declaration_id),
        citizen_id=citizen_id,
        issued_ms=issued_ms,
        hours=hours,
        name=checked.name,
        birth_year=checked.birth_year,
        last_four=checked.document.last_four,
        risk=risk_at_issue(
            symptoms=bool(form.symptoms),
            contact=bool(form.contacts),
            visited=(form.origin.unit, *form.visited),
            lists=lists,
            at_ms=issued_ms,
            identity_differs=identity.found == "differs",
        ),
        origin=units_of_2021().district_of(form.origin.unit),
    )


def _issued(declaration_id: str, claims: Claims, token: str, key: PassKey) -> PassIssued:
    return PassIssued(
        pass_id=claims.pass_id,
        declaration_id=declaration_id,
        citizen_id=claims.citizen_id,
        issued_ms=claims.issued_ms,
        expires_ms=claims.expires_ms,
        kid=key.kid.hex(),
        token_hash=token_hash(token),
        risk=claims.risk,
        origin=claims.origin,
    )


def _filed(
    checked: CheckedDeclaration,
    citizen_id: str,
    *,
    caller: Caller,
    received_ms: int,
    pseudonyms: Pseudonyms,
    lists: Lists,
    on_paper: bool,
    identity: Confirmation,
) -> DeclarationFiled:
    form = checked.form
    channel: Channel = "paper" if on_paper else "assisted" if GATE.admits(caller) else "web"
    day = day_of(received_ms)
    if day not in lists.day_keys:
        raise TryAgain("day keys")
    return DeclarationFiled(
        declaration_id=form.declaration_id,
        citizen_id=citizen_id,
        declared_ms=checked.declared_ms,
        received_ms=received_ms,
        channel=channel,
        origin=form.origin.unit,
        destination=form.destination.unit,
        residence=form.residence.unit,
        stay=checked.stay.unit,
        transport=form.transport,
        departs_ms=checked.departs_ms,
        vehicle_id=pseudonyms.vehicle_id(checked.plate),
        trailer_id=pseudonyms.vehicle_id(checked.trailer),
        visited=form.visited,
        symptoms=tuple(dict.fromkeys(form.symptoms)),
        contacts=tuple(dict.fromkeys(form.contacts)),
        filed_by=caller.account or caller.device_id,
        identity=identity.found,
        journey_id=form.journey_id,
        on_behalf=form.on_behalf,
        temporary=form.temporary.unit if form.temporary else "",
        sealed=seal(_personal(checked, identity), lists.day_keys[day]),
        sealed_day=day,
    )


def _personal(checked: CheckedDeclaration, identity: Confirmation) -> dict[str, object]:
    """Return what nobody without the day's private key may read."""
    form = checked.form
    personal = {
        "full_name": checked.name,
        "birth_date": form.birth_date,
        "sex": form.sex,
        "nationality": form.nationality,
        "document": {"kind": checked.document.kind, "number": checked.document.number},
        "phone": checked.phone,
        "declarant_phone": checked.declarant_phone,
        "residence": form.residence.text,
        "temporary": form.temporary.text if form.temporary else "",
        "stay": checked.stay.text,
        "origin": form.origin.text,
        "destination": form.destination.text,
        "plate": form.plate,
        "trailer_plate": form.trailer_plate,
        "seat": form.seat,
        "visited_note": form.visited_note,
        "identity_differs": identity.differs,
    }
    return {
        field: visible(said) if isinstance(said, str) else said for field, said in personal.items()
    }
