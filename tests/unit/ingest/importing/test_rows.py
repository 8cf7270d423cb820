"""What becomes of a row."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from contracts.identity import read_document
from contracts.partitions import partition_of
from contracts.plates import normal_plate
from contracts.sealing import unseal
from contracts.words import say
from ingest.importing.mapping import Field
from tests.builders.contracts import DAY_MS, NOW_MS, PSEUDONYMS, day_key
from tests.builders.importing import (
    PARTITIONS,
    PLACE,
    TODAY,
    Table,
    mapping_with,
    moment_ms,
    reasons_of,
    scans_of,
)

LOCAL = datetime.fromisoformat("2021-08-24T07:30")

BARE: tuple[Field, ...] = ("person", "place", "time")
ALL: tuple[Field, ...] = (
    "id",
    "document",
    "document_kind",
    "place",
    "time",
    "direction",
    "plate",
    "name",
    "phone",
)


def test_a_row_is_a_scan_that_passed() -> None:
    """With what an import can know, in the citizen's partition."""
    done = Table(mapping_with("id", "direction", *BARE)).convert({})

    (scan,) = scans_of(done)
    assert (scan.scan_id, scan.place_id, scan.direction) == ("test.e-1", PLACE, "in")
    assert scan.happened_ms == moment_ms("2021-08-24T07:30:00+07:00")
    assert scan.received_ms == NOW_MS
    assert (scan.category, scan.reason, scan.source) == ("pass", "ok", "import")
    assert (scan.lists_age_s, scan.sealed, scan.sealed_day) == (-1, "", "")
    assert [partition_of(scan.citizen_id, PARTITIONS)] == [partition for partition, _ in done.lines]


def test_a_row_without_a_direction_is_a_visit() -> None:
    """Whether there is no column or nothing in it."""
    without = Table(mapping_with(*BARE)).convert({})
    empty = Table(mapping_with("direction", *BARE)).convert({"direction": " "})

    assert ["visit", "visit"] == [scan.direction for scan in scans_of(without) + scans_of(empty)]


def test_foreign_words_for_directions_are_translated() -> None:
    """Capitals don't matter; our own words stay good."""
    mapping = mapping_with("direction", *BARE, directions={"đến": "in", "Đi": "out"})

    done = Table(mapping).convert({"direction": "ĐẾN"}, {"direction": "đi"}, {"direction": "Visit"})

    assert ["in", "out", "visit"] == [scan.direction for scan in scans_of(done)]


def test_a_value_for_all_rows_stands_for_a_column() -> None:
    """As for the log of a single gate."""
    mapping = mapping_with("person", "time", fixed={"place": "hn-city-02", "direction": "out"})

    (scan,) = scans_of(Table(mapping).convert({}))

    assert (scan.place_id, scan.direction) == ("hn-city-02", "out")


def test_a_document_gives_the_citizen_known_at_the_gate() -> None:
    """However its number is written."""
    done = Table(mapping_with(*ALL)).convert(
        {"id": "e-1", "document": " 001 099 990001 ", "document_kind": "CCCD"}
    )

    assert [PSEUDONYMS.citizen_id(read_document("cccd", "001099990001"))] == [
        scan.citizen_id for scan in scans_of(done)
    ]


def test_a_sources_word_for_a_person_is_nobodys_document() -> None:
    """And means another person in another source."""
    one = scans_of(Table(mapping_with(*BARE, source="one")).convert({"person": "001099990001"}))
    other = scans_of(Table(mapping_with(*BARE, source="other")).convert({"person": "001099990001"}))
    documents = {
        PSEUDONYMS.citizen_id(read_document(kind, "001099990001"))
        for kind in ("cccd", "passport", "other")
    }

    assert len({one[0].citizen_id, other[0].citizen_id} | documents) == 5


def test_a_number_is_the_same_person_as_its_text() -> None:
    """A workbook turns 42 into a number."""
    done = Table(mapping_with("id", *BARE)).convert(
        {"id": "e-1", "person": 42.0}, {"id": "e-2", "person": "42"}, {"id": "e-3", "person": 42}
    )

    assert len({scan.citizen_id for scan in scans_of(done)}) == 1


def test_a_document_that_looks_odd_is_taken_and_counted() -> None:
    """A workbook may have eaten the zeros at its beginning."""
    done = Table(mapping_with(*ALL)).convert({"document": 1099990001.0}, {"id": "e-2"})

    assert (len(done.lines), done.odd_documents) == (2, 1)


