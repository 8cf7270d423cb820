"""A source's places among those of the house."""

from contracts.places import Place
from ingest.importing.places import PlaceBook


def test_a_place_made_by_an_earlier_import_is_known() -> None:
    """Without being allowed to make any."""
    book = PlaceBook("test", {"test.S58"}, create=False)

    assert "test.S58" == book.find("S58")


def test_a_source_means_its_own_place_first() -> None:
    """Even if the house has one of that name by now: the same row keeps its place."""
    book = PlaceBook("test", {"test.S58", "S58"}, create=False)

    assert "test.S58" == book.find("S58")


def test_new_places_are_handed_out_once() -> None:
    """Whoever takes them writes them."""
    book = PlaceBook("test", set(), create=True)
    book.find("S58")

    name = "S58 (test)"
    made = Place(place_id="test.S58", kind="imported", name_vi=name, name_en=name)
    assert ([made], []) == (book.take_new(), book.take_new())
