"""All that is held on one person, as a ZIP: JSON for programs, HTML and PDF for people.

What was sealed is opened as far as its day's key is there. It is noted before anything is looked
up, and so the file tells of itself.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import msgspec
import nacl.exceptions

from analytics.held import rows_held, sheets_of
from analytics.store import Store
from api.persons import Span, asked_note, person_named, read_purpose
from api.privacy.erasing import PersonBody
from contracts.errors import Stop
from contracts.sealing import unseal
from contracts.words import Language
from service.clock import now_ms
from service.doors import Caller
from service.parts import Parts
from service.topic_records import records_so_far
from web.moments import said_moment
from web.pages import Pages
from web.press import pdf_of
from web.texts import has_text, tell

# Where the record lies and how it was written says nothing of the person.
_OF_THE_HOUSE = frozenset(
    ("kafka_partition", "kafka_offset", "schema_version", "seniority", "sealed", "bucket")
)
_EMPTY: tuple[object, ...] = ("", None, [], -1)

Section = list[dict[str, Any]]


class ExportDesk:
    """Puts files together. Blocking: the routes call it from a thread."""

    def __init__(self, parts: Parts, store: Store, pages: Pages) -> None:
        """Work with these."""
        self._parts = parts
        self._store = store
        self._pages = pages

    def export(self, body: PersonBody, caller: Caller, spoken: Language) -> bytes:
        """Return the ZIP.

        Raises:
            FixRequest: nobody is named, or no purpose.
            TryAgain: Kafka or ClickHouse is away.

        """
        purpose = read_purpose(body.purpose)
        citizen_id = person_named(body.citizen_id, body.document, self._parts.pseudonyms)
        about, span = (citizen_id,), Span(0, now_ms())
        self._parts.audit.write(
            asked_note(caller, "person_export", purpose, about, span, as_file="zip")
        )
        held = self._held(citizen_id)
        page = self._pages.text(
            "print/person.html",
            spoken,
            citizen_id=citizen_id,
            printed=said_moment(now_ms(), spoken),
            printed_by=caller.account,
            sections=[
                (_title(name, spoken), [_lines(row, spoken) for row in rows])
                for name, rows in held.items()
            ],
        )
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as files:
            whole = {"citizen_id": citizen_id, "made_ms": now_ms(), **held}
            files.writestr("person.json", msgspec.json.format(msgspec.json.encode(whole), indent=2))
            files.writestr("person.html", page)
            files.writestr("person.pdf", pdf_of(page))
        return written.getvalue()

    def _held(self, citizen_id: str) -> dict[str, Section]:
        held = {
            table: [self._opened(row) for row in rows]
            for table, rows in rows_held(self._store, citizen_id).items()
        }
        lists = self._parts.registry.lists
        held["sheets"] = [{"sheet_id": one} for one in sheets_of(self._store, citizen_id)]
        held["orders"] = [
            msgspec.to_builtins(one)
            for some in (lists.listed(), lists.withdrawn.values())
            for one in some
            if one.citizen_id == citizen_id
        ]
        for topic in ("cases", "reviews", "audit"):
            held[topic] = [self._opened(row) for row in self._named_on(topic, citizen_id)]
        return held

    def _opened(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return a row with its sealed fields in the clear, or the day whose key is gone."""
        shown = {name: value for name, value in row.items() if name not in _OF_THE_HOUSE}
        if row.get("sealed"):
            day = shown.pop("sealed_day", "")
            try:
                shown |= unseal(row["sealed"], self._parts.secrets.day_key(day))
            except (FileNotFoundError, nacl.exceptions.CryptoError, Stop):
                shown["sealed_to"] = day
        return shown

    def _named_on(self, topic: str, citizen_id: str) -> Iterator[dict[str, Any]]:
        """Yield the lines of a topic that name the person, and of each only what is about them."""
        named = citizen_id.encode()
        for record in records_so_far(self._parts.kafka, topic):
            for line in (record.value or b"").splitlines():
                if named in line:
                    told = _about(msgspec.json.decode(line), citizen_id)
                    if isinstance(told, dict):
                        yield told


def _about(value: Any, citizen_id: str) -> Any:
    """Return a value without the other persons that its lists name."""
    if isinstance(value, list):
        own = [one for one in value if citizen_id.encode() in msgspec.json.encode(one)]
        return [_about(one, citizen_id) for one in own]
    if isinstance(value, dict):
        return {
            name: part if _is_plain(part) else _about(part, citizen_id)
            for name, part in value.items()
        }
    return value


def _is_plain(part: Any) -> bool:
    return not isinstance(part, list | dict)


def _title(name: str, spoken: Language) -> str:
    text_id = f"privacy-section-{name}"
    if has_text(text_id, spoken):
        return tell(text_id, spoken)
    return tell("privacy-section-other", spoken, name=name)


def _lines(row: dict[str, Any], spoken: Language) -> list[tuple[str, str]]:
    """Return a row as names and texts, without what is empty."""
    return [
        (name.removesuffix("_ms") if _is_moment(name, value) else name, _text(name, value, spoken))
        for name, value in row.items()
        if value not in _EMPTY
    ]


def _is_moment(name: str, value: Any) -> bool:
    return name.endswith("_ms") and isinstance(value, int) and value > 0


def _text(name: str, value: Any, spoken: Language) -> str:
    if _is_moment(name, value):
        return said_moment(value, spoken)
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
