"""Erasing, shown on the raw files of Kafka and ClickHouse and on every table.

People of this file are invented; each test has its own.
"""

import base64
import io
import uuid
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import pytest
from nacl.exceptions import CryptoError

from analytics.erasing import rows_of_erased
from analytics.store import Store
from contracts.audit import DataErased, QuestionAsked
from contracts.events import DeclarationFiled
from contracts.identity import read_document
from contracts.registry import CitizenListed
from contracts.sealing import day_of, unseal
from contracts.settings import Settings
from contracts.topics import TOPICS
from deploy.broker import Broker
from deploy.expiry import let_go
from deploy.layout import KAFKA_JARS
from ingest.app import create_gateway
from service.clock import now_ms
from service.first_start import make_ready
from service.kafka import make_consumer, partitions_of
from service.parts import Parts
from service.secrets import Secrets
from tests.builders.api import RunningApi, running_api
from tests.builders.ingest import PLACE, form_body, moment
from tests.builders.serving import served
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.integration

_WITHIN_S = 60.0
# Who asked about whom stays, by law.
_BY_LAW = ("audit", "audit_about")


class Text(msgspec.Struct, frozen=True):
    """A value of some column."""

    text: str


class Person(msgspec.Struct, frozen=True):
    """Somebody invented, with what a raw file must not hold."""

    name: str
    number: str
    phone: str

    @property
    def secrets(self) -> dict[str, bytes]:
        """What to look for, in the forms in which it could lie in a file."""
        found = {}
        for what, text in (("name", self.name), ("number", self.number), ("phone", self.phone)):
            plain = text.encode()
            found[what] = plain
            found[f"{what}, escaped"] = msgspec.json.encode(text)[1:-1]
            found[f"{what}, UTF-16"] = text.encode("utf-16-le")
            for shift in range(3):
                # The part of the base64 text that does not depend on what stands around it.
                coded = base64.b64encode(b"x" * shift + plain)[4:-4]
                found[f"{what}, base64 {shift}"] = coded
        return found


class House:
    """A gateway and a read side on one folder and one broker whose files can be read."""

    def __init__(self, api: RunningApi, gateway: str, folder: Path) -> None:
        """Take what runs."""
        self.api = api
        self.gateway = gateway
        self.folder = folder

    def declare(self, person: Person) -> str:
        """File a declaration as a machine, and return whose it is."""
        token, _ = self.api.parts.sessions.issue("session", self.api.account("partner"))
        body = form_body(
            declaration_id=f"declaration-{uuid.uuid4().hex}",
            full_name=person.name,
            document={"kind": "cccd", "number": person.number},
            phone=person.phone,
            departs_at=moment(now_ms()),
        )
        answer = httpx.post(
            f"{self.gateway}/v1/declarations?draw=none",
            json=body,
            headers={"Authorization": f"Bearer {token}"},
            timeout=30,
        )
        assert answer.status_code == httpx.codes.CREATED, answer.text
        self._scan(answer.json()["token"])
        document = read_document("cccd", person.number)
        citizen_id = self.api.parts.pseudonyms.citizen_id(document)
        wait_until(
            lambda: len(self.tables_naming(citizen_id)) > 3, _WITHIN_S, "the person is loaded"
        )
        return citizen_id

    def _scan(self, code: str) -> None:
        token, _ = self.api.parts.sessions.issue("session", self.api.account("officer"))
        scan = {
            "scan_id": f"scan-{uuid.uuid4().hex}",
            "code": code,
            "place_id": PLACE,
            "direction": "in",
            "happened_at": moment(now_ms()),
            "plate": "29A-123.45",
        }
        answer = httpx.post(
            f"{self.gateway}/v1/scans",
            json=scan,
            headers={"Authorization": f"Bearer {token}"},
            timeout=30,
        )
        assert answer.is_success, answer.text

    def files(self) -> Iterator[tuple[Path, bytes]]:
        """Yield every file of Kafka, ClickHouse, shelf, sheets, logs and whatever else there is."""
        for file in sorted(self.folder.rglob("*")):
            if file.is_file():
                yield file, file.read_bytes()

    def records(self) -> Iterator[bytes]:
        """Yield key and value of every record of every topic, as the broker decompresses them."""
        consumer = make_consumer(self.api.parts.kafka)
        try:
            partitions = [p for topic in consumer.topics() for p in partitions_of(consumer, topic)]
            consumer.assign(partitions)
            ends = consumer.end_offsets(partitions)
            while any(consumer.position(partition) < end for partition, end in ends.items()):
                for records in consumer.poll(timeout_ms=200).values():
                    for record in records:
                        yield (record.key or b"") + b"\n" + (record.value or b"")
        finally:
            consumer.close()

    def cells(self) -> Iterator[tuple[str, str]]:
        """Yield every row of every table as text, whatever its columns are."""
        store = self.api.store
        for table in _tables(store):
            rows = store.ask(f"SELECT formatRow('JSONEachRow', *) AS text FROM {table}", row=Text)  # noqa: S608  # ours
            yield from ((table, row.text) for row in rows.rows)

    def tables_naming(self, text: str) -> dict[str, int]:
        """Return how many rows of which tables hold a text in any column, the audit's left out."""
        found: dict[str, int] = {}
        for table, row in self.cells():
            if text in row and table not in _BY_LAW:
                found[table] = found.get(table, 0) + 1
        return found

    def sealed(self, citizen_id: str) -> tuple[str, str]:
        """Return the sealed fields of a person's declaration and the day of their key."""
        for value in self.records():
            for line in value.splitlines():
                if b'"DeclarationFiled"' in line and citizen_id.encode() in line:
                    filed = msgspec.json.decode(line, type=DeclarationFiled)
                    return filed.sealed, filed.sealed_day
        raise AssertionError(citizen_id)

    def opened(self, sealed: str) -> dict[str, object] | None:
        """Try every key that is left; None if none of them opens it."""
        secrets = Secrets(self.folder / "house" / "secrets")
        for day in secrets.days():
            try:
                return unseal(sealed, secrets.day_key(day))
            except CryptoError:
                continue
        return None


