"""The ids of passes."""

import hashlib

from contracts.passes import PASS_ID_BYTES


def pass_id_of(citizen_id: str, declaration_id: str) -> str:
    """Return the id of the pass for a declaration, the same however often it is sent.

    Nobody without the house's secret knows citizen ids, so nobody can guess pass ids.
    """
    digest = hashlib.sha256(f"pass:{citizen_id}:{declaration_id}".encode()).digest()
    return digest[:PASS_ID_BYTES].hex()
