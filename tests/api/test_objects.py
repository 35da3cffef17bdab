"""Objects that people define: real tables, usable at once, with a recycle bin."""

import json

import pytest

from support.app import nothing_changes
from support.http import act, attempt, record, records, refused

FIELDS = (
    ("plate", "text", {}),
    ("value", "money", {}),
    ("bought_on", "date", {}),
)


async def make_vehicle(builder, key="wagon"):
    made = await act(
        builder, "object.create", key=key, label_zh="车辆", label_en="Vehicle", number_prefix="VH", icon="car"
    )
    for field_key, kind, more in FIELDS:
        await act(
            builder,
            "field.create",
            object=made["object"],
            key=field_key,
            label_zh=field_key,
            kind=kind,
            **more,
        )
    return made["object"]


async def test_an_object_is_usable_at_once_like_one_that_came_installed(as_user):
    builder = await as_user("builder")
    key = await make_vehicle(builder)
    assert key == "x_wagon"
    made = await builder.post(
        f"/records/{key}", json={"x_name": "帕萨特", "x_plate": "沪A12345", "x_value": "120000.00"}
    )
    assert made.status_code == 201, made.text
    assert made.json()["x_number"] == "VH00000001"
    assert made.json()["x_value"] == "120000.00"
    node = json.dumps({"field": "x_value", "op": "ge", "value": "100000.00"})
    assert [one["x_name"] for one in await records(builder, key, filter=node, sort="-x_value")] == ["帕萨特"]
    assert [one["x_name"] for one in await records(builder, key, q="帕萨")] == ["帕萨特"]
    catalog = (await builder.get("/catalog")).json()
    (vehicle,) = [one for one in catalog["objects"] if one["key"] == key]
    assert vehicle["label"] == {"zh": "车辆", "en": "Vehicle"}
    assert vehicle["custom"] and vehicle["recycle_bin"]
    assert {"x_number", "x_name", "x_plate"} <= {one["key"] for one in vehicle["fields"]}
    assert f"/api/v1/records/{key}" in (await builder.get("/openapi.json")).json()["paths"]
    menu = (await builder.get("/me")).json()["menu"]
    assert {"key": key, "path": f"/o/{key}"}.items() <= next(o for o in menu if o["key"] == key).items()


async def test_nobody_else_sees_it_before_she_is_given_the_right(as_user):
    builder, sales, security = (
        await as_user("builder"),
        await as_user("sales"),
        await as_user("security"),
    )
    key = await make_vehicle(builder, "boat")
    hers = (await builder.post(f"/records/{key}", json={"x_name": "快艇"})).json()
    refused(await sales.get(f"/records/{key}"), 403, "permission.denied")
    refused(await sales.get(f"/records/{key}/{hers['id']}"), 403, "permission.denied")
    (role,) = [one for one in await records(security, "role") if one["key"] == "sales"]
    grants = role["grants"]
    grants["objects"][key] = {"read": True, "scope": "all", "fields": {"x_value": "hidden"}}
    await act(security, "role.set_grants", role_id=role["id"], grants=grants)
    assert [one["x_name"] for one in await records(sales, key)] == ["快艇"]
    assert "x_value" not in await record(sales, key, hers["id"])
    refused(await sales.post(f"/records/{key}", json={"x_name": "不该有"}), 403, "permission.denied")


async def test_delete_goes_to_the_bin_and_comes_back(as_user):
    builder = await as_user("builder")
    key = await make_vehicle(builder, "truck")
    one = (await builder.post(f"/records/{key}", json={"x_name": "货车"})).json()
    assert (await builder.delete(f"/records/{key}/{one['id']}")).status_code == 204
    refused(await builder.get(f"/records/{key}/{one['id']}"), 404, "not_found")
    assert await records(builder, key) == []
    assert [each["id"] for each in await records(builder, key, bin="true")] == [one["id"]]
    await act(builder, "record.restore", object=key, id=one["id"])
    assert (await record(builder, key, one["id"]))["x_name"] == "货车"
    refused(await attempt(builder, "record.purge", object=key, id=one["id"]), 404, "not_found")
    await builder.delete(f"/records/{key}/{one['id']}")
    await act(builder, "record.purge", object=key, id=one["id"])
    assert await records(builder, key, bin="true") == []


