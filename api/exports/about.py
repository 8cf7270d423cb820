"""What every file says of itself: what was asked, why, by whom, and how late the data was."""

from typing import Any

import msgspec

from analytics.questions.freshness import Freshness
from api.answers import rfc3339
from api.asking.kinds import QuestionBody
from api.persons import Span
from contracts.durations import MINUTE_MS
from contracts.jurisdiction import Jurisdiction
from contracts.places import units_of_2021
from contracts.words import Language
from web.moments import said_moment
from web.texts import has_text, tell

# They name a person or a vehicle in the clear, or are told apart.
_NOT_TOLD = frozenset({"document", "documents", "plate", "from_", "until", "purpose"})
_LONGEST = 2000


class About(msgspec.Struct, frozen=True, kw_only=True):
    """A question as it was asked. `asked_with` are its other fields, none of them personal.

    Nothing outside `within` was looked at.
    """

    question: str
    asked_with: tuple[tuple[str, str], ...]
    span: Span
    purpose: str
    account: str
    freshness: Freshness
    within: Jurisdiction

    def title(self, spoken: Language) -> str:
        """Return the question's name as people call it."""
        named = f"question-{self.question}-title"
        return tell(named, spoken) if has_text(named, spoken) else self.question

    def how(self, spoken: Language) -> str:
        """Return how the answer is computed, empty where nobody said."""
        named = f"question-{self.question}-how"
        return tell(named, spoken) if has_text(named, spoken) else ""

    def lines(self, spoken: Language) -> tuple[tuple[str, str], ...]:
        """Return all of it for people: what each line is about, and what it says."""
        fresh = self.freshness
        told = {
            "question": self.title(spoken),
            "span": tell(
                "exports-about-from-until",
                spoken,
                **{
                    "from": said_moment(self.span.from_ms, spoken),
                    "until": said_moment(self.span.until_ms, spoken),
                },
            ),
            "asked-with": "; ".join(f"{name} = {value}" for name, value in self.asked_with),
            "purpose": self.purpose,
            "account": self.account,
            "asked": said_moment(fresh.asked_ms, spoken),
            "data": said_moment(fresh.data_up_to_ms, spoken) if fresh.data_up_to_ms else "–",
            "sheets": self._sheets(spoken),
            "restricted": self._restricted(spoken),
        }
        return tuple(
            (tell(f"exports-about-{name}", spoken), value) for name, value in told.items() if value
        )

    def metadata(self) -> dict[str, str]:
        """Return all of it for programs."""
        fresh = self.freshness
        return {
            "question": self.question,
            "asked_with": msgspec.json.encode(dict(self.asked_with)).decode(),
            "from": rfc3339(self.span.from_ms),
            "until": rfc3339(self.span.until_ms),
            "purpose": self.purpose,
            "account": self.account,
            "asked_at": rfc3339(fresh.asked_ms),
            "data_up_to": rfc3339(fresh.data_up_to_ms) if fresh.data_up_to_ms else "",
            "sheets_waiting": str(fresh.sheets_waiting),
            "restricted_to": self._names_of_units(),
        }

    def _names_of_units(self) -> str:
        units = units_of_2021()
        return ", ".join(units[unit].name for unit in self.within.units if unit in units)

    def _restricted(self, spoken: Language) -> str:
        if self.within.is_everywhere:
            return ""
        return tell("exports-about-restricted-to", spoken, units=self._names_of_units())

    def _sheets(self, spoken: Language) -> str:
        fresh = self.freshness
        if not fresh.sheets_waiting:
            return tell("exports-about-no-sheets", spoken)
        minutes = max(fresh.asked_ms - fresh.oldest_sheet_ms, 0) // MINUTE_MS
        return tell(
            "exports-about-sheets-waiting", spoken, count=fresh.sheets_waiting, minutes=minutes
        )


def asked_with(body: QuestionBody) -> tuple[tuple[str, str], ...]:
    """Return the fields of a body that say how it was asked and name nobody in the clear."""
    told = ((name, _text(getattr(body, name))) for name in body.__struct_fields__)
    return tuple((name, text) for name, text in told if text and name not in _NOT_TOLD)


def _text(value: Any) -> str:
    if isinstance(value, tuple | list):
        parts = (part for part in value if isinstance(part, str))
        text = " ".join(parts)
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return str(value) if isinstance(value, str | int | float) else ""
