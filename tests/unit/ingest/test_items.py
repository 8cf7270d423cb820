"""One body, one or many items."""

import pytest

from contracts.errors import Fault, FixRequest
from ingest.items import Item, split_items


@pytest.mark.parametrize(
    ("body", "items"),
    [
        (b'{"a":1}', [(0, b'{"a":1}')]),
        (b' {"a":\n 1}\n', [(0, b'{"a":\n 1}')]),
        (b'[{"a":1}, {"b":[2,\n3]}]', [(1, b'{"a":1}'), (2, b'{"b":[2,\n3]}')]),
        (b'{"a":1}\n{"b":2}\n', [(1, b'{"a":1}'), (2, b'{"b":2}')]),
        (b'{"a":1}\r\n\r\n{"b":2}', [(1, b'{"a":1}\r'), (3, b'{"b":2}')]),
        (b'\n\n{"a":1}\n{"b"', [(3, b'{"a":1}'), (4, b'{"b"')]),
        (b"nonsense", [(0, b"nonsense")]),
    ],
)
def test_a_body_is_split_into_its_items(body: bytes, items: list[Item]) -> None:
    """An object (on several lines, too), an array, or JSON Lines; each item with its place."""
    assert split_items(body, 10) == items


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", Fault(field="", reason="empty")),
        (b" \n ", Fault(field="", reason="empty")),
        (b"[]", Fault(field="", reason="empty")),
        (b"[1,2", Fault(field="", reason="not_json")),
        (b"[" * 100_000, Fault(field="", reason="not_json")),
        (b"[1,2,3]", Fault(field="", reason="too_many", detail="2")),
        (b"1\n2\n3", Fault(field="", reason="too_many", detail="2")),
    ],
)
def test_a_body_that_cannot_be_split_is_refused(body: bytes, fault: Fault) -> None:
    """Nothing, too much, or a broken array."""
    with pytest.raises(FixRequest) as refused:
        split_items(body, 2)

    assert refused.value.faults == (fault,)
