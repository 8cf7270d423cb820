"""Behind each door, only what lies within the units of whoever came through it."""

import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from contracts.events import AlertRaised, PlaceMinuteCount
from contracts.registry import ZoneDeclared
from service.first_start import make_ready
from tests.builders.analytics import (
    START_MS,
    declaration,
    insert,
    pass_of,
    scan,
)
from tests.builders.api import RunningApi, running_api
from tests.builders.cases import CaseUnderTest, new_id, passage, send
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.integration

_SOC_SON, _GIA_LAM, _HANOI = "016", "018", "01"
_IN_SOC_SON, _IN_GIA_LAM = "hn-city-10", "hn-city-04"
_A_WARD_OF_SOC_SON, _A_WARD_OF_GIA_LAM = "00376", "00526"
_SPAN = {"from": "2021-08-23T00:00:00+07:00", "until": "2021-08-24T00:00:00+07:00"}


@pytest.fixture(scope="module")
def api(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApi]:
    """Serve a read side that asks saved questions again as often as it can."""
    folder = tmp_path_factory.mktemp("within")
    with running_api(kafka, folder, reask_every_s=0.2, reask_share=1.0) as running:
        # What is said in words is sealed to the key of the day.
        make_ready(running.parts)
        yield running


def _person() -> str:
    return uuid.uuid4().hex


def _reasons(refused: httpx.Response) -> set[tuple[str, str]]:
    assert refused.status_code == httpx.codes.UNPROCESSABLE_ENTITY, refused.text
    return {(one["field"], one["reason"]) for one in refused.json()["errors"]}


def test_an_answer_says_that_it_was_restricted(api: RunningApi) -> None:
    """Contacts elsewhere are missing, and whoever asks has to know."""
    case, met_here, met_there = _person(), _person(), _person()
    insert(
        api.store,
        "scans",
        [
            scan(n, scan_id=uuid.uuid4().hex, citizen_id=who, place_id=place)
            for n, (who, place) in enumerate(
                [
                    (case, _IN_SOC_SON), (met_here, _IN_SOC_SON),
                    (case, _IN_GIA_LAM), (met_there, _IN_GIA_LAM),
                ]
            )
        ],
    )  # fmt: skip
    body = _SPAN | {"citizen_ids": [case], "purpose": "case 17"}

    with api.client("epidemiologist", units=(_SOC_SON,)) as client:
        within = client.post("/v1/questions/contacts", json=body).json()
        refused = client.post("/v1/questions/contacts", json=body | {"unit": _GIA_LAM})
        table = client.post("/v1/questions/contacts?format=csv", json=body).text
    with api.client("epidemiologist") as client:
        everywhere = client.post("/v1/questions/contacts", json=body).json()

    assert [one["citizen_id"] for one in within["contacts"]] == [met_here]
    assert within["restricted_to"] == [_SOC_SON]
    assert {one["citizen_id"] for one in everywhere["contacts"]} == {met_here, met_there}
    assert everywhere["restricted_to"] == []
    assert _reasons(refused) == {("unit", "outside_jurisdiction")}
    assert met_here in table
    assert met_there not in table


def test_a_file_says_that_it_was_restricted(api: RunningApi) -> None:
    """Also where nobody sees the page that asked."""
    body = _SPAN | {"purpose": "the daily review"}
    with api.client("official", units=(_SOC_SON, _GIA_LAM)) as client:
        file = client.post("/v1/questions/flows?format=parquet", json=body).content
    with api.client("official") as client:
        whole = client.post("/v1/questions/flows?format=parquet", json=body).content

    named = "Huyện Sóc Sơn, Huyện Gia Lâm".encode()
    assert named in file
    assert named not in whole


def test_counts_and_figures_leave_places_outside_out(api: RunningApi) -> None:
    """And refuse to tell of one that is named."""
    cells = [
        {"place_id": place, "minute_ms": START_MS, "direction": "in", "count": 3}
        for place in (_IN_SOC_SON, _IN_GIA_LAM)
    ]
    _insert_counts(api, cells)
    with api.client("official", units=(_SOC_SON,)) as client:
        counts = client.get("/v1/counts", params=_SPAN).json()
        figures = client.get("/v1/situation").json()
        refused = [
            client.get("/v1/counts", params=_SPAN | {"place_id": _IN_GIA_LAM}),
            client.get("/v1/situation", params={"place_id": _IN_GIA_LAM}),
        ]
        refused_unit = client.get("/v1/situation", params={"unit": _HANOI})

    assert {cell["place_id"] for cell in counts["counts"]} == {_IN_SOC_SON}
    assert counts["restricted_to"] == figures["restricted_to"] == [_SOC_SON]
    for one in refused:
        assert _reasons(one) == {("place_id", "outside_jurisdiction")}
    assert _reasons(refused_unit) == {("unit", "outside_jurisdiction")}


