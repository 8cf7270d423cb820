"""What was measured."""

from collections.abc import Mapping, Sequence

import msgspec

from bench.tracing.building import Built, Size

NOT_MEASURED = -1.0


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """One question at the largest size, the median of some repetitions in seconds.

    `facts` were equal in all three, but for engines that were `given_up` after so many seconds.
    `rows_read` is the engine's own figure for the house's form, `rows_needed` how many rows hold
    what the answer follows from.
    """

    name: str
    facts: int
    house_s: float
    naive_s: float
    duck_s: float
    rows_read: int
    rows_needed: int
    given_up: tuple[str, ...] = ()

    @property
    def naive_times(self) -> float:
        """How many times as long the naive form takes."""
        return _ratio(self.naive_s, self.house_s)

    @property
    def duck_times(self) -> float:
        """How many times as long DuckDB takes."""
        return _ratio(self.duck_s, self.house_s)

    @property
    def read_times(self) -> float:
        """How many rows were read for each that holds something."""
        return _ratio(self.rows_read, self.rows_needed)


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """A question's median seconds before and after something changed."""

    name: str
    before_s: float
    after_s: float

    @property
    def times(self) -> float:
        """How many times as long it takes afterwards."""
        return _ratio(self.after_s, self.before_s)


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """Rows a second into the tables: by the loader's own code, and as one raw insert.

    `raw` inserts the same JSON lines into the same table with its views, `bare` into a table of the
    same columns that has neither views nor any memory of what was inserted.
    """

    rows: int
    house_rows_per_s: float
    raw_rows_per_s: float
    bare_rows_per_s: float


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """Something to reach, what was measured of it, and whether that is enough."""

    what: str
    measured: float
    at_least: float | None = None
    at_most: float | None = None

    @property
    def is_reached(self) -> bool:
        """Whether it is."""
        enough = self.at_least is None or self.measured >= self.at_least
        return enough and (self.at_most is None or self.measured <= self.at_most)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One run. `loading_rows_per_s` is how fast rows came in while questions were asked beside."""

    cores: int
    scans: int
    places: int
    citizens: int
    built: Sequence[Built]
    tables: Sequence[Size]
    answered: Sequence[Answered]
    grown: Sequence[Compared]
    beside_loading: Sequence[Compared]
    loading_rows_per_s: float
    loaded: Loaded
    reach: Sequence[Reach]


def reach_of(
    answered: Sequence[Answered],
    grown: Sequence[Compared],
    beside: Sequence[Compared],
    loaded: Loaded,
) -> tuple[Reach, ...]:
    """Hold the figures against what they are to reach."""
    by_name = {one.name: one for one in answered}
    found = [
        Reach(what=f"{name}: naive takes times as long", measured=one.naive_times, at_least=least)
        for name, least in _NAIVE_AT_LEAST.items()
        if (one := by_name.get(name))
    ]
    found += [
        Reach(what=f"{one.name}: rows read per row needed", measured=one.read_times, at_most=20.0)
        for one in answered
    ]
    found += _spread(by_name)
    found += [
        Reach(what=f"{one.name}: ten times the data", measured=one.times, at_most=1.5)
        for one in grown
    ]
    found += [
        Reach(what=f"{one.name}: beside loading", measured=one.times, at_most=2.0) for one in beside
    ]
    rate = _ratio(loaded.house_rows_per_s, loaded.raw_rows_per_s)
    bare = _ratio(loaded.house_rows_per_s, loaded.bare_rows_per_s)
    found.append(Reach(what="loader: of a raw insert", measured=rate, at_least=0.5))
    found.append(Reach(what="loader: of a raw insert without views", measured=bare))
    return tuple(found)


_NAIVE_AT_LEAST = {"contacts_1": 15.0, "contacts_100": 8.0}


def _spread(by_name: Mapping[str, Answered]) -> list[Reach]:
    """F2 of ten goes on from a thousand people, so it is held against F1 of a thousand."""
    two, one = by_name.get("spread_10"), by_name.get("contacts_1000")
    if two is None or one is None:
        return []
    times = _ratio(two.house_s, one.house_s)
    return [Reach(what="spread_10: in contacts_1000", measured=times, at_most=3.0)]


def _ratio(part: float, whole: float) -> float:
    return round(part / whole, 2) if whole > 0 else NOT_MEASURED
