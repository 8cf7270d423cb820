"""A nation made up inside the engine: the same scans at every run, wherever they are asked for.

The nation has ten regions that nobody leaves. So the first region alone is a house with a tenth of
the data in which every question about its people has the same answer as in the whole.
"""

import msgspec

from contracts.durations import DAY_MS

REGIONS = 10
DAYS = 14
# Midnight (UTC) of a Thursday in August 2021, when a weekly partition begins as well.
FROM_MS = 1_629_936_000_000
UNTIL_MS = FROM_MS + DAYS * DAY_MS

# The busiest place is passed so many times as often as the quietest.
UNEVEN = 1000
# Those who came in one vehicle, scanned one after the other.
PARTY = 4
_PARTY_GAP_MS = 12_000

# How the day's scans fall into hours in UTC, each named as often as it weighs; 23 is 6 in Hà Nội.
_HOURS = (
    [23, 0, 1] * 7 + [22, 2, 3] * 4 + [4, 5, 6, 7] * 3 + [8, 9] * 5 + [10, 11] * 6 + [12, 13] * 3
    + [14, 15, 16] * 2 + [17, 18, 19, 20, 21]
)  # fmt: skip


class World(msgspec.Struct, frozen=True, kw_only=True):
    """How large the nation is; each region has a tenth of everything."""

    scans: int
    places: int = 12_000
    citizens: int = 8_000_000

    @property
    def scans_a_day(self) -> int:
        """Scans of one region on one day: whole parties."""
        return self.scans // (REGIONS * DAYS * PARTY) * PARTY

    @property
    def places_a_region(self) -> int:
        """Places of one region."""
        return self.places // REGIONS

    @property
    def citizens_a_region(self) -> int:
        """Citizens of one region, in households of four."""
        return self.citizens // (REGIONS * PARTY) * PARTY


def world_of(scans: int) -> World:
    """Return a nation as dense as the one of a hundred million scans, but smaller."""
    share = min(1.0, scans / 100_000_000)
    return World(
        scans=scans,
        places=max(REGIONS, round(12_000 * share)),
        citizens=max(REGIONS * 40, round(8_000_000 * share)),
    )


def citizen_id(number: str) -> str:
    """Return the SQL of a citizen's id."""
    return f"lower(hex(sipHash128('citizen', toInt64({number}))))"


_COLUMNS = """INSERT INTO scans (
    scan_id, citizen_id, place_id, direction, happened_ms, received_ms, category, reason, lane,
    pass_id, token_hash, kid, issued_ms, expires_ms, origin, vehicle_id, trailer_id, device_id,
    officer_id, offline, lists_age_s, rule_version, health_asked, group_id, kafka_partition,
    kafka_offset, recorded_ms
)
"""


def _drawn(world: World, *, first_region: int, regions: int) -> str:
    """Return what is drawn for each scan: who, with whom, where and when."""
    hours = ",".join(map(str, _HOURS))
    return f"""
WITH
    [{hours}] AS hours,
    intDiv(number, {PARTY}) AS party, number % {PARTY} AS seat,
    {first_region} + party % {regions} AS region,
    cityHash64(party, 'party') % 10 < 3 AS together,
    if(together, cityHash64(party, 'seed'), cityHash64(number, 'alone')) AS seed,
    cityHash64(seed, 'who') AS who,
    multiIf(
        together, intDiv(who % {world.citizens_a_region}, {PARTY}) * {PARTY} + seat,
        who % 100 < 15, intDiv(who, 100) % {max(1, world.citizens_a_region // 20)},
        intDiv(who, 100) % {world.citizens_a_region}) AS person,
    region * {world.citizens_a_region} + person AS citizen,
    intDiv(citizen, {PARTY}) AS household,
    cityHash64(seed, 'where') AS choice,
    if(choice % 10 < 6, cityHash64(household, intDiv(choice, 10) % 3), choice) AS whither,
    toUInt32(
        -log(1 - (intDiv(whither, 16) % 1000003) / 1000003 * (1 - 1 / {UNEVEN})) / log({UNEVEN})
        * {world.places_a_region}) AS rank,
    region * {world.places_a_region} + rank AS place,
    cityHash64(seed, 'when') AS clock,
    hours[1 + clock % length(hours)] * 3600000 + intDiv(clock, 100) % 3600000
        + if(together, seat * {_PARTY_GAP_MS}, 0) AS in_day_ms,
    cityHash64(number, 'how') AS chance,
    intDiv(chance, 1000) % 100 AS luck,
    cityHash64(seed, 'what') AS matter,
    1 + intDiv(matter, 1000) % (1 + intDiv(6 * ({world.places_a_region} - rank),
        {world.places_a_region})) AS lane_number
"""


