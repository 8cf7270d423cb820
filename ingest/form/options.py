"""Long lists of the form as HTML, written once: most of a page's time would go into them."""

import functools

from markupsafe import Markup, escape

from contracts.places import units_of_2021
from contracts.words import Language
from ingest.form.countries import countries

_NAME = "__NAME__"
_BOX = (
    '<label class="check"><input type="checkbox" name="__NAME__" value="{}"><span>{}</span></label>'
)


def country_options(chosen: str, spoken: Language) -> Markup:
    """Return all countries as options."""
    return _with_chosen(_countries(spoken), chosen)


def province_options(chosen: str) -> Markup:
    """Return all provinces as options."""
    return _with_chosen(_provinces(), chosen)


def province_boxes(name: str, chosen: tuple[str, ...]) -> Markup:
    """Return a box to tick for each province."""
    boxes = _province_boxes().replace(_NAME, str(escape(name)))
    for code in chosen:
        boxes = boxes.replace(f' value="{code}">', f' value="{code}" checked>', 1)
    return Markup(boxes)  # noqa: S704  # our own list; what came from outside was only looked for


def _with_chosen(options: str, chosen: str) -> Markup:
    """Mark the chosen one; what is not in the list changes nothing."""
    option = f'<option value="{chosen}">'
    marked = options.replace(option, f'<option value="{chosen}" selected>', 1)
    return Markup(marked)  # noqa: S704  # as above


@functools.cache
def _countries(spoken: Language) -> str:
    return _options(countries(spoken))


@functools.cache
def _provinces() -> str:
    return _options(tuple((unit.code, unit.name) for unit in units_of_2021().below("")))


@functools.cache
def _province_boxes() -> str:
    units = units_of_2021().below("")
    return "\n".join(_BOX.format(unit.code, escape(unit.name)) for unit in units)


def _options(pairs: tuple[tuple[str, str], ...]) -> str:
    return "\n".join(f'<option value="{code}">{escape(name)}</option>' for code, name in pairs)
