"""How each question of the house is asked on the command line, and its answer shown to people."""

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from rich.table import Table

from deploy import answers, area_answers

T = TypeVar("T")


class View(NamedTuple, Generic[T]):
    """The answer as far as it is shown, its table, the days it usually looks at, an example."""

    answer: type[T]
    table: Callable[[T, int], Table]
    days: float
    example: str


VIEWS: dict[str, View[Any]] = {
    "timeline": View(
        answers.Timeline, answers.timeline_table, 3.0, 'timeline 0f…9c --purpose "case 17"'
    ),
    "vehicle": View(
        answers.VehicleTimeline,
        answers.vehicle_table,
        3.0,
        'vehicle 29A-123.45 --direction in --purpose "case 17"',
    ),
    "contacts": View(
        answers.Contacts,
        answers.contacts_table,
        3.0,
        'contacts 0f…9c --within-minutes 15 --purpose "case 17"',
    ),
    "spread": View(
        answers.Spread,
        answers.spread_table,
        14.0,
        'spread --document - --depth 2 --purpose "case 17" --format csv > reached.csv',
    ),
    "milestones": View(
        area_answers.Milestones,
        area_answers.milestones_table,
        14.0,
        'milestones 0f…9c 1a…7b --margin-minutes 30 --purpose "a notice"',
    ),
    "presence": View(
        area_answers.Presence,
        area_answers.presence_table,
        1.0,
        "presence --place hn-city-01 --from 2021-08-24T07:00:00+07:00 "
        '--until 2021-08-24T09:00:00+07:00 --purpose "case 17"',
    ),
    "alerts": View(
        answers.Alerts,
        answers.alerts_table,
        1.0,
        'alerts --unit 01 --kind impossible_travel --purpose "the daily review"',
    ),
    "overdue": View(
        area_answers.OverduePeople,
        area_answers.overdue_table,
        3.0,
        'overdue --unit 001 --purpose "the daily review"',
    ),
    "departures": View(
        answers.Departures,
        answers.departures_table,
        14.0,
        'departures 001 --days 14 --purpose "order 17"',
    ),
    "flows": View(
        area_answers.Flows,
        area_answers.flows_table,
        1.0,
        'flows --unit 01 --level district --purpose "the daily review"',
    ),
    "repeats": View(
        area_answers.Repeats,
        area_answers.repeats_table,
        1.0,
        'repeats --at-least 20 --direction in --direction out --purpose "order 17"',
    ),
}
