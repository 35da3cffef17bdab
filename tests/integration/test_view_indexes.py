"""Indexes for what views filter and sort by; and the road of a text search."""

import pytest

from support.http import act, records
from zhuxin.kernel.objects.indexes.views import build_indexes, wanted_indexes

BOARD = {"key": "board", "label": "看板", "kind": "kanban", "group": "x_color", "columns": ["x_name"]}
DEAR = {
    "key": "dear",
    "label": "贵的",
    "columns": ["x_name"],
    "filter": {
        "and": [
            {"field": "x_color", "op": "eq", "value": "红"},
            {"field": "x_price", "op": "gt", "value": "1.00"},
        ]
    },
    "sort": "-x_price",
}


@pytest.fixture(scope="module")
async def builder(as_user):
    builder = await as_user("builder")
    await act(builder, "object.create", key="stone", label_zh="石")
    await act(
        builder,
        "field.create",
        object="x_stone",
        key="color",
        label_zh="色",
        kind="choice",
        options=["红", "绿"],
    )
    await act(builder, "field.create", object="x_stone", key="price", label_zh="价", kind="money")
    await act(
        builder, "field.create", object="x_stone", key="memo", label_zh="记", kind="text", searchable=True
    )
    return builder


async def publish(builder, *views):
    await act(builder, "definition.save", kind="layout", key="x_stone", body={"views": list(views)})
    await act(builder, "definition.publish", drafts=[{"kind": "layout", "key": "x_stone"}], reason="试")


async def test_published_views_get_their_indexes_and_the_builder_sees_them(app, builder):
    await publish(builder, DEAR, BOARD)
    made = await build_indexes(app, "x_stone")
    shown = {one["name"]: one for one in (await builder.get("/objects/x_stone")).json()["indexes"]}
    assert set(made) <= set(shown)
    columns = {one["definition"].rpartition("(")[2] for one in shown.values() if one["made_for_views"]}
    assert columns == {"x_color, x_price, id)", "x_price, id)", "x_color, id)"}
    assert not any(one["unused"] for one in shown.values())
    assert await build_indexes(app, "x_stone") == []
    await publish(builder, BOARD)
    shown = (await builder.get("/objects/x_stone")).json()["indexes"]
    assert sum(one["unused"] for one in shown) == 2


async def test_nothing_is_made_for_what_has_no_order_or_is_not_there(app, builder):
    catalog = await _catalog(app)
    definition = catalog.object("x_stone")
    odd = {"filter": {"field": "x_gone", "op": "eq", "value": 1}, "sort": "x_gone", "group": "x_gone"}
    newest = {"filter": None, "sort": "-created_at"}
    assert wanted_indexes(definition, [odd, newest]) == []


async def test_search_finds_the_same_by_either_road(app, builder):
    """A frequent and a rare term in a table large enough for the planner to have statistics."""
    async with app.database.connection() as connection:
        owner = await connection.value("SELECT id FROM user_account WHERE username = 'builder'")
        await connection.execute(
            "INSERT INTO x_stone (id, x_name, x_memo, owner_id, created_at) SELECT gen_random_uuid(), 's' || n,"
            " CASE WHEN n %% 2 = 0 THEN 'granite ' ELSE 'marble ' END || CASE WHEN n = 777 THEN 'ruby' ELSE '' END, %(owner)s,"
            " now() - n * interval '1 second' FROM generate_series(1, 3000) n",
            {"owner": owner},
        )
        await connection.execute("ANALYZE x_stone")
    assert [one["x_name"] for one in await records(builder, "x_stone", q="ruby")] == ["s777"]
    frequent = await records(builder, "x_stone", q="granite", limit=3)
    assert [one["x_name"] for one in frequent] == ["s2", "s4", "s6"]
    assert await records(builder, "x_stone", q="unicorn") == []


async def _catalog(app):
    async with app.database.connection() as connection:
        return await app.catalog(connection)
