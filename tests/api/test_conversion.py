"""Fields that become of another kind: what would be lost is told first, and nothing is half done."""

import asyncio

import pytest

from support.app import acting, nothing_changes
from support.field_kinds import ROWS
from support.http import act, attempt, record, records, refused
from zhuxin.api.kernel.catalog import describe_kinds
from zhuxin.core.text import Label
from zhuxin.kernel.fields.registry import KINDS
from zhuxin.kernel.fields.types import BadValue, Field
from zhuxin.kernel.objects.conversions import CONVERSIONS
from zhuxin.kernel.records.errors import DefinitionMoved
from zhuxin.kernel.records.writes import create_record

OBJECT = "x_thing"
OPTIONS = [{"value": "a", "label": {"zh": "甲", "en": "A"}}, {"value": "b", "label": {"zh": "乙", "en": "B"}}]


@pytest.fixture(scope="module")
async def builder(as_user):
    client = await as_user("builder")
    await act(client, "object.create", key="thing", label_zh="物品", label_en="Thing")
    return client


async def make(client, key, kind, values, **more):
    """A field with one record a value; the ids in order."""
    await act(client, "field.create", object=OBJECT, key=key, label_zh=key, kind=kind, **more)
    ids = []
    for value in values:
        made = await client.post(f"/records/{OBJECT}", json={"x_name": key, f"x_{key}": value})
        assert made.status_code == 201, made.text
        ids.append(made.json()["id"])
    return ids


async def convert(client, key, kind, **more):
    return await act(client, "field.convert", object=OBJECT, key=f"x_{key}", kind=kind, **more)


async def preview(client, key, kind, **more):
    values = {"object": OBJECT, "key": f"x_{key}", "kind": kind, **more}
    response = await client.post("/actions/field.convert", json=values, params={"dry_run": "true"})
    assert response.status_code == 200, response.text
    return response.json()["result"]


async def values_of(client, key, ids):
    return [(await record(client, OBJECT, one))[f"x_{key}"] for one in ids]


TURNED = [
    ("text", "number", {}, ["12", " 1,234 ", "1.5", "many"], {}, [12, 1234, 2, None], 2),
    ("text", "money", {}, ["1,234.50", "7", "1.005"], {}, ["1234.50", "7.00", "1.01"], 1),
    ("text", "percent", {}, ["0.072"], {}, ["0.072"], 0),
    (
        "text",
        "date",
        {},
        ["2026-01-05", "2026/1/5", "2026年1月5日", "2026-02-30", "today"],
        {},
        ["2026-01-05"] * 3 + [None, None],
        2,
    ),
    (
        "text",
        "datetime",
        {},
        ["2026-01-05 08:00", "2026-01-05T00:00:00Z", "now"],
        {},
        ["2026-01-05T00:00:00Z", "2026-01-05T00:00:00Z", None],
        1,
    ),
    ("text", "boolean", {}, ["是", "No", "maybe"], {}, [True, False, None], 1),
    ("text", "rating", {}, ["5", "9"], {}, [5, None], 1),
    ("text", "choice", {}, ["a", "乙", "丙"], {"options": OPTIONS}, ["a", "b", None], 1),
    ("text", "multi_choice", {}, ["乙、a", "a,丙"], {"options": OPTIONS}, [["a", "b"], ["a"]], 1),
    ("text", "email", {}, ["A@Example.com", "a@"], {}, ["a@example.com", None], 1),
    (
        "text",
        "url",
        {},
        ["https://example.com/a", "ftp://a", "https://me:x@a.com"],
        {},
        ["https://example.com/a", None, None],
        2,
    ),
    ("text", "long_text", {}, ["一"], {}, ["一"], 0),
    ("long_text", "text", {}, ["短", "长" * 201], {}, ["短", "长" * 200], 1),
    ("number", "text", {"scale": 2}, ["12.50", "7"], {}, ["12.5", "7"], 0),
    ("number", "money", {"scale": 3}, ["12.500", "1.005"], {}, ["12.50", "1.01"], 1),
    ("number", "percent", {"scale": 3}, ["0.072"], {}, ["0.072"], 0),
    ("number", "rating", {}, [4, 9], {}, [4, None], 1),
    ("number", "number", {"scale": 2}, ["1.25", "2.00"], {"scale": 1}, ["1.3", "2.0"], 1),
    ("money", "text", {}, ["1234.50"], {}, ["1234.50"], 0),
    ("money", "number", {}, ["1234.50", "3.00"], {"scale": 0}, [1235, 3], 1),
    ("percent", "number", {}, ["0.072"], {"scale": 3}, ["0.072"], 0),
    ("rating", "number", {}, [3], {}, [3], 0),
    ("date", "datetime", {}, ["2026-01-05"], {}, ["2026-01-04T16:00:00Z"], 0),
    ("date", "text", {}, ["2026-01-05"], {}, ["2026-01-05"], 0),
    (
        "datetime",
        "date",
        {},
        ["2026-01-04T16:00:00Z", "2026-01-04T17:00:00Z"],
        {},
        ["2026-01-05", "2026-01-05"],
        1,
    ),
    ("datetime", "text", {}, ["2026-01-04T17:00:00Z"], {}, ["2026-01-05 01:00:00"], 0),
    ("boolean", "text", {}, [True, False], {}, ["是", "否"], 0),
    ("choice", "text", {"options": OPTIONS}, ["a"], {}, ["甲"], 0),
    ("choice", "multi_choice", {"options": OPTIONS}, ["b"], {}, [["b"]], 0),
    ("choice", "choice", {"options": OPTIONS}, ["a", "b"], {"options": ["甲"]}, ["甲", None], 1),
    ("multi_choice", "text", {"options": OPTIONS}, [["a", "b"]], {}, ["甲、乙"], 0),
    ("multi_choice", "choice", {"options": OPTIONS}, [["b"], ["a", "b"]], {}, ["b", "a"], 1),
    ("multi_choice", "multi_choice", {"options": OPTIONS}, [["a", "b"]], {"options": ["b"]}, [["b"]], 1),
    ("uscc", "text", {}, ["91110000600037341L"], {}, ["91110000600037341L"], 0),
]


