"""The words of a saved question: kept without documents, asked with a span of its own time."""

from typing import Any

import msgspec

from api.answers import rfc3339
from api.asking.catalogue import kind_named
from api.asking.kinds import AnyKind, QuestionBody
from api.cases.book import Case, Question
from api.persons import DocumentGiven, citizen_behind
from contracts.durations import DAY_MS, MINUTE_MS
from contracts.errors import Fault, FixRequest
from contracts.identity import Pseudonyms
from service.bodies import decode

# What a saved body holds where the moment of asking fills it in.
_PLACEHOLDERS = {"from": "2021-01-01T00:00:00Z", "until": "2021-01-02T00:00:00Z"}
_PURPOSE = "a saved question"
# What a body may name by a raw number, and must not when it is kept.
_RAW = ("plate", "trailer_plate")

_DOCUMENTS = msgspec.json.Decoder(tuple[DocumentGiven, ...])


def kind_to_save(name: str) -> AnyKind:
    """Return a question that can be saved.

    Raises:
        FixRequest: there is none of that name, or its answer names no persons.

    """
    try:
        kind = kind_named(name)
    except KeyError:
        kind = None
    if kind is None or kind.persons is None:
        raise FixRequest(Fault(field="kind", reason="choice"))
    return kind


def body_to_keep(
    kind: AnyKind, given: dict[str, Any], pseudonyms: Pseudonyms, *, rolling: bool, of_index: bool
) -> str:
    """Return a body as it is kept: persons as citizen ids, no purpose, no span that moves.

    Raises:
        FixRequest: not a body of this question, or one that would keep a raw number.

    """
    kept = {name: part for name, part in given.items() if name != "purpose"}
    for name in _RAW:
        if kept.get(name):
            raise FixRequest(Fault(field=f"body.{name}", reason="not_allowed_here"))
    kept = _without_documents(kept, pseudonyms)
    if rolling:
        kept = {name: part for name, part in kept.items() if name not in _PLACEHOLDERS}
    if of_index:
        if "citizen_ids" not in _fields(kind):
            raise FixRequest(Fault(field="of_index_persons", reason="not_allowed_here"))
        kept.pop("citizen_ids", None)
    elif "citizen_ids" in _fields(kind) and not kept.get("citizen_ids"):
        raise FixRequest(Fault(field="body.citizen_ids", reason="person"))
    filler = _PLACEHOLDERS if rolling else {}
    _read(kind, kept | filler)
    return msgspec.json.encode(kept).decode()


def body_to_ask(kind: AnyKind, question: Question, case: Case, now_ms: int) -> QuestionBody:
    """Return the body of a question that is asked now.

    Raises:
        FixRequest: the question of the house has changed since, and the body is none of it.

    """
    saved = question.saved
    body: dict[str, Any] = msgspec.json.decode(saved.body)
    if saved.rolling_days:
        until_ms = -(-now_ms // MINUTE_MS) * MINUTE_MS
        body["from"] = rfc3339(until_ms - saved.rolling_days * DAY_MS)
        body["until"] = rfc3339(until_ms)
    if saved.of_index_persons:
        body["citizen_ids"] = list(case.index)
    return _read(kind, body)


def _read(kind: AnyKind, body: dict[str, Any]) -> QuestionBody:
    decoder: msgspec.json.Decoder[QuestionBody] = msgspec.json.Decoder(kind.body)
    try:
        read = decode(msgspec.json.encode(body | {"purpose": _PURPOSE}), decoder)
        read.span()
    except FixRequest as refused:
        raise FixRequest(
            *(msgspec.structs.replace(f, field=f"body.{f.field}") for f in refused.faults)
        ) from refused
    return read


def _without_documents(body: dict[str, Any], pseudonyms: Pseudonyms) -> dict[str, Any]:
    """Turn documents into the ids of their holders."""
    kept = dict(body)
    documents = decode(msgspec.json.encode(kept.pop("documents", [])), _DOCUMENTS)
    if documents:
        ids = [
            citizen_behind(document, pseudonyms, f"body.documents[{number}]")
            for number, document in enumerate(documents)
        ]
        kept["citizen_ids"] = list(dict.fromkeys([*kept.get("citizen_ids", []), *ids]))
    single = kept.pop("document", None)
    if single is not None:
        (document,) = decode(msgspec.json.encode([single]), _DOCUMENTS)
        kept["citizen_id"] = citizen_behind(document, pseudonyms, "body.document")
    return kept


def _fields(kind: AnyKind) -> set[str]:
    return {field.encode_name for field in msgspec.structs.fields(kind.body)}
