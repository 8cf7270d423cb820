"""Live passes, put away so that only whoever names the document can take them out again.

A citizen who lost a pass names the document, and so does an officer at a gate without a code to
scan. Nobody else can open what lies here, not even a gateway: the key is derived from the house's
secret and the document's number, and neither the number nor the key is kept anywhere.
"""

import base64
import zlib

import msgspec
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from contracts.events import Event
from contracts.identity import Document, Pseudonyms

_PURPOSE = "pass shelf"


class PassKept(Event, frozen=True, kw_only=True, gc=False):
    """A pass as it lies on the shelf; `sealed` is a secret box (XSalsa20-Poly1305) in base64."""

    citizen_id: str
    pass_id: str
    expires_ms: int
    sealed: str


class KeptPass(msgspec.Struct, frozen=True, array_like=True):
    """What is in the box: the pass, and what its holder proves to be the holder with.

    `birth_date` is a day or a year alone, as declared; `phone` is in normal form; `declared` is the
    declaration's text, for whoever wants a new pass for the same journey.
    """

    token: str
    phone: str
    birth_date: str
    declared: str = ""

    def belongs_to(self, *, phone: str, birth_date: str) -> bool:
        """Tell whether somebody knows the phone or the day of birth; empty texts prove nothing.

        A year alone proves nothing either: it stands in the document's number.
        """
        knows_day = "-" in birth_date and birth_date == self.birth_date
        return knows_day or (bool(phone) and phone == self.phone)


_DECODER = msgspec.json.Decoder(KeptPass)


def put_away(
    kept: KeptPass, document: Document, pseudonyms: Pseudonyms, *, pass_id: str, expires_ms: int
) -> PassKept:
    """Close a pass up for the holder of a document."""
    box = SecretBox(pseudonyms.secret_of(document, _PURPOSE))
    return PassKept(
        citizen_id=pseudonyms.citizen_id(document),
        pass_id=pass_id,
        expires_ms=expires_ms,
        sealed=base64.b64encode(box.encrypt(zlib.compress(msgspec.json.encode(kept)))).decode(),
    )


def take_out(sealed: bytes, document: Document, pseudonyms: Pseudonyms) -> KeptPass | None:
    """Open a box, given as raw bytes; None if it was not closed up for this document."""
    try:
        content = SecretBox(pseudonyms.secret_of(document, _PURPOSE)).decrypt(sealed)
        return _DECODER.decode(zlib.decompress(content))
    except (CryptoError, msgspec.DecodeError, ValueError, zlib.error):
        return None


class Decoy:
    """A box that is nobody's, so that looking in vain takes as long as looking at another's."""

    def __init__(self, pseudonyms: Pseudonyms) -> None:
        """Close up a pass that nobody has, as large as most."""
        self._pseudonyms = pseudonyms
        self._document = Document("other", "nobody")
        kept = KeptPass("CT1:" + "A" * 180, "0900000000", "1900-01-01", "{}" * 300)
        made = put_away(kept, self._document, pseudonyms, pass_id="", expires_ms=0)
        self._sealed = base64.b64decode(made.sealed)

    def take_out(self) -> None:
        """Open it, and let what is in it go."""
        take_out(self._sealed, self._document, self._pseudonyms)
