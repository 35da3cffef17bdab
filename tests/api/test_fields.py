"""Fields that people add: usable at once, everywhere, by every process."""

import json
from datetime import UTC, datetime

import pytest

from support.app import nothing_changes, open_app
from support.http import Clients, act, attempt, record, records, refused
from support.lending import make_lead


async def lead_fields(client):
    catalog = (await client.get("/catalog")).json()
    (lead,) = [one for one in catalog["objects"] if one["key"] == "lead"]
    return catalog["revision"], {one["key"]: one for one in lead["fields"]}


async def test_new_field_is_used_at_once(app, as_user):
    builder, sales, lead_id = await as_user("builder"), await as_user("sales"), await make_lead(app)
    before, _ = await lead_fields(sales)
    made = await act(
        builder,
        "field.create",
        object="lead",
        key="wechat",
        label_zh="微信号",
        label_en="WeChat",
        kind="text",
        max_length=20,
    )
    assert made["key"] == "x_wechat"
    revision, fields = await lead_fields(sales)
    assert revision > before
    assert fields["x_wechat"]["label"] == {"zh": "微信号", "en": "WeChat"}
    version = {"if-match": str((await record(sales, "lead", lead_id))["version"])}
    changed = await sales.patch(f"/records/lead/{lead_id}", json={"x_wechat": "wx_1"}, headers=version)
    assert changed.json()["x_wechat"] == "wx_1"
    node = json.dumps({"field": "x_wechat", "op": "starts_with", "value": "wx"})
    assert [one["id"] for one in await records(sales, "lead", filter=node, sort="-x_wechat")] == [lead_id]
    version = {"if-match": str(changed.json()["version"])}
    too_long = await sales.patch(f"/records/lead/{lead_id}", json={"x_wechat": "x" * 21}, headers=version)
    refused(too_long, 422, "invalid.fields", "/x_wechat")
    document = (await sales.get("/openapi.json")).json()
    assert "x_wechat" in json.dumps(document)


async def test_another_process_sees_the_field_by_the_revision(app, as_user, database_url, tmp_path):
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "master.key").write_bytes(app.settings.master_key_path.read_bytes())
    async with open_app(database_url, tmp_path) as other:
        there = await Clients(other)("sales")
        _, fields = await lead_fields(there)
        assert "x_industry" not in fields
        builder = await as_user("builder")
        await act(
            builder,
            "field.create",
            object="lead",
            key="industry",
            label_zh="行业",
            kind="choice",
            options=["餐饮", "零售"],
        )
        _, fields = await lead_fields(there)
        assert [option["value"] for option in fields["x_industry"]["options"]] == ["餐饮", "零售"]
        lead_id = await make_lead(app)
        version = {"if-match": str((await record(there, "lead", lead_id))["version"])}
        path = f"/records/lead/{lead_id}"
        refused(
            await there.patch(path, json={"x_industry": "采矿"}, headers=version),
            422,
            "invalid.fields",
            "/x_industry",
        )
        assert (await there.patch(path, json={"x_industry": "零售"}, headers=version)).status_code == 200
        assert (await record(await as_user("sales"), "lead", lead_id))["x_industry"] == "零售"


@pytest.mark.parametrize(
    ("kind", "more", "value", "bad"),
    [
        ("number", {}, 7, "7.5"),
        ("money", {}, "12.50", "12.505"),
        ("percent", {}, "0.0720", "many"),
        ("date", {}, "2026-01-31", "2026-02-30"),
        ("datetime", {}, "2026-01-31T08:00:00Z", "later"),
        ("boolean", {}, True, "yes"),
        ("email", {}, "a@example.com", "a@"),
        ("long_text", {}, "第一行\n第二行", 5),
        ("phone", {}, "13800138000", "138"),
        ("reference", {"target": "party"}, None, "no-id"),
    ],
)
async def test_every_kind_takes_its_values_and_no_others(app, as_user, kind, more, value, bad):
    client, lead_id = await as_user("sales"), await make_lead(app)
    await act(
        await as_user("builder"),
        "field.create",
        object="lead",
        key=f"k_{kind}",
        label_zh=kind,
        kind=kind,
        **more,
    )
    key, path = f"x_k_{kind}", f"/records/lead/{lead_id}"
    version = {"if-match": str((await record(client, "lead", lead_id))["version"])}
    refused(await client.patch(path, json={key: bad}, headers=version), 422, "invalid.fields", f"/{key}")
    changed = await client.patch(path, json={key: value}, headers=version)
    assert changed.status_code == 200, changed.text
    stored = changed.json()[key]
    if kind == "phone":
        assert stored == "138****8000"
    elif kind == "datetime":
        assert datetime.fromisoformat(stored) == datetime(2026, 1, 31, 8, tzinfo=UTC)
    elif kind == "percent":
        assert float(stored) == float(value)
    else:
        assert stored == value


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"key": "Bad"}, 422, "field.bad_key"),
        ({"key": "1st"}, 422, "field.bad_key"),
        ({"key": "a-b"}, 422, "field.bad_key"),
        ({"key": 'a" text, drop'}, 422, "field.bad_key"),
        ({"key": "x_"}, 422, "field.bad_key"),
        ({"key": "名称"}, 422, "field.bad_key"),
        ({"key": "k" * 41}, 422, "invalid.fields"),
        ({"kind": "json"}, 422, "invalid.fields"),
        ({"kind": "auto_number"}, 422, "invalid.fields"),
        ({"kind": "choice"}, 422, "field.options_missing"),
        ({"kind": "choice", "options": ["甲", "甲"]}, 422, "field.options_missing"),
        ({"kind": "reference"}, 422, "field.unknown_target"),
        ({"kind": "reference", "target": "unicorn"}, 422, "field.unknown_target"),
        ({"object": "unicorn"}, 404, "object.unknown"),
        ({"object": "audit_entry"}, 404, "object.unknown"),
    ],
)
async def test_bad_definition_is_refused_and_changes_nothing(app, as_user, change, status, code):
    builder = await as_user("builder")
    values = {"object": "lead", "key": "fine", "label_zh": "好的", "kind": "text", **change}
    async with nothing_changes(app):
        refused(await attempt(builder, "field.create", **values), status, code)
    _, fields = await lead_fields(await as_user("sales"))
    assert "x_fine" not in fields


async def test_field_is_added_once_and_only_by_who_may(app, as_user):
    values = {"object": "party", "key": "twice", "label_zh": "一次", "kind": "text"}
    await act(await as_user("admin"), "field.create", **values)
    builder, sales = await as_user("builder"), await as_user("sales")
    async with nothing_changes(app):
        refused(await attempt(builder, "field.create", **values), 409, "field.exists")
        refused(await attempt(sales, "field.create", **{**values, "key": "other"}), 403, "permission.denied")


async def test_dry_run_adds_no_column(app, as_user):
    builder = await as_user("builder")
    body = {"object": "lead", "key": "trial", "label_zh": "试", "kind": "text"}
    response = await builder.post("/actions/field.create", params={"dry_run": "true"}, json=body)
    assert response.status_code == 200
    _, fields = await lead_fields(await as_user("sales"))
    assert "x_trial" not in fields
    await act(builder, "field.create", **body)
