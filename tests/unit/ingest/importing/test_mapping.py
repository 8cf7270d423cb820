"""What of a foreign file means what."""

from datetime import UTC, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from contracts.errors import FixRequest
from contracts.words import say
from ingest.importing.mapping import GivenMapping, mapping_of, pairs_of, read_mapping_file
from tests.builders.importing import given


def test_a_mapping_file_says_what_the_options_say(tmp_path: Path) -> None:
    """Both end up in the same mapping."""
    file = tmp_path / "trips.toml"
    file.write_text(
        'source = "test"\nzone = "+07:00"\n'
        '[map]\nperson = "Mã thẻ"\nplace = "where"\ntime = "when"\n'
        '[set]\ndirection = "in"\n[direction]\n"đến" = "in"\n',
        encoding="utf-8",
    )
    options = GivenMapping(
        source="test",
        zone="+07:00",
        columns=pairs_of("--map", ["person=Mã thẻ", "place=where", "time=when"]),
        fixed=pairs_of("--set", ["direction=in"]),
        directions=pairs_of("--direction", ["đến=in"]),
    )

    assert mapping_of(options) == mapping_of(read_mapping_file(file))


def test_an_option_counts_more_than_the_file() -> None:
    """What only the file says stays."""
    both = given(zone="", columns={"time": "at"}).over(
        given(zone="+07:00", columns={"time": "when", "place": "where"})
    )

    assert both.zone == "+07:00"
    assert both.columns == {"time": "at", "place": "where"}


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("+07:00", timezone(timedelta(hours=7))),
        ("-03:30", timezone(-timedelta(hours=3, minutes=30))),
        ("Z", UTC),
    ],
)
def test_a_zone_is_an_offset(text: str, zone: timezone) -> None:
    """East of Greenwich and west of it."""
    assert mapping_of(given(zone=text)).zone == zone


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"source": "Two Words"}, "source", "source_form"),
        ({"source": "a.b"}, "source", "source_form"),
        ({"source": ""}, "source", "source_form"),
        ({"zone": "Hanoi"}, "zone", "bad_zone"),
        ({"zone": "+24:00"}, "zone", "bad_zone"),
        ({"time_format": "%d/%m/%Y"}, "time_format", "time_format"),
        ({"time_format": "%d/%m/%Y %I:%M"}, "time_format", "time_format"),
        ({"directions": {"den": "inside"}}, "direction den", "choice"),
        ({"columns": {"person": "a", "place": "b"}}, "time", "required"),
        ({"columns": {"person": "a", "time": "b"}}, "place", "required"),
        ({"columns": {"place": "a", "time": "b"}}, "person, document", "required"),
        ({"fixed": {"person": "a"}}, "person", "only_one"),
        ({"fixed": {"document": "a", "document_kind": "b"}}, "person, document", "only_one"),
        (
            {"columns": {"document": "a", "place": "b", "time": "c"}},
            "document_kind",
            "required",
        ),
        ({"fixed": {"persn": "a"}}, "persn", "unknown_field"),
    ],
)
def test_a_wrong_mapping_is_refused(changes: dict[str, Any], field: str, reason: str) -> None:
    """By the field at fault, and with words for it."""
    with pytest.raises(FixRequest) as refused:
        mapping_of(given(**changes))

    assert [(field, reason)] == [(fault.field, fault.reason) for fault in refused.value.faults]
    assert say(f"fault-{reason}", "vi")


def test_a_pair_needs_its_sign() -> None:
    """A column's name may hold further ones."""
    assert pairs_of("--map", ["person=a=b"]) == {"person": "a=b"}
    with pytest.raises(FixRequest, match="pair"):
        pairs_of("--map", ["person"])


@pytest.mark.parametrize("text", ["[map", "[columns]\nperson = 'a'", "map = 3"])
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, text: str) -> None:
    """Broken TOML, an unknown word, a wrong kind of value."""
    file = tmp_path / "mapping.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(FixRequest, match="mapping_form"):
        read_mapping_file(file)


def test_a_missing_mapping_file_is_refused(tmp_path: Path) -> None:
    """As any other fault of the order."""
    with pytest.raises(FixRequest, match="mapping_form"):
        read_mapping_file(tmp_path / "none.toml")
