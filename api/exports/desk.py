"""Answers as files: what is asked for, and the file with its name."""

import asyncio
import re
from datetime import datetime
from typing import Any, Literal

import msgspec
from fastapi import Response

from analytics.flat import FlatTable, flat
from analytics.questions.residences import residences
from analytics.store import Store
from api.asking.kinds import AnyKind, QuestionBody
from api.exports.about import About, asked_with
from api.exports.comma import csv_of
from api.exports.contact_lists import contact_lines
from api.exports.godata import godata_of
from api.exports.parquet import parquet_of
from api.exports.report import report_of
from api.exports.rows import with_place_names
from api.exports.sormas import sormas_of
from api.exports.workbook import xlsx_of
from contracts.errors import Fault, FixRequest
from contracts.sealing import HANOI
from contracts.words import Language
from service.doors import Caller
from service.parts import Parts
from web.pages import Pages
from web.press import Press

FileFormat = Literal["csv", "xlsx", "parquet", "pdf", "godata", "sormas"]
AnswerFormat = Literal["json", "csv", "xlsx", "parquet", "pdf", "godata", "sormas"]

_CSV = ("csv", "text/csv; charset=utf-8")
_KINDS: dict[FileFormat, tuple[str, str]] = {
    "csv": _CSV,
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "parquet": ("parquet", "application/vnd.apache.parquet"),
    "pdf": ("pdf", "application/pdf"),
    "godata": _CSV,
    "sormas": _CSV,
}
_UNSAFE = re.compile(r"[^a-z0-9-]+")


class Wish(msgspec.Struct, frozen=True):
    """In which format, of which table (empty: the chief one), in which language."""

    format: FileFormat
    table: str
    spoken: Language


class FileDesk:
    """Makes files of answers, each in a thread."""

    def __init__(self, parts: Parts, store: Store, pages: Pages, press: Press) -> None:
        """Work with these."""
        self._parts = parts
        self._store = store
        self._pages = pages
        self._press = press

    def about(self, kind: AnyKind, body: QuestionBody, caller: Caller, found: Any) -> About:
        """Return what a file with this answer says of itself."""
        return About(
            question=kind.name,
            asked_with=asked_with(body),
            span=body.span(),
            purpose=" ".join(body.purpose.split()),
            account=caller.account,
            freshness=found.freshness,
            within=caller.jurisdiction,
        )

    async def file(self, kind: AnyKind, found: Any, about: About, wish: Wish) -> Response:
        """Return an answer as a file.

        Raises:
            FixRequest: there is no such table, or the answer names no contacts.
            TryAgain: ClickHouse is away, or too many wait for the printer.

        """
        if wish.format == "pdf":
            html = await asyncio.to_thread(self._report, kind, found, about, wish)
            content = await self._press.print(html)
        else:
            content = await asyncio.to_thread(self._content, kind, found, about, wish)
        return _sent(content, about, wish)

    def _content(self, kind: AnyKind, found: Any, about: About, wish: Wish) -> bytes:
        places, spoken = self._parts.registry.lists.places, wish.spoken
        match wish.format:
            case "csv":
                chosen = _chosen(kind, found, wish)
                return csv_of(with_place_names(chosen, places, spoken, ids_too=True))
            case "xlsx":
                tables = map(flat, kind.tables(found))
                named = [with_place_names(one, places, spoken, ids_too=True) for one in tables]
                return xlsx_of(named, about, spoken)
            case "parquet":
                return parquet_of(_chosen(kind, found, wish), about)
            case _:
                return self._contacts(found, about, wish)

    def _contacts(self, found: Any, about: About, wish: Wish) -> bytes:
        lines = contact_lines(found)
        homes = residences(self._store, (line.citizen_id for line in lines))
        make = godata_of if wish.format == "godata" else sormas_of
        return make(lines, homes, about.freshness.asked_ms, wish.spoken)

    def _report(self, kind: AnyKind, found: Any, about: About, wish: Wish) -> str:
        tables = [flat(table) for table in kind.tables(found)]
        places = self._parts.registry.lists.places
        return report_of(tables, about, places, self._pages, wish.spoken)


def _chosen(kind: AnyKind, found: Any, wish: Wish) -> FlatTable:
    tables = kind.tables(found)
    if not wish.table:
        return flat(tables[0])
    named = [table for table in tables if table.name == wish.table]
    if not named:
        raise FixRequest(Fault(field="table", reason="choice"))
    return flat(named[0])


def _sent(content: bytes, about: About, wish: Wish) -> Response:
    ending, media_type = _KINDS[wish.format]
    name = file_name(about, wish, ending)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, headers=headers, media_type=media_type)


def file_name(about: About, wish: Wish, ending: str) -> str:
    """Return a file's name: which question, as what, and when; nothing about anybody."""
    at = datetime.fromtimestamp(about.freshness.asked_ms / 1000, HANOI)
    system = wish.format if wish.format in {"godata", "sormas"} else ""
    parts = ("chot", about.question, wish.table, system, at.strftime("%Y%m%d-%H%M%S"))
    stem = "-".join(_UNSAFE.sub("-", part.lower()) for part in parts if part)
    return f"{stem}.{ending}"
