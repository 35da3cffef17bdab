"""Processes that people start by hand: where the definition lets them, on what it is for, one at a time."""

import asyncio

import pytest

from support.app import nothing_changes
from support.http import act, attempt, records, refused
from support.lending import make_application

START = {"id": "start", "kind": "start", "label": "开始", "next": "look", "by_hand": True}
LOOK = {
    "id": "look",
    "kind": "approval",
    "label": "查看",
    "mode": "any",
    "assign": {"role": "underwriter", "pick": 1},
    "approved": "done",
    "rejected": "done",
}
DONE = {"id": "done", "kind": "end", "label": "完", "outcome": "approved"}
LABEL = {"zh": "核查", "en": "Check"}


def process(**start):
    return {"object": "x_parcel", "label": LABEL, "nodes": [{**START, **start}, LOOK, DONE]}


async def publish(builder, kind, key, body):
    saved = await act(builder, "definition.save", kind=kind, key=key, body=body)
    assert saved["faults"] == []
    await act(builder, "definition.publish", drafts=[{"kind": kind, "key": key}], reason="试")


@pytest.fixture(scope="module")
async def builder(as_user):
    builder = await as_user("builder")
    await act(builder, "object.create", key="parcel", label_zh="包裹")
    await publish(builder, "process", "parcel_check", process())
    await publish(builder, "process", "parcel_often", process(several=True))
    await publish(builder, "process", "parcel_boss", process(roles=["manager"]))
    await publish(builder, "process", "parcel_inner", process(by_hand=False))
    return builder


@pytest.fixture
async def parcel(builder):
    return (await builder.post("/records/x_parcel", json={"x_name": "一号"})).json()["id"]


@pytest.mark.parametrize(
    ("start", "pointer"),
    [
        ({"by_hand": "yes"}, "/nodes/start/by_hand"),
        ({"several": 1}, "/nodes/start/several"),
        ({"roles": "sales"}, "/nodes/start/roles"),
        ({"roles": ["sales", "nobody"]}, "/nodes/start/roles/1"),
    ],
)
async def test_a_fault_of_the_start_has_its_place(builder, start, pointer):
    saved = await act(builder, "definition.save", kind="process", key="draft", body=process(**start))
    assert [one["pointer"] for one in saved["faults"]] == [pointer]
    await act(builder, "definition.discard", kind="process", key="draft")


async def test_a_process_is_started_once_and_again_when_it_has_ended(app, as_user, builder, parcel):
    given = {"process": "parcel_check", "object": "x_parcel", "id": parcel}
    key = {"Idempotency-Key": f"start-{parcel}"}
    first = await builder.post("/actions/process.start", json=given, headers=key)
    again = await builder.post("/actions/process.start", json=given, headers=key)
    assert first.status_code == 200
    assert first.json() == again.json()
    async with app.database.connection() as connection:
        rows = await connection.all(f"SELECT title FROM task WHERE subject_id = '{parcel}'")
        noted = await connection.all(f"SELECT name FROM audit_entry WHERE record_id = '{parcel}'")
    assert [row.title for row in rows] == ["查看 · 一号"]
    assert "process.instance.started" in [row.name for row in noted]
    async with nothing_changes(app):
        refused(await attempt(builder, "process.start", **given), 409, "process.running")
    for name in ("underwriter", "underwriter2"):
        client = await as_user(name)
        for task in await records(client, "task", limit=200):
            if task["subject_id"] == parcel:
                await act(client, "task.complete", task_id=task["id"], outcome="approve")
    await act(builder, "process.start", **given)


async def test_two_starts_at_once_are_one(builder, parcel):
    given = {"process": "parcel_check", "object": "x_parcel", "id": parcel}
    answers = await asyncio.gather(*(attempt(builder, "process.start", **given) for _ in range(2)))
    assert sorted(one.status_code for one in answers) == [200, 409]


async def test_several_run_where_the_definition_lets_them(builder, parcel):
    given = {"process": "parcel_often", "object": "x_parcel", "id": parcel}
    started = [(await act(builder, "process.start", **given))["process_instance_id"] for _ in range(2)]
    assert len(set(started)) == 2


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({"process": "gone"}, 404, "definition.unknown"),
        ({"process": "consumer_loan"}, 422, "process.wrong_subject"),
        ({"process": "parcel_inner"}, 403, "process.not_by_hand"),
        ({"process": "parcel_boss"}, 403, "process.not_by_hand"),
        ({"object": "x_gone"}, 422, "process.wrong_subject"),
        ({"id": "00000000-0000-7000-8000-000000000000"}, 404, "not_found"),
    ],
)
async def test_what_is_refused_leaves_nothing(app, builder, parcel, given, status, code):
    whole = {"process": "parcel_check", "object": "x_parcel", "id": parcel, **given}
    async with nothing_changes(app):
        refused(await attempt(builder, "process.start", **whole), status, code)


async def test_the_process_of_a_feature_is_not_started_past_its_checks(app, as_user):
    applied = await make_application(app, submit=False)
    sales = await as_user("sales")
    given = {"process": "consumer_loan", "object": "application", "id": applied.application_id}
    async with nothing_changes(app):
        refused(await attempt(sales, "process.start", **given), 403, "process.not_by_hand")


async def test_who_may_start_nothing_or_sees_no_such_record_is_refused(app, as_user, parcel):
    auditor, sales = await as_user("auditor"), await as_user("sales")
    given = {"process": "parcel_check", "object": "x_parcel", "id": parcel}
    async with nothing_changes(app):
        refused(await attempt(auditor, "process.start", **given), 403, "permission.denied")
        refused(await attempt(sales, "process.start", **given), 403, "permission.denied")


async def test_a_button_starts_it_and_is_there_for_who_may(builder):
    button = {"label": "核查", "kind": "process", "process": "parcel_check", "object": "x_parcel"}
    button["record"] = "$record.id"
    for change, pointer in (
        ({"process": "consumer_loan"}, "/actions/0/process"),
        ({"object": "party"}, "/actions/0/object"),
        ({"record": None}, "/actions/0/record"),
    ):
        body = {"actions": [{**button, **change}]}
        saved = await act(builder, "definition.save", kind="layout", key="x_parcel", body=body)
        assert pointer in [one["pointer"] for one in saved["faults"]]
    boss = {**button, "process": "parcel_boss"}
    await publish(builder, "layout", "x_parcel", {"actions": [button, boss]})
    objects = (await builder.get("/catalog")).json()["objects"]
    found = next(one for one in objects if one["key"] == "x_parcel")
    assert [one["process"] for one in found["buttons"]] == ["parcel_check"]
