"""The code as a picture and as a recording."""

import io
import wave

from PIL import Image

from ingest.captcha.drawing import Drawing

_MOST_BYTES = 4096


def test_a_picture_is_small_and_never_the_same_twice() -> None:
    """It comes with the form over slow networks."""
    drawing = Drawing()
    one, other = drawing.png("12345"), drawing.png("12345")

    assert Image.open(io.BytesIO(one)).size == (240, 90)
    assert one != other
    assert len(one) < _MOST_BYTES


def test_a_recording_is_sound() -> None:
    """Some seconds of it."""
    with wave.open(io.BytesIO(Drawing().wav("123"))) as sound:
        assert sound.getnframes() / sound.getframerate() > 3
