"""Sub-tables in a record's form, and what a record refers to read along with it."""

import pytest

from support.app import nothing_changes
from support.http import act, attempt, record, records, refused

CAR, VISIT = "x_van", "x_visit"


@pytest.fixture(scope="module")
async def builder(as_user):
    """Who made a van with a sub-table of visits, and a rollup over them."""
    client = await as_user("builder")
    await act(client, "object.create", key="van", label_zh="货车")
    await act(client, "object.create", key="visit", label_zh="看车记录")
    await add(client, VISIT, "van", "reference", target=CAR, on_delete="cascade", required=True)
    await add(client, VISIT, "amount", "money", minimum="0")
    await add(client, CAR, "visits", "children", target=VISIT, via="x_van")
    total = {"object": VISIT, "via": "x_van", "function": "sum", "field": "x_amount"}
    await add(client, CAR, "total", "rollup", result="money", rollup=total)
    return client


async def add(client, object_key, key, kind, **more):
    return await act(client, "field.create", object=object_key, key=key, label_zh=key, kind=kind, **more)


async def van(client, *amounts):
    rows = [{"x_name": str(place), "x_amount": amount} for place, amount in enumerate(amounts)]
    made = await client.post(f"/records/{CAR}", json={"x_name": "货车", "x_visits": rows})
    assert made.status_code == 201, made.text
    return made.json()


async def visits(client, van_id):
    return await records(
        client, VISIT, filter=f'{{"field":"x_van","op":"eq","value":"{van_id}"}}', sort="created_at"
    )


async def change(client, one, **values):
    return await client.patch(
        f"/records/{CAR}/{one['id']}", json=values, headers={"if-match": str(one["version"])}
    )


async def test_rows_are_made_changed_and_deleted_with_their_record(builder):
    one = await van(builder, "10.00", "20.00")
    assert one["x_total"] == "30.00" and "x_visits" not in one
    first, second = await visits(builder, one["id"])
    rows = [
        {"id": first["id"], "x_amount": "11.00"},
        {"id": second["id"], "delete": True},
        {"x_name": "新", "x_amount": "5.00"},
    ]
    changed = await change(builder, one, x_name="改", x_visits=rows)
    assert (changed.json()["x_name"], changed.json()["x_total"]) == ("改", "16.00")
    assert [row["x_amount"] for row in await visits(builder, one["id"])] == ["11.00", "5.00"]


async def test_a_bad_row_is_refused_at_its_place_and_nothing_is_written(app, builder):
    one = await van(builder, "1.00")
    other = await van(builder, "2.00")
    (foreign,) = await visits(builder, other["id"])
    rows = [{"x_name": "好"}, {"x_amount": "x"}, {"id": foreign["id"], "x_amount": "9.00"}]
    async with nothing_changes(app):
        made = await builder.post(f"/records/{CAR}", json={"x_name": "坏", "x_visits": rows[:2]})
        body = refused(made, 422, "invalid.fields")
        assert {fault["pointer"] for fault in body["errors"]} == {
            "/x_visits/1/x_name",
            "/x_visits/1/x_amount",
        }
        changed = await change(builder, one, x_name="坏", x_visits=rows)
        pointers = {fault["pointer"] for fault in refused(changed, 422, "invalid.fields")["errors"]}
        assert "/x_visits/2" in pointers
        refused(await change(builder, one, x_visits="x"), 422, "invalid.fields", "/x_visits")
        stale = await change(builder, one, x_visits=[{**rows[0], "id": foreign["id"], "version": 7}])
        refused(stale, 422, "invalid.fields", "/x_visits/0")


async def test_a_row_may_not_say_which_record_it_belongs_to(app, builder):
    one = await van(builder)
    async with nothing_changes(app):
        row = {"x_name": "行", "x_van": one["id"]}
        made = await builder.post(f"/records/{CAR}", json={"x_name": "车", "x_visits": [row]})
        refused(made, 422, "invalid.fields", "/x_visits/0/x_van")


