"""What is held before the scanner: a genuine pass, a forged one, or something else altogether."""

import hashlib
import zlib

from nacl.signing import SigningKey

from contracts import base45
from contracts.keyring import PassKey, Signer
from contracts.passes import PREFIX, issue, peek
from simulation.happenings import Scan

# Things people hold up by mistake: the poster, an identity card's own code, a shop's Wi-Fi, a bill.
_NOT_OURS = (
    "https://khaibao.example/chot?from=poster",
    "001099990001||Nguyễn Văn Thử|15081999|Nam|Số 1, ngõ 2, Đan Phượng, Hà Nội|01072021",
    "WIFI:T:WPA;S:Quan Ca Phe;P:12345678;;",
    "00020101021138540010A00000072701240006970422011099900000010208QRIBFTTA5303704",
    "HC1:6BF+70790T9WJWG.FKY*4GO0.O1CV2 O5 N2FBBRW1*70HS8WY04AC*WIFN0AHCD8KD97TK0F90KECTHG",
)
_SIGNATURE_BYTE = -20
_FOREVER_MS = 10**14


class Forger:
    """Signs passes with a key that no authority ever published."""

    def __init__(self, seed: int) -> None:
        """Make the key from the city's seed, so that a forged pass is the same when sent again."""
        private = SigningKey(hashlib.sha256(f"stranger:{seed}".encode()).digest())
        self._signer = Signer([(PassKey(bytes(private.verify_key), 0, _FOREVER_MS), private)])

    def shown(self, scan: Scan, token: str) -> str:
        """Return the text the scanner reads, made from the genuine token."""
        match scan.shows:
            case "pass" | "expired":
                return token
            case "foreign_key":
                return self._signed_again(token)
            case "altered":
                return _altered(token)
            case "malformed":
                return token[: len(token) * 2 // 3]
            case "not_ours":
                return _NOT_OURS[zlib.crc32(scan.scan_id.encode()) % len(_NOT_OURS)]

    def _signed_again(self, token: str) -> str:
        claims = peek(token)
        forged = issue(claims, self._signer) if claims else None
        if forged is None:
            raise ValueError("the gateway gave out a token that is no pass")
        return forged[0]


def _altered(token: str) -> str:
    """Flip a bit of the signature."""
    raw = bytearray(base45.decode(token.removeprefix(PREFIX)))
    raw[_SIGNATURE_BYTE] ^= 1
    return PREFIX + base45.encode(bytes(raw))
