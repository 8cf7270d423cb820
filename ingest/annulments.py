"""POST /v1/scans/{scan_id}/annulment: an officer takes back a scan that was made by mistake."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from contracts.errors import TryAgain
from contracts.events import ScanAnnulled
from contracts.lines import encode_line
from contracts.sealing import day_of, seal
from ingest.checking import Checks
from ingest.publisher import Publisher
from ingest.scan_checks import AHEAD_MS, BACK_MS
from service.bodies import decode, read_limited
from service.clock import now_ms
from service.doors import GATE, Caller
from service.parts import Parts
from service.routes import describe_body, json_answer

_TOPIC = "annulments"
_MOST_BYTES = 4 * 1024
_REASON_CHARS = 300


class AnnulmentForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a scan is taken back, where it was made, and when it is taken back.

    `citizen_id` says whose scan it is: that of the pass, or of the answer to the scan; empty where
    no pass was read.
    """

    place_id: str
    reason: str
    happened_at: str
    citizen_id: str = ""


class AnnulmentAnswer(msgspec.Struct, frozen=True):
    """The annulment is kept, also if its scan has not arrived yet."""

    scan_id: str


_FORM = msgspec.json.Decoder(AnnulmentForm)


class AnnulmentDesk:
    """Takes annulments in."""

    def __init__(self, parts: Parts, publisher: Publisher) -> None:
        """Work with these."""
        self._parts = parts
        self._publisher = publisher

    async def annul(self, scan_id: str, form: AnnulmentForm, caller: Caller) -> AnnulmentAnswer:
        """Return when the annulment is on the topic; the same again changes nothing.

        Raises:
            FixRequest: with every fault found.
            TryAgain: Kafka is away, or a key is missing.

        """
        event = self._event(scan_id, form, caller, now_ms())
        key = event.citizen_id or event.scan_id
        await self._publisher.publish(_TOPIC, [(key, encode_line(event))])
        return AnnulmentAnswer(scan_id)

    def _event(
        self, scan_id: str, form: AnnulmentForm, caller: Caller, received_ms: int
    ) -> ScanAnnulled:
        lists = self._parts.registry.lists
        checks = Checks()
        checks.identifier(scan_id, "scan_id")
        if form.citizen_id:
            checks.identifier(form.citizen_id, "citizen_id")
        checks.refuse_if(form.place_id not in lists.places, "place_id", "unknown_place")
        reason = checks.filled(form.reason, "reason", _REASON_CHARS)
        happened_ms = checks.moment(
            form.happened_at,
            "happened_at",
            earliest_ms=received_ms - BACK_MS,
            latest_ms=received_ms + AHEAD_MS,
        )
        checks.settle()
        day = day_of(received_ms)
        public_key = lists.day_keys.get(day)
        if public_key is None:
            raise TryAgain("day keys")
        return ScanAnnulled(
            scan_id=scan_id,
            citizen_id=form.citizen_id,
            place_id=form.place_id,
            happened_ms=happened_ms,
            received_ms=received_ms,
            device_id=caller.device_id,
            officer_id=caller.account,
            sealed=seal({"reason": reason}, public_key),
            sealed_day=day,
        )


def annulment_routes(desk: AnnulmentDesk) -> APIRouter:
    """Return the route by which scans are taken back."""
    router = APIRouter()

    @router.post("/v1/scans/{scan_id}/annulment", openapi_extra=describe_body(AnnulmentForm))
    async def annul_scan(
        request: Request, scan_id: str, caller: Annotated[Caller, Depends(GATE)]
    ) -> Response:
        """Take a scan back, whether it has arrived or not; the reason is kept sealed."""
        form = decode(await read_limited(request, _MOST_BYTES), _FORM)
        return json_answer(await desk.annul(scan_id, form, caller))

    return router