@pytest.mark.parametrize(
    ("cell", "zone", "time_format", "expected"),
    [
        ("2021-08-24T00:30:00Z", "", "", "2021-08-24T00:30:00+00:00"),
        ("2021-08-24 07:30", "+07:00", "", "2021-08-24T07:30:00+07:00"),
        ("2021-08-24T07:30:00.250+07:00", "Z", "", "2021-08-24T07:30:00.250+07:00"),
        ("24/08/2021 07:30", "+07:00", "%d/%m/%Y %H:%M", "2021-08-24T07:30:00+07:00"),
        ("24/08/2021 07:30 +0700", "", "%d/%m/%Y %H:%M %z", "2021-08-24T07:30:00+07:00"),
        (LOCAL, "+07:00", "", "2021-08-24T07:30:00+07:00"),
        (datetime(2021, 8, 24, tzinfo=UTC), "+07:00", "", "2021-08-24T00:00:00+00:00"),
        ("1998-02-03T04:05:06Z", "", "", "1998-02-03T04:05:06+00:00"),
    ],
)
def test_times_are_read_as_they_are_written(
    cell: object, zone: str, time_format: str, expected: str
) -> None:
    """A zone in the cell counts more than the mapping's."""
    mapping = mapping_with(*BARE, zone=zone, time_format=time_format)

    (scan,) = scans_of(Table(mapping).convert({"time": cell}))

    assert moment_ms(expected) == scan.happened_ms


def test_personal_fields_travel_sealed() -> None:
    """Neither the number nor name, phone or plate stand in the line."""
    row: dict[str, Any] = {"name": "Nguyễn Văn Thử", "phone": "0912345678", "plate": "29A-123.45"}
    done = Table(mapping_with(*ALL)).convert(row)

    (scan,) = scans_of(done)
    line = done.lines[0][1].decode()
    assert unseal(scan.sealed, day_key(TODAY)) == {
        "document": {"kind": "cccd", "number": "001099990001"},
        "full_name": "Nguyễn Văn Thử",
        "phone": "0912345678",
        "plate": "29A-123.45",
    }
    assert scan.sealed_day == TODAY
    assert scan.vehicle_id == PSEUDONYMS.vehicle_id(normal_plate("29A12345"))
    assert not [text for text in ("001099990001", "Thử", "0912345678", "123.45") if text in line]


def test_empty_personal_fields_are_not_sealed() -> None:
    """Nothing to hide, nothing written."""
    (scan,) = scans_of(Table(mapping_with("plate", "name", *BARE)).convert({}))

    assert (scan.sealed, scan.sealed_day, scan.vehicle_id) == ("", "", "")


def test_the_same_rows_have_the_same_ids_at_every_run() -> None:
    """With ids of the source's own, and without."""
    rows: list[dict[str, object]] = [{"id": f"e-{n}", "person": f"B{n}"} for n in range(20)]
    for mapping in (mapping_with("id", *BARE), mapping_with(*BARE)):
        first, second = (
            [scan.scan_id for scan in scans_of(Table(mapping).convert(*rows))] for _ in range(2)
        )

        assert first == second
        assert len(set(first)) == len(rows)


@pytest.mark.parametrize(
    "change",
    [
        {"person": "B2"},
        {"place": "hn-city-02"},
        {"time": "2021-08-24T07:30:01+07:00"},
        {"direction": "out"},
    ],
)
def test_without_ids_a_row_that_differs_is_another_scan(change: dict[str, object]) -> None:
    """In whatever it differs."""
    done = Table(mapping_with("direction", *BARE)).convert({}, change)

    assert len({scan.scan_id for scan in scans_of(done)}) == 2


def test_an_id_is_the_houses_kind_of_id() -> None:
    """One that can't stand in ours is hashed; no two become the same."""
    own = ["ok-1", "with space", "đ", "x" * 64, "y" * 64, "a.b", "a_b"]

    done = Table(mapping_with("id", *BARE)).convert(*({"id": name} for name in own))

    ids = [scan.scan_id for scan in scans_of(done)]
    assert len(set(ids)) == len(own)
    assert all(len(made) <= 64 and made.isascii() and " " not in made for made in ids)
    assert ids[0] == "test.ok-1"


def test_a_repeat_within_a_file_is_counted_and_left_out() -> None:
    """Across batches, too."""
    for mapping in (mapping_with("id", *BARE), mapping_with(*BARE)):
        table = Table(mapping)

        first, second = table.convert({}, {}), table.convert({})

        assert (len(first.lines), first.repeated) == (1, 1)
        assert (len(second.lines), second.repeated) == (0, 1)


