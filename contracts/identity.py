"""Who somebody is, without saying it: keyed hashes over identity papers and plates.

A failed structural check is a warning for the officer, never a refusal: papers issued abroad, old
papers and typing errors all fail it.
"""

import hashlib
import hmac
import re
import unicodedata
from typing import Literal

import msgspec

DocumentKind = Literal["cccd", "cmnd", "passport", "other"]

# Twelve digits: where the birth was registered (3), century and sex (1), year (2), serial (6).
# Circular 07/2016/TT-BCA; the prefixes are the 63 province codes of 2021.
_CCCD = re.compile(
    r"^(?:00[12468]|01[0-24579]|02[024-7]|03[013-8]|04[024-689]|05[12468]|06[024678]"
    r"|07[024579]|08[02-4679]|09[1-6])[0-3]\d{8}$"
)
_SHORTEST_NUMBER, _LONGEST_NUMBER = 4, 20
_CCCD_DIGITS = 12
_KEY_BYTES = 32
_CMND = re.compile(r"^\d{9}$")
_PASSPORT = re.compile(r"^[A-Z0-9]{6,9}$")


class Document(msgspec.Struct, frozen=True):
    """An identity paper: its kind and its number in the one form that is hashed."""

    kind: DocumentKind
    number: str

    @property
    def last_four(self) -> str:
        """The last four characters: what an officer compares with the paper."""
        return self.number[-4:]


def read_document(kind: DocumentKind, number: str) -> Document:
    """Return the document in normal form: upper case, only letters and digits.

    Raises:
        ValueError: fewer than four or more than twenty characters are left.

    """
    upper = unicodedata.normalize("NFKC", number).upper()
    normal = "".join(char for char in upper if char.isascii() and char.isalnum())
    if not _SHORTEST_NUMBER <= len(normal) <= _LONGEST_NUMBER:
        raise ValueError(number)
    return Document(kind, normal)


def person_elsewhere(source: str, name: str) -> Document:
    """Return what stands for a person whom another system knows by a name of its own.

    The colons and small letters can't occur in a document's normal form, so nobody's document is
    ever hit by chance.
    """
    return Document("other", f"import:{source}:{name}")


def looks_wrong(document: Document) -> bool:
    """Tell whether the number can't be one of its kind (a warning, never a refusal)."""
    match document.kind:
        case "cccd":
            return _CCCD.match(document.number) is None
        case "cmnd":
            return _CMND.match(document.number) is None and _CCCD.match(document.number) is None
        case "passport":
            return _PASSPORT.match(document.number) is None
        case "other":
            return False


def birth_year_in(document: Document) -> int | None:
    """Return the year of birth inside a twelve-digit number, None where the number has none."""
    if _CCCD.match(document.number) is None:
        return None
    century = 1900 if document.number[3] in "01" else 2000
    return century + int(document.number[4:6])


def _same_for_all(document: Document) -> str:
    """Return what is hashed of a document: the same for every paper with its number."""
    same_as_cccd = document.kind == "cmnd" and len(document.number) == _CCCD_DIGITS
    kind = "cccd" if same_as_cccd else document.kind
    return f"{kind}:{document.number}"


class Pseudonyms:
    """Makes citizen and vehicle ids: HMAC-SHA-256 under the house's secret, cut to 128 bits.

    Ids are 32 hexadecimal digits. Without the key nobody can go from a list of document numbers to
    ids; with another key the same person has another id.
    """

    def __init__(self, key: bytes) -> None:
        """Take the secret, at least 32 bytes."""
        if len(key) < _KEY_BYTES:
            msg = "the pseudonym key needs at least 32 bytes"
            raise ValueError(msg)
        self._key = key

    def citizen_id(self, document: Document) -> str:
        """Return the id of whoever holds this document.

        A twelve-digit number names the same person on a CCCD and on a twelve-digit CMND, so the
        kind is left out of the hash for both.
        """
        return self._digest(f"citizen:{_same_for_all(document)}")

    def secret_of(self, document: Document, purpose: str) -> bytes:
        """Return a key of 32 bytes that follows from the house's secret and the document alone.

        HKDF-Expand (RFC 5869) of one block; the house's secret needs no extracting, it is random.
        """
        info = f"{purpose}:{_same_for_all(document)}".encode()
        return hmac.new(self._key, info + b"\x01", hashlib.sha256).digest()

    def vehicle_id(self, plate: str) -> str:
        """Return the id of the vehicle with this normalised plate; empty for no plate."""
        return self._digest(f"vehicle:{plate}") if plate else ""

    def _digest(self, text: str) -> str:
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()[:32]
