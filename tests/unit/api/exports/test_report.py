"""Printed reports, read back out of the PDF."""

import msgspec
import pytest

from analytics.flat import flat
from analytics.tables import Table
from api.asking.catalogue import CATALOGUE
from api.exports.report import MOST_ROWS, heading, report_of, shown, word
from contracts.places import places_of_2021
from contracts.words import Language
from tests.builders.analytics import START_MS
from tests.builders.exports import ABOUT, CONTACT
from tests.builders.pdf import pages_of
from web.assets import Assets
from web.pages import Pages
from web.press import pdf_of


class _Seen(msgspec.Struct, frozen=True):
    citizen_id: str
    place_id: str
    scan_id: str
    happened_ms: int
    category: str
    reason: str
    findings: tuple[str, ...]
    km: float
    lane: str = ""


_ROW = _Seen(
    citizen_id=CONTACT,
    place_id="hn-city-01",
    scan_id="scan-1",
    happened_ms=START_MS,
    category="refuse",
    reason="expired",
    findings=("repeat_scan", "overdue"),
    km=31.54,
)


def test_a_report_tells_what_was_asked_and_numbers_its_pages() -> None:
    """In Vietnamese, with names of places, and words for words."""
    table = flat(Table("seen", _Seen, (_ROW,) * 9))
    html = report_of([table], ABOUT, places_of_2021(), Pages(Assets()), "vi")
    pages = pages_of(pdf_of(html), dpi=40)

    first = " ".join(pages[0].text.split())
    assert "F1" in first
    assert "ca 7, quận Hà Đông" in first
    assert "Còn 2 tờ chưa nhập" in first
    assert "23/08/2021 13:30:00" in first
    assert "từ chối" in first
    assert word("repeat_scan", "vi") in first
    assert f"Trang 1 / {len(pages)}" in first
    assert pages[0].width_mm > pages[0].height_mm


def test_what_only_programs_follow_and_what_is_empty_is_not_printed() -> None:
    """Ids of scans, and columns no row says anything in; places by name alone."""
    found = shown(flat(Table("seen", _Seen, (_ROW,))), places_of_2021(), "en")

    assert found.headings == ("Person", "Place", "When", "Verdict", "Reason", "findings", "km")
    assert found.rows[0][1] == places_of_2021()["hn-city-01"].name_en
    assert found.rows[0][3:] == (
        "refused",
        "The pass has expired",
        "Scanned again shortly after, Did not arrive",
        "31.5",
    )  # fmt: skip


def test_a_long_table_is_cut_off_and_says_so() -> None:
    """The rest is in the other files."""
    found = shown(flat(Table("seen", _Seen, (_ROW,) * (MOST_ROWS + 7))), {}, "en")
    html = Pages(Assets()).text(
        "print/report.html",
        "en",
        title="",
        about=(),
        how="",
        tables=[msgspec.structs.replace(found, rows=found.rows[:1])],
    )

    assert (len(found.rows), found.left_out) == (MOST_ROWS, 7)
    assert f"{MOST_ROWS + 6} more rows are not printed" in html


def test_a_word_nobody_knows_is_shown_as_it_is() -> None:
    """A new kind of question prints at once."""
    assert word("never_heard", "vi") == "never_heard"
    assert heading("never_heard", "vi") == "never heard"


@pytest.mark.parametrize("spoken", ["vi", "en"])
def test_each_question_has_a_title(spoken: Language) -> None:
    """On its report as on its page."""
    for kind in CATALOGUE:
        about = msgspec.structs.replace(ABOUT, question=kind.name)
        assert about.title(spoken) != kind.name
        assert about.how(spoken)
