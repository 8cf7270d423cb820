"""Speaks the ten digits in Vietnamese for codes to copy: run by `./chot` once, at set-up.

Recordings lie as `ingest/captcha/drawing.py` wants them: FOLDER/0/vi.wav … FOLDER/9/vi.wav, one
channel of 8 bit at 8 kHz.
"""

import io
import subprocess
import sys
import wave
from array import array
from collections.abc import Sequence
from pathlib import Path

_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_WORDS_A_MINUTE = 130
_HERTZ = 8000
# Quieter than this, out of 32,768, is the silence before and after the word.
_SILENCE = 300


def speak_digits(folder: Path) -> None:
    """Write a recording of each digit; needs the command espeak-ng."""
    for digit, word in enumerate(_WORDS):
        recording = folder / str(digit) / "vi.wav"
        recording.parent.mkdir(parents=True, exist_ok=True)
        recording.write_bytes(_packed(*_spoken(word)))


def _spoken(word: str) -> tuple[Sequence[int], int]:
    """Return a word as samples of 16 bit, and how many of them make a second."""
    said = subprocess.run(
        ["espeak-ng", "-v", "vi", "-s", str(_WORDS_A_MINUTE), "--stdout", word],
        check=True,
        capture_output=True,
    ).stdout
    with wave.open(io.BytesIO(said)) as sound:
        return array("h", sound.readframes(sound.getnframes())), sound.getframerate()


def _packed(samples: Sequence[int], hertz: int) -> bytes:
    """Return samples without the silence around them, as a recording."""
    loud = [number for number, sample in enumerate(samples) if abs(sample) > _SILENCE]
    word = samples[loud[0] : loud[-1] + 1]
    step = hertz / _HERTZ
    between = [
        sum(part) // len(part)
        for number in range(int(len(word) / step))
        if (
            part := word[int(number * step) : max(int((number + 1) * step), int(number * step) + 1)]
        )
    ]
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((1, 1, _HERTZ, 0, "NONE", "not compressed"))
        sound.writeframes(bytes((sample >> 8) + 128 for sample in between))
    return out.getvalue()


if __name__ == "__main__":
    speak_digits(Path(sys.argv[1]))
