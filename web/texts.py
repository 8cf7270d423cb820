"""What pages say, in Vietnamese first and English beside it.

The texts lie in `words/vi/*.ftl` and `words/en/*.ftl` (Project Fluent), a file for each subject; a
test keeps their ids equal. The scripts of the pages carry the same files.
"""

import functools
from importlib import resources

from fluent.runtime import FluentBundle, FluentResource

from contracts.words import Language


@functools.cache
def _bundle(language: Language) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    folder = resources.files("web").joinpath("words", language)
    for file in sorted(folder.iterdir(), key=lambda found: found.name):
        bundle.add_resource(FluentResource(file.read_text("utf-8")))
    return bundle


def has_text(text_id: str, language: Language) -> bool:
    """Tell whether the pages have a text of that id."""
    return bool(_bundle(language).has_message(text_id))


def tell(text_id: str, language: Language, **values: str | int) -> str:
    """Return a text of the pages in a language.

    Raises:
        KeyError: no text of that id.

    """
    bundle = _bundle(language)
    if not bundle.has_message(text_id):
        raise KeyError(text_id)
    pattern = bundle.get_message(text_id).value
    if pattern is None:
        raise KeyError(text_id)
    text, _ = bundle.format_pattern(pattern, values)
    return str(text)
