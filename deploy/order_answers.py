"""What administrators told the gates, as tables for people."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from rich.table import Table

from deploy.tables import moment, table_of


class Zone(msgspec.Struct, frozen=True):
    """An epidemic area as it stands."""

    zone_id: str
    unit: str
    name: str
    since: datetime
    until: datetime | None
    look_back_days: int
    in_force: bool


class Zones(msgspec.Struct, frozen=True):
    """The answer of `/v1/zones`."""

    zones: tuple[Zone, ...]


class Withdrawal(msgspec.Struct, frozen=True):
    """A withdrawn pass."""

    pass_id: str
    citizen_id: str
    reason: str
    since: datetime


class Withdrawals(msgspec.Struct, frozen=True):
    """The answer of `/v1/withdrawals`, as far as it is shown."""

    withdrawals: tuple[Withdrawal, ...]


class Key(msgspec.Struct, frozen=True):
    """A key that signs passes."""

    kid: str
    public_key: str
    not_before_at: datetime | None
    not_after_at: datetime | None
    revoked: bool


class Keys(msgspec.Struct, frozen=True):
    """The answer of `/v1/pass-keys`."""

    keys: tuple[Key, ...]


def zones_table(zones: Iterable[Zone]) -> Table:
    """Return areas with what they are looked back for."""
    table = table_of("area", "unit", "name", "since", "until", "days back", "in force")
    for zone in zones:
        table.add_row(
            zone.zone_id,
            zone.unit,
            zone.name,
            moment(zone.since),
            moment(zone.until) if zone.until else "further notice",
            str(zone.look_back_days),
            "yes" if zone.in_force else "no",
        )
    return table


def withdrawals_table(withdrawals: Iterable[Withdrawal]) -> Table:
    """Return withdrawn passes and whose they are."""
    table = table_of("pass", "person", "reason", "since")
    for one in withdrawals:
        holder = one.citizen_id or "not loaded: withdraw it again later"
        table.add_row(one.pass_id, holder, one.reason, moment(one.since))
    return table


def keys_table(keys: Iterable[Key]) -> Table:
    """Return keys and their windows."""
    table = table_of("name", "public key", "from", "until", "revoked")
    for key in keys:
        table.add_row(
            key.kid,
            key.public_key,
            moment(key.not_before_at) if key.not_before_at else "",
            moment(key.not_after_at) if key.not_after_at else "",
            "yes" if key.revoked else "no",
        )
    return table
