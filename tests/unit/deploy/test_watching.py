"""The live counts in a terminal."""

from rich.console import Console

from deploy.watching import Frame, LiveCell, LivePlaces

MINUTE_MS = 60_000


def cell(place: str, minute: int, scans: int, category: str = "pass") -> LiveCell:
    """Return what the stream says of a place in a minute."""
    return LiveCell(
        place_id=place,
        minute_ms=minute * MINUTE_MS,
        direction="in",
        category=category,
        reason="ok",
        scans=scans,
    )


def shown(places: LivePlaces) -> str:
    """Return the table as text."""
    console = Console(width=100)
    with console.capture() as captured:
        console.print(places.table(10))
    return captured.get()


def test_a_cell_told_again_replaces_what_was_told_before() -> None:
    """Frames hold absolute counts, so one that comes twice changes nothing."""
    places = LivePlaces()
    for scans in (3, 5, 5):
        places.take(Frame(data_up_to_ms=1, cells=(cell("gate-a", 100, scans),)))

    assert ["gate-a", "5", "5", "0", "0", "0"] in [
        line.split() for line in shown(places).splitlines()
    ]


def test_the_busiest_place_stands_first_with_its_refusals() -> None:
    """An official looks at the top of the list."""
    places = LivePlaces()
    cells = (cell("gate-a", 100, 1), cell("gate-b", 100, 4), cell("gate-b", 101, 2, "refuse"))
    places.take(Frame(data_up_to_ms=1, cells=cells))

    rows = [line.split() for line in shown(places).splitlines() if "gate" in line]

    assert [["gate-b", "6", "6", "0", "0", "2"], ["gate-a", "1", "1", "0", "0", "0"]] == rows


def test_minutes_that_the_stream_no_longer_keeps_are_forgotten() -> None:
    """The table moves with the city."""
    places = LivePlaces()
    places.take(Frame(data_up_to_ms=1, cells=(cell("gate-a", 100, 1),)))

    places.take(Frame(data_up_to_ms=2, cells=(cell("gate-b", 116, 1),)))

    assert "gate-a" not in shown(places)
