"""What is printed, read back from the paper."""

import math

import pytest

from contracts.passes import peek
from contracts.places import places_of_2021
from contracts.serials import read_serial
from contracts.words import Language
from ingest.pass_view import view_of
from ingest.printing.codes import SMALLEST_SQUARE_MM, paper_code
from ingest.printing.papers import PassPaper, PosterSize, blank_sheets, pass_paper, poster
from tests.builders.contracts import claims, token
from tests.builders.pdf import SeenPage, pages_of
from web.assets import Assets
from web.pages import Pages
from web.press import pdf_of

_LONGEST = token(claims(name="Nguyễn Thị Thanh Hương Giang", birth_year=2021, hours=255, risk=15))
_PLACE = places_of_2021()["hn-city-01"]
_ADDRESS = "https://khaibao.example/declare?place=hn-city-01"


@pytest.fixture(scope="module")
def pages() -> Pages:
    """Return the templates."""
    return Pages(Assets())


def _pass(pages: Pages, paper: PassPaper, spoken: Language = "vi") -> list[SeenPage]:
    said = peek(_LONGEST)
    assert said is not None
    shown = view_of(_LONGEST, said, spoken)
    address = "https://khaibao.example/pass/find"
    return pages_of(pdf_of(pass_paper(pages, shown, paper, spoken, address)))


@pytest.mark.parametrize("spoken", ["vi", "en"])
@pytest.mark.parametrize("paper", ["a4", "slip"])
def test_a_printed_pass_can_be_scanned(pages: Pages, paper: PassPaper, spoken: Language) -> None:
    """The longest one there is, on one page that any printer takes."""
    (page,) = _pass(pages, paper, spoken)

    assert page.codes == [_LONGEST]
    assert (round(page.width_mm), round(page.height_mm)) == (210, 297)
    assert "1999" not in page.text
    assert "2021" in page.text


@pytest.mark.parametrize("dpi", [100, 300])
def test_a_slip_can_be_scanned_from_a_poor_print(pages: Pages, dpi: int) -> None:
    """Even from one that shows hardly three dots a square."""
    said = peek(_LONGEST)
    assert said is not None
    page = pass_paper(pages, view_of(_LONGEST, said, "vi"), "slip", "vi", "")

    (seen,) = pages_of(pdf_of(page), dpi=dpi)
    assert seen.codes == [_LONGEST]


@pytest.mark.parametrize("side_mm", [48.0, 110.0])
def test_no_square_is_too_small_for_paper(side_mm: float) -> None:
    """The slip is the smallest paper."""
    assert paper_code(_LONGEST, side_mm).square_mm >= SMALLEST_SQUARE_MM


@pytest.mark.parametrize(("size", "sides"), [("A4", (210, 297)), ("A3", (297, 420))])
def test_a_poster_leads_to_its_places_form(
    pages: Pages, size: PosterSize, sides: tuple[int, int]
) -> None:
    """One page of the size asked for, in both languages, with the address to type."""
    (page,) = pages_of(pdf_of(poster(pages, _PLACE, size, _ADDRESS)), dpi=100)

    assert page.codes == [_ADDRESS]
    assert (round(page.width_mm), round(page.height_mm)) == sides
    assert _PLACE.name_vi in page.text
    assert "Scan this code to declare" in page.text
    assert "Quét mã này để khai báo" in page.text


def test_every_place_has_a_poster_of_one_page(pages: Pages) -> None:
    """The place with the longest name too."""
    longest = max(places_of_2021().values(), key=lambda place: len(place.name_vi))

    assert len(pages_of(pdf_of(poster(pages, longest, "A4", _ADDRESS)), dpi=50)) == 1


def test_each_paper_form_is_a_page_with_a_serial_of_its_own(pages: Pages) -> None:
    """In the code and in letters beside it."""
    seen = pages_of(pdf_of(blank_sheets(pages, _PLACE, 3)))
    serials = [read_serial(code) for page in seen for code in page.codes]

    assert len(seen) == len(set(serials)) == 3
    for page, serial in zip(seen, serials, strict=True):
        assert serial is not None
        assert serial in page.text.replace("-", "")


def test_a_paper_form_asks_what_the_form_on_the_screen_asks(pages: Pages) -> None:
    """Every field of a declaration has its place."""
    (page,) = pages_of(pdf_of(blank_sheets(pages, None, 1)), dpi=20)

    for asked in (
        *("Full name", "Date of birth", "Sex", "Nationality", "Document number", "Phone"),
        *("Permanent residence", "Temporary residence", "Present stay", "From", "To"),
        *("Transport", "Plate", "Trailer", "Seat", "Departure", "Visited", "Symptoms"),
        *("Contact with", "For somebody else", "I declare this to be true"),
    ):
        assert asked in page.text


def test_a_sheets_code_is_large_enough_for_a_photograph() -> None:
    """A whole page in one picture of 1,200 pixels leaves four pixels a square."""
    code = paper_code("CS1:BNYQFSVHG3U", 26.0)

    assert math.floor(code.square_mm * 1200 / 297) >= 3
