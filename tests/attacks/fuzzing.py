"""What is fuzzed: every reader of bytes that a stranger made, and how each may refuse.

`./chot attack fuzz` runs atheris on each; the usual tests a few hundred cases. Anything raised but
the declared refusal is a crash.
"""

from collections.abc import Callable

import cbor2
import msgspec
from nacl.signing import SigningKey

from contracts import base45
from contracts.errors import FixRequest
from contracts.events import ScanRecorded
from contracts.identity import Document, read_document
from contracts.lines import LineDecoder, encode_line
from contracts.passes import PREFIX, peek, read
from contracts.plates import normal_plate, plate_kind
from contracts.serials import code_of, new_serial, read_serial
from contracts.shelf import take_out
from contracts.visible import is_mixed, visible
from ingest.form.typed import Typed
from ingest.items import split_items
from service.bodies import decode
from tests.builders.analytics import scan
from tests.builders.contracts import PSEUDONYMS, lists, token

_LINES = LineDecoder(ScanRecorded)
_SCAN = msgspec.json.Decoder(ScanRecorded)
_RING = lists().ring
_PERSON = Document("cccd", "001099990001")


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def read_pass(raw: bytes) -> None:
    """Read a code as it was scanned, and the same as if a key of ours had signed it."""
    for code in (_text(raw), PREFIX + base45.encode(raw)):
        read(code, _RING)
        peek(code)
    key = SigningKey(b"k" * 32)
    message = cbor2.CBORTag(18, [b"", {}, raw, key.sign(raw).signature])
    peek(PREFIX + base45.encode(cbor2.dumps(message)))


def read_base45(raw: bytes) -> None:
    """Read base45; what can be read is written the same."""
    assert base45.decode(base45.encode(raw)) == raw  # what fuzzing looks for
    try:
        base45.decode(_text(raw))
    except ValueError:
        return


def read_lines(raw: bytes) -> None:
    """Read a record from a topic: every line is an event or an unreadable line."""
    list(_LINES.decode(raw))


def read_body(raw: bytes) -> None:
    """Read a request of scans."""
    try:
        for line, text in split_items(raw, 1000):
            decode(text, _SCAN, line=line)
    except FixRequest:
        return


def read_form(raw: bytes) -> None:
    """Read the page's form."""
    try:
        typed = Typed.read(raw)
    except FixRequest:
        return
    typed.digest()
    typed.without_traveller(typed.travellers[0])


def read_paper(raw: bytes) -> None:
    """Read the code of a sheet, a document's number, a plate and a name, as typed."""
    text = _text(raw)
    serial = read_serial(text)
    assert serial is None or read_serial(code_of(serial)) == serial  # as above
    normal = normal_plate(text)
    plate_kind(normal)
    is_mixed(visible(text))
    try:
        read_document("passport", text)
    except ValueError:
        return


def read_shelf(raw: bytes) -> None:
    """Open a box that nobody closed for this person."""
    assert take_out(raw, _PERSON, PSEUDONYMS) is None  # as above


READERS: dict[str, Callable[[bytes], None]] = {
    "pass": read_pass,
    "base45": read_base45,
    "lines": read_lines,
    "body": read_body,
    "form": read_form,
    "paper": read_paper,
    "shelf": read_shelf,
}

SEEDS: tuple[bytes, ...] = (
    token().encode(),
    base45.decode(token().removeprefix(PREFIX)),
    encode_line(scan(1)),
    b"[" + encode_line(scan(1)) + b"]",
    code_of(new_serial()).encode(),
    b"traveller=1&t1_name=An&departs_time=7h30",
    b"29A-123.45",
)
