"""The passes people were given, for as long as they may still show them."""

import asyncio

# The one in use, the one that ran out before it, and one more for scans that arrive late.
_KEPT = 3


class Wallets:
    """Tokens by person and declaration; a token that is still being issued can be waited for."""

    def __init__(self) -> None:
        """Start with nobody holding anything."""
        self._held: dict[int, dict[str, asyncio.Future[str]]] = {}

    def expect(self, person: int, declaration_id: str) -> asyncio.Future[str]:
        """Return where the token of a declaration that is being sent will lie; "" if refused."""
        held = self._held.setdefault(person, {})
        while len(held) >= _KEPT:
            del held[next(iter(held))]
        token = held[declaration_id] = asyncio.get_running_loop().create_future()
        return token

    async def token(self, person: int, declaration_id: str) -> str:
        """Return the token, waiting for it if need be; "" if there is none."""
        expected = self._held.get(person, {}).get(declaration_id)
        return "" if expected is None else await asyncio.shield(expected)
