"""The command of each question of the house: it asks, and shows the answer in the form wanted."""

from collections.abc import Callable
from typing import Any, cast

import typer

from api.asking.catalogue import CATALOGUE, kind_named
from api.asking.kinds import AnyKind
from deploy.asking import Session
from deploy.commands.questions import MOST_ROWS, show
from deploy.question_options import body_of, signature_of
from deploy.question_views import VIEWS, View
from web.texts import tell

SignIn = Callable[[str], Session]


def names() -> list[str]:
    """Return the names of all questions."""
    return [kind.name for kind in CATALOGUE]


def app_of(name: str, sign_in: SignIn) -> typer.Typer | None:
    """Return an app with the command of that question alone, None where there is none of the name.

    `sign_in` takes the name of an account and returns its session.
    """
    if name not in names():
        return None
    app = typer.Typer(rich_markup_mode="markdown", add_completion=False)
    app.command(name=name)(_asking(kind_named(name), VIEWS[name], sign_in))
    return app


def _asking(kind: AnyKind, view: View[Any], sign_in: SignIn) -> Callable[..., None]:
    def run(**given: Any) -> None:
        form = given["form"]
        path = f"/v1/questions/{kind.name}"
        signed_in = sign_in("official" if "official" in kind.roles else "epi")
        body = body_of(kind, given)
        if form == "csv":
            typer.echo(signed_in.post(f"{path}?format=csv", body), nl=False)
        else:
            answer = signed_in.post(path, body)
            show(answer, view.answer, form, lambda found: view.table(found, MOST_ROWS))

    run.__doc__ = (
        f"{tell(f'question-{kind.name}-title', 'en')}\n\n"
        f"{tell(f'question-{kind.name}-lead', 'en')}\n\n"
        f"Example: `./chot ask {view.example}`"
    )
    cast("Any", run).__signature__ = signature_of(kind, view.days)
    return run
