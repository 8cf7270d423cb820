"""Contacts for SORMAS: a CSV as its import of contacts takes it.

The first line names fields of a contact, and of its person behind `person.`. A line is one contact
of one case, which `caseIdExternalSystem` names; whoever met several cases has several lines.
Sources, facts only: github.com/SORMAS-Foundation/SORMAS-Project,
`sormas-api/…/contact/ContactDto.java` (the names of the fields), `ContactCategory.java`,
`ContactProximity.java`, `ContactRelation.java`, `ContactIdentificationSource.java` (their values),
and `sormas-ui/src/test/resources/sormas_contact_import_test.csv` (a file it takes in).

Dates are month, day, year, as SORMAS reads them for users who speak English. Region and district
are named as in the units of 2021 and must exist there. Names are not known here: `person.lastName`
is the citizen id, and sex is unknown.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from analytics.questions.residences import Residence
from api.exports.comma import csv_lines, harmless
from api.exports.contact_lists import ContactLine, Risk, home_of
from contracts.sealing import HANOI
from contracts.words import Language
from web.texts import tell

HEADERS = (
    "caseIdExternalSystem",
    "disease",
    "reportDateTime",
    "region",
    "district",
    "firstContactDate",
    "lastContactDate",
    "multiDayContact",
    "contactIdentificationSource",
    "contactIdentificationSourceDetails",
    "contactProximity",
    "contactProximityDetails",
    "contactCategory",
    "relationToCase",
    "description",
    "externalID",
    "person.firstName",
    "person.lastName",
    "person.sex",
)

# A meeting at a gate says nothing of proximity by itself; travelling together does.
_TRAVELLED_TOGETHER = "CLOSE_CONTACT"
# Its middle categories are for hospital staff.
_CATEGORIES: dict[Risk, str] = {
    "high": "HIGH_RISK",
    "medium": "LOW_RISK",
    "low": "LOW_RISK",
}


def sormas_of(
    lines: Sequence[ContactLine],
    homes: Mapping[str, Residence],
    asked_ms: int,
    spoken: Language,
) -> bytes:
    """Return contacts as a CSV for SORMAS' import of contacts."""
    rows = (row for line in lines for row in _rows(line, homes, asked_ms, spoken))
    return csv_lines(HEADERS, rows)


def _rows(
    line: ContactLine, homes: Mapping[str, Residence], asked_ms: int, spoken: Language
) -> Iterator[tuple[str, ...]]:
    home = home_of(line.citizen_id, homes)
    first, last = _day(line.first_met_ms), _day(line.last_met_ms)
    for case in line.via:
        told = (
            case,
            "CORONAVIRUS",
            _day(asked_ms),
            home.province,
            home.district,
            first if first != last else "",
            last,
            "true" if first != last else "false",
            "OTHER",
            tell("exports-contact-source", spoken),
            _TRAVELLED_TOGETHER if line.is_close else "",
            line.why(spoken),
            _CATEGORIES[line.risk],
            "OTHER",
            tell(
                "exports-contact-comment",
                spoken,
                via=" ".join(line.via),
                places=" ".join(line.places) or "–",
            ),
            line.citizen_id,
            f"F{line.level}",
            line.citizen_id,
            "UNKNOWN",
        )
        yield tuple(map(harmless, told))


def _day(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, HANOI).strftime("%m/%d/%Y")
