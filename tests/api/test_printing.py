"""Printing: faults by their place, papers as their reader sees them, many by a job, and nothing for who may not."""

import base64

import pytest

from support.app import nothing_changes, run_jobs
from support.http import act, refused

PNG = base64.b64encode(
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
).decode()
BLOCKS = [
    {"kind": "heading", "text": {"zh": "告知书 {x_name}", "en": "Notice {x_name}"}, "align": "center"},
    {"kind": "text", "text": '#panic("x") $ {x_amount} {x_amount | capital} {= x_amount * 2} {x_day | long}'},
    {"kind": "text", "text": "不会出现", "visible_when": "x_amount > 100000"},
    {"kind": "fields", "fields": ["x_name", "x_amount", "x_phone"], "columns": 2},
    {"kind": "image", "data": PNG},
    {"kind": "qr", "text": "{x_name}"},
    {"kind": "divider"},
    {"kind": "page_break"},
    {"kind": "signature", "labels": ["客户", {"zh": "经办", "en": "Clerk"}]},
]
BODY = {
    "object": "x_paper", "label": "告知书", "paper": "a5", "header": "{x_name}", "page_numbers": True, "blocks": BLOCKS,
}  # fmt: skip


@pytest.fixture(scope="module")
async def builder(as_user):
    builder = await as_user("builder")
    await act(builder, "object.create", key="paper", label_zh="纸")
    for key, kind in (("amount", "money"), ("day", "date"), ("phone", "phone")):
        await act(builder, "field.create", object="x_paper", key=key, label_zh=key, kind=kind)
    saved = await act(builder, "definition.save", kind="print", key="notice", body=BODY)
    assert saved["faults"] == []
    await act(builder, "definition.publish", drafts=[{"kind": "print", "key": "notice"}], reason="试")
    return builder


@pytest.fixture(scope="module")
async def ids(builder):
    made = []
    for number in range(7):
        values = {
            "x_name": f'甲#{number} *"_',
            "x_amount": "120000.50",
            "x_day": "2026-01-05",
            "x_phone": "13800138000",
        }
        made.append((await builder.post("/records/x_paper", json=values)).json()["id"])
    return made


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"object": "x_gone"}, "/object"),
        ({"paper": "a9"}, "/paper"),
        ({"margin_mm": 900}, "/margin_mm"),
        ({"roles": ["nobody"]}, "/roles/0"),
        ({"header": "{x_gone}"}, "/header"),
        ({"blocks": []}, "/blocks"),
        ({"blocks": "x"}, "/blocks"),
        ({"blocks": [1]}, "/blocks/0"),
        ({"blocks": [{"kind": "spell"}]}, "/blocks/0/kind"),
        ({"blocks": [{"kind": "text", "text": {"zh": "甲", "en": "{x_gone}"}}]}, "/blocks/0/text/en"),
        ({"blocks": [{"kind": "text", "text": "{x_name.id}"}]}, "/blocks/0/text"),
        ({"blocks": [{"kind": "text", "text": "{= x_amount *}"}]}, "/blocks/0/text"),
        ({"blocks": [{"kind": "text", "text": "{x_amount | shout}"}]}, "/blocks/0/text"),
        (
            {"blocks": [{"kind": "text", "text": "甲", "visible_when": "x_gone > 1"}]},
            "/blocks/0/visible_when",
        ),
        ({"blocks": [{"kind": "fields", "fields": ["x_gone"]}]}, "/blocks/0/fields/0"),
        ({"blocks": [{"kind": "rows", "table": "x_name", "fields": ["x"]}]}, "/blocks/0/table"),
        ({"blocks": [{"kind": "image", "data": "PHN2Zz4="}]}, "/blocks/0/data"),
        ({"blocks": [{"kind": "image", "field": "x_name"}]}, "/blocks/0/field"),
        ({"blocks": [{"kind": "signature", "labels": []}]}, "/blocks/0/labels"),
    ],
)
async def test_a_fault_has_its_place(builder, change, pointer):
    saved = await act(builder, "definition.save", kind="print", key="draft", body={**BODY, **change})
    assert pointer in [one["pointer"] for one in saved["faults"]]
    await act(builder, "definition.discard", kind="print", key="draft")


async def test_a_paper_is_made_and_seen_by_who_printed_it(builder, as_user, ids):
    listed = (await builder.get("/prints", params={"object": "x_paper"})).json()["items"]
    assert [one["key"] for one in listed] == ["notice"]
    made = await builder.post("/prints/notice", json={"ids": ids[:2]})
    assert made.status_code == 200, made.text
    path = f"/files/{made.json()['file_id']}/content"
    content = await builder.get(path)
    assert content.content.startswith(b"%PDF-") and content.headers["content-type"] == "application/pdf"
    refused(await (await as_user("sales")).get(path), 404, "not_found")
    timeline = (await builder.get(f"/timeline/x_paper/{ids[0]}")).text
    assert "print.made" in timeline


async def test_many_are_printed_by_a_job(app, builder, ids):
    run_id = (await builder.post("/prints/notice", json={"ids": ids})).json()["job_id"]
    await run_jobs(app)
    run = next(one for one in (await builder.get("/jobs")).json()["items"] if one["id"] == run_id)
    assert run["status"] == "completed", run
    content = await builder.get(f"/files/{run['result']['file_id']}/content")
    assert content.content.startswith(b"%PDF-")


async def test_refused_prints_leave_nothing(app, builder, as_user, ids):
    sales = await as_user("sales")
    async with nothing_changes(app):
        refused(await sales.post("/prints/notice", json={"ids": ids[:1]}), 404, "not_found")
        refused(await builder.post("/prints/gone", json={"ids": ids[:1]}), 404, "not_found")
        refused(await builder.post("/prints/notice", json={"ids": []}), 422, "print.records", "/ids")
        refused(await builder.post("/prints/notice", json={"ids": [ids[0], "x"]}), 404, "not_found")
        refused(await sales.post("/prints/preview", json={"body": BODY}), 403, "permission.denied")
    assert (await sales.get("/prints", params={"object": "x_paper"})).json()["items"] == []


async def test_a_draft_is_looked_at(app, builder, ids):
    async with nothing_changes(app):
        seen = (await builder.post("/prints/preview", json={"body": BODY, "record_id": ids[0]})).json()
        assert seen["faults"] == [] and len(seen["pages"]) == 2
        assert base64.b64decode(seen["pages"][0]).startswith(b"\x89PNG")
        bad = (await builder.post("/prints/preview", json={"body": {}, "record_id": ids[0]})).json()
        assert bad["faults"] and bad["pages"] == []
        broken = base64.b64encode(base64.b64decode(PNG)[:30]).decode()
        body = {**BODY, "blocks": [{"kind": "image", "data": broken}]}
        answer = await builder.post("/prints/preview", json={"body": body, "record_id": ids[0]})
        refused(answer, 422, "print.picture")


async def test_the_vehicle_notice_that_ships_is_printed(builder, as_user):
    manager = await as_user("builder")
    made = await manager.post("/records/x_vehicle", json={"x_name": "大众 帕萨特", "x_plate": "沪A12345"})
    listed = (await manager.get("/prints", params={"object": "x_vehicle"})).json()["items"]
    assert [one["key"] for one in listed] == ["vehicle_notice"]
    if made.status_code == 201:
        answer = await manager.post("/prints/vehicle_notice", json={"ids": [made.json()["id"]]})
        assert answer.status_code == 200, answer.text
