"""What the system says to people, in Vietnamese first and English beside it.

The texts lie in `vi.ftl` and `en.ftl` (Project Fluent); a test keeps their ids equal.
"""

import functools
from importlib import resources
from typing import Literal

from fluent.runtime import FluentBundle, FluentResource

Language = Literal["vi", "en"]
DEFAULT_LANGUAGE: Language = "vi"
# Browsers and scanners ask in few ways.
_ASKED_REMEMBERED = 256
_SPOKEN: dict[str, Language] = {"vi": "vi", "en": "en"}


@functools.cache
def _bundle(language: Language) -> FluentBundle:
    text = resources.files("contracts.words").joinpath(f"{language}.ftl").read_text("utf-8")
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(text))
    return bundle


def say(text_id: str, language: Language, **values: str | int) -> str:
    """Return a text in a language; an id nobody wrote a text for is a mistake of ours.

    Raises:
        KeyError: no text of that id.

    """
    bundle = _bundle(language)
    pattern = bundle.get_message(text_id).value
    if pattern is None:
        raise KeyError(text_id)
    text, _ = bundle.format_pattern(pattern, values)
    return str(text)


@functools.lru_cache(maxsize=_ASKED_REMEMBERED)
def language_of(asked: str | None, accepted: str | None) -> Language:
    """Choose the language: what the address asks for, else what the browser prefers, else ours.

    `accepted` is an Accept-Language header; of our two languages the earlier named one wins, for
    browsers list them by preference.
    """
    preferred = [asked or ""]
    preferred += [
        p.strip().split(";")[0].split("-")[0] for p in (accepted or "").lower().split(",")
    ]
    spoken = (_SPOKEN[code] for code in preferred if code in _SPOKEN)
    return next(spoken, DEFAULT_LANGUAGE)