async def test_rows_need_the_rights_of_their_own_object(app, as_user, builder):
    grants = {"objects": {CAR: {"read": True, "create": True, "update": True, "scope": "all"}}}
    admin = await as_user("security")
    role = await records(admin, "role", filter='{"field":"key","op":"eq","value":"sales"}')
    before = (await record(admin, "role", role[0]["id"]))["grants"]
    await act(
        admin,
        "role.set_grants",
        role_id=role[0]["id"],
        grants={**before, "objects": {**before["objects"], **grants["objects"]}},
    )
    sales = await as_user("sales")
    async with nothing_changes(app):
        made = await sales.post(f"/records/{CAR}", json={"x_name": "车", "x_visits": [{"x_name": "行"}]})
        refused(made, 422, "invalid.fields", "/x_visits/0")
    assert (await sales.post(f"/records/{CAR}", json={"x_name": "车"})).status_code == 201
    one = await van(builder, "1.00")
    refused(await sales.get(f"/records/{CAR}/{one['id']}?expand=x_visits"), 422, "expand.invalid", "/expand")


@pytest.mark.parametrize(
    ("more", "code", "pointer"),
    [
        ({"target": "nothing", "via": "x_van"}, "field.unknown_target", "/target"),
        ({"target": "loan", "via": "party_id"}, "field.unknown_target", "/target"),
        ({"target": VISIT, "via": "x_amount"}, "field.not_referring", "/via"),
        ({"target": VISIT}, "field.not_referring", "/via"),
        ({"target": VISIT, "via": "x_van", "default": [{"x_name": "行"}]}, "invalid.fields", "/default"),
        (
            {"target": VISIT, "via": "x_van", "checks": [{"expression": "true", "message": "?"}]},
            "invalid.fields",
            "/checks",
        ),
    ],
)
async def test_a_sub_table_that_does_not_hold_together_is_refused(app, builder, more, code, pointer):
    async with nothing_changes(app):
        made = await attempt(
            builder, "field.create", object=CAR, key="rows", label_zh="行", kind="children", **more
        )
        refused(made, 422, code, pointer)


async def test_a_sub_table_is_no_column(builder):
    for params in ({"fields": "x_visits"}, {"sort": "x_visits"}):
        assert (await builder.get(f"/records/{CAR}", params=params)).status_code == 422
    probe = {"filter": '{"field":"x_visits","op":"is_null","value":true}'}
    assert (await builder.get(f"/records/{CAR}", params=probe)).status_code == 422


async def test_the_field_the_rows_refer_by_is_needed_until_the_sub_table_goes(builder):
    refused(await attempt(builder, "field.remove", object=VISIT, key="x_van"), 409, "field.needed")
    await act(builder, "field.remove", object=CAR, key="x_visits")
    await act(builder, "field.restore", object=CAR, key="x_visits")
    await add(builder, CAR, "spare", "children", target=VISIT, via="x_van")
    await act(builder, "field.remove", object=CAR, key="x_spare")
    await act(builder, "field.purge", object=CAR, key="x_spare")


async def test_references_and_rows_come_along_as_the_reader_sees_them(builder):
    one = await van(builder, "1.00", "2.00")
    got = (await builder.get(f"/records/{CAR}/{one['id']}", params={"expand": "x_visits,owner_id"})).json()
    assert [row["x_amount"] for row in got["_expanded"]["x_visits"]["items"]] == ["1.00", "2.00"]
    listed = await records(builder, VISIT, expand="x_van", sort="-created_at", limit=2)
    assert {row["_expanded"]["x_van"]["x_total"] for row in listed} == {"3.00"}
    for keys in ("x_amount", "nothing", "x_visits"):
        refused(await builder.get(f"/records/{VISIT}?expand={keys}"), 422, "expand.invalid", "/expand")
    refused(await builder.get(f"/records/{CAR}?expand=x_visits"), 422, "expand.invalid", "/expand")
