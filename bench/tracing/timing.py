"""Asks questions again and again, of one engine and of the others, and compares what they say."""

import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from analytics.store import Store
from bench.tracing.building import Say
from bench.tracing.engines import Plain, TooMuch
from bench.tracing.figures import Answered, Compared
from bench.tracing.forms.form import Form
from contracts.errors import Stop

# A plain question that takes so long is not asked again.
_ONCE_ABOVE_S = 60.0


class Repetitions(msgspec.Struct, frozen=True):
    """How often the house is asked, and how often the others."""

    house: int = 7
    plain: int = 3


def house_medians(store: Store, forms: Iterable[Form], times: int) -> dict[str, float]:
    """Return how long each question takes, in seconds, asked once before the clock runs."""
    medians = {}
    for form in forms:
        form.house(store)
        medians[form.name] = _median(lambda form=form: form.house(store), times)  # type: ignore[misc]
    return medians


def answered(
    store: Store, engines: Mapping[str, Plain], form: Form, repeat: Repetitions, say: Say
) -> Answered:
    """Ask all of them, compare their facts, and return how long each took.

    Raises:
        Stop: they differ.

    """
    told = form.house(store)
    plain = {
        name: _plainly(engine, name, form, told.facts, repeat.plain)
        for name, engine in engines.items()
    }
    given_up = tuple(name for name, one in plain.items() if one.given_up)
    found = Answered(
        name=form.name,
        facts=len(told.facts),
        house_s=_median(lambda: form.house(store), repeat.house),
        naive_s=plain["naive"].seconds,
        duck_s=plain["duck"].seconds,
        rows_read=told.rows_read,
        rows_needed=form.needed(store),
        given_up=given_up,
    )
    for name in given_up:
        say(f"{form.name}: {name} was given up after {plain[name].seconds:.0f} s")
    say(
        f"{form.name}: {found.facts:,} facts equal; {found.house_s:.3f} s, naive"
        f" {found.naive_s:.3f} s, DuckDB {found.duck_s:.3f} s; {found.rows_read:,} rows read of"
        f" {found.rows_needed:,} needed"
    )
    return found


class _Plain(NamedTuple):
    seconds: float
    given_up: bool


def _plainly(
    engine: Plain, name: str, form: Form, facts: Sequence[msgspec.Struct], times: int
) -> _Plain:
    """Ask an engine some times, once where that is long, and compare what it says."""
    taken: list[float] = []
    while len(taken) < times and max(taken, default=0.0) < _ONCE_ABOVE_S:
        began = engine.seconds
        try:
            said = form.plain(engine)
        except TooMuch:
            return _Plain(engine.seconds - began, given_up=True)
        taken.append(engine.seconds - began)
        refuse_unequal(form.name, name, facts, said)
    return _Plain(statistics.median(taken), given_up=False)


def refuse_unequal(
    question: str,
    engine: str,
    ours: Sequence[msgspec.Struct],
    theirs: Sequence[msgspec.Struct],
) -> None:
    """Compare facts in their order.

    Raises:
        Stop: with the first difference.

    """
    for number, (one, other) in enumerate(zip(ours, theirs, strict=False)):
        if one != other:
            raise Stop(f"{question}: fact {number} of the house is {one}, {engine} says {other}")
    if len(ours) != len(theirs):
        raise Stop(f"{question}: the house tells {len(ours)} facts, {engine} {len(theirs)}")


def compared(before: Mapping[str, float], after: Mapping[str, float]) -> tuple[Compared, ...]:
    """Return what was measured both times."""
    return tuple(
        Compared(name=name, before_s=seconds, after_s=after[name])
        for name, seconds in before.items()
        if name in after
    )


def _median(ask: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        ask()
        taken.append(time.perf_counter() - began)
    return round(statistics.median(taken), 5)
