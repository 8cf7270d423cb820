"""From a scan as sent to values that can be used."""

import msgspec

from contracts.durations import DAY_MS
from contracts.identity import Document, read_document
from contracts.lists import Lists
from contracts.plates import normal_plate
from ingest.checking import Checks
from ingest.forms import ScanSubmitted

# A scanner's clock may be this far ahead of ours.
AHEAD_MS = 5 * 60 * 1000
# Older scans come in as a file, not one by one.
BACK_MS = 30 * DAY_MS

# No QR code holds more characters than this.
_CODE_CHARS = 4296
LANE_CHARS, _PLATE_CHARS, _OVERRIDE_CHARS = 40, 30, 300


class CheckedScan(msgspec.Struct, frozen=True, kw_only=True):
    """A scan whose values were read and found possible."""

    form: ScanSubmitted
    happened_ms: int
    lane: str
    plate: str
    trailer: str
    override_reason: str
    document: Document | None = None


def check_scan(form: ScanSubmitted, line: int, lists: Lists, received_ms: int) -> CheckedScan:
    """Read a scan; `line` is its place among several, 0 for a single one.

    Raises:
        FixRequest: with every fault found.

    """
    checks = Checks(line)
    checks.identifier(form.scan_id, "scan_id")
    document = None
    if form.source != "pass":
        document = _check_source(form, checks)
    elif not form.code:
        checks.refuse("code", "required")
    if form.group_id:
        checks.identifier(form.group_id, "group_id")
    if len(form.code) > _CODE_CHARS:
        checks.refuse("code", "too_long", str(_CODE_CHARS))
    checks.refuse_if(form.place_id not in lists.places, "place_id", "unknown_place")
    happened_ms = checks.moment(
        form.happened_at,
        "happened_at",
        earliest_ms=received_ms - BACK_MS,
        latest_ms=received_ms + AHEAD_MS,
    )
    checked = CheckedScan(
        form=form,
        happened_ms=happened_ms,
        lane=checks.short(form.lane, "lane", LANE_CHARS),
        plate=normal_plate(checks.short(form.plate, "plate", _PLATE_CHARS)),
        trailer=normal_plate(checks.short(form.trailer_plate, "trailer_plate", _PLATE_CHARS)),
        override_reason=checks.short(form.override_reason, "override_reason", _OVERRIDE_CHARS),
        document=document,
    )
    checks.settle()
    return checked


def _check_source(form: ScanSubmitted, checks: Checks) -> Document | None:
    """Look at what takes the place of a code, and return the document, if it is one.

    The desk for sheets records the passage itself, under the sheet's id: said here as well, it must
    not count twice.
    """
    if form.source == "paper":
        checks.refuse_if(form.sheet_id != form.scan_id, "sheet_id", "same_as_scan")
        # In a bearer's name it would not count at its gate.
        checks.refuse_if(bool(form.code), "code", "not_allowed_here")
    checks.refuse_if(
        form.source == "wave_through" and not form.waved_through, "waved_through", "required"
    )
    if form.source != "document":
        return None
    if form.document is None:
        checks.refuse("document", "required")
        return None
    try:
        return read_document(form.document.kind, form.document.number)
    except ValueError:
        checks.refuse("document.number", "bad_document")
        return None
