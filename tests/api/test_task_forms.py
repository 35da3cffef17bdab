"""A form node: its fields filled in by who has the task, written to the record, and what is refused."""

from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from support.app import acting, nothing_changes
from support.http import act, attempt, record, records, refused
from support.lending import make_application
from zhuxin.core.errors import InvalidFields
from zhuxin.kernel.packages.install import install_package
from zhuxin.kernel.packages.read import Package
from zhuxin.kernel.workflows.engine import start_process

OUTCOMES = [
    {"value": "confirmed", "label": {"zh": "属实", "en": "Confirmed"}, "tone": "ok"},
    {"value": "doubtful", "label": {"zh": "存疑", "en": "Doubtful"}, "tone": "warn"},
]
FIELDS = [
    {
        "key": "x_call_result",
        "kind": "choice",
        "label": {"zh": "核实结果", "en": "Call result"},
        "options": OUTCOMES,
    },
    {"key": "x_call_note", "kind": "text", "label": {"zh": "核实说明", "en": "Call note"}, "max_length": 20},
    {"key": "x_second_card", "kind": "bank_card", "label": {"zh": "备用卡", "en": "Second card"}},
]
ASKED = [
    {"field": "x_call_result", "required": True},
    "x_call_note",
    "monthly_income",
    "x_second_card",
    {"field": "amount", "readonly": True},
]
CARD = "6222021234567894"


def process(fields: Any, **form: Any) -> dict[str, Any]:
    """Form, then out by the income found on the record and by the answer the form kept."""
    label = {"zh": "电话核实", "en": "Phone check"}
    node = {"id": "verify", "kind": "form", "label": label, "assign": {"role": "underwriter", "pick": 1}}
    branch = {"when": 'verify.x_call_result == "confirmed" and (application.monthly_income ?? 0) > 5000'}
    return {
        "key": "phone_check",
        "label": label,
        "object": "application",
        "nodes": [
            {"id": "start", "kind": "start", "label": label, "next": "verify"},
            {**node, "fields": fields, "next": "route", **form},
            {
                "id": "route",
                "kind": "exclusive",
                "label": label,
                "branches": [{**branch, "label": label, "next": "passed"}],
                "otherwise": "failed",
            },
            {"id": "passed", "kind": "end", "label": label, "outcome": "passed"},
            {"id": "failed", "kind": "end", "label": label, "outcome": "failed"},
        ],
    }


FILE = "/files/processes/phone_check.yaml"


def package(body: dict[str, Any]) -> Package:
    return Package(
        "phone_check", 1, fields={"application": FIELDS}, definitions={("process", "phone_check"): body}
    )


@dataclass
class Call:
    """An open form task on an application, with the client of who has it."""

    client: httpx.AsyncClient
    task_id: str
    application_id: str
    instance_id: str
    other: httpx.AsyncClient
    path: str = field(init=False)

    def __post_init__(self) -> None:
        self.path = f"/tasks/{self.task_id}/form"


@pytest.fixture(scope="module")
async def installed(app):  # type: ignore[no-untyped-def]
    async with acting(app) as context:
        assert (await install_package(context, package(process(ASKED))))["added"] > 0


@pytest.fixture
async def call(app, as_user, installed) -> Call:  # type: ignore[no-untyped-def]
    applied = await make_application(app, submit=False)
    async with acting(app, "sales") as context:
        instance_id = await start_process(context, "phone_check", applied.application_id, "测试")
    clients = [await as_user(name) for name in ("underwriter", "underwriter2")]
    for place, client in enumerate(clients):
        for one in await records(client, "task", limit=200):
            if one["subject_id"] == applied.application_id:
                return Call(client, one["id"], applied.application_id, instance_id, clients[1 - place])
    raise AssertionError("nobody has the task")


async def fill(call: Call, values: Any, **more: Any) -> httpx.Response:
    return await attempt(
        call.client, "task.complete", task_id=call.task_id, outcome="submit", values=values, **more
    )


