"""What the system says to people, in Vietnamese first and English beside it.

The texts lie in `vi.ftl` and `en.ftl` (Project Fluent); a test keeps their ids equal.
"""

import functools
from importlib import resources
from typing import Literal

from fluent.runtime import FluentBundle, FluentResource

Language = Literal["vi", "en"]
DEFAULT_LANGUAGE: Language = "vi"


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
    text, _ = bundle.format_pattern(pattern, values)
    return str(text)


def language_of(asked: str | None, accepted: str | None) -> Language:
    """Choose the language: what the address asks for, else what the browser prefers, else ours.

    `accepted` is an Accept-Language header; of our two languages the earlier named one wins, for
    browsers list them by preference.
    """
    if asked in ("vi", "en"):
        return asked
    for part in (accepted or "").lower().split(","):
        code = part.strip().split(";")[0].split("-")[0]
        if code in ("vi", "en"):
            return code  # type: ignore[return-value]  # narrowed by the test above
    return DEFAULT_LANGUAGE
