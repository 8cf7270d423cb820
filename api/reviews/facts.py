"""The two sides of a finding in words: what was declared, what was seen."""

from collections.abc import Iterator, Mapping

import msgspec

from api.exports.report import word
from api.exports.rows import place_name
from api.reviews.told import InWords, ReviewTold
from contracts.places import Place, units_of_2021
from contracts.reviews import Declared, Finding, Seen
from contracts.words import Language
from web.moments import said_moment
from web.texts import tell

Line = tuple[str, str]


class Ground(msgspec.Struct, frozen=True):
    """Names of places, and the language."""

    places: Mapping[str, Place]
    spoken: Language

    def t(self, text_id: str, **values: str | int) -> str:
        """Return a text about reviews."""
        return tell(f"reviews-{text_id}", self.spoken, **values)

    def place(self, place_id: str) -> str:
        """Return a place's name with its district."""
        place = self.places.get(place_id)
        name = place_name(place_id, self.places, self.spoken)
        return f"{name} ({unit_name(place.district)})" if place and place.district else name


def unit_name(code: str) -> str:
    """Return a unit's name with those it lies in."""
    names = []
    units = units_of_2021()
    while code in units:
        names.append(units[code].name)
        code = units[code].parent
    return ", ".join(names) or code


def declared_lines(declared: Declared, ground: Ground) -> tuple[Line, ...]:
    """Return what was declared, line by line; what was left open is left out."""
    told = {
        "declared": f"{said_moment(declared.declared_ms, ground.spoken)}, "
        + ground.t(f"channel-{declared.channel}"),
        "route": f"{unit_name(declared.origin)} → {unit_name(declared.destination)}",
        "departs": said_moment(declared.departs_ms, ground.spoken),
        "transport": ground.t(f"transport-{declared.transport}"),
        "residence": unit_name(declared.residence),
        "temporary": unit_name(declared.temporary),
        "stay": unit_name(declared.stay),
        "visited": ", ".join(map(unit_name, declared.visited)),
        "on-behalf": ground.t("yes") if declared.on_behalf else "",
    }
    return tuple((ground.t(name), value) for name, value in told.items() if value)


def seen_lines(seen: tuple[Seen, ...], ground: Ground) -> tuple[Line, ...]:
    """Return each scan: when, and where in which direction with what outcome."""
    return tuple(
        (said_moment(one.happened_ms, ground.spoken), ", ".join(_scan(one, ground))) for one in seen
    )


def in_words(told: ReviewTold, ground: Ground) -> InWords:
    """Return both sides of a review in words."""
    return InWords(
        why=finding_text(told.finding, ground),
        declared=declared_lines(told.declared, ground) if told.declared else (),
        seen=seen_lines(told.seen, ground),
    )


def _scan(one: Seen, ground: Ground) -> Iterator[str]:
    yield ground.place(one.place_id)
    yield word(one.direction, ground.spoken)
    yield word(one.category, ground.spoken)
    if one.lane:
        yield ground.t("lane", lane=one.lane)
    if one.offline:
        yield ground.t("offline")


def finding_text(finding: Finding, ground: Ground) -> str:
    """Say in a sentence what contradicts what."""
    hours, minutes = divmod(max(finding.happened_ms - finding.from_ms, 0) // 60_000, 60)
    return ground.t(
        f"why-{finding.kind}",
        km=f"{finding.km:.0f}" if finding.km >= 0 else "?",
        lasted=ground.t("lasted", hours=hours, minutes=minutes),
        place=ground.place(finding.place_id) or "–",
        before=ground.place(finding.from_place_id) or "–",
    )
