"""The form as its template sees it: values, errors at their fields, and what can be chosen."""

from collections.abc import Iterable

import msgspec
from markupsafe import Markup

from contracts.errors import Fault
from contracts.places import Place, Unit, units_of_2021
from contracts.words import Language, say
from ingest.form import options
from ingest.form.names import taken_apart
from ingest.form.presets import traveller_presets
from ingest.form.reading import DOCUMENT_KINDS, SEXES, SYMPTOMS, TRANSPORTS
from ingest.form.typed import MOST_TRAVELLERS, Typed
from web.texts import has_text, tell

# The number that stands for one in the pattern from which scripts make more travellers.
PATTERN_NUMBER = "__N__"


_MISSING = frozenset({"required", "choose", "answer"})


class ListedError(msgspec.Struct, frozen=True):
    """An error in the list above the form, with the field it leads to."""

    field: str
    text: str


class FormView:
    """What the page shows; `fresh` forms were not sent yet and may give way to a kept draft."""

    sexes = SEXES
    symptoms = SYMPTOMS
    transports = TRANSPORTS
    document_kinds = DOCUMENT_KINDS

    def __init__(
        self,
        typed: Typed,
        spoken: Language,
        *,
        challenge: str = "",
        faults: tuple[Fault, ...] = (),
        place: Place | None = None,
        fresh: bool = False,
    ) -> None:
        """Show what was typed, in the reader's language."""
        self.challenge = challenge
        self.place = place
        self.fresh = fresh
        self._typed = typed
        self._spoken = spoken
        self._faults = {fault.field: fault for fault in faults}

    @property
    def travellers(self) -> tuple[str, ...]:
        """The numbers of the travellers."""
        return tuple(str(number) for number in self._typed.travellers)

    @property
    def is_full(self) -> bool:
        """Whether nobody can be added."""
        return len(self._typed.travellers) >= MOST_TRAVELLERS

    @property
    def pattern(self) -> "FormView":
        """A form of one more traveller, from which scripts make more."""
        return FormView(Typed(traveller_presets(PATTERN_NUMBER)), self._spoken)

    @property
    def errors(self) -> list[tuple[str, list[ListedError]]]:
        """Every error in the order of the page, by whose they are: each traveller's, the journey's.

        Where something is only missing, its label says enough.
        """
        groups: dict[str, list[ListedError]] = {}
        for fault in self._faults.values():
            is_missing = fault.reason in _MISSING
            text = (
                label_of(fault.field, self._spoken)
                if is_missing
                else error_text(fault, self._spoken)
            )
            groups.setdefault(self._whose(fault.field), []).append(ListedError(fault.field, text))
        return list(groups.items())

    @property
    def error_count(self) -> int:
        """How many errors there are."""
        return len(self._faults)

    def value(self, name: str) -> str:
        """Return what was typed into a field."""
        return self._typed.text(name)

    def is_on(self, name: str, value: str) -> bool:
        """Tell whether a box or an answer is chosen."""
        return self._typed.has(name, value)

    def error(self, name: str) -> str:
        """Return the error at a field, empty where there is none."""
        fault = self._faults.get(name)
        return error_text(fault, self._spoken) if fault else ""

    def province_options(self, name: str) -> Markup:
        """Return all provinces as options, with the chosen one marked."""
        return options.province_options(self._typed.text(name))

    def province_boxes(self, name: str) -> Markup:
        """Return a box for each province, with the chosen ones ticked."""
        return options.province_boxes(name, self._typed.texts(name))

    def country_options(self, name: str) -> Markup:
        """Return all countries as options, with the chosen one marked."""
        return options.country_options(self._typed.text(name), self._spoken)

    def below(self, name: str) -> tuple[Unit, ...]:
        """Return the units among which the field after this one chooses."""
        chosen = self._typed.text(name)
        return units_of_2021().below(chosen) if chosen else ()

    def said(self, what: str, values: Iterable[str]) -> list[tuple[str, str]]:
        """Return values that can be chosen, each with its words."""
        return [(value, tell(f"form-{what}-{value}", self._spoken)) for value in values]

    def _whose(self, field: str) -> str:
        number = taken_apart(field).number
        if len(self._typed.travellers) == 1:
            return ""
        if not number:
            return tell("form-journey", self._spoken)
        position = self._typed.travellers.index(number) + 1
        return tell("form-traveller", self._spoken, number=position)


def error_text(fault: Fault, spoken: Language) -> str:
    """Return what is wrong at a field and what to do, in words."""
    text_id = f"form-error-{fault.reason}"
    if has_text(text_id, spoken):
        return tell(text_id, spoken, label=label_of(fault.field, spoken))
    return say(f"fault-{fault.reason}", spoken, limit=fault.detail)


def label_of(field: str, spoken: Language) -> str:
    """Return a field's label."""
    apart = taken_apart(field)
    label = tell(f"form-{apart.name.replace('_', '-')}", spoken)
    return f"{label} – {tell(f'form-{apart.part}', spoken)}" if apart.part else label
