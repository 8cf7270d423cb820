"""A pass as people are shown it, on a screen or on paper."""

import base64
from collections.abc import Callable

import msgspec

from contracts.passes import RISK_IDENTITY_DIFFERS, Claims
from contracts.verdicts import Reason
from contracts.words import Language, say
from ingest import qr
from ingest.checking import Warned
from ingest.declarations import risks_in
from web.moments import said_moment


class PassView(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on a pass beside its code; `code` is a picture as an address (`data:`).

    `risks` are what was declared, for notes in words; `warnings` are what looked wrong in the
    declaration, in the reader's language.
    """

    token: str
    code: str
    pass_id: str
    name: str
    birth_year: int
    last_four: str
    issued: str
    expires: str
    expires_ms: int
    risks: tuple[Reason, ...]
    warnings: tuple[str, ...] = ()


def view_of(
    token: str,
    claims: Claims,
    spoken: Language,
    *,
    warnings: tuple[Warned, ...] = (),
    draw: Callable[[str], str] | None = None,
) -> PassView:
    """Return what is shown of a pass. Drawing its code takes 20 ms: use a thread."""
    return PassView(
        token=token,
        code=(draw or for_screen)(token),
        pass_id=claims.pass_id,
        name=claims.name.upper(),
        birth_year=claims.birth_year,
        last_four=claims.last_four,
        issued=said_moment(claims.issued_ms, spoken),
        expires=said_moment(claims.expires_ms, spoken),
        expires_ms=claims.expires_ms,
        risks=_notes_on(claims.risk),
        warnings=tuple(say(f"warning-{warned.reason}", spoken) for warned in warnings),
    )


def _notes_on(risk: int) -> tuple[Reason, ...]:
    """Return what is said of a pass in words; officers compare where the database disagreed."""
    declared = risks_in(risk)
    return (*declared, "compare_identity") if risk & RISK_IDENTITY_DIFFERS else declared


def for_screen(text: str) -> str:
    """Return a code as an address of a PNG, which a phone can save by a long press."""
    png = qr.as_png(qr.modules_of(text))
    return "data:image/png;base64," + base64.b64encode(png).decode()
