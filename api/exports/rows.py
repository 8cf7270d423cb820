"""What people read in a file: places by name beside their ids, moments in Hà Nội."""

from collections.abc import Iterator, Mapping

from analytics.flat import Cell, Column, FlatTable
from contracts.places import Place
from contracts.words import Language

_PLACE = "place_id"


def with_place_names(
    table: FlatTable, places: Mapping[str, Place], spoken: Language, *, ids_too: bool
) -> FlatTable:
    """Return the table with a column of names for each of places, beside the ids or for them."""

    def spread(cells: tuple[Cell, ...]) -> Iterator[Cell]:
        for column, cell in zip(table.columns, cells, strict=True):
            is_place = column.name.endswith(_PLACE)
            if ids_too or not is_place:
                yield cell
            if is_place:
                yield place_name(str(cell), places, spoken) if cell else cell

    return FlatTable(
        table.name,
        tuple(_columns(table, ids_too=ids_too)),
        tuple(tuple(spread(row)) for row in table.rows),
    )


def place_name(place_id: str, places: Mapping[str, Place], spoken: Language) -> str:
    """Return a place's name, its id where nobody knows it."""
    place = places.get(place_id)
    if place is None:
        return place_id
    return place.name_en if spoken == "en" and place.name_en else place.name_vi


def _columns(table: FlatTable, *, ids_too: bool) -> Iterator[Column]:
    for column in table.columns:
        is_place = column.name.endswith(_PLACE)
        if ids_too or not is_place:
            yield column
        if is_place:
            yield Column(column.name.removesuffix("_id"), "text", column.way)
