"""Relative dates, conditions across references, groups, and many writes in one request."""

import json

import pytest

from support.app import nothing_changes
from support.http import act, record, records, refused
from support.lending import make_lead


@pytest.fixture(scope="module")
async def fleet(as_user):
    """Two fleets with three cars of the builder's, and a note on one car."""
    builder = await as_user("builder")
    for key in ("fleet", "car", "note"):
        await act(builder, "object.create", key=key, label_zh=key)
    await act(
        builder,
        "field.create",
        object="x_car",
        key="fleet",
        label_zh="车队",
        kind="reference",
        target="x_fleet",
    )
    await act(
        builder, "field.create", object="x_note", key="car", label_zh="车", kind="reference", target="x_car"
    )
    for key, kind, more in (
        ("value", "money", {}),
        ("bought", "date", {}),
        ("color", "choice", {"options": ["红", "蓝"]}),
        ("code", "text", {}),
    ):
        await act(builder, "field.create", object="x_car", key=key, label_zh=key, kind=kind, **more)
    await act(
        builder,
        "field.create",
        object="x_car",
        key="day",
        label_zh="日",
        kind="formula",
        result="date",
        expression="x_bought",
    )
    fleets = [
        (await builder.post("/records/x_fleet", json={"x_name": name})).json()["id"] for name in ("东", "西")
    ]
    cars = []
    for name, of, value, bought, color in (
        ("甲", fleets[0], "100.00", "2026-01-05", "红"),
        ("乙", fleets[0], "250.50", "2025-12-31", "蓝"),
        ("丙", fleets[1], "40.00", "2026-01-31", "红"),
    ):
        values = {
            "x_name": name,
            "x_fleet": of,
            "x_value": value,
            "x_bought": bought,
            "x_color": color,
            "x_code": name,
        }
        cars.append((await builder.post("/records/x_car", json=values)).json()["id"])
    await builder.post("/records/x_note", json={"x_name": "刮痕", "x_car": cars[1]})
    return builder


async def names(client, node, object_key="x_car"):
    return sorted(one["x_name"] for one in await records(client, object_key, filter=json.dumps(node)))


@pytest.mark.parametrize(
    ("node", "found"),
    [
        ({"field": "x_bought", "op": "within", "value": "this_month"}, ["丙", "甲"]),
        ({"field": "x_bought", "op": "within", "value": "last_month"}, ["乙"]),
        ({"field": "x_bought", "op": "within", "value": "today"}, ["甲"]),
        ({"field": "x_day", "op": "within", "value": "this_month"}, ["丙", "甲"]),
        ({"field": "x_day", "op": "eq", "value": "$today"}, ["甲"]),
        ({"field": "x_fleet.x_name", "op": "eq", "value": "东"}, ["乙", "甲"]),
        ({"not": {"field": "x_fleet.x_name", "op": "eq", "value": "东"}}, ["丙"]),
        ({"field": "x_note.x_car", "op": "has", "value": True}, ["乙"]),
        ({"field": "x_note.x_car", "op": "has", "value": False}, ["丙", "甲"]),
        (
            {
                "field": "x_note.x_car",
                "op": "has",
                "value": {"field": "x_name", "op": "contains", "value": "痕"},
            },
            ["乙"],
        ),
        (
            {"field": "x_note.x_car", "op": "has", "value": {"field": "x_name", "op": "eq", "value": "别的"}},
            [],
        ),
        ({"field": "owner_id", "op": "eq", "value": "$user.id"}, ["丙", "乙", "甲"]),
        ({"field": "department_id", "op": "under", "value": "$user.department"}, ["丙", "乙", "甲"]),
    ],
)
async def test_filters(fleet, node, found):
    assert await names(fleet, node) == sorted(found)


@pytest.mark.parametrize(
    "node",
    [
        {"field": "x_bought", "op": "within", "value": "soon"},
        {"field": "x_value", "op": "within", "value": "today"},
        {"field": "x_fleet.x_nothing", "op": "eq", "value": "东"},
        {"field": "x_nothing.x_name", "op": "eq", "value": "东"},
        {"field": "x_value.x_name", "op": "eq", "value": "东"},
        {"field": "x_fleet.owner_id.name", "op": "eq", "value": "东"},
        {"field": "lead.party_id", "op": "has", "value": True},
        {"field": "x_note.x_name", "op": "has", "value": True},
    ],
)
async def test_bad_filters_are_refused(fleet, node):
    refused(
        await fleet.get("/records/x_car", params={"filter": json.dumps(node)}),
        422,
        "filter.invalid",
        "/filter",
    )


