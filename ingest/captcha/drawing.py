"""The code as a picture and as a recording. A picture takes 6 ms, a recording 300 ms: use a thread.

The only user of `captcha`.
"""

import io

from captcha.audio import AudioCaptcha
from captcha.image import ImageCaptcha
from PIL import ImageOps

from contracts.words import Language

# Twice as large as it is shown, for sharp screens; a few greys keep it under 3 kB.
_WIDTH, _HEIGHT, _SIZES = 240, 90, (58, 64, 70)
_GREYS = 8
# The package draws darker colours more faintly; what it drew is made black on white afterwards.
_PAPER, _INK = (255, 255, 255), (130, 130, 130, 255)


class Drawing:
    """Draws and speaks codes; `voice` is a folder with Vietnamese recordings of the digits.

    Without one, and to those who read English, the package's own voice speaks, in English.
    """

    def __init__(self, voice: str = "") -> None:
        """Prepare; recordings are read when the first one is asked for."""
        self._pictures = ImageCaptcha(width=_WIDTH, height=_HEIGHT, font_sizes=_SIZES)
        english = AudioCaptcha()
        self._voices: dict[Language, AudioCaptcha] = {
            "en": english,
            "vi": AudioCaptcha(voicedir=voice) if voice else english,
        }

    def png(self, code: str) -> bytes:
        """Return the code as a picture."""
        drawn = self._pictures.generate_image(code, bg_color=_PAPER, fg_color=_INK)
        out = io.BytesIO()
        ImageOps.autocontrast(drawn.convert("L")).quantize(_GREYS).save(out, "PNG", optimize=True)
        return out.getvalue()

    def wav(self, code: str, language: Language) -> bytes:
        """Return the code spoken, digit after digit."""
        return bytes(self._voices[language].generate(code))