def test_an_id_that_stands_for_two_scans_is_refused() -> None:
    """Taking it for a repeat would lose the second."""
    done = Table(mapping_with("id", *BARE)).convert({}, {"place": "hn-city-02"})

    assert len(done.lines) == 1
    assert [(2, "id", "id_reused")] == reasons_of(done)


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        ({"id": " "}, "id", "required"),
        ({"document": ""}, "document", "required"),
        ({"document": None}, "document", "required"),
        ({"document": "1-2"}, "document", "bad_document"),
        ({"document_kind": ""}, "document_kind", "required"),
        ({"document_kind": "licence"}, "document_kind", "choice"),
        ({"place": ""}, "place", "required"),
        ({"place": "p" * 101}, "place", "too_long"),
        ({"place": "somewhere"}, "place", "unknown_place"),
        ({"time": ""}, "time", "required"),
        ({"time": None}, "time", "required"),
        ({"time": "yesterday at noon"}, "time", "bad_time"),
        ({"time": "2021-08-24"}, "time", "bad_time"),
        ({"time": date(2021, 8, 24)}, "time", "bad_time"),
        ({"time": 1_629_784_800}, "time", "bad_time"),
        ({"time": "2021-08-24T07:30:00"}, "time", "time_without_zone"),
        ({"time": LOCAL}, "time", "time_without_zone"),
        ({"time": "1969-08-24T07:30:00Z"}, "time", "too_long_ago"),
        ({"time": "0001-01-01T00:00:00+07:00"}, "time", "too_long_ago"),
        ({"time": datetime.fromtimestamp((NOW_MS + DAY_MS) / 1000, UTC)}, "time", "in_the_future"),
        ({"direction": "sideways"}, "direction", "choice"),
        ({"plate": "x" * 31}, "plate", "too_long"),
        ({"name": "x" * 201}, "name", "too_long"),
        ({"phone": "9" * 201}, "phone", "too_long"),
    ],
)
def test_a_row_that_can_not_be_is_refused(row: dict[str, object], field: str, reason: str) -> None:
    """With its line, the field at fault and a reason there are words for."""
    done = Table(mapping_with(*ALL)).convert({}, row)

    assert (len(done.lines), done.refused) == (1, 1)
    assert [(2, field, reason)] == reasons_of(done)
    assert say(f"fault-{reason}", "vi", limit="") != say(f"fault-{reason}", "en", limit="")


@pytest.mark.parametrize(
    ("person", "reason"), [("", "required"), (None, "required"), ("p" * 201, "too_long")]
)
def test_a_row_about_nobody_is_refused(person: object, reason: str) -> None:
    """And so is one with a whole letter for a name."""
    done = Table(mapping_with(*BARE)).convert({"person": person})

    assert [(1, "person", reason)] == reasons_of(done)


def test_a_row_is_refused_with_all_its_faults() -> None:
    """They can be mended in one go."""
    done = Table(mapping_with(*ALL)).convert({"time": "?", "place": "?", "direction": "?"})

    assert done.refused == 1
    assert {(1, "time", "bad_time"), (1, "place", "unknown_place"), (1, "direction", "choice")} == (
        set(reasons_of(done))
    )


def test_unknown_places_are_made_once_where_that_is_wished() -> None:
    """Under the source's name; known ones stay what they are."""
    table = Table(mapping_with("id", *BARE), create_places=True)
    done = table.convert({"id": "1", "place": "S58"}, {"id": "2", "place": "Cầu Giẽ"}, {"id": "3"})
    again = table.convert({"id": "4", "place": "S58"})

    made = [place.place_id for place in done.places]
    assert [*made, PLACE] == [scan.place_id for scan in scans_of(done)]
    assert made[0] == "test.S58"
    assert made[1].startswith("test_")
    assert {"imported"} == {place.kind for place in done.places}
    assert "Cầu Giẽ (test)" == done.places[1].name_vi
    assert ["test.S58"] == [scan.place_id for scan in scans_of(again)]
    assert not again.places


def test_no_place_is_made_for_a_row_that_is_refused() -> None:
    """Whatever else is wrong with it."""
    done = Table(mapping_with(*BARE), create_places=True).convert({"place": "S58", "time": "?"})

    assert not done.places


def test_the_lists_order_is_the_order_of_the_file() -> None:
    """A citizen's scans reach the worker as they happened."""
    times = [f"2021-08-24T07:{minute:02}:00+07:00" for minute in range(30)]

    done = Table(mapping_with(*BARE)).convert(*({"time": time} for time in times))

    assert [moment_ms(time) for time in times] == [scan.happened_ms for scan in scans_of(done)]