def _tables(store: Store) -> list[str]:
    sql = """
        SELECT name AS text FROM system.tables
        WHERE database = currentDatabase() AND engine LIKE '%MergeTree'
        """
    return [row.text for row in store.ask(sql, row=Text).rows]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Run everything in one folder."""
    folder = tmp_path_factory.mktemp("whole")
    broker = Broker(folder=folder / "kafka", jars=KAFKA_JARS, log=folder / "logs" / "broker.log")
    kafka = broker.start()
    try:
        with running_api(kafka, folder / "house") as api:
            make_ready(api.parts)
            gateway = create_gateway(api.parts.settings, api.parts)
            with served(gateway) as url:
                yield House(api, url, folder)
    finally:
        broker.stop()


def _found(person: Person, house: House) -> list[str]:
    looked_at = Counter[str]()
    found = []
    sources = (
        *((f"file {file}", content) for file, content in house.files()),
        *(("a record", value) for value in house.records()),
        *((f"table {table}", row.encode()) for table, row in house.cells()),
    )
    for where, content in sources:
        looked_at[where.split()[0]] += 1
        found += [f"{what} in {where}" for what, one in person.secrets.items() if one in content]
    print(f"looked for {len(person.secrets)} texts in {dict(looked_at)}")  # noqa: T201  # how much it was
    return found


def test_a_person_who_is_erased_is_in_no_table_and_does_not_come_back(house: House) -> None:
    """Lists too; another person's rows stay, and asking again changes nothing."""
    gone = Person("Lê Thị Không Còn", "001099990101", "0912345601")
    stays = Person("Phạm Văn Ở Lại", "001099990102", "0912345602")
    citizen_id, other = house.declare(gone), house.declare(stays)
    parts, store = house.api.parts, house.api.store
    order = CitizenListed(citizen_id=citizen_id, kind="traced_contact", since_ms=1)
    parts.writer.write_and_see(order, lambda lists: order in lists.listed())
    before = house.tables_naming(other)
    body = {"purpose": "erase 101", "document": {"kind": "cccd", "number": gone.number}}

    with house.api.client("administrator") as client:
        answers = [client.post("/v1/erasures/persons", json=body) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert {t["table"] for t in answers[0].json()["tables"]} >= {"scans", "declarations", "passes"}
    assert answers[1].json()["tables"] == []
    assert house.tables_naming(citizen_id) == {}
    assert before.items() <= house.tables_naming(other).items()
    assert order not in parts.registry.lists.listed()
    notes = [e for e in house.api._noted() if isinstance(e, DataErased)]  # the topic
    assert [note.about for note in notes if note.purpose == "erase 101"] == [(citizen_id,)] * 2

    # The lines are on the topics still: load them once more, as a rebuild does.
    erased = {citizen_id: parts.registry.lists.erased[citizen_id].erased_ms}
    for line in _declared_lines(house, citizen_id):
        store.insert_lines("declarations", line, token="")
    assert rows_of_erased(store, erased)["declarations"] == 1
    let_go(parts, store)
    assert house.tables_naming(citizen_id) == {}


def _declared_lines(house: House, citizen_id: str) -> list[bytes]:
    opening = b'{"kafka_partition":0,"kafka_offset":0,"recorded_ms":%d,' % (now_ms() - 60_000)
    return [
        opening + line[1:]
        for value in house.records()
        for line in value.splitlines()
        if b'"DeclarationFiled"' in line and citizen_id.encode() in line
    ]


def test_all_that_is_held_on_a_person_is_handed_out(house: House) -> None:
    """Names in the clear while the day's key is there; noted before, and nobody else in it."""
    person = Person("Đỗ Thị Xem Lại", "001099990103", "0912345603")
    other = Person("Ngô Văn Khác", "001099990104", "0912345604")
    citizen_id, stranger = house.declare(person), house.declare(other)
    body = {"purpose": "export 103", "document": {"kind": "cccd", "number": person.number}}

    with house.api.client("administrator") as client:
        answer = client.post("/v1/persons/export", json=body, headers={"Accept-Language": "vi"})

    assert answer.status_code == httpx.codes.OK, answer.text
    files = zipfile.ZipFile(io.BytesIO(answer.content))
    told = msgspec.json.decode(files.read("person.json"))
    filed = next(row for row in told["declarations"] if row["type"] == "DeclarationFiled")
    assert filed["full_name"] == person.name
    assert filed["document"] == {"kind": "cccd", "number": person.number}
    assert len(told["scans"]) == 1
    assert {row["question"] for row in told["audit"]} == {"person_export"}
    assert stranger not in files.read("person.json").decode()
    assert person.name in files.read("person.html").decode()
    assert files.read("person.pdf").startswith(b"%PDF")
    noted = house.api.questions_noted("export 103")
    assert [(note.about, note.as_file) for note in noted] == [((citizen_id,), "zip")]
    assert isinstance(noted[0], QuestionAsked)


@pytest.mark.parametrize("path", ["erasures/persons", "erasures/days", "persons/export"])
def test_without_a_purpose_nothing_is_done(house: House, path: str) -> None:
    """Nor for whoever names nobody, or a day that has not begun."""
    days = path == "erasures/days"
    wrong: list[dict[str, object]] = [
        {"purpose": "", **({"day": "2021-08-24"} if days else {"citizen_id": "ab" * 16})},
        {"purpose": "a test", **({"day": "2999-01-01"} if days else {})},
    ]

    with house.api.client("administrator") as client:
        answers = [client.post(f"/v1/{path}", json=body) for body in wrong]

    assert [answer.status_code for answer in answers] == [422, 422], answers[0].text


def test_a_day_that_is_erased_is_closed_for_good_and_its_names_never_lay_open(
    house: House,
) -> None:
    """Raw files, decompressed records and every cell hold no name before, and no key after."""
    person = Person("Trần Thị Đặc Biệt", "001099990199", "0912345678")
    citizen_id = house.declare(person)
    sealed, day = house.sealed(citizen_id)
    assert day == day_of(now_ms())
    opened = house.opened(sealed)
    assert opened is not None
    assert opened["full_name"] == person.name
    assert _found(person, house) == []
    # The search finds what is there: the id is in the clear everywhere.
    assert any(citizen_id.encode() in value for value in house.records())
    key_file = house.folder / "house" / "secrets" / "day-keys" / f"{day}.key"
    wrapped = key_file.read_bytes()

    with house.api.client("administrator") as client:
        body = {"purpose": "erase the day", "day": day}
        answer = client.post("/v1/erasures/days", json=body)

    assert answer.status_code == httpx.codes.OK, answer.text
    assert answer.json()["keys"] == [day]
    assert answer.json()["rows_closed"] >= 1
    assert house.opened(sealed) is None
    assert _found(person, house) == []
    assert [str(file) for file, content in house.files() if wrapped in content] == []
    every = {row for _, row in house.cells()} | {v.decode() for v in house.records()}
    texts = {one for row in every for one in _sealed_texts(row) if one == sealed}
    assert texts == {sealed}, "the sealed text is there still, and nothing opens it"

    # A day that is not over has a new key at once, and what is sealed from then on can be read.
    later = house.declare(Person("Vũ Văn Về Sau", "001099990198", "0912345679"))
    again = house.opened(house.sealed(later)[0])
    assert again is not None
    assert again["full_name"] == "Vũ Văn Về Sau"


def _sealed_texts(row: str) -> list[str]:
    return [part.split('"')[0] for part in row.split('"sealed":"')[1:]]


def test_how_things_are_kept_is_told(house: House) -> None:
    """Every topic, and the keys with their ends."""
    with house.api.client("auditor") as client:
        told = client.get("/v1/privacy").json()

    assert {one["what"] for one in told["kept"]} >= {topic.name for topic in TOPICS}
    assert {key["state"] for key in told["day_keys"]} >= {"open", "ahead"}
    assert told["master_key"] == "file"


def test_a_gateway_alone_works_without_keys_that_open_anything(
    house: House, tmp_path: Path
) -> None:
    """It seals to public keys; neither master key nor day keys are there, nor come to be."""
    secrets = house.folder / "house" / "secrets"
    alone = tmp_path / "secrets"
    (alone / "pass-keys").mkdir(parents=True)
    for name in ("pseudonym.key", "session.key", "photo.key"):
        (alone / name).write_bytes((secrets / name).read_bytes())
    for key in (secrets / "pass-keys").glob("*.key"):
        (alone / "pass-keys" / key.name).write_bytes(key.read_bytes())

    parts = Parts(Settings(data=tmp_path), house.api.parts.kafka)
    parts.start()
    try:
        assert parts.registry.wait_ready(30)
        with served(create_gateway(parts.settings, parts)) as url:
            there = House(house.api, url, house.folder)
            citizen_id = there.declare(Person("Bùi Thị Cổng", "001099990105", "0912345605"))
    finally:
        parts.stop()

    assert house.opened(house.sealed(citizen_id)[0]) is not None
    assert not (alone / "master.key").exists()
    assert not (alone / "day-keys").exists()