@pytest.mark.parametrize(
    ("rule", "outcome"), [("refuse", "refused"), ("clear", None), ("cascade", "gone")], ids=lambda x: str(x)
)
async def test_the_delete_rule_of_a_reference(as_user, rule, outcome):
    builder = await as_user("builder")
    parent = await make_vehicle(builder, f"fleet_{rule}")
    child = await make_vehicle(builder, f"van_{rule}")
    await act(
        builder,
        "field.create",
        object=child,
        key="fleet",
        label_zh="车队",
        kind="reference",
        target=parent,
        on_delete=rule,
    )
    top = (await builder.post(f"/records/{parent}", json={"x_name": "一队"})).json()["id"]
    van = (await builder.post(f"/records/{child}", json={"x_name": "面包车", "x_fleet": top})).json()["id"]
    answer = await builder.delete(f"/records/{parent}/{top}")
    if outcome == "refused":
        refused(answer, 409, "record.referred_to")
        assert (await record(builder, child, van))["x_fleet"] == top
    elif outcome == "gone":
        refused(await builder.get(f"/records/{child}/{van}"), 404, "not_found")
    else:
        assert (await record(builder, child, van))["x_fleet"] is None


async def test_archived_objects_are_read_and_not_written(as_user):
    builder = await as_user("builder")
    key = await make_vehicle(builder, "cart")
    one = (await builder.post(f"/records/{key}", json={"x_name": "推车"})).json()
    await act(builder, "object.archive", object=key)
    assert (await record(builder, key, one["id"]))["x_name"] == "推车"
    refused(await builder.post(f"/records/{key}", json={"x_name": "又一辆"}), 403, "record.managed")
    await act(builder, "object.restore", object=key)
    assert (await builder.post(f"/records/{key}", json={"x_name": "又一辆"})).status_code == 201


async def test_only_an_empty_object_that_nothing_refers_to_is_deleted(app, as_user):
    builder = await as_user("builder")
    key = await make_vehicle(builder, "sled")
    one = (await builder.post(f"/records/{key}", json={"x_name": "雪橇"})).json()
    await builder.delete(f"/records/{key}/{one['id']}")
    async with nothing_changes(app):
        refused(await attempt(builder, "object.delete", object=key), 409, "object.not_empty")
        refused(await attempt(builder, "object.delete", object="lead"), 409, "object.not_custom")
    await act(builder, "record.purge", object=key, id=one["id"])
    await act(builder, "object.delete", object=key)
    refused(await builder.get(f"/records/{key}"), 404, "object.unknown")
    assert await make_vehicle(builder, "sled") == key


@pytest.mark.parametrize(
    ("values", "status", "code", "pointer"),
    [
        ({"key": "1st", "label_zh": "甲"}, 422, "object.bad_key", "/key"),
        ({"key": "Ab", "label_zh": "甲"}, 422, "object.bad_key", "/key"),
        ({"key": "car;drop", "label_zh": "甲"}, 422, "object.bad_key", "/key"),
        ({"key": "okay", "label_zh": "甲", "number_prefix": "x'"}, 422, "object.bad_key", "/number_prefix"),
        ({"key": "okay"}, 422, "invalid.fields", "/label_zh"),
    ],
)
async def test_bad_objects_are_refused(app, as_user, values, status, code, pointer):
    builder = await as_user("builder")
    async with nothing_changes(app):
        refused(await attempt(builder, "object.create", **values), status, code, pointer)


async def test_who_may_not_define_is_refused(app, as_user):
    sales = await as_user("sales")
    async with nothing_changes(app):
        refused(await attempt(sales, "object.create", key="mine", label_zh="我的"), 403, "permission.denied")
