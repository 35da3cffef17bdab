"""Saved views: one's own, shared with roles, the one that opens first; and what may not be saved or seen."""

import pytest

from support.app import nothing_changes
from support.http import act, attempt, refused
from zhuxin.kernel.objects.indexes.views import build_indexes

BODY = {
    "kind": "table",
    "columns": ["name", "status", "phone"],
    "widths": {"name": 220},
    "pinned": ["name"],
    "filter": {"field": "status", "op": "in", "value": ["new", "following"]},
    "sort": "-created_at",
    "colors": [{"field": "status", "op": "eq", "value": "new", "tone": "wait"}],
    "totals": {"name": "count"},
}


async def views(client, object_key="lead"):
    answer = await client.get(f"/views/{object_key}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def save(client, object_key="lead", label="我的", **more):
    return await act(client, "view.save", object=object_key, label=label, body={**BODY, **more})


@pytest.fixture
async def people(as_user):
    return [await as_user(name) for name in ("sales", "sales2", "manager")]


async def test_a_view_is_its_owners_until_it_is_shared(app, people):
    sales, sales2, manager = people
    made = await save(sales)
    (mine,) = (await views(sales))["items"]
    assert {
        "id": made["view_id"],
        "label": "我的",
        "body": BODY,
        "mine": True,
        "shared": False,
    }.items() <= mine.items()
    assert (mine["left_out"], mine["unavailable"], mine["changeable"]) == (0, None, True)
    assert (await views(sales2))["items"] == (await views(manager))["items"] == []
    async with nothing_changes(app):
        for values in ({"view_id": made["view_id"], "version": 1, "label": "抢"},):
            refused(await attempt(manager, "view.change", **values), 404, "not_found")
        refused(await attempt(manager, "view.delete", view_id=made["view_id"]), 404, "not_found")
        refused(
            await attempt(sales, "view.share", view_id=made["view_id"], version=1, shared=True),
            403,
            "permission.denied",
        )
        stale = await attempt(sales, "view.change", view_id=made["view_id"], version=7, label="旧")
        refused(stale, 412, "view.stale")
    await act(sales, "view.change", view_id=made["view_id"], version=1, label="改名")
    assert (await views(sales))["items"][0]["label"] == "改名"
    assert (await views(sales))["items"][0]["body"] == BODY
    await act(sales, "view.delete", view_id=made["view_id"])
    assert (await views(sales))["items"] == []


async def test_a_shared_view_is_shown_to_its_roles_and_changed_only_with_the_right(app, people, as_user):
    sales, sales2, manager = people
    made = await save(manager, label="新线索")
    shared = {"view_id": made["view_id"], "shared": True}
    await act(manager, "view.share", **shared, version=1, roles=["sales"])
    (seen,) = (await views(sales))["items"]
    assert seen["owner"]["name"]
    assert (seen["mine"], seen["shared"], seen["changeable"]) == (False, True, False)
    async with nothing_changes(app):
        change = await attempt(sales, "view.change", view_id=made["view_id"], version=2, label="抢")
        refused(change, 403, "view.not_yours")
        refused(await attempt(sales, "view.delete", view_id=made["view_id"]), 403, "view.not_yours")
        roles = await attempt(manager, "view.share", **shared, version=2, roles=["nobody"])
        refused(roles, 422, "invalid.fields", "/roles")
    await act(manager, "view.share", **shared, version=2, roles=["collector"])
    assert (await views(sales))["items"] == []
    await act(manager, "view.share", **shared, version=3)
    assert [one["id"] for one in (await views(sales2))["items"]] == [made["view_id"]]
    columns = await build_indexes(app, "lead")
    assert columns, "a shared view gets its index"
    refused(await (await as_user("security")).get("/views/lead"), 403, "permission.denied")
    await act(manager, "view.delete", view_id=made["view_id"])


async def test_each_chooses_the_view_that_opens_first(app, people):
    sales, sales2, _ = people
    made = await save(sales, label="先开")
    await act(sales, "view.make_default", object="lead", view=made["view_id"])
    assert (await views(sales))["default"] == made["view_id"]
    assert (await views(sales2))["default"] is None
    async with nothing_changes(app):
        refused(
            await attempt(sales2, "view.make_default", object="lead", view=made["view_id"]), 404, "not_found"
        )
        refused(await attempt(sales2, "view.make_default", object="lead", view="nothing"), 404, "not_found")
    await act(sales, "view.delete", view_id=made["view_id"])
    assert (await views(sales))["default"] is None


async def test_what_would_not_open_cannot_be_saved(app, people, as_user):
    sales = people[0]
    strategist = await as_user("strategist")
    cases = [
        ({"columns": []}, "invalid.fields", "/body/columns"),
        ({"columns": ["nothing"]}, "invalid.fields", "/body/columns/0"),
        ({"kind": "kanban"}, "invalid.fields", "/body/group"),
        ({"widths": {"name": 5}}, "invalid.fields", "/body/widths/name"),
        ({"widths": [1]}, "invalid.fields", "/body/widths"),
        ({"pinned": "name"}, "invalid.fields", "/body/pinned"),
        ({"totals": {"name": "product"}}, "invalid.fields", "/body/totals/name"),
        (
            {"colors": [{"field": "status", "op": "eq", "value": "new", "tone": "pink"}]},
            "invalid.fields",
            "/body/colors/0/tone",
        ),
        (
            {"colors": [{"field": "status", "op": "eq", "value": "no such", "tone": "ok"}]},
            "filter.invalid",
            "/body/colors/0/filter",
        ),
        ({"secret": 1}, "invalid.fields", "/body/secret"),
        ({"filter": {"field": "nothing", "op": "eq", "value": 1}}, "filter.invalid", "/body/filter"),
        ({"filter": "status"}, "filter.invalid", "/body/filter"),
        ({"sort": "nothing"}, "sort.invalid", "/body/sort"),
        (
            {"filter": {"field": "phone", "op": "eq", "value": "13800000000"}},
            "view.sensitive_filter",
            "/body/filter",
        ),
        (
            {"filter": {"not": {"and": [{"field": "phone", "op": "eq", "value": "13800000000"}]}}},
            "view.sensitive_filter",
            "/body/filter",
        ),
    ]
    async with nothing_changes(app):
        for more, code, pointer in cases:
            answer = await attempt(sales, "view.save", object="lead", label="坏", body={**BODY, **more})
            refused(answer, 422, code, pointer)
        refused(
            await attempt(sales, "view.save", object="lead", label="坏", body=[1]),
            422,
            "invalid.fields",
            "/body",
        )
        refused(
            await attempt(strategist, "view.save", object="lead", label="坏", body=BODY),
            403,
            "permission.denied",
        )
        hidden = {"kind": "table", "columns": ["name", "phone"]}
        answer = await attempt(strategist, "view.save", object="party", label="坏", body=hidden)
        refused(answer, 422, "invalid.fields", "/body")


async def test_what_the_reader_may_not_see_is_left_out_and_never_told(app, people, as_user):
    """A strategist sees customers without names, phones and e-mails."""
    manager, strategist = people[2], await as_user("strategist")
    bodies = {
        "部分": {"kind": "table", "columns": ["name", "phone", "status"], "sort": "-phone"},
        "整体": {
            "kind": "table",
            "columns": ["name"],
            "filter": {"field": "employer", "op": "contains", "value": "秘密单位"},
        },
        "颜色": {
            "kind": "table",
            "columns": ["name"],
            "sort": "name",
            "colors": [{"field": "employer", "op": "contains", "value": "秘密单位", "tone": "bad"}],
            "totals": {"email": "count"},
        },
    }
    bodies["部分"].pop("sort")
    bodies["部分"]["columns"].remove("status")
    for label, body in bodies.items():
        made = await act(manager, "view.save", object="party", label=label, body=body)
        await act(
            manager, "view.share", view_id=made["view_id"], version=1, shared=True, roles=["strategist"]
        )
    answer = await strategist.get("/views/party")
    assert "秘密单位" not in answer.text
    found = {one["label"]: one for one in answer.json()["items"]}
    assert found["部分"]["body"]["columns"] == ["name"]
    assert found["部分"]["left_out"] == 1
    assert found["整体"]["body"] is None
    assert found["整体"]["unavailable"]["zh"]
    assert found["颜色"]["body"]["colors"] == []
    assert "sort" not in found["颜色"]["body"]
    assert found["颜色"]["left_out"] == 3
