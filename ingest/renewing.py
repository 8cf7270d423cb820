"""A new pass for a journey that goes on: the old declaration with new answers about health."""

import msgspec

from contracts.events import ContactKind, Symptom
from ingest.forms import DeclarationForm

_DECODER = msgspec.json.Decoder(DeclarationForm)


class Health(msgspec.Struct, frozen=True):
    """What somebody says again for a new pass."""

    symptoms: tuple[Symptom, ...]
    contacts: tuple[ContactKind, ...]
    truthful: bool


def renewable(form: DeclarationForm) -> str:
    """Return what of a declaration can be taken over by the next one, as text.

    Neither the answers about health, which are given anew, nor what named this one declaration.
    """
    lasting = msgspec.structs.replace(
        form,
        declaration_id="",
        symptoms=(),
        contacts=(),
        truthful=False,
        declared_at=None,
        replaces="",
        journey_id="",
    )
    kept = {
        name: value for name, value in msgspec.structs.asdict(lasting).items() if name in _TAKEN
    }
    return msgspec.json.encode(kept).decode()


def declared_before(declared: str) -> DeclarationForm:
    """Return what was kept of a declaration, without its id and what is said anew.

    Raises:
        msgspec.DecodeError: what was kept is not a declaration of this version.

    """
    return _DECODER.decode(declared)


def renewed(
    declared: str, token: str, pass_id: str, health: Health, departs_at: str
) -> DeclarationForm:
    """Return the declaration that renews a pass: one for each pass, however often it is sent.

    Raises:
        msgspec.DecodeError: what was kept is not a declaration of this version.

    """
    return msgspec.structs.replace(
        declared_before(declared),
        declaration_id=f"renews-{pass_id}",
        symptoms=health.symptoms,
        contacts=health.contacts,
        truthful=health.truthful,
        departs_at=departs_at,
        replaces=token,
    )


# A declaration that comes in with a code to copy has a field more.
_TAKEN = frozenset(field.name for field in msgspec.structs.fields(DeclarationForm))
