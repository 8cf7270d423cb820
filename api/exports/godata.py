"""Contacts for Go.Data: a CSV whose columns are the fields of its contact and its relationship.

Go.Data (WHO) takes in .csv, .xls, .xlsx and more, reads the first sheet, and lets its user map the
columns onto fields. The columns here bear the fields' own names, so that the mapping is made once
and kept. Sources, facts only: github.com/WorldHealthOrganization/GoDataSource-API,
`common/models/contact.js` (fields of a contact, and `relationship.…` beside them),
`common/models/relationship.js`, `common/models/importable-file.js` (kinds of files), and the values
`LNG_REFERENCE_DATA_CATEGORY_…` of the scripts that install its reference data.

One line a contact, related to whom it met most nearly; the others are named in the comment. Names
are not known here: `lastName` is the citizen id again, as Go.Data wants a name.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from analytics.questions.residences import Residence
from api.exports.comma import csv_lines, harmless
from api.exports.contact_lists import ContactLine, Risk, home_of
from contracts.sealing import HANOI
from contracts.words import Language
from web.texts import tell

HEADERS = (
    "visualId",
    "firstName",
    "lastName",
    "dateOfReporting",
    "dateOfLastContact",
    "riskLevel",
    "riskReason",
    "addresses[0].typeId",
    "addresses[0].locationId",
    "addresses[0].country",
    "relationship.relatedId",
    "relationship.contactDate",
    "relationship.contactDateEstimated",
    "relationship.certaintyLevelId",
    "relationship.exposureTypeId",
    "relationship.comment",
)

_REFERENCE = "LNG_REFERENCE_DATA_CATEGORY"
_RISKS: dict[Risk, str] = {"high": "3_HIGH", "medium": "2_MEDIUM", "low": "1_LOW"}
_HOME = f"{_REFERENCE}_ADDRESS_TYPE_USUAL_PLACE_OF_RESIDENCE"
_CLOSE = f"{_REFERENCE}_EXPOSURE_TYPE_DIRECT_PHYSICAL_CONTACT"


def godata_of(
    lines: Sequence[ContactLine],
    homes: Mapping[str, Residence],
    asked_ms: int,
    spoken: Language,
) -> bytes:
    """Return contacts as a CSV for Go.Data's import of contacts."""
    return csv_lines(HEADERS, (_row(line, homes, asked_ms, spoken) for line in lines))


def _row(
    line: ContactLine, homes: Mapping[str, Residence], asked_ms: int, spoken: Language
) -> tuple[str, ...]:
    home = home_of(line.citizen_id, homes)
    level = _RISKS[line.risk]
    told = (
        line.citizen_id,
        f"F{line.level}",
        line.citizen_id,
        _day(asked_ms),
        _day(line.last_met_ms),
        f"{_REFERENCE}_RISK_LEVEL_{level}",
        line.why(spoken),
        _HOME if home.province else "",
        home.district or home.province,
        "Viet Nam" if home.province else "",
        line.via[0],
        _day(line.last_met_ms),
        "false",
        f"{_REFERENCE}_CERTAINTY_LEVEL_{level}",
        _CLOSE if line.is_close else "",
        _comment(line, spoken),
    )
    return tuple(map(harmless, told))


def _comment(line: ContactLine, spoken: Language) -> str:
    return tell(
        "exports-contact-comment",
        spoken,
        via=" ".join(line.via),
        places=" ".join(line.places) or "–",
    )


def _day(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, HANOI).strftime("%Y-%m-%d")
