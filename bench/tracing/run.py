"""`chot bench tracing`: a nation's scans, and how soon questions about them are answered."""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from analytics.migrations import migrate
from analytics.store import Store
from bench.tracing.asked import forms
from bench.tracing.building import Built, Say, build_first_region, build_the_rest, sizes
from bench.tracing.duck import fill, opened_duck
from bench.tracing.engines import Naive, Plain
from bench.tracing.figures import Answered, Compared, Report, reach_of
from bench.tracing.loading import Lines, loading_beside, measure_loader
from bench.tracing.timing import Repetitions, answered, compared, house_medians
from bench.tracing.world import World, world_of
from contracts.settings import Settings

QUICK_SCANS = 2_000_000


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """How many scans, how often each question is asked, and a folder to be kept, if any."""

    scans: int
    repeat: Repetitions = Repetitions()
    keep: Path | None = None


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What a folder holds, and what was measured while it was being filled."""

    world: World
    built: tuple[Built, ...]
    first_region_s: Mapping[str, float]


def measure(run: Run, say: Say) -> Report:
    """Measure everything in a data folder of our own, which is gone afterwards unless kept.

    Raises:
        Stop: an answer differs between the engines, or DuckDB is not installed.

    """
    with _folder(run.keep) as folder:
        settings = Settings(data=folder)
        with Store.open(settings) as store:
            migrate(store)
            kept = _filled(store, folder, run, say)
            return _measured(store, settings, kept, run.repeat, say)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="chot-bench-") as name:
        yield Path(name)


def _filled(store: Store, folder: Path, run: Run, say: Say) -> _Kept:
    note = folder / "tracing.json"
    if note.exists():
        return msgspec.json.decode(note.read_bytes(), type=_Kept)
    world = world_of(run.scans)
    say(f"the first of ten regions: {world.scans // 10:,} scans …")
    first = build_first_region(store, world, say)
    first_region_s = house_medians(store, forms(store, world), run.repeat.house)
    say(f"the other nine: {world.scans // 10 * 9:,} scans …")
    rest = build_the_rest(store, world, say)
    kept = _Kept(world=world, built=(first, rest), first_region_s=first_region_s)
    note.write_bytes(msgspec.json.encode(kept))
    return kept


def _measured(
    store: Store, settings: Settings, kept: _Kept, repeat: Repetitions, say: Say
) -> Report:
    asked = forms(store, kept.world)
    tables = sizes(store)
    say("asking the house …")
    alone = house_medians(store, asked, repeat.house)
    grown = compared(kept.first_region_s, alone)
    told = _beside_others(store, settings.data, kept.world, repeat, say)
    lines = Lines(store)
    beside, rate = _beside_loading(store, kept.world, lines, repeat, say)
    say("the loader …")
    loaded = measure_loader(store, settings, lines)
    return Report(
        cores=len(os.sched_getaffinity(0)),
        scans=sum(built.scans for built in kept.built),
        places=kept.world.places,
        citizens=kept.world.citizens,
        built=kept.built,
        tables=tables,
        answered=told,
        grown=grown,
        beside_loading=beside,
        loading_rows_per_s=rate,
        loaded=loaded,
        reach=reach_of(told, grown, beside, loaded),
    )


def _beside_others(
    store: Store, folder: Path, world: World, repeat: Repetitions, say: Say
) -> Sequence[Answered]:
    file = folder / "duck.db"
    is_new = not file.exists()
    with opened_duck(file) as duck:
        if is_new:
            fill(duck, store, folder, say)
        engines: dict[str, Plain] = {"naive": Naive(store), "duck": duck}
        return [answered(store, engines, form, repeat, say) for form in forms(store, world)]


def _beside_loading(
    store: Store, world: World, lines: Lines, repeat: Repetitions, say: Say
) -> tuple[Sequence[Compared], float]:
    """Ask with and without loading, one after the other."""
    asked = forms(store, world)
    alone = house_medians(store, asked, repeat.house)
    say("while scans are loaded …")
    with loading_beside(store, lines) as loading:
        beside = house_medians(store, asked, repeat.house)
    return compared(alone, beside), loading.rows_per_s
