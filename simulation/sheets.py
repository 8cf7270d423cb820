"""Filled-in paper forms of made-up people, as an officer's telephone photographs them."""

import io
import math
import random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

_SIZE = (1240, 1754)
_INK = (28, 40, 130)
_FONT = "DejaVuSans.ttf"
_LINES = (
    ("Họ và tên", "NGUYỄN VĂN THỬ"),
    ("Ngày sinh", "15/08/1999        Nam [x]   Nữ [ ]"),
    ("Số CCCD", "001099990001"),
    ("Điện thoại", "0912 345 678"),
    ("Thường trú", "Số 1, ngõ 2, Phúc Xá, Ba Đình, Hà Nội"),
    ("Nơi đi", "Phúc Xá, Ba Đình, Hà Nội"),
    ("Nơi đến", "Cẩm Thượng, TP Hải Dương, Hải Dương"),
    ("Phương tiện", "xe máy   29-B1 123.45"),
    ("Triệu chứng", "không"),
    ("Tiếp xúc", "không"),
    ("Ký tên", "Thử"),
)


def filled_sheet(seed: int) -> bytes:
    """Return a JPEG: printed labels, a filled-in hand, a table below and a telephone held askew."""
    rng = random.Random(f"sheet:{seed}")
    sheet = Image.new("RGB", _SIZE, (252, 251, 246))
    _fill_in(ImageDraw.Draw(sheet), rng)
    desk = Image.new("RGB", (1500, 2050), (96, 84, 70))
    desk.paste(sheet, (130, 150))
    tilted = desk.rotate(rng.uniform(-4, 4), resample=Image.Resampling.BICUBIC, expand=False)
    written = io.BytesIO()
    tilted.filter(ImageFilter.GaussianBlur(0.8)).save(written, "JPEG", quality=78)
    return written.getvalue()


def _fill_in(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    title, label, hand = (_font(size) for size in (44, 28, 34))
    pen.text((140, 90), "TỜ KHAI Y TẾ VÀ DI CHUYỂN", font=title, fill="black")
    for number, (printed, written) in enumerate(_LINES):
        top = 240 + 125 * number
        pen.text((90, top), printed, font=label, fill="black")
        pen.line((320, top + 42, 1150, top + 42), fill=(120, 120, 120), width=2)
        left = 335.0
        for letter in written:
            lift = 4 * math.sin(left / 35) + rng.uniform(-1.5, 1.5)
            pen.text((left, top - 4 + lift), letter, font=hand, fill=_INK)
            left += pen.textlength(letter, font=hand)


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    try:
        return ImageFont.truetype(_FONT, size)
    except OSError:
        return ImageFont.load_default(size)
