"""Vehicle plates under the rules in force in 2021 (Circular 58/2020/TT-BCA)."""

import re
import unicodedata
from typing import Literal

PlateKind = Literal[
    "special",
    "electric_motorbike",
    "trailer",
    "temporary",
    "diplomatic",
    "car",
    "motorbike",
    "moped",
    "army",
    "unknown",
]

_LOCALITY = r"(?:1[124-9]|2\d|3\d|4[0137-9]|[5-7]\d|8[0-689]|9[02-57-9])"
_SERIES = "[A-HK-NPS-VX-Z]"

# The first hit wins; the patterns run on the normal form.
_KINDS: tuple[tuple[PlateKind, re.Pattern[str]], ...] = (
    ("special", re.compile(rf"^{_LOCALITY}(?:KT|LD|DA|MK|HC|CD|TĐ)\d{{4,5}}$")),
    ("electric_motorbike", re.compile(rf"^{_LOCALITY}MĐ[1-9]\d{{4,5}}$")),
    ("trailer", re.compile(rf"^{_LOCALITY}R\d{{4,5}}$")),
    ("temporary", re.compile(rf"^T{_LOCALITY}\d{{5}}$")),
    ("diplomatic", re.compile(rf"^{_LOCALITY}\d{{3}}(?:NG|QT|NN|CV)\d{{2}}$")),
    ("car", re.compile(rf"^{_LOCALITY}{_SERIES}\d{{4,5}}$")),
    ("motorbike", re.compile(rf"^{_LOCALITY}{_SERIES}[1-9]\d{{5}}$")),
    ("moped", re.compile(rf"^{_LOCALITY}{_SERIES}[A-FHK-NPR-VX-Z]\d{{4,5}}$")),
    ("army", re.compile(r"^[A-DHKPQTV][A-HK-NP-VX-Z]\d{4}$")),
)

_NOT_IN_A_PLATE = re.compile(r"[^A-ZĐ0-9]")


def normal_plate(typed: str) -> str:
    """Return the plate as it is hashed and compared: `29A-123.45` becomes `29A12345`."""
    if not typed:
        return typed
    return _NOT_IN_A_PLATE.sub("", unicodedata.normalize("NFC", typed).upper())


def plate_kind(plate: str) -> PlateKind:
    """Return the kind of a normalised plate; `unknown` is a warning, never a refusal."""
    return next((kind for kind, pattern in _KINDS if pattern.match(plate)), "unknown")
