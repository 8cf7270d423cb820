"""The code to copy: as a picture, as a recording, and a new one."""

import asyncio
import functools
from collections.abc import Callable
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from contracts.errors import NotFound, TryAgain
from ingest.captcha.challenges import Challenge, Challenges
from ingest.captcha.drawing import Drawing
from service.clock import now_ms
from service.doors import COSTLY, PUBLIC, Caller
from service.problems import language
from service.routes import json_answer

# Recordings take a third of a second of a core each; whoever finds so many waiting comes back.
_AT_ONCE = 2
_WAITING = 30
# The picture stays as it is while its page is looked at.
_HEADERS = {"Cache-Control": "private, max-age=1800", "X-Content-Type-Options": "nosniff"}


class NewChallenge(msgspec.Struct, frozen=True):
    """A code to copy, to be shown by `/captcha/{challenge}.png` or spoken by `….wav`."""

    challenge: str
    ends_at_s: int


def captcha_routes(challenges: Challenges, drawing: Drawing) -> APIRouter:
    """Return the routes of codes to copy."""
    router = APIRouter()
    room = _Room()

    @router.post("/captcha")
    async def make(_: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Give a new code to copy."""
        made = challenges.make(now_ms() // 1000)
        return json_answer(NewChallenge(made.text, made.ends_s))

    @router.get("/captcha/{challenge}.png", include_in_schema=False)
    async def draw(challenge: str, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show the code of a challenge."""
        code = _known(challenges, challenge).code
        picture = await room.work(drawing.png, code)
        return Response(picture, headers=_HEADERS, media_type="image/png")

    @router.get("/captcha/{challenge}.wav", include_in_schema=False)
    async def speak(
        challenge: str, request: Request, _: Annotated[Caller, Depends(COSTLY)]
    ) -> Response:
        """Speak the code of a challenge."""
        code = _known(challenges, challenge).code
        spoken = await room.work(functools.partial(drawing.wav, language=language(request)), code)
        return Response(spoken, headers=_HEADERS, media_type="audio/wav")

    return router


class _Room:
    """Lets a few draw at once and a bounded number wait."""

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(_AT_ONCE)
        self._waiting = 0

    async def work(self, draw: Callable[[str], bytes], code: str) -> bytes:
        """Draw or speak a code in a thread.

        Raises:
            TryAgain: too many wait already.

        """
        if self._waiting >= _WAITING:
            raise TryAgain("the code to copy")
        self._waiting += 1
        try:
            async with self._free:
                return await asyncio.to_thread(draw, code)
        finally:
            self._waiting -= 1


def _known(challenges: Challenges, text: str) -> Challenge:
    """Return a live challenge of ours.

    Raises:
        NotFound: it is not ours, or over.

    """
    found = challenges.read(text)
    if found is None or found.ends_s <= now_ms() // 1000:
        raise NotFound("challenge", text)
    return found
