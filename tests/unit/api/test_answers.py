"""How answers look on the wire."""

import msgspec

from analytics.questions.freshness import Freshness
from api.answers import answer


class _Inner(msgspec.Struct):
    from_scan_id: str
    happened_ms: int


class _Outer(msgspec.Struct):
    from_ms: int
    until_ms: int
    rows: tuple[_Inner, ...]
    freshness: Freshness
    within_s: int


def test_moments_become_text_with_a_zone_and_nothing_else_changes() -> None:
    """A moment that never was is null."""
    told = _Outer(
        from_ms=1_629_784_800_000,
        until_ms=1_629_784_800_123,
        rows=(_Inner("a", 1_629_784_801_000),),
        freshness=Freshness(
            asked_ms=1_629_784_802_000,
            data_up_to_ms=0,
            sheets_waiting=2,
            oldest_sheet_ms=1_629_781_200_000,
        ),
        within_s=900,
    )

    assert msgspec.json.decode(bytes(answer(told).body)) == {
        "from": "2021-08-24T13:00:00.000+07:00",
        "until": "2021-08-24T13:00:00.123+07:00",
        "rows": [{"from_scan_id": "a", "happened_at": "2021-08-24T13:00:01.000+07:00"}],
        "freshness": {
            "asked_at": "2021-08-24T13:00:02.000+07:00",
            "data_up_to": None,
            "sheets_waiting": 2,
            "oldest_sheet_at": "2021-08-24T12:00:00.000+07:00",
        },
        "within_s": 900,
    }