async def test_form_shows_fields_and_what_the_record_holds(call: Call) -> None:
    form = (await call.client.get(call.path)).json()
    assert [(one["key"], one["required"], one["read_only"]) for one in form["fields"]] == [
        ("x_call_result", True, False),
        ("x_call_note", False, False),
        ("monthly_income", False, False),
        ("x_second_card", False, False),
        ("amount", False, True),
    ]
    assert form["values"]["amount"] == "12000.00"
    assert form["values"]["x_call_result"] is None
    found = await record(call.client, "application", call.application_id)
    assert form["version"] == found["version"]
    assert {one["value"] for one in form["fields"][0]["options"]} == {"confirmed", "doubtful"}
    assert [one["access"] for one in form["fields"]] == ["write"] * 4 + ["read"]


@pytest.mark.parametrize(
    ("result", "income", "outcome"),
    [
        ("confirmed", "8000.00", "passed"),
        ("confirmed", "4000.00", "failed"),
        ("doubtful", "8000.00", "failed"),
    ],
)
async def test_submitting_writes_the_record_and_routes_on_it(
    app, as_user, call: Call, result: str, income: str, outcome: str
) -> None:  # type: ignore[no-untyped-def]
    rights = [
        one for one in (await call.client.get("/catalog")).json()["objects"] if one["key"] == "application"
    ]
    assert rights[0]["rights"]["update"] is False, "the node grants what the role does not"
    before = await record(call.client, "application", call.application_id)
    values = {
        "x_call_result": result,
        "monthly_income": income,
        "x_call_note": "本人接听",
        "x_second_card": CARD,
    }
    response = await fill(call, values, record_version=before["version"])
    assert response.status_code == 200, response.text
    after = await record(call.client, "application", call.application_id)
    assert (after["x_call_result"], after["monthly_income"]) == (result, income)
    assert after["x_call_note"] == "本人接听"
    assert after["x_second_card"].endswith("7894") and after["x_second_card"] != CARD
    assert after["version"] == before["version"] + 1
    async with app.database.connection() as connection:
        instance = await connection.find(
            "SELECT status, outcome, state FROM process_instance WHERE id = %(id)s", {"id": call.instance_id}
        )
    assert (instance.status, instance.outcome) == ("completed", outcome)
    kept = {"x_call_result": result, "monthly_income": float(income), "x_call_note": "本人接听"}
    assert instance.state["context"]["verify"] == kept
    timeline = (await call.client.get(f"/timeline/application/{call.application_id}")).json()
    changed = [one for one in timeline["items"] if one["name"] == "application.changed"]
    assert {one["field"] for one in changed[0]["changes"]} == set(values)
    assert CARD not in str(timeline)
    refused(await call.client.get(call.path), 409, "task.closed")


@pytest.mark.parametrize(
    ("values", "faults"),
    [
        ({"x_call_result": "confirmed", "monthly_income": "many"}, {"/values/monthly_income"}),
        ({"x_call_result": "perhaps"}, {"/values/x_call_result"}),
        ({"x_call_note": "好" * 21}, {"/values/x_call_note", "/values/x_call_result"}),
        ({"x_call_result": "confirmed", "x_second_card": "6222021234567890"}, {"/values/x_second_card"}),
        ({"monthly_income": "8000.00"}, {"/values/x_call_result"}),
        ({"x_call_result": None}, {"/values/x_call_result"}),
        (None, {"/values/x_call_result"}),
        ([], {"/values"}),
        ("confirmed", {"/values"}),
        ({"x_call_result": "confirmed", "purpose": "旅游"}, {"/values/purpose"}),
        ({"x_call_result": "confirmed", "status": "approved"}, {"/values/status"}),
        ({"x_call_result": "confirmed", "amount": "1.00"}, {"/values/amount"}),
    ],
)
async def test_faulty_values_are_refused_beside_their_field(
    app, call: Call, values: Any, faults: set[str]
) -> None:  # type: ignore[no-untyped-def]
    async with nothing_changes(app):
        body = refused(await fill(call, values), 422, "invalid.fields")
        assert {one["pointer"] for one in body["errors"]} == faults


async def test_what_the_record_holds_need_not_be_sent_again(call: Call) -> None:
    sales_value = {"x_call_result": "doubtful"}
    assert (await fill(call, sales_value)).status_code == 200
    found = await record(call.client, "application", call.application_id)
    assert (found["x_call_result"], found["amount"]) == ("doubtful", "12000.00")


