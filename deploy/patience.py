"""How long to wait for something that starts: as long as it gets on. Times are of one clock."""

_ASK_EVERY_S = 3.0


class Patience:
    """Is over when nothing new was heard for `within_s` seconds."""

    def __init__(self, within_s: float, now_s: float) -> None:
        """Begin to wait."""
        self.last_heard = ""
        self._within_s = within_s
        self._now_s = self._asked_s = self._moved_s = now_s

    def wants_news(self, now_s: float) -> bool:
        """Tell whether it is time to ask how far it is."""
        self._now_s = now_s
        if now_s - self._asked_s < _ASK_EVERY_S:
            return False
        self._asked_s = now_s
        return True

    def hears(self, words: str) -> bool:
        """Take an answer in; tell whether it is news."""
        if not words or words == self.last_heard:
            return False
        self.last_heard, self._moved_s = words, self._now_s
        return True

    def is_over(self, now_s: float) -> bool:
        """Tell whether to wait no longer."""
        return now_s - self._moved_s >= self._within_s