def _insert_counts(api: RunningApi, cells: list[dict[str, Any]]) -> None:
    usual: dict[str, Any] = {"partition": 0, "category": "pass", "reason": "ok", "position": 1}
    insert(api.store, "counts", [PlaceMinuteCount(**usual | cell) for cell in cells])


def test_an_administrator_makes_accounts_that_reach_no_further(api: RunningApi) -> None:
    """Neither everywhere nor elsewhere; and nobody out of their reach is seen or changed."""
    stranger, name = api.account("officer", units=(_GIA_LAM,)), f"t-{uuid.uuid4().hex[:8]}"
    boundless = api.account("official")
    with api.client("administrator", units=(_SOC_SON,)) as client:

        def put(account: str, *units: str) -> httpx.Response:
            body = {"roles": ["officer"], "units": list(units)}
            return client.put(f"/v1/officers/{account}", json=body)

        refused = [put(name), put(name, _GIA_LAM), put(name, _HANOI)]
        others = [put(stranger, _SOC_SON), put(boundless, _SOC_SON)]
        ended = client.delete(f"/v1/officers/{stranger}/sessions")
        made = put(name, _A_WARD_OF_SOC_SON)
        listed = {one["account"] for one in client.get("/v1/officers").json()["officers"]}

    assert [{reason for _, reason in _reasons(one)} for one in refused] == [
        {"outside_jurisdiction"}
    ] * 3
    assert [_reasons(one) for one in others] == [{("account", "taken")}] * 2
    assert ended.status_code == httpx.codes.NOT_FOUND
    assert made.status_code == httpx.codes.OK
    assert name in listed
    assert not listed & {stranger, boundless}


def test_an_administrator_enrols_devices_for_places_of_their_own(api: RunningApi) -> None:
    """Not elsewhere, and none that is bound to no place."""
    with api.client("administrator", units=(_SOC_SON,)) as client:
        made = client.post("/v1/enrolments", json={"place_id": _IN_SOC_SON})
        refused = [
            client.post("/v1/enrolments", json={"place_id": place}) for place in (_IN_GIA_LAM, "")
        ]

    assert made.status_code == httpx.codes.CREATED
    assert [_reasons(one) for one in refused] == [{("place_id", "outside_jurisdiction")}] * 2


def test_areas_are_declared_and_ended_within_and_seen_where_they_matter(api: RunningApi) -> None:
    """A district's administrator sees their province's areas and ends none of them."""
    zones = {unit: f"zone-{uuid.uuid4().hex[:8]}" for unit in (_HANOI, _SOC_SON, _GIA_LAM)}
    for unit, zone_id in zones.items():
        zone = ZoneDeclared(zone_id=zone_id, unit=unit, since_ms=START_MS, declared_ms=START_MS)
        api.parts.writer.write(zone)
    api.parts.registry.wait_for(lambda lists: set(zones.values()) <= set(lists.zones))
    with api.client("administrator", units=(_SOC_SON,)) as client:
        seen = {one["zone_id"] for one in client.get("/v1/zones").json()["zones"]}
        order = {"purpose": "order 17"}
        ended = {
            unit: client.put(f"/v1/zones/{zone_id}/end", json=order).status_code
            for unit, zone_id in zones.items()
        }
        refused = client.put(f"/v1/zones/{new_id('zone')}", json=order | {"unit": _GIA_LAM})

    assert seen & set(zones.values()) == {zones[_HANOI], zones[_SOC_SON]}
    assert ended == {
        _HANOI: httpx.codes.NOT_FOUND,
        _SOC_SON: httpx.codes.OK,
        _GIA_LAM: httpx.codes.NOT_FOUND,
    }
    assert _reasons(refused) == {("unit", "outside_jurisdiction")}


def _issued(api: RunningApi, origin: str, destination: str) -> str:
    """Return a pass of a journey from one ward to another."""
    shown = scan(1, citizen_id=_person(), pass_id=uuid.uuid4().hex[:20])
    filed = declaration(shown, origin=origin, destination=destination)
    insert(api.store, "declarations", [filed, pass_of(shown)])
    return shown.pass_id


