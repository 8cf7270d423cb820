"""Made-up Vietnamese names: common family, middle and given names, put together by chance.

A match with a real person would be an accident.
"""

import random
from typing import Literal

Sex = Literal["male", "female"]

_FAMILY = {
    "Nguyễn": 384,
    "Trần": 121,
    "Lê": 95,
    "Phạm": 70,
    "Hoàng": 51,
    "Phan": 45,
    "Vũ": 39,
    "Đặng": 21,
    "Bùi": 20,
    "Đỗ": 14,
    "Hồ": 13,
    "Ngô": 13,
    "Dương": 10,
    "Đinh": 9,
    "Trịnh": 8,
    "Lương": 7,
    "Mai": 6,
    "Tạ": 6,
    "Cao": 6,
    "Lý": 5,
    "Chu": 5,
    "Kiều": 4,
    "Khuất": 3,
    "Phùng": 5,
}
_MIDDLE: dict[Sex, tuple[str, ...]] = {
    "male": (
        *("Văn",) * 5,
        *("Đức", "Minh", "Quang", "Hữu", "Xuân", "Công", "Thành", "Đình", "Ngọc", "Quốc", "Trọng"),
        *("Anh", "Tuấn", "Mạnh", "Việt", "Gia", "Bá"),
    ),
    "female": (
        *("Thị",) * 6,
        *("Thu", "Ngọc", "Thanh", "Minh", "Phương", "Hồng", "Kim", "Thúy", "Bích", "Mai", "Khánh"),
        *("Thị Thu", "Thị Thanh", "Thị Hồng", "Thị Kim"),
    ),
}
_GIVEN: dict[Sex, tuple[str, ...]] = {
    "male": (
        *("An", "Bình", "Cường", "Chiến", "Dũng", "Duy", "Dương", "Đạt", "Giang", "Hà", "Hải"),
        *("Hiếu", "Hoàng", "Hùng", "Huy", "Hưng", "Khánh", "Khoa", "Kiên", "Lâm", "Long", "Lộc"),
        *("Mạnh", "Minh", "Nam", "Nghĩa", "Phong", "Phúc", "Quân", "Quang", "Sơn", "Tài", "Tâm"),
        *("Thắng", "Thành", "Thịnh", "Tiến", "Toàn", "Trung", "Tuấn", "Tùng", "Việt", "Vinh"),
    ),
    "female": (
        *("An", "Anh", "Chi", "Dung", "Diệp", "Giang", "Hà", "Hạnh", "Hằng", "Hiền", "Hoa"),
        *("Hồng", "Huệ", "Hương", "Huyền", "Lan", "Linh", "Loan", "Ly", "Mai", "My", "Nga", "Ngân"),
        *("Ngọc", "Nhung", "Oanh", "Phương", "Quyên", "Quỳnh", "Tâm", "Thảo", "Thơm", "Thu"),
        *("Thúy", "Trang", "Trinh", "Tuyết", "Uyên", "Vân", "Xuân", "Yến"),
    ),
}
_FAMILY_NAMES = tuple(_FAMILY)
_FAMILY_WEIGHTS = tuple(_FAMILY.values())


def family_name(rng: random.Random) -> str:
    """Draw a family name, the common ones as often as they are met."""
    return rng.choices(_FAMILY_NAMES, _FAMILY_WEIGHTS)[0]


def full_name(rng: random.Random, family: str, sex: Sex) -> str:
    """Return a full name, family name first."""
    return f"{family} {rng.choice(_MIDDLE[sex])} {rng.choice(_GIVEN[sex])}"
