"""The two scans of a paper sheet: at its gate as nobody's, and once entered as its bearer's."""

from contracts.events import ScanRecorded
from contracts.rules import RULE_VERSION
from contracts.sheets import PaperSheetTaken, entered_scan_id
from contracts.verdicts import CATEGORY_OF, Reason
from ingest.declaring import Declared


def verdict_at_gate(*, identity_compared: bool) -> Reason:
    """Return what the officer did: let pass whoever is the person on the sheet, or did not look."""
    return "declared_on_paper" if identity_compared else "compare_identity"


def scan_at_gate(taken: PaperSheetTaken, *, lists_age_s: int, offline: bool) -> ScanRecorded:
    """Return the passage of a sheet nobody has read yet; it counts at its place."""
    reason = verdict_at_gate(identity_compared=taken.identity_compared)
    return ScanRecorded(
        scan_id=taken.sheet_id,
        citizen_id="",
        place_id=taken.place_id,
        direction=taken.direction,
        happened_ms=taken.taken_ms,
        received_ms=taken.received_ms,
        category=CATEGORY_OF[reason],
        reason=reason,
        lane=taken.lane,
        device_id=taken.device_id,
        officer_id=taken.officer_id,
        source="paper",
        offline=offline,
        lists_age_s=lists_age_s,
        rule_version=RULE_VERSION,
        sheet_id=taken.sheet_id,
    )


def scan_when_entered(taken: PaperSheetTaken, declared: Declared, received_ms: int) -> ScanRecorded:
    """Return the same passage, at the time it happened, in the name of whom the sheet is about.

    It names no device: a device would seem to be heard of when somebody enters its sheet.
    """
    reason = verdict_at_gate(identity_compared=taken.identity_compared)
    filed, issued = declared.filed, declared.issued
    return ScanRecorded(
        scan_id=entered_scan_id(taken.sheet_id),
        citizen_id=filed.citizen_id,
        place_id=taken.place_id,
        direction=taken.direction,
        happened_ms=taken.taken_ms,
        received_ms=received_ms,
        category=CATEGORY_OF[reason],
        reason=reason,
        lane=taken.lane,
        pass_id=issued.pass_id,
        token_hash=issued.token_hash,
        kid=issued.kid,
        issued_ms=issued.issued_ms,
        expires_ms=issued.expires_ms,
        risk=issued.risk,
        origin=issued.origin,
        vehicle_id=filed.vehicle_id,
        trailer_id=filed.trailer_id,
        officer_id=taken.officer_id,
        source="paper",
        rule_version=RULE_VERSION,
        sheet_id=taken.sheet_id,
    )
