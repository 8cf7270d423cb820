"""Made-up identity papers, phones and plates: right in structure, each given out once.

Twelve-digit numbers carry serials 990000 to 999999, the house's mark of test people, so a birth
province, sex, century and year has room for 10,000 of them; a full cell moves on to the next
province.
"""

import random
from collections import Counter

import msgspec

from contracts.identity import Document
from simulation.names import Sex

_SERIALS = 10_000
_FIRST_SERIAL = 990_000
# Coprime to the number of serials: a walk in this step meets each serial once.
_SERIAL_STEP = 7_919
_HANOI = "001"
_BIRTH_PROVINCES = (
    *("001", "036", "034", "038", "033", "030", "040", "035"),
    *("025", "026", "024", "027", "037", "019", "017", "031"),
)
_BORN_IN_HANOI = 0.62
_OLD_CARDS = 0.06
_PASSPORTS = 0.01
_MOBILE = ("032", "034", "036", "038", "070", "076", "083", "086", "091", "094", "097", "098")
_NEW_CENTURY = 2000
_LOCALITIES = ("29", "30", "31", "32", "33", "40")
_CAR_SERIES = "AEFGHK"
_MOTORBIKE_SERIES = "BCDEFGHKLMNPSTVXYZ"
_NUMBERS = 100_000


class Vehicle(msgspec.Struct, frozen=True):
    """A vehicle: how a declaration calls it, its plate, and its trailer's plate or nothing."""

    transport: str
    plate: str
    trailer: str = ""


class Papers:
    """The office that gives papers and plates out, each number once."""

    def __init__(self, rng: random.Random) -> None:
        """Draw with `rng`; the same generator gives the same papers."""
        self._rng = rng
        self._given: Counter[str] = Counter()
        # Cities of different seeds should share few papers: they may meet in one store.
        self._start = rng.randrange(_NUMBERS * 100)

    def document(self, sex: Sex, birth_year: int) -> Document:
        """Return an identity paper: mostly a CCCD, some old nine-digit cards, a few passports."""
        drawn = self._rng.random()
        if drawn < _PASSPORTS:
            return Document("passport", f"Z99{self._next('passport', _NUMBERS):05d}")
        if drawn < _PASSPORTS + _OLD_CARDS:
            return Document("cmnd", f"99{self._next('cmnd', _NUMBERS * 100):07d}")
        return Document("cccd", self._cccd(sex, birth_year))

    def phone(self) -> str:
        """Return a mobile number of ten digits."""
        return f"{self._rng.choice(_MOBILE)}{self._rng.randrange(10_000_000):07d}"

    def motorbike(self) -> Vehicle:
        """Return a motorbike, its plate typed as officers write it."""
        series = f"{self._rng.choice(_MOTORBIKE_SERIES)}{self._rng.randint(1, 9)}"
        return Vehicle("motorbike", self._plate(f"-{series} "))

    def car(self) -> Vehicle:
        """Return a private car."""
        return Vehicle("car", self._plate(f"{self._rng.choice(_CAR_SERIES)}-"))

    def coach(self) -> Vehicle:
        """Return a coach."""
        return Vehicle("coach", self._plate("B-"))

    def lorry(self) -> Vehicle:
        """Return a tractor with its trailer: two plates."""
        return Vehicle("lorry", self._plate("C-"), self._plate("R-"))

    def _cccd(self, sex: Sex, birth_year: int) -> str:
        in_hanoi = self._rng.random() < _BORN_IN_HANOI
        province = _HANOI if in_hanoi else self._rng.choice(_BIRTH_PROVINCES)
        century = 2 * (birth_year >= _NEW_CENTURY) + (sex == "female")
        start = _BIRTH_PROVINCES.index(province)
        for step in range(len(_BIRTH_PROVINCES)):
            prefix = _BIRTH_PROVINCES[(start + step) % len(_BIRTH_PROVINCES)]
            cell = f"{prefix}{century}{birth_year % 100:02d}"
            if self._given[cell] < _SERIALS:
                return f"{cell}{_FIRST_SERIAL + self._next(cell, _SERIALS)}"
        raise ValueError(f"no serials left for people born in {birth_year}")

    def _plate(self, series: str) -> str:
        locality = self._rng.choice(_LOCALITIES)
        number = f"{self._next(locality + series, _NUMBERS):05d}"
        return f"{locality}{series}{number[:3]}.{number[3:]}"

    def _next(self, row: str, size: int) -> int:
        """Return the next number of a row; numbers do not repeat and do not look consecutive."""
        count = self._given[row]
        if count >= size:
            raise ValueError(f"no numbers left in {row}")
        self._given[row] += 1
        return (self._start + count) * _SERIAL_STEP % size
