"""A worker in a process of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from deploy.layout import ROOT


class WorkerProcess:
    """A worker that can be killed, stopped for a while, and started again."""

    def __init__(
        self, bootstrap: str, folder: Path, *, name: str = "worker-1", state: str = "memory://"
    ) -> None:
        self._bootstrap = bootstrap
        self._log = folder / f"{name}.log"
        self._environment = {
            **os.environ,
            "CHOT_DATA": str(folder),
            "CHOT_WORKER_PORT": "0",
            "CHOT_WORKER_NAME": name,
            "CHOT_STATE": state,
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        """Everything it has written."""
        return self._log.read_text(encoding="utf-8")

    @property
    def recoveries(self) -> int:
        """How often it has read its state."""
        return self.log.count('"recovered"')

    def start(self) -> None:
        """Start it."""
        code = (
            "from contracts.settings import Settings; from streams.worker import run_worker;"
            f"run_worker(Settings(), {self._bootstrap!r})"
        )
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", code],
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=log,
            )

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def pause(self) -> None:
        """Stop it where it stands; it does not know."""
        self._signal(signal.SIGSTOP)

    def wake(self) -> None:
        """Let it go on where it stood."""
        self._signal(signal.SIGCONT)

    def ended(self) -> bool:
        """Tell whether it ended by itself."""
        return self._process is not None and self._process.poll() is not None

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)
