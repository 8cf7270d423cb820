"""When people move: minutes of the day, drawn by purpose."""

import random

DAY_MINUTES = 24 * 60

# Share of departures, middle and spread in minutes after midnight.
_COMMUTE = ((0.80, 6 * 60 + 50, 50), (0.12, 12 * 60 + 30, 90), (0.08, 16 * 60, 120))
_ERRAND = ((0.45, 9 * 60 + 30, 80), (0.40, 18 * 60 + 20, 70), (0.15, 14 * 60, 90))
_HAUL = ((0.45, 4 * 60 + 30, 100), (0.35, 10 * 60, 150), (0.20, 15 * 60, 150))

_EARLIEST = 5
_LATEST = 23 * 60 + 30


def commute_minute(rng: random.Random) -> int:
    """Draw when somebody sets out for work: most in the early morning, some for later shifts."""
    return _minute(_COMMUTE, rng)


def errand_minute(rng: random.Random) -> int:
    """Draw when somebody goes out for an errand: late morning or after work."""
    return _minute(_ERRAND, rng)


def haul_minute(rng: random.Random) -> int:
    """Draw when a lorry sets out: before dawn, or through the day."""
    return _minute(_HAUL, rng)


def work_minutes(rng: random.Random) -> int:
    """Draw how long a day's work lasts."""
    return int(min(max(rng.gauss(9 * 60 + 20, 55), 3 * 60), 13 * 60))


def _minute(peaks: tuple[tuple[float, int, int], ...], rng: random.Random) -> int:
    drawn = rng.random()
    for share, middle, spread in peaks:
        if drawn < share:
            return int(min(max(rng.gauss(middle, spread), _EARLIEST), _LATEST))
        drawn -= share
    return rng.randrange(_EARLIEST, _LATEST)
