"""The store on the real engine."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from clickhouse_connect.driver.exceptions import DatabaseError

from analytics.store import RefusedLines, Store
from contracts.errors import Stop
from contracts.lines import encode_line
from contracts.settings import Settings
from deploy.layout import ROOT
from tests.builders.analytics import figures, scan

pytestmark = pytest.mark.integration


class _Number(msgspec.Struct, frozen=True):
    number: int


class _Text(msgspec.Struct, frozen=True):
    text: str


def _row(number: int) -> bytes:
    return b'{"kafka_partition":0,"kafka_offset":0,' + encode_line(scan(number))[1:]


def test_an_answer_says_how_many_rows_were_read(store: Store) -> None:
    """Not how many came back."""
    answer = store.ask(
        "SELECT toInt64(count()) AS number FROM numbers({n:UInt32})", {"n": 5000}, row=_Number
    )

    assert answer.rows == (_Number(5000),)
    assert answer.rows_read == 5000


def test_large_numbers_and_odd_texts_come_back_as_they_were(store: Store) -> None:
    """As parameters and as answers."""
    text = 'it\'s \\ a "test"\n\t{x} %s đường'

    assert store.ask("SELECT {t:String} AS text", {"t": text}, row=_Text).rows[0].text == text
    big = 2**62
    assert store.ask("SELECT {n:Int64} AS number", {"n": big}, row=_Number).rows[0].number == big


def test_the_same_token_inserts_once_into_a_table_and_its_views(store: Store) -> None:
    """That is what makes an insert in doubt repeatable."""
    for _ in range(2):
        store.insert_lines("scans", _row(1), token="scans:0:0-0")
    store.insert_lines("scans", _row(1), token="scans:0:1-1")

    assert figures(store).rows == 2
    assert figures(store, "scans_by_person").rows == 2


def test_a_refused_line_keeps_its_batch_out(store: Store) -> None:
    """All or nothing, so that a retry has nothing to undo."""
    with pytest.raises(RefusedLines):
        store.insert_lines("scans", _row(1) + b"\n" + b'{"scan_id":"alone"}', token="a")

    assert figures(store).rows == 0


def test_questions_run_side_by_side(store: Store) -> None:
    """More threads than clients: each gets its own answer."""
    with ThreadPoolExecutor(12) as pool:
        answers = pool.map(
            lambda n: store.ask("SELECT {n:Int64} AS number", {"n": n}, row=_Number).rows[0].number,
            range(60),
        )
        assert list(answers) == list(range(60))


def test_a_question_clickhouse_does_not_understand_is_our_fault(store: Store) -> None:
    """It is not dressed up as something to try again."""
    with pytest.raises(DatabaseError):
        store.ask("SELECT nonsense AS number", row=_Number)


def test_a_folder_held_by_another_process_stops_the_start(tmp_path: Path) -> None:
    """One process per folder."""
    program = (
        "from pathlib import Path; from contracts.settings import Settings;"
        "from analytics.store import Store;"
        f"s = Store.open(Settings(data=Path({str(tmp_path)!r})));"
        "print('open', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"

        with pytest.raises(Stop, match="can't be opened"):
            Store.open(Settings(data=tmp_path))
        other.communicate("\n")
