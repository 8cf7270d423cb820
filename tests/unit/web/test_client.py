"""The scripts of the pages have tests of their own, in TypeScript; they are run from here."""

import subprocess

from deploy.layout import ROOT

_CLIENT = ROOT / "web" / "client"
_WITHIN_S = 300


def test_the_tests_of_the_scripts_pass() -> None:
    """What vitest says stands in the message of a failure."""
    done = subprocess.run(
        ["node", "node_modules/vitest/vitest.mjs", "run"],
        cwd=_CLIENT,
        capture_output=True,
        text=True,
        check=False,
        timeout=_WITHIN_S,
    )

    assert done.returncode == 0, done.stdout + done.stderr
