"""What the house holds in the end, beside what it said yes to."""

from collections.abc import Set as AbstractSet

from analytics.questions.scan_ids import missing_scans
from analytics.store import Store
from contracts.settings import Settings
from deploy.accounts import read_accounts
from deploy.asking import Session
from deploy.demo.quiet import wait_until_quiet
from deploy.faults.poison import dead_letters
from deploy.faults.report import Findings
from deploy.faults.target import Target
from deploy.verification import ask_verification

_EXAMPLES = 20


def check(
    target: Target, settings: Settings, acknowledged: AbstractSet[str], poison_lines: int
) -> Findings:
    """Wait until nothing is on its way, ask the house, stop it, and look into its ClickHouse.

    Raises:
        TryAgain: the house does not answer.
        Stop: its ClickHouse can't be opened.
    """
    house = target.note
    wait_until_quiet(house.kafka)
    letters = dead_letters(house.kafka)
    found = ask_verification(Session(house.api, read_accounts(settings.secrets)["admin"]))
    target.stop()
    # One process at a time may open it, so this comes after the house.
    with Store.open(settings) as store:
        lost = missing_scans(store, acknowledged)
    return Findings(
        acknowledged=len(acknowledged),
        lost=len(lost),
        lost_examples=tuple(sorted(lost)[:_EXAMPLES]),
        doubled=found.scans.doubled,
        verify_differences=found.differences,
        dead_letters=letters,
        poison_lines=poison_lines,
    )
