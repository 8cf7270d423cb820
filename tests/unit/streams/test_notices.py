"""Registry records that change what was said."""

from contracts.registry import DayKeyPublished, PassWithdrawn
from streams.notices import Notices


def withdrawn(number: int) -> PassWithdrawn:
    """Return a withdrawal."""
    return PassWithdrawn(pass_id=f"pass-{number}", reason="revoked", at_ms=0)


def test_notices_are_given_in_their_order_one_after_the_other() -> None:
    """Each partition remembers how far it got."""
    notices = Notices()
    for offset in (3, 5, 9):
        notices.add(offset, withdrawn(offset))

    given = [notices.after(offset) for offset in (-1, 3, 4, 5, 9)]

    assert [3, 5, 5, 9, None] == [notice and notice.offset for notice in given]


def test_records_read_again_on_another_connection_are_no_new_notices() -> None:
    """The registry is read from its beginning after each lost connection."""
    notices = Notices()
    for offset in (3, 5, 3, 5):
        notices.add(offset, withdrawn(offset))

    assert notices.after(5) is None


def test_what_changes_nothing_said_is_no_notice() -> None:
    """A day's key concerns nobody's scans."""
    notices = Notices()

    notices.add(1, DayKeyPublished(day="2021-08-24", public_key=b""))

    assert notices.after(-1) is None
