"""Unusual use: what each rule marks, and what it leaves alone."""

from analytics.questions.audit_use import AskedAbout, DayOfLookups, Lookup, SharedPerson
from api.audit.marks import (
    Habits,
    at_night,
    elsewhere,
    files_taken,
    habits_of,
    many_lookups,
    poor_purposes,
    relatives,
    same_person,
)
from contracts.durations import DAY_MS, HOUR_MS

# 24 August 2021, midnight in Hà Nội.
_MIDNIGHT_MS = 1_629_738_000_000
_NOON_MS = _MIDNIGHT_MS + 12 * HOUR_MS
_MAI = "a" * 32


def _asked(number: int, **changes: object) -> Lookup:
    said: dict[str, object] = {
        "event_id": f"e{number}",
        "at_ms": _NOON_MS + number,
        "account": "epi",
        "question": "timeline",
        "purpose": f"case HN-{number}",
        "as_file": "",
        "persons": 1,
    }
    return Lookup(**(said | changes))  # type: ignore[arg-type]


def _role(_: str) -> str:
    return "epidemiologist"


def test_a_day_far_above_habit_is_marked_with_its_figures() -> None:
    """Own habit and the role's are both told."""
    days = [*(DayOfLookups("epi", day, 10) for day in range(5)), DayOfLookups("epi", 9, 40)]
    habits = habits_of(days, 9, _role)

    (mark,) = many_lookups([days[-1]], habits, _role)

    assert (mark.kind, mark.figures) == ("many", {"count": 40, "own": 10, "role": 10})


def test_who_always_asks_much_and_whose_role_does_is_left_alone() -> None:
    """So is a day of few questions, however rare they are."""
    busy = Habits({"epi": 15.0}, {"epidemiologist": 2.0})
    busy_role = Habits({}, {"epidemiologist": 15.0})

    assert many_lookups([DayOfLookups("epi", 9, 40)], busy, _role) == []
    assert many_lookups([DayOfLookups("epi", 9, 40)], busy_role, _role) == []
    assert many_lookups([DayOfLookups("epi", 9, 19)], Habits({}, {}), _role) == []


def test_questions_at_night_are_marked_by_the_night() -> None:
    """Before and after midnight are one night; gates never sleep."""
    hours = (-1, 1, 4)
    night = [_asked(n, at_ms=_MIDNIGHT_MS + h * HOUR_MS) for n, h in enumerate(hours)]
    gates = [
        _asked(n, at_ms=_MIDNIGHT_MS + h * HOUR_MS, question="pass by document", account="off")
        for n, h in enumerate(hours)
    ]

    (mark,) = at_night([*night, *gates, *(_asked(n) for n in range(10, 20))])

    assert (mark.account, mark.figures, mark.entries) == ("epi", {"count": 3}, ("e0", "e1", "e2"))


def test_somebody_many_ask_about_is_marked() -> None:
    """With the accounts' names."""
    accounts = tuple(f"a{n}" for n in range(5))

    (mark,) = same_person(
        [SharedPerson(_MAI, accounts, _NOON_MS), SharedPerson("b", accounts[:4], _NOON_MS)]
    )

    assert (mark.citizen_id, mark.account, mark.words) == (_MAI, "", "a0, a1, a2, a3, a4")


def test_many_files_in_a_day_are_marked() -> None:
    """With how many people were in them."""
    (mark,) = files_taken([_asked(n, as_file="csv", persons=100) for n in range(5)])

    assert mark.figures == {"count": 5, "persons": 500}
    assert files_taken([_asked(n, as_file="csv") for n in range(4)]) == []
    assert files_taken([_asked(n, as_file="csv", at_ms=n * DAY_MS) for n in range(9)]) == []


def test_purposes_that_repeat_or_say_nothing_are_marked() -> None:
    """The number of a case may repeat: it says which."""
    repeated = [_asked(n, purpose="daily control") for n in range(10)]
    of_a_case = [_asked(n, purpose="HN-2021-7", account="other") for n in range(10)]
    wordless = [_asked(20, purpose="aaaaaaaaa"), _asked(21, purpose="abc")]

    found = poor_purposes([*repeated, *of_a_case, *wordless], frozenset({"hn-2021-7"}))

    assert [(m.kind, m.words) for m in found] == [
        ("repeated", "daily control"),
        ("wordless", "aaaaaaaaa"),
        ("wordless", "abc"),
    ]


def test_a_question_about_a_relative_is_marked_for_that_account_only() -> None:
    """Somebody else's relative is nobody's business."""
    asked = [AskedAbout(name, _MAI, _NOON_MS, 2, "e1") for name in ("epi", "other")]

    (mark,) = relatives(asked, frozenset({("epi", _MAI)}))

    assert (mark.account, mark.citizen_id, mark.entries) == ("epi", _MAI, ("e1",))


def test_people_who_live_elsewhere_are_counted_by_day() -> None:
    """Of whom no home is known, nothing is said."""
    asked = [AskedAbout("epi", person, _NOON_MS, 1, f"e-{person}") for person in "abc"]

    (mark,) = elsewhere(asked, {"a": "001", "b": "279"}, lambda home, _: home == "001")

    assert mark.figures == {"count": 1, "of": 2}
    assert mark.entries == ("e-b",)


def test_a_mark_keeps_its_id_while_it_is_about_the_same() -> None:
    """So an explanation stays with it when more of it comes."""
    few = files_taken([_asked(n, as_file="csv") for n in range(5)])
    more = files_taken([_asked(n, as_file="csv") for n in range(7)])

    assert few[0].mark_id == more[0].mark_id
