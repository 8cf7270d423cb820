"""What a form of the pass's pages sent: a few short fields, a pass among them."""

from typing import NamedTuple
from urllib.parse import parse_qsl

from fastapi import Request

from contracts.errors import Fault, FixRequest
from contracts.keyring import KeyRing
from contracts.passes import Claims, ReadPass, read
from service.bodies import read_limited

_MOST_BYTES = 16 * 1024
_MOST_FIELDS = 60

Posted = dict[str, list[str]]


async def posted(request: Request) -> Posted:
    """Return the fields of a form, each with all its values.

    Raises:
        FixRequest: too much, or no form.

    """
    body = await read_limited(request, _MOST_BYTES)
    fields: Posted = {}
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise FixRequest(Fault(field="", reason="wrong_type")) from error
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def one(fields: Posted, name: str) -> str:
    """Return a field's only value, empty where it was not sent."""
    return fields.get(name, [""])[0].strip()


class PostedPass(NamedTuple):
    """A pass somebody sent: its text, and what it says."""

    token: str
    read: ReadPass

    @property
    def claims(self) -> Claims:
        """What the pass says."""
        return self.read.claims


def posted_pass(fields: Posted, ring: KeyRing) -> PostedPass:
    """Return the pass in a form's field `token`, its signature checked.

    Raises:
        FixRequest: it is no pass of ours.

    """
    token = one(fields, "token")
    seen = read(token, ring)
    if not isinstance(seen, ReadPass):
        raise FixRequest(Fault(field="token", reason="not_a_pass"))
    return PostedPass(token, seen)
