"""POST /v1/declarations: a citizen's declaration, answered with a pass when Kafka has both.

Officers, devices and partner systems are known; anybody else copies a code from a picture, as the
people at the page do.
"""

import asyncio
import base64
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from contracts.errors import Fault, FixRequest
from contracts.lines import encode_line
from contracts.passes import RISK_CONTACT, RISK_EPIDEMIC_AREA, RISK_SYMPTOMS
from contracts.verdicts import Reason
from contracts.words import Language, say
from ingest import qr
from ingest.captcha.guard import CaptchaForm, CaptchaGuard
from ingest.declaring import Declared, declare
from ingest.forms import DeclarationForm, SubmittedDeclaration
from ingest.identity_source import IdentitySource, confirmation_of
from ingest.metrics import GatewayMetrics
from ingest.publisher import Publisher
from ingest.signers import Signers
from ingest.superseding import withdraw
from service.bodies import decode, read_limited
from service.clock import now_ms
from service.doors import PUBLIC, Caller, Door
from service.parts import Parts
from service.problems import language
from service.routes import describe_body, json_answer

MOST_BYTES = 64 * 1024

# Who may declare without copying a code.
KNOWN = Door(devices=True, roles=("officer", "partner"))

_FORM = msgspec.json.Decoder(SubmittedDeclaration)
_DRAWINGS = frozenset({"png", "svg"})

_RISKS: tuple[tuple[int, Reason], ...] = (
    (RISK_SYMPTOMS, "symptoms_declared"),
    (RISK_CONTACT, "contact_declared"),
    (RISK_EPIDEMIC_AREA, "from_epidemic_area"),
)


class SaidWarning(msgspec.Struct, frozen=True):
    """What looks wrong in a field, in the caller's language."""

    field: str
    reason: str
    text: str


class PassAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The pass: its token is the text of the QR code; `qr_png` is in base64."""

    declaration_id: str
    pass_id: str
    token: str
    issued_at: datetime
    expires_at: datetime
    risk: tuple[Reason, ...]
    warnings: tuple[SaidWarning, ...]
    qr_png: str | None = None
    qr_svg: str | None = None


class DeclarationDesk:
    """Takes declarations in."""

    def __init__(
        self,
        parts: Parts,
        publisher: Publisher,
        metrics: GatewayMetrics,
        captcha: CaptchaGuard,
        identity: IdentitySource,
    ) -> None:
        """Work with these."""
        self._parts = parts
        self._publisher = publisher
        self._metrics = metrics
        self._captcha = captcha
        self._identity = identity
        self._signers = Signers(parts.secrets)

    async def file(self, form: SubmittedDeclaration, content: bytes, caller: Caller) -> Declared:
        """Issue a pass and return when declaration and pass are on the topic.

        `content` is a digest of all that was sent.

        Raises:
            FixRequest: the declaration has faults, or an unknown caller copied no code.
            TryAgain: Kafka is away, or a key is missing.

        """
        copied = () if KNOWN.admits(caller) else self.captcha_faults(form.captcha, content)
        if copied:
            raise FixRequest(*copied)
        (declared,) = await self.file_journey([form], caller, form.captcha, content)
        return declared

    def captcha_faults(
        self, copied: CaptchaForm | None, content: bytes, field: str = "captcha"
    ) -> tuple[Fault, ...]:
        """Return what is wrong with a copied code."""
        fault = self._captcha.fault(copied, field, content, now_ms() // 1000)
        return (fault,) if fault else ()

    async def file_journey(
        self,
        forms: Sequence[DeclarationForm],
        caller: Caller,
        copied: CaptchaForm | None,
        content: bytes,
    ) -> list[Declared]:
        """Issue a pass to everybody on a journey, or to nobody; the copied code is used up.

        Raises:
            FixRequest: a declaration has faults.
            TryAgain: Kafka is away, or a key is missing; some may be on the topic, and sending all
                again says the same again.

        """
        declared = await asyncio.gather(*(self.made(form, caller) for form in forms))
        self._captcha.spend(copied, content, now_ms() // 1000)
        await self.publish(declared)
        return list(declared)

    async def made(
        self, form: DeclarationForm, caller: Caller, *, on_paper: bool = False
    ) -> Declared:
        """Return what a declaration becomes, also by the population database's word.

        Nothing of it is on a topic yet.

        Raises:
            FixRequest: the declaration has faults.
            TryAgain: a key is missing.

        """
        identity = await confirmation_of(self._identity, form)
        lists = self._parts.registry.lists
        return declare(
            form,
            caller=caller,
            received_ms=now_ms(),
            pseudonyms=self._parts.pseudonyms,
            signer=self._signers.signer(lists.ring),
            lists=lists,
            hours=self._parts.settings.pass_hours,
            on_paper=on_paper,
            identity=identity,
        )

    async def publish(self, declared: Sequence[Declared]) -> None:
        """Return when declarations and passes are on the topic and what they supersede is no good.

        In this order, so that whoever corrects a declaration has a good pass whatever breaks.

        Raises:
            TryAgain: Kafka is away; some may be on the topic.

        """
        lines = [
            (one.filed.citizen_id, encode_line(event))
            for one in declared
            for event in (one.filed, one.issued)
        ]
        await self._publisher.publish("declarations", lines)
        # Only now: a pass that is found on the shelf is known to the streams.
        kept = [(one.filed.citizen_id, encode_line(one.kept)) for one in declared]
        await self._publisher.publish("passes", kept)
        for one in declared:
            if one.superseded is not None:
                await withdraw(self._parts, one.superseded)
        self._metrics.declarations.inc(len(declared))


def declaration_routes(desk: DeclarationDesk) -> APIRouter:
    """Return the route by which citizens declare."""
    router = APIRouter()

    @router.post("/v1/declarations", openapi_extra=describe_body(SubmittedDeclaration))
    async def file_declaration(
        request: Request, caller: Annotated[Caller, Depends(PUBLIC)], draw: str = "png,svg"
    ) -> Response:
        """File a declaration and get a pass; `draw` names its pictures: png, svg, both or none."""
        wanted = drawings(draw)
        body = await read_limited(request, MOST_BYTES)
        content = hashlib.sha256(body).digest()
        declared = await desk.file(decode(body, _FORM), content, caller)
        answer = await asyncio.to_thread(answer_of, declared, wanted, language(request))
        return json_answer(answer, HTTPStatus.CREATED)

    return router


def drawings(asked: str) -> frozenset[str]:
    """Return the pictures named in a list such as `png,svg`.

    Raises:
        FixRequest: a word that is neither, and not `none` alone.

    """
    names = frozenset() if asked == "none" else frozenset(asked.split(","))
    if not names <= _DRAWINGS:
        raise FixRequest(Fault(field="draw", reason="choice"))
    return names


def risks_in(bits: int) -> tuple[Reason, ...]:
    """Return what was declared, in the words of a verdict."""
    return tuple(reason for bit, reason in _RISKS if bits & bit)


def answer_of(declared: Declared, wanted: frozenset[str], spoken: Language) -> PassAnswer:
    """Return what the citizen is shown. Drawing takes 20 ms."""
    issued = declared.issued
    modules = qr.modules_of(declared.token) if wanted else []
    png = base64.b64encode(qr.as_png(modules)).decode() if "png" in wanted else None
    return PassAnswer(
        declaration_id=issued.declaration_id,
        pass_id=issued.pass_id,
        token=declared.token,
        issued_at=datetime.fromtimestamp(issued.issued_ms / 1000, UTC),
        expires_at=datetime.fromtimestamp(issued.expires_ms / 1000, UTC),
        risk=risks_in(issued.risk),
        warnings=tuple(
            SaidWarning(warned.field, warned.reason, say(f"warning-{warned.reason}", spoken))
            for warned in declared.warnings
        ),
        qr_png=png,
        qr_svg=qr.as_svg(modules) if "svg" in wanted else None,
    )
