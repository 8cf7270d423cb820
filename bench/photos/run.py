"""Makes photographs with one kind of damage after the other, and has them read."""

import io
import random
import time
from collections.abc import Callable

import msgspec
from nacl.signing import SigningKey
from PIL import Image
from pyzbar.pyzbar import ZBarSymbol, decode

from bench.photos.pictures import DAMAGES, photograph
from contracts.errors import FixRequest
from contracts.keyring import PassKey, Signer
from contracts.passes import Claims, issue
from ingest.photos.reading import codes_in

_SEED = 20210824
_NOW_MS = 1_629_784_800_000
_EVER_MS = 2**50


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """Of so many photographs with one kind of damage, how many were read, and how long it took.

    `once` is how many a single look of the same reader would have read; times are milliseconds of
    all photographs, in vain or not.
    """

    kind: str
    pictures: int
    read: int
    once: int
    wrong: int
    median_ms: float
    slowest_ms: float


class Photos(msgspec.Struct, frozen=True, kw_only=True):
    """All kinds, and the share read over all of them."""

    seed: int
    kinds: tuple[Kind, ...]
    share_read: float
    share_once: float


def measure(pictures: int, say: Callable[[str], None]) -> Photos:
    """Have so many photographs of each kind read."""
    kinds = []
    for kind in DAMAGES:
        kinds.append(_measured(kind, pictures))
        say(f"{kind}: {kinds[-1].read} of {pictures}")
    total = pictures * len(kinds)
    return Photos(
        seed=_SEED,
        kinds=tuple(kinds),
        share_read=round(sum(kind.read for kind in kinds) / total, 4),
        share_once=round(sum(kind.once for kind in kinds) / total, 4),
    )


def _measured(kind: str, pictures: int) -> Kind:
    chance = random.Random(f"{_SEED} {kind}")  # the same pictures at every run
    read = once = wrong = 0
    took: list[float] = []
    for number in range(pictures):
        token = _token(chance, number)
        photo = photograph(token, kind, chance)
        started = time.perf_counter()
        found = _found(photo)
        took.append((time.perf_counter() - started) * 1000)
        read += token in found
        wrong += any(text != token for text in found)
        once += token in _at_one_look(photo)
    took.sort()
    return Kind(
        kind=kind,
        pictures=pictures,
        read=read,
        once=once,
        wrong=wrong,
        median_ms=round(took[len(took) // 2], 1),
        slowest_ms=round(took[-1], 1),
    )


def _found(photo: bytes) -> list[str]:
    try:
        return codes_in(photo)
    except FixRequest:
        return []


def _at_one_look(photo: bytes) -> list[str]:
    with Image.open(io.BytesIO(photo)) as picture:
        return [one.data.decode() for one in decode(picture.convert("L"), [ZBarSymbol.QRCODE])]


def _token(chance: random.Random, number: int) -> str:
    private = SigningKey(chance.randbytes(32))
    key = PassKey(bytes(private.verify_key), 0, _EVER_MS)
    claims = Claims(
        pass_id=chance.randbytes(10).hex(),
        citizen_id=chance.randbytes(16).hex(),
        issued_ms=_NOW_MS,
        hours=72,
        name=f"Nguyễn Văn Thử {number}",
        birth_year=1990,
        last_four="0001",
        origin="001",
    )
    made = issue(claims, Signer([(key, private)]))
    assert made is not None  # noqa: S101  # the key's window holds everything
    return made[0]