@pytest.mark.parametrize(("place", "case"), list(enumerate(TURNED)), ids=lambda one: str(one)[:24])
async def test_values_are_turned_over_and_losses_counted(builder, place, case):
    old, new, more, values, asked, expected, lost = case
    key = f"t{place}"
    ids = await make(builder, key, old, values, **more)
    before = await values_of(builder, key, ids)
    seen = await preview(builder, key, new, **asked)
    assert (seen["rows"], seen["lost"]) == (len(values), lost)
    assert [one["lost"] for one in seen["samples"]] == [True] * lost + [False] * (len(values) - lost)
    assert await values_of(builder, key, ids) == before
    done = await convert(builder, key, new, accept_loss=lost > 0, **asked)
    assert (done["kind"], done["lost"]) == (new, lost)
    assert await values_of(builder, key, ids) == expected
    taken = await act(builder, "field.revert_conversion", object=OBJECT, key=f"x_{key}", accept_loss=False)
    assert taken["kind"] == old
    assert await values_of(builder, key, ids) == before


def test_every_conversion_has_a_case_or_is_text_of_something():
    cases = {(one[0], one[1]) for one in TURNED}
    for old, becoming in CONVERSIONS.items():
        for new in becoming:
            alike = "text" if old == "long_text" else old
            said = new in ("text", "long_text") or (alike, new) in cases
            assert said, (old, new)
    told = {one["key"]: tuple(one["converts_to"]) for one in describe_kinds()}
    assert told == {key: tuple(CONVERSIONS.get(key, ())) for key in KINDS}


async def test_what_was_made_is_what_the_kind_takes(builder):
    """Values that one road of writing would refuse never come in by a conversion."""
    odd = [
        "https://a b",
        "http://x:99999999/",
        "１２",
        "1e5",
        "- 5",
        "0x1",
        "a@b.c",
        "９",
        "+1",
        "2026-13-01",
        "是的",
    ]
    for kind in ("number", "money", "percent", "rating", "date", "datetime", "email", "url", "boolean"):
        key = f"odd_{kind}"
        await make(builder, key, "text", [*odd, str(ROWS[kind].a)])
        seen = await preview(builder, key, kind)
        one = Field("f", kind, Label("字段", "Field"))
        for sample in seen["samples"]:
            if sample["new"] is not None:
                told = sample["new"]
                try:
                    KINDS[kind].parse(told, one)
                except BadValue:
                    pytest.fail(f"{sample} is no {kind}")


async def test_a_loss_that_nobody_accepted_changes_nothing(app, builder):
    ids = await make(builder, "lossy", "text", ["1", "one"])
    values = {"object": OBJECT, "key": "x_lossy", "kind": "number"}
    async with nothing_changes(app):
        body = refused(await attempt(builder, "field.convert", **values), 409, "field.conversion_loses")
        assert (body["rows"], body["lost"]) == (2, 1)
        assert [(one["old"], one["new"]) for one in body["samples"]] == [("one", None), ("1", 1)]
    assert await values_of(builder, "lossy", ids) == ["1", "one"]
    assert await columns(app, "x_lossy") == [("x_lossy", "text")]


async def columns(app, prefix):
    async with app.database.connection() as connection:
        rows = await connection.all(
            "SELECT column_name AS name, data_type AS type FROM information_schema.columns"
            " WHERE table_name = %(table)s AND column_name LIKE %(like)s ORDER BY column_name",
            {"table": OBJECT, "like": f"{prefix}%"},
        )
    return [(row.name, row.type) for row in rows]


