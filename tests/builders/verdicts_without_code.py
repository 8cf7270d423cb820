"""Verdicts where no code was shown: paper sheets, documents, and queues that are waved through."""

from tests.builders.contracts import token
from tests.builders.verdict_case import case
from tests.builders.verdicts import VerdictCase


def cases_without_code() -> dict[str, VerdictCase]:
    """Return the cases by the names of their files."""
    return _queues() | _sheets()


def _queues() -> dict[str, VerdictCase]:
    return {
        "waved_through": case(
            "A queue is let go without a look at anybody; each is counted.",
            "waved_through",
            "",
            source="wave_through",
            waved_through=True,
            flags=("waved_through",),
        ),
        "ok_waved_through_with_code": case(
            "A code was read all the same: the pass is judged.",
            "ok",
            token(),
            source="wave_through",
            waved_through=True,
            flags=("waved_through",),
        ),
        "no_live_pass": case(
            "No pass is valid under the number of the document.",
            "no_live_pass",
            "",
            source="document",
        ),
    }


def _sheets() -> dict[str, VerdictCase]:
    return {
        "compare_identity_on_paper": case(
            "A sheet was photographed; nobody has held it against the document yet.",
            "compare_identity",
            "",
            source="paper",
        ),
        "declared_on_paper": case(
            "The sheet is its bearer's; it is entered later.",
            "declared_on_paper",
            "",
            source="paper",
            identity_matches=True,
        ),
        "identity_mismatch_on_paper": case(
            "The sheet is somebody else's.",
            "identity_mismatch",
            "",
            source="paper",
            identity_matches=False,
        ),
    }
