"""A child process that cannot outlive its parent, with its own log file."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

# The kernel kills the child when the thread that started it is gone, however that came about.
_LEASH = ("setpriv", "--pdeathsig", "KILL", "--")

_LARGEST_LOG = 16 * 1024 * 1024


class Child:
    """One process: started any number of times, one at a time.

    `environment` is laid over this process's own. `stop_within_s` is how long the process may take
    to end by itself after it was asked to.
    """

    def __init__(
        self,
        *,
        name: str,
        command: Sequence[str],
        log: Path,
        environment: Mapping[str, str] | None = None,
        stop_within_s: float = 20.0,
    ) -> None:
        self.name = name
        self.log = log
        self._command = [*_LEASH, *command]
        self._environment = dict(environment or {})
        self._stop_within_s = stop_within_s
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process id of the last start, 0 before the first."""
        return self._process.pid if self._process else 0

    @property
    def exit_status(self) -> int | None:
        """What the last start ended with (negative: the signal), None while it runs."""
        return self._process.poll() if self._process else None

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the process in a session of its own, so that Ctrl-C reaches only its parent."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > _LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=os.environ | self._environment,
                start_new_session=True,
            )

    def ask_to_stop(self) -> None:
        """Send SIGTERM, if the process still runs."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)

    def stop(self) -> bool:
        """End the process; False if it had to be killed because its time was up."""
        if self._process is None:
            return True
        self.ask_to_stop()
        try:
            self._process.wait(self._stop_within_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            return False
        return True

    def log_tail(self, lines: int = 15) -> str:
        """Return the last lines of the log file."""
        if not self.log.exists():
            return ""
        text = self.log.read_text(encoding="utf-8", errors="replace")
        return "\n".join(text.splitlines()[-lines:])