async def test_what_cannot_be_is_refused_with_its_place(app, builder, as_user):
    await make(builder, "size", "number", [3])
    formula = {"kind": "formula", "result": "number", "expression": "x_size * 2"}
    await act(builder, "field.create", object=OBJECT, key="twice", label_zh="两倍", **formula)
    await make(builder, "plain", "text", ["a"])
    sales = await as_user("sales")
    async with nothing_changes(app):

        async def tried(status, code, pointer, client=builder, **values):
            values = {"object": OBJECT, "key": "x_size", **values}
            refused(await attempt(client, "field.convert", **values), status, code, pointer)

        await tried(422, "invalid.fields", "/uses/x_thing.x_twice/expression", kind="text")
        await tried(422, "field.conversion_not_offered", "/kind", kind="phone")
        await tried(422, "field.conversion_not_offered", "/kind", key="x_twice", kind="text")
        await tried(404, "not_found", "/key", key="x_nothing", kind="text")
        await tried(409, "field.not_custom", "/key", key="created_at", kind="text")
        await tried(422, "object.title_field", "/kind", key="x_name", kind="number")
        await tried(422, "field.options_missing", "/options", key="x_plain", kind="choice")
        await tried(403, "permission.denied", None, client=sales, kind="text")
        response = await attempt(builder, "field.revert_conversion", object=OBJECT, key="x_size")
        refused(response, 404, "not_found")


async def test_what_follows_is_computed_anew_and_the_field_is_used_at_once(app, builder):
    ids = await make(builder, "height", "number", ["1.26", "2.00"], scale=2)
    formula = {"kind": "formula", "result": "number", "expression": "x_height * 10"}
    await act(builder, "field.create", object=OBJECT, key="tenfold", label_zh="十倍", **formula)
    assert await values_of(builder, "tenfold", ids) == [13, 20]
    await convert(builder, "height", "number", scale=1, accept_loss=True)
    assert await values_of(builder, "tenfold", ids) == [13, 20]
    refused(
        await attempt(builder, "field.convert", object=OBJECT, key="x_height", kind="number"),
        409,
        "field.converted_before",
        "/key",
    )
    await act(builder, "field.purge", object=OBJECT, key="x_height_before")
    await convert(builder, "height", "number", scale=0, accept_loss=True)
    assert await values_of(builder, "tenfold", ids) == [10, 20]


async def test_lists_that_were_read_often_go_on(builder):
    """A statement that a connection has prepared is prepared anew once its column is of another type."""
    ids = await make(builder, "often", "text", ["1", "2"])
    fields = {"fields": "x_name,x_often", "sort": "created_at", "limit": 200}
    for _ in range(6):
        await records(builder, OBJECT, **fields)
        await record(builder, OBJECT, ids[0])
    await convert(builder, "often", "number")
    for _ in range(3):
        found = {one["id"]: one["x_often"] for one in await records(builder, OBJECT, **fields)}
        assert [found[one] for one in ids] == [1, 2]
        assert (await record(builder, OBJECT, ids[0]))["x_often"] == 1


async def test_what_was_written_since_stops_taking_back(app, builder):
    (first, second) = await make(builder, "since", "text", ["1", "2"])
    await convert(builder, "since", "number")
    version = {"if-match": str((await record(builder, OBJECT, second))["version"])}
    changed = await builder.patch(f"/records/{OBJECT}/{second}", json={"x_since": 5}, headers=version)
    assert changed.status_code == 200, changed.text
    values = {"object": OBJECT, "key": "x_since"}
    async with nothing_changes(app):
        response = await attempt(builder, "field.revert_conversion", **values)
        body = refused(response, 409, "field.conversion_loses")
        assert [(one["id"], one["old"], one["new"]) for one in body["samples"]] == [(second, 5, "2")]
    await act(builder, "field.revert_conversion", **values, accept_loss=True)
    assert await values_of(builder, "since", [first, second]) == ["1", "2"]
    await act(builder, "field.revert_conversion", **values, accept_loss=True)
    assert await values_of(builder, "since", [first, second]) == [1, 5]


async def test_what_is_written_meanwhile_is_converted_too_or_refused(app, builder):
    (first,) = await make(builder, "busy", "number", [1])
    with pytest.raises(DefinitionMoved):
        async with acting(app, "builder") as late:
            async with acting(app, "builder") as writing:
                made = await create_record(writing, OBJECT, {"x_name": "meanwhile", "x_busy": 7})
                converting = asyncio.create_task(convert(builder, "busy", "money"))
                await asyncio.sleep(0.4)
                assert not converting.done()
            assert (await converting)["rows"] == 2
            assert await values_of(builder, "busy", [first, made["id"]]) == ["1.00", "7.00"]
            await create_record(late, OBJECT, {"x_name": "late", "x_busy": 9})
    assert "late" not in [one["x_name"] for one in await records(builder, OBJECT, limit=200)]
