"""Ids made from a source's own, the same at every run.

`<source>.<its id>` where that is an id as the house writes them, else `<source>_<hash of it>`. A
source's name has neither dot nor underscore, so two sources never meet in one id.
"""

import hashlib
import re

_PLAIN = re.compile(r"^[A-Za-z0-9._-]+\Z")
_LONGEST = 64
_HASH_DIGITS = 32


def id_in(source: str, own: str) -> str:
    """Return the house's id for what the source calls `own`."""
    made = f"{source}.{own}"
    if len(made) <= _LONGEST and _PLAIN.match(own):
        return made
    return hashed_id(source, f"id {own}")


def hashed_id(source: str, content: str) -> str:
    """Return an id for something that the source gave none, by all that makes it what it is."""
    return f"{source}_{hashlib.sha256(content.encode()).hexdigest()[:_HASH_DIGITS]}"