def test_a_pass_is_withdrawn_at_either_end_of_its_journey(api: RunningApi) -> None:
    """Elsewhere it is not there, like one that nobody knows; a key is the whole country's."""
    inside = _issued(api, _A_WARD_OF_SOC_SON, _A_WARD_OF_GIA_LAM)
    outside = _issued(api, _A_WARD_OF_GIA_LAM, _A_WARD_OF_GIA_LAM)
    order = {"purpose": "order 17"}
    with api.client("administrator") as client:
        client.put(f"/v1/passes/{outside}/withdrawal", json=order)
    with api.client("administrator", units=(_SOC_SON,)) as client:
        done = client.put(f"/v1/passes/{inside}/withdrawal", json=order)
        missing = [
            client.put(f"/v1/passes/{pass_id}/withdrawal", json=order)
            for pass_id in (outside, uuid.uuid4().hex[:20])
        ]
        declared = [
            client.put(f"/v1/declarations/declaration-of-{pass_id}/withdrawal", json=order)
            for pass_id in (inside, outside)
        ]
        told = client.get("/v1/withdrawals").json()
        refused = [
            client.put(f"/v1/pass-keys/{'0' * 64}/revocation", json=order),
            client.get("/v1/verification"),
            client.post(
                "/v1/persons/export", json={"citizen_id": _person(), "purpose": "a request"}
            ),
            client.post(
                "/v1/erasures/persons", json={"citizen_id": _person(), "purpose": "a request"}
            ),
            client.post("/v1/erasures/days", json={"day": "2021-08-23", "purpose": "a request"}),
        ]

    assert done.status_code == httpx.codes.OK
    assert {one.status_code for one in missing} == {httpx.codes.NOT_FOUND}
    assert len({one.text for one in missing}) == 1
    assert [one.status_code for one in declared] == [httpx.codes.OK, httpx.codes.NOT_FOUND]
    assert [one["pass_id"] for one in told["withdrawals"]] == [inside]
    assert {one.status_code for one in refused} == {httpx.codes.FORBIDDEN}


def _raised(citizen: str, place_id: str, **changes: Any) -> AlertRaised:
    said: dict[str, Any] = {
        "alert_id": f"impossible_travel:{uuid.uuid4().hex}",
        "citizen_id": citizen,
        "kind": "impossible_travel",
        "happened_ms": START_MS,
        "known_since_ms": START_MS,
        "version": 1,
        "scan_id": uuid.uuid4().hex,
        "place_id": place_id,
    }
    return AlertRaised(**said | changes)


def test_a_finding_is_reviewed_where_all_that_it_rests_on_lies(api: RunningApi) -> None:
    """One between two districts is the province's; elsewhere there is none."""
    citizen = _person()
    alert = _raised(
        citizen, _IN_SOC_SON, from_place_id=_IN_GIA_LAM, from_scan_id="b", from_ms=START_MS - 1
    )
    insert(api.store, "alerts", [alert])
    body = {"alert_id": alert.alert_id, "citizen_id": citizen}

    found = {}
    for unit in (_SOC_SON, _HANOI):
        with api.client("official", units=(unit,)) as client:
            waiting = client.post(
                "/v1/reviews/waiting", json=_SPAN | {"purpose": "the daily review"}
            ).json()
            opened = client.post("/v1/reviews", json=body).status_code
            found[unit] = (alert.alert_id in str(waiting), opened)

    assert found == {
        _SOC_SON: (False, httpx.codes.NOT_FOUND),
        _HANOI: (True, httpx.codes.OK),
    }


def test_a_saved_question_looks_as_far_as_its_owner_and_is_read_by_nobody_nearer(
    api: RunningApi,
) -> None:
    """Otherwise a case would tell its district what the district may not ask."""
    index, here, there = _person(), _person(), _person()
    send(api, "scans", passage(index, _IN_SOC_SON, 120), passage(here, _IN_SOC_SON, 119))
    send(api, "scans", passage(index, _IN_GIA_LAM, 60), passage(there, _IN_GIA_LAM, 59))
    with (
        api.client("epidemiologist", units=(_HANOI,)) as province,
        api.client("epidemiologist", units=(_SOC_SON,)) as district,
    ):
        case = CaseUnderTest(province)
        case.put("", number=case.number, unit=_SOC_SON)
        case.put("/index-persons", citizen_id=index)
        case.save_contacts()
        wait_until(lambda: case.question()["persons"] == 2, 60, "the province's answer")
        address = f"/v1/cases/{case.case_id}"
        before = district.get(address).json()["questions"]
        hidden = district.get(f"{address}/questions/{case.question_id}/people")
        taken = district.put(
            f"{address}/questions/{case.question_id}",
            json={"kind": "contacts", "rolling_days": 14, "of_index_persons": True},
        )
        own = case.seen_by(district)
        own.save_contacts()
        wait_until(lambda: own.question()["persons"] >= 0, 60, "the district's answer")
        theirs = district.get(f"{address}/questions/{own.question_id}/people").json()["people"]
        all_of_them = {one["question_id"] for one in case.told()["questions"]}

    assert before == []
    assert hidden.status_code == httpx.codes.NOT_FOUND
    assert _reasons(taken) == {("question_id", "taken")}
    assert [one["person"]["citizen_id"] for one in theirs] == [here]
    assert all_of_them == {case.question_id, own.question_id}
