"""The code as a picture and as a recording."""

import io
import wave
from pathlib import Path

import pytest
from PIL import Image

from contracts.words import Language
from deploy.voice import speak_digits
from ingest.captcha.drawing import Drawing

_MOST_BYTES = 4096


def test_a_picture_is_small_and_never_the_same_twice() -> None:
    """It comes with the form over slow networks."""
    drawing = Drawing()
    one, other = drawing.png("12345"), drawing.png("12345")

    assert Image.open(io.BytesIO(one)).size == (240, 90)
    assert one != other
    assert len(one) < _MOST_BYTES


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_recording_is_sound(language: Language) -> None:
    """Some seconds of it, in English where no other voice is there."""
    with wave.open(io.BytesIO(Drawing().wav("123", language))) as sound:
        assert sound.getnframes() / sound.getframerate() > 3


def test_vietnamese_is_spoken_to_who_reads_it(tmp_path: Path) -> None:
    """The voice made at set-up says all ten digits; it is read when it is needed."""
    speak_digits(tmp_path)
    drawing = Drawing(str(tmp_path))

    with wave.open(io.BytesIO(drawing.wav("0123456789", "vi"))) as sound:
        assert sound.getnframes() / sound.getframerate() > 10
    (recorded,) = (tmp_path / "5").iterdir()
    with wave.open(str(recorded)) as word:
        assert (word.getnchannels(), word.getsampwidth(), word.getframerate()) == (1, 1, 8000)
        assert 0.2 < word.getnframes() / word.getframerate() < 1.5
