"""A question on the command line: its options follow from the fields of its body.

What the body calls `place_id` or `directions` is `--place` and `--direction` here. Persons are
named by id, or by document: `cccd:…`, or `-` for lines of standard input, which no shell remembers.
"""

import inspect
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal

import typer

from api.asking.describing import FieldTold, described
from api.asking.kinds import AnyKind
from contracts.errors import Fault, FixRequest
from web.texts import has_text, tell

# Given to every question beside the fields of its own.
_DOCUMENTS = Annotated[
    list[str] | None,
    typer.Option(
        "--document",
        metavar="KIND:NUMBER",
        help="A person's paper (cccd, cmnd, passport, other); - reads them from standard input.",
    ),
]
_PURPOSE = Annotated[str, typer.Option(help="Why you ask: it goes to the audit topic.")]
_DAYS = Annotated[float, typer.Option(help="How many days back from now, without --from.")]
_FROM = Annotated[str, typer.Option("--from", help="Begin here: RFC 3339 with a zone.")]
_UNTIL = Annotated[str, typer.Option("--until", help="End before this; without, now.")]
_FORM = Annotated[
    Literal["table", "json", "csv"],
    typer.Option("--format", help="A table for people, JSON for programs, CSV for spreadsheets."),
]

_SHARED = frozenset({"document", "purpose", "days", "begin", "end", "form"})
_DOCUMENT_FIELDS = frozenset({"document", "documents"})


def signature_of(kind: AnyKind, days: float) -> inspect.Signature:
    """Return what the command of a question takes; `days` is the span it usually looks at."""
    fields = described(kind).fields
    own = sorted((_parameter(field) for field in fields), key=lambda one: one.kind)
    shared: list[tuple[str, Any, Any]] = [
        ("purpose", _PURPOSE, inspect.Parameter.empty),
        ("days", _DAYS, days),
        ("begin", _FROM, ""),
        ("end", _UNTIL, ""),
        ("form", _FORM, "table"),
    ]
    if _DOCUMENT_FIELDS.intersection(kind.body.__struct_fields__):
        shared.insert(0, ("document", _DOCUMENTS, None))
    return inspect.Signature([*own, *(_keyword(*one) for one in shared)])


def body_of(kind: AnyKind, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the body that asks this question, from what the command was given.

    Raises:
        FixRequest: a document is not written as KIND:NUMBER, or there are several for one person.

    """
    own = {
        name: value
        for name, value in given.items()
        if name not in _SHARED and value is not False and value not in (None, "", [])
    }
    papers = list(_papers(given.get("document") or ()))
    if papers and "documents" in kind.body.__struct_fields__:
        own["documents"] = papers
    elif papers:
        if len(papers) > 1:
            raise FixRequest(Fault(field="document", reason="person"))
        own["document"] = papers[0]
    return {**own, "purpose": given["purpose"], **span_of(given)}


def span_of(given: Mapping[str, Any]) -> dict[str, str]:
    """Return the two ends of the span."""
    now = datetime.now().astimezone()
    begin = now - timedelta(days=given["days"])
    return {"from": given["begin"] or begin.isoformat(), "until": given["end"] or now.isoformat()}


def _papers(documents: Iterable[str]) -> Iterator[dict[str, str]]:
    written = (
        line
        for one in documents
        for line in (sys.stdin.read().splitlines() if one == "-" else [one])
    )
    for number, line in enumerate(filter(str.strip, written)):
        kind, colon, digits = line.strip().partition(":")
        if not colon:
            raise FixRequest(Fault(field=f"document[{number}]", reason="bad_document"))
        yield {"kind": kind, "number": digits}


def _parameter(field: FieldTold) -> inspect.Parameter:
    named = f"pages-field-{field.name}"
    text = tell(named, "en") if has_text(named, "en") else ""
    if field.form == "persons":
        told = Annotated[list[str] | None, typer.Argument(help="Ids, 32 hexadecimal digits each.")]
        return _positional(field.name, told, None)
    if field.form == "person":
        told_one = Annotated[str, typer.Argument(help="An id, 32 hexadecimal digits.")]
        return _positional(field.name, told_one, "")
    if field.required:
        return _positional(
            field.name, Annotated[str, typer.Argument(help=text)], inspect.Parameter.empty
        )
    return _keyword(field.name, _option(field, text), _usual(field))


def _option(field: FieldTold, text: str) -> Any:
    name = _option_name(field)
    match field.form:
        case "number":
            return Annotated[int, typer.Option(name, help=text, min=field.least, max=field.most)]
        case "tick":
            return Annotated[bool, typer.Option(name, help=text)]
        case "choice":
            return Annotated[_one_of(field), typer.Option(name, help=text)]
        case "choices":
            return Annotated[
                list[_one_of(field)] | None,  # type: ignore[misc]  # made at run time
                typer.Option(name, help=f"{text}; may be repeated."),
            ]
        case _:
            return Annotated[str, typer.Option(name, help=text)]


def _one_of(field: FieldTold) -> Any:
    """Return a type of these values; typer knows lists of such a type, and none of literals."""
    return StrEnum(field.name, {choice: choice for choice in field.choices})


def _option_name(field: FieldTold) -> str:
    name = field.name.removesuffix("_id").replace("_", "-")
    return f"--{name.removesuffix('s') if field.form == 'choices' else name}"


def _usual(field: FieldTold) -> Any:
    return None if field.form == "choices" else field.usual


def _positional(name: str, told: Any, usual: Any) -> inspect.Parameter:
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    return inspect.Parameter(name, kind, default=usual, annotation=told)


def _keyword(name: str, told: Any, usual: Any) -> inspect.Parameter:
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=usual, annotation=told)
