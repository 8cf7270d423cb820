"""Commands that tell every gate something, as an administrator would over HTTP."""

import uuid
from typing import Annotated, Literal

import typer

from deploy.commands.questions import As, Purpose, session, show

Reason = Literal["revoked", "superseded"]
Since = Annotated[str, typer.Option(help="From when, RFC 3339 with a zone; without: now.")]


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    zone = typer.Typer(help="Epidemic areas, heeded by every gate.", no_args_is_help=True)
    zone.command()(declare)
    zone.command()(end)
    zone.command(name="list")(list_zones)
    app.add_typer(zone, name="zone")
    revoke = typer.Typer(help="What every gate must refuse.", no_args_is_help=True)
    revoke.command(name="pass")(withdraw_pass)
    revoke.command(name="key")(revoke_key)
    revoke.command(name="list")(list_revoked)
    app.add_typer(revoke, name="revoke")


def declare(
    unit: Annotated[str, typer.Argument(help="Code of a district or province.")],
    *,
    purpose: Purpose,
    zone_id: Annotated[
        str, typer.Option("--id", help="The area's id; the same id again changes that area.")
    ] = "",
    since: Since = "",
    until: Annotated[str, typer.Option(help="Until when; without: until further notice.")] = "",
    look_back_days: Annotated[
        int, typer.Option(help="Who left so many days before is looked for as well.")
    ] = 14,
    form: As = "table",
) -> None:
    """Declare a unit an epidemic area.

    Example: `./chot zone declare 001 --since 2021-08-20T00:00:00+07:00 --purpose "order 17"`
    """
    from deploy.order_answers import Zone, zones_table

    body = {
        "unit": unit,
        "since": since,
        "until": until,
        "look_back_days": look_back_days,
        "purpose": purpose,
    }
    named = zone_id or f"zone-{unit}-{uuid.uuid4().hex[:8]}"
    answer = session("admin").put(f"/v1/zones/{named}", body)
    show(answer, Zone, form, lambda told: zones_table([told]))


def end(
    zone_id: Annotated[str, typer.Argument(help="The area's id, as `zone list` shows it.")],
    *,
    purpose: Purpose,
    until: Annotated[str, typer.Option(help="From when on it is none; without: now.")] = "",
    form: As = "table",
) -> None:
    """End an epidemic area.

    Example: `./chot zone end zone-001-5f2c81aa --purpose "order 31"`
    """
    from deploy.order_answers import Zone, zones_table

    body = {"until": until, "purpose": purpose}
    answer = session("admin").put(f"/v1/zones/{zone_id}/end", body)
    show(answer, Zone, form, lambda told: zones_table([told]))


def list_zones(form: As = "table") -> None:
    """List the epidemic areas, ended ones too.

    Example: `./chot zone list`
    """
    from deploy.order_answers import Zones, zones_table

    answer = session("admin").fetch("/v1/zones")
    show(answer, Zones, form, lambda told: zones_table(told.zones))


def withdraw_pass(
    name: Annotated[str, typer.Argument(help="The pass id, or with --declaration that id.")],
    *,
    purpose: Purpose,
    declaration: Annotated[
        bool, typer.Option("--declaration", help="The id is that of a declaration.")
    ] = False,
    reason: Annotated[Reason, typer.Option(help="What the gates say.")] = "revoked",
    since: Since = "",
    form: As = "table",
) -> None:
    """Withdraw a pass, or all that were given for a declaration.

    Example: `./chot revoke pass 00112233445566778899 --purpose "a lost telephone"`
    """
    from deploy.order_answers import Withdrawal, Withdrawals, withdrawals_table

    body = {"reason": reason, "since": since, "purpose": purpose}
    if declaration:
        answer = session("admin").put(f"/v1/declarations/{name}/withdrawal", body)
        show(answer, Withdrawals, form, lambda told: withdrawals_table(told.withdrawals))
        return
    answer = session("admin").put(f"/v1/passes/{name}/withdrawal", body)
    show(answer, Withdrawal, form, lambda told: withdrawals_table([told]))


def revoke_key(
    public_key: Annotated[str, typer.Argument(help="The key, as `revoke list` shows it.")],
    *,
    purpose: Purpose,
    form: As = "table",
) -> None:
    """Revoke a key that signs passes, and with it every pass it signed.

    Example: `./chot revoke key 3b6a…f1 --purpose "the key was stolen"`
    """
    from deploy.order_answers import Key, keys_table

    answer = session("admin").put(f"/v1/pass-keys/{public_key}/revocation", {"purpose": purpose})
    show(answer, Key, form, lambda told: keys_table([told]))


def list_revoked(
    what: Annotated[Literal["passes", "keys"], typer.Argument(help="What to list.")],
    form: As = "table",
) -> None:
    """List the withdrawn passes, or all keys that sign passes.

    Example: `./chot revoke list keys`
    """
    from deploy.order_answers import Keys, Withdrawals, keys_table, withdrawals_table

    if what == "keys":
        show(session("admin").fetch("/v1/pass-keys"), Keys, form, lambda t: keys_table(t.keys))
        return
    answer = session("admin").fetch("/v1/withdrawals")
    show(answer, Withdrawals, form, lambda told: withdrawals_table(told.withdrawals))