async def test_conditions_across_references_keep_to_rights(app, as_user, fleet):
    """Who may not read the other object, or its field, cannot probe it through a reference."""
    sales = await as_user("sales")
    await make_lead(app)
    for path in ("party_id.id_number", "owner_id.username"):
        node = json.dumps({"field": path, "op": "eq", "value": "x"})
        refused(await sales.get("/records/lead", params={"filter": node}), 422, "filter.invalid")


async def test_groups(fleet):
    answer = await fleet.get(
        "/records/x_car:groups", params={"by": "x_fleet", "measures": "sum:x_value,max:x_value,min:x_bought"}
    )
    assert answer.status_code == 200, answer.text
    found = {one["labels"][0]: one for one in answer.json()["groups"]}
    assert (found["东"]["count"], found["东"]["sum:x_value"], found["东"]["max:x_value"]) == (
        2,
        "350.50",
        "250.50",
    )
    assert found["西"]["min:x_bought"] == "2026-01-31"
    months = await fleet.get("/records/x_car:groups", params={"by": "x_bought:month,x_color"})
    assert {tuple(one["by"]): one["count"] for one in months.json()["groups"]} == {
        ("2026-01-01", "红"): 2,
        ("2025-12-01", "蓝"): 1,
    }
    whole = (await fleet.get("/records/x_car:groups", params={"measures": "avg:x_value"})).json()["groups"]
    assert whole == [{"by": [], "labels": [], "count": 3, "avg:x_value": "130.17"}]


@pytest.mark.parametrize(
    "params",
    [
        {"by": "x_nothing"},
        {"by": "x_bought:hour"},
        {"by": "x_fleet,x_color,x_bought"},
        {"measures": "sum:x_name"},
        {"measures": "median:x_value"},
        {"measures": "x_value"},
    ],
)
async def test_bad_groups_are_refused(fleet, params):
    refused(await fleet.get("/records/x_car:groups", params=params), 422, "group.invalid")


async def test_groups_keep_to_scope_and_fields(as_user):
    sales = await as_user("sales")
    mine = (await sales.get("/records/lead:groups")).json()["groups"][0]["count"]
    assert mine == len(await records(sales, "lead", limit=200))
    refused(await sales.get("/records/lead:groups", params={"by": "phone"}), 422, "group.invalid")


async def test_bulk_all_or_none(app, fleet):
    good = {"op": "create", "values": {"x_name": "丁", "x_value": "1.00"}}
    bad = {"op": "create", "values": {"x_name": "戊", "x_value": "much"}}
    async with nothing_changes(app):
        answer = await fleet.post("/records/x_car:bulk", json={"mode": "all", "operations": [good, bad]})
        refused(answer, 422, "bulk.failed")
    answer = await fleet.post("/records/x_car:bulk", json={"mode": "each", "operations": [good, bad]})
    body = answer.json()
    assert [one["ok"] for one in body["results"]] == [True, False]
    assert body["failed"] == 1
    assert body["results"][1]["errors"][0]["pointer"] == "/x_value"
    made = body["results"][0]
    changes = [
        {"op": "update", "id": made["id"], "version": made["version"], "values": {"x_value": "2.00"}},
        {"op": "upsert", "match": "x_code", "values": {"x_code": "D", "x_name": "又一"}},
        {"op": "upsert", "match": "x_code", "values": {"x_code": "D", "x_name": "又一改"}},
    ]
    answer = await fleet.post("/records/x_car:bulk", json={"operations": changes})
    assert answer.status_code == 200, answer.text
    first, second, third = answer.json()["results"]
    assert second["id"] == third["id"]
    assert (await record(fleet, "x_car", third["id"]))["x_name"] == "又一改"
    assert (await record(fleet, "x_car", first["id"]))["x_value"] == "2.00"
    ids = [{"op": "delete", "id": one} for one in (first["id"], third["id"])]
    assert (await fleet.post("/records/x_car:bulk", json={"operations": ids})).json()["failed"] == 0


@pytest.mark.parametrize(
    "request_",
    [
        {},
        {"operations": []},
        {"operations": [{"op": "explode"}]},
        {"mode": "some", "operations": [{"op": "create", "values": {}}]},
        {"operations": [{"op": "create", "values": {}}] * 501},
    ],
)
async def test_bad_bulk_is_refused(app, fleet, request_):
    async with nothing_changes(app):
        refused(await fleet.post("/records/x_car:bulk", json=request_), 422, "bulk.invalid")


async def test_bulk_keeps_to_rights(app, as_user):
    sales = await as_user("sales")
    async with nothing_changes(app):
        one = {"op": "create", "values": {"name": "x"}}
        answer = await sales.post("/records/product:bulk", json={"operations": [one]})
        refused(answer, 422, "bulk.failed")