async def test_a_record_changed_in_between_is_not_overwritten(app, as_user, call: Call) -> None:  # type: ignore[no-untyped-def]
    form = (await call.client.get(call.path)).json()
    sales = await as_user("sales")
    changed = await sales.patch(
        f"/records/application/{call.application_id}",
        json={"purpose": "装修"},
        headers={"if-match": str(form["version"])},
    )
    assert changed.status_code == 200, changed.text
    async with nothing_changes(app):
        values = {"x_call_result": "confirmed"}
        body = refused(await fill(call, values, record_version=form["version"]), 412, "record.stale")
        assert body["current"]["purpose"] == "装修"
    assert (await fill(call, values, record_version=form["version"] + 1)).status_code == 200


async def test_somebody_elses_form_stays_closed(app, as_user, call: Call) -> None:  # type: ignore[no-untyped-def]
    values = {"x_call_result": "confirmed"}
    sales, manager = await as_user("sales"), await as_user("manager")
    async with nothing_changes(app):
        refused(await call.other.get(call.path), 404, "not_found")
        refused(await sales.get(call.path), 404, "not_found")
        refused(await manager.get(call.path), 403, "task.not_yours")
        refused(await call.client.get("/tasks/nothing/form"), 404, "not_found")
        response = await attempt(
            call.other, "task.complete", task_id=call.task_id, outcome="submit", values=values
        )
        refused(response, 403, "task.not_yours")
        refused(
            await attempt(
                call.client, "task.complete", task_id=call.task_id, outcome="approve", values=values
            ),
            422,
            "task.outcome",
        )


async def test_a_dry_run_says_what_would_be_and_keeps_nothing(app, call: Call) -> None:  # type: ignore[no-untyped-def]
    body = {"task_id": call.task_id, "outcome": "submit", "values": {"x_call_result": "confirmed"}}
    async with nothing_changes(app):
        response = await call.client.post("/actions/task.complete?dry_run=true", json=body)
        assert response.status_code == 200, response.text
        faulty = {**body, "values": {"x_call_result": "perhaps"}}
        refused(
            await call.client.post("/actions/task.complete?dry_run=true", json=faulty),
            422,
            "invalid.fields",
            "/values/x_call_result",
        )


async def test_a_form_is_submitted_once(app, call: Call) -> None:  # type: ignore[no-untyped-def]
    values = {"x_call_result": "confirmed"}
    given = {"task_id": call.task_id, "outcome": "submit", "values": values}
    first = await act(call.client, "task.complete", once="form-1", **given)
    async with nothing_changes(app):
        assert await act(call.client, "task.complete", once="form-1", **given) == first
        refused(await fill(call, values), 409, "task.closed")


@pytest.mark.parametrize(
    ("fields", "pointer", "code"),
    [
        (["x_call_result", "x_nothing"], "/nodes/verify/fields/1", "field.unknown"),
        ([], "/nodes/verify/fields", "process.no_fields"),
        ("x_call_result", "/nodes/verify/fields", "process.no_fields"),
        ([{"required": True}], "/nodes/verify/fields/0", "process.bad_field"),
        ([{"field": "x_call_note", "requird": True}], "/nodes/verify/fields/0", "process.bad_field"),
        ([7], "/nodes/verify/fields/0", "process.bad_field"),
        (["x_call_note", {"field": "x_call_note"}], "/nodes/verify/fields/1", "process.duplicate_field"),
        (["status"], "/nodes/verify/fields/0", "process.field_read_only"),
        (
            [{"field": "amount", "readonly": True, "required": True}],
            "/nodes/verify/fields/0",
            "process.field_read_only",
        ),
    ],
)
async def test_a_faulty_form_node_is_not_installed(
    app, installed, fields: Any, pointer: str, code: str
) -> None:  # type: ignore[no-untyped-def]
    async with nothing_changes(app):
        with pytest.raises(InvalidFields) as raised:
            async with acting(app) as context:
                await install_package(context, package(process(fields)))
    assert [(one.pointer, one.fault_code) for one in raised.value.faults] == [(f"{FILE}{pointer}", code)]


async def test_a_form_node_without_fields_is_not_installed(app, installed) -> None:  # type: ignore[no-untyped-def]
    body = process(ASKED)
    del body["nodes"][1]["fields"]
    async with nothing_changes(app):
        with pytest.raises(InvalidFields) as raised:
            async with acting(app) as context:
                await install_package(context, package({**body, "object": "nothing"}))
    assert {one.pointer for one in raised.value.faults} == {f"{FILE}/object", f"{FILE}/nodes/verify/fields"}