def scans_sql(world: World, *, day: int, first_region: int, regions: int) -> str:
    """Return the statement that inserts one day of some regions."""
    rows = world.scans_a_day * regions
    # The first region has numbers of its own for each day, so that it can be made alone.
    begin = (day * REGIONS + first_region) * world.scans_a_day
    return f"""
{_COLUMNS}{_drawn(world, first_region=first_region, regions=regions)}SELECT
    lower(hex(sipHash128('scan', number))) AS scan_id,
    if(luck = 99, '', {citizen_id("citizen")}) AS citizen_id,
    concat('place-', leftPad(toString(place), 5, '0')) AS place_id,
    multiIf(matter % 100 < 45, 'in', matter % 100 < 90, 'out', 'visit') AS direction,
    {FROM_MS} + {day} * {DAY_MS} + in_day_ms AS happened_ms,
    happened_ms + 300 + chance % 3000 + if(offline, intDiv(chance, 7) % 20000000, 0) AS received_ms,
    multiIf(luck < 93, 'pass', luck < 97, 'pass_with_attention', luck < 98, 'ask', 'refuse')
        AS category,
    multiIf(luck < 93, 'ok', luck < 97, 'from_epidemic_area', luck < 98, 'compare_identity',
        luck < 99, 'expired', 'unknown_key') AS reason,
    if(matter % 5 = 0, '', toString(lane_number)) AS lane,
    substring(lower(hex(sipHash128('pass', citizen, {day // 3}))), 1, 20) AS pass_id,
    lower(hex(sipHash128('token', citizen, {day // 3}))) AS token_hash,
    'a1b2c3d4e5f60718' AS kid,
    {FROM_MS} + {day // 3 * 3} * {DAY_MS} - person % 43200000 AS issued_ms,
    issued_ms + 259200000 AS expires_ms,
    leftPad(toString(1 + household % 700), 3, '0') AS origin,
    if(together OR matter % 10 = 0, lower(hex(sipHash128('vehicle', household))), '') AS vehicle_id,
    if(matter % 100 = 1, lower(hex(sipHash128('trailer', household))), '') AS trailer_id,
    concat('device-', toString(place), '-', toString(lane_number)) AS device_id,
    concat('officer-', toString(place), '-', toString(intDiv(in_day_ms, 28800000))) AS officer_id,
    chance % 20 = 0 AS offline,
    chance % 300 AS lists_age_s,
    1 AS rule_version,
    chance % 3 = 0 AS health_asked,
    if(together AND matter % 2 = 0, lower(hex(sipHash128('group', party))), '') AS group_id,
    citizen % 12 AS kafka_partition,
    number AS kafka_offset,
    received_ms + 20 AS recorded_ms
FROM numbers({begin}, {rows})
"""  # noqa: S608  # our own figures


ANNULMENTS = """
INSERT INTO annulments (
    scan_id, citizen_id, place_id, happened_ms, received_ms, kafka_partition, kafka_offset,
    recorded_ms
)
SELECT
    scan_id, citizen_id, place_id, happened_ms, received_ms + 60000, kafka_partition, kafka_offset,
    recorded_ms + 60000
FROM scans
WHERE kafka_offset % 5000 = 17
"""


def declarations_sql(world: World, region: int) -> str:
    """Return the statement that inserts a declaration and a pass for half of a region's homes.

    A household that declared has declared together, on the first day.
    """
    begin = region * world.citizens_a_region
    return f"""
INSERT INTO declarations (
    type, declaration_id, citizen_id, declared_ms, received_ms, channel, origin, destination,
    residence, transport, departs_ms, journey_id, pass_id, issued_ms, expires_ms, kid, token_hash,
    kafka_partition, kafka_offset, recorded_ms
)
WITH
    intDiv(number, {PARTY}) AS household,
    leftPad(toString(1 + household % 700), 3, '0') AS home,
    arrayJoin([0, 1]) AS is_pass,
    {FROM_MS} + household % 43200000 AS at_ms
SELECT
    if(is_pass, 'PassIssued', 'DeclarationFiled') AS type,
    lower(hex(sipHash128('declaration', number))) AS declaration_id,
    {citizen_id("number")} AS citizen_id,
    if(is_pass, 0, at_ms) AS declared_ms, if(is_pass, 0, at_ms) AS received_ms,
    if(is_pass, '', 'web') AS channel, home AS origin, if(is_pass, '', '001') AS destination,
    if(is_pass, '', home) AS residence, if(is_pass, '', 'motorbike') AS transport,
    if(is_pass, 0, at_ms) AS departs_ms,
    if(is_pass, '', lower(hex(sipHash128('journey', household)))) AS journey_id,
    if(is_pass, substring(lower(hex(sipHash128('pass', number, 0))), 1, 20), '') AS pass_id,
    if(is_pass, at_ms, 0) AS issued_ms, if(is_pass, at_ms + 259200000, 0) AS expires_ms,
    if(is_pass, 'a1b2c3d4e5f60718', '') AS kid,
    if(is_pass, lower(hex(sipHash128('token', number, 0))), '') AS token_hash,
    toInt32(number % 12) AS kafka_partition, toInt64(number) AS kafka_offset, at_ms AS recorded_ms
FROM numbers({begin}, {world.citizens_a_region})
WHERE household % 2 = 0
"""  # noqa: S608  # our own figures
