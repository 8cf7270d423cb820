"""Commands about accounts, as an administrator would do it over HTTP."""

from typing import Annotated

import typer

from deploy.commands.questions import As, session, show

Name = Annotated[str, typer.Argument(help="The account's name.")]
Roles = Annotated[list[str], typer.Option("--role", help="What it may do; may be given again.")]
Units = Annotated[
    list[str] | None, typer.Option("--unit", help="Where; without: the whole country.")
]


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    account = typer.Typer(help="Who may sign in, as what, and where.", no_args_is_help=True)
    account.command(name="list")(list_accounts)
    account.command()(put)
    account.command(name="switch-off")(switch_off)
    account.command(name="new-password")(new_password)
    account.command(name="take-second-factor")(take_second_factor)
    account.command(name="end-sessions")(end_sessions)
    app.add_typer(account, name="account")


def list_accounts(form: As = "table") -> None:
    """List the accounts.

    Example: `./chot account list --as json`
    """
    from deploy.account_answers import Accounts, accounts_table

    show(session("admin").fetch("/v1/officers"), Accounts, form, accounts_table)


def put(name: Name, *, role: Roles, unit: Units = None, form: As = "table") -> None:
    """Make an account, and show its password this once; or change one, and switch it on.

    Example: `./chot account put lan.hoankiem --role officer --unit 002`
    """
    from deploy.account_answers import Account, Accounts, accounts_table

    body = {"roles": role, "units": unit or [], "active": True}
    answer = session("admin").put(f"/v1/officers/{name}", body)
    show(answer, Account, form, lambda told: accounts_table(Accounts((told,))))


def switch_off(name: Name) -> None:
    """Switch an account off: its sessions end and it can't sign in.

    Example: `./chot account switch-off lan.hoankiem`
    """
    from deploy.account_answers import Accounts

    administrator = session("admin")
    known = {one.account: one for one in administrator.get("/v1/officers", Accounts).officers}
    if name not in known:
        raise typer.BadParameter(f"no account {name}")
    body = {"roles": known[name].roles, "units": known[name].units, "active": False}
    administrator.put(f"/v1/officers/{name}", body)


def new_password(name: Name) -> None:
    """Give an account a new password, shown this once; its sessions end.

    Example: `./chot account new-password lan.hoankiem`
    """
    import msgspec

    from deploy.account_answers import Password

    answer = session("admin").put(f"/v1/officers/{name}/password", {})
    typer.echo(msgspec.json.decode(answer, type=Password).password)


def take_second_factor(name: Name) -> None:
    """Take an account's second factor away, once its owner has shown who they are.

    Example: `./chot account take-second-factor lan.hoankiem`
    """
    session("admin").delete(f"/v1/officers/{name}/second-factor")


def end_sessions(name: Name) -> None:
    """End every session of an account.

    Example: `./chot account end-sessions lan.hoankiem`
    """
    session("admin").delete(f"/v1/officers/{name}/sessions")
