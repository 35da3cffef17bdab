"""A field that refers to several records: both sides, what becomes of one that goes, rights and races."""

import asyncio
import json

import pytest

from support.app import nothing_changes
from support.http import act, attempt, record, records, refused
from zhuxin.core.db.errors import StillReferenced

TAG, TRIP = "x_tag", "x_trip"


@pytest.fixture(scope="module")
async def builder(as_user):
    client = await as_user("builder")
    await act(client, "object.create", key="tag", label_zh="标签")
    await act(client, "object.create", key="trip", label_zh="行程")
    for key, rule in (("tags", "clear"), ("needs", "refuse")):
        more = {"kind": "multi_reference", "target": TAG, "on_delete": rule}
        await act(client, "field.create", object=TRIP, key=key, label_zh=key, **more)
    return client


async def make(client, object, **values):
    made = await client.post(f"/records/{object}", json=values)
    assert made.status_code == 201, made.text
    return made.json()["id"]


async def tags(client, *names):
    return [await make(client, TAG, x_name=name) for name in names]


async def test_both_sides_are_found_and_named(builder):
    red, blue, green = await tags(builder, "红", "蓝", "绿")
    one = await make(builder, TRIP, x_name="一", x_tags=[blue, red, blue])
    two = await make(builder, TRIP, x_name="二", x_tags=[green])
    read = (await builder.get(f"/records/{TRIP}/{one}?labels=true&expand=x_tags")).json()
    assert read["x_tags"] == [blue, red]
    assert read["_labels"]["x_tags"] == "蓝、红"
    assert [each["x_name"] for each in read["_expanded"]["x_tags"]] == ["蓝", "红"]
    through = json.dumps({"field": "x_tags.x_name", "op": "eq", "value": "红"})
    assert [each["id"] for each in await records(builder, TRIP, filter=through)] == [one]
    back = json.dumps({"field": f"{TRIP}.x_tags", "op": "has", "value": True})
    mine = {"field": "id", "op": "in", "value": [red, blue, green]}
    assert {each["id"] for each in await records(builder, TAG, filter=back)} >= {red, blue, green}
    named = {"field": f"{TRIP}.x_tags", "op": "has", "value": {"field": "x_name", "op": "eq", "value": "二"}}
    node = json.dumps({"and": [mine, named]})
    assert [each["id"] for each in await records(builder, TAG, filter=node)] == [green]
    assert two != one


async def test_what_is_not_there_is_refused(app, builder):
    (here,) = await tags(builder, "在")
    missing = "01900000-0000-7000-8000-000000000000"
    async with nothing_changes(app):
        body = {"x_name": "缺", "x_tags": [here, missing]}
        response = await builder.post(f"/records/{TRIP}", json=body)
        refused(response, 422, "invalid.fields", "/x_tags")
        refused(
            await attempt(
                builder,
                "field.create",
                object=TRIP,
                key="more",
                label_zh="更多",
                kind="multi_reference",
                target=TAG,
                on_delete="cascade",
            ),
            422,
            "invalid.fields",
            "/on_delete",
        )


async def test_one_that_goes_is_taken_out_or_refused(builder):
    red, blue = await tags(builder, "红", "蓝")
    trip = await make(builder, TRIP, x_name="去", x_tags=[red, blue])
    assert (await builder.delete(f"/records/{TAG}/{red}")).status_code == 204
    assert (await record(builder, TRIP, trip))["x_tags"] == [blue]
    await act(builder, "record.purge", object=TAG, id=red)
    assert (await builder.delete(f"/records/{TAG}/{blue}")).status_code == 204
    assert (await record(builder, TRIP, trip))["x_tags"] is None
    (kept,) = await tags(builder, "必需")
    await make(builder, TRIP, x_name="要", x_needs=[kept])
    refused(await builder.delete(f"/records/{TAG}/{kept}"), 409, "record.referred_to")


async def test_the_database_itself_lets_go_or_refuses(app, builder):
    red, need = await tags(builder, "红", "要")
    one = await make(builder, TRIP, x_name="库", x_tags=[red])
    await make(builder, TRIP, x_name="库二", x_needs=[need])
    async with app.database.transaction() as connection:
        await connection.execute(f"DELETE FROM {TAG} WHERE id = %(id)s", {"id": red})
    assert (await record(builder, TRIP, one))["x_tags"] is None
    with pytest.raises(StillReferenced):
        async with app.database.transaction() as connection:
            await connection.execute(f"DELETE FROM {TAG} WHERE id = %(id)s", {"id": need})


async def test_one_that_goes_while_it_is_chosen_leaves_no_dangling_id(app, builder):
    for number in range(5):
        (tag,) = await tags(builder, f"赛{number}")
        chosen = builder.post(f"/records/{TRIP}", json={"x_name": "赛", "x_tags": [tag]})

        async def remove(tag=tag):
            async with app.database.transaction() as connection:
                await connection.execute(f"DELETE FROM {TAG} WHERE id = %(id)s", {"id": tag})

        await asyncio.gather(chosen, remove())
    async with app.database.connection() as connection:
        left = await connection.value(
            f"SELECT count(*) FROM {TRIP}, unnest(x_tags) one WHERE one NOT IN (SELECT id FROM {TAG})"
        )
    assert left == 0


async def test_a_merge_brings_the_lists_over(builder):
    keep, drop, other = await tags(builder, "留", "并", "他")
    both = await make(builder, TRIP, x_name="都", x_tags=[drop, keep])
    only = await make(builder, TRIP, x_name="只", x_tags=[other, drop])
    await act(builder, "record.merge", object=TAG, keep=keep, drop=drop, take=[])
    assert (await record(builder, TRIP, both))["x_tags"] == [keep]
    assert (await record(builder, TRIP, only))["x_tags"] == [other, keep]


async def test_a_field_that_is_gone_holds_nobody_up(builder):
    await act(
        builder, "field.create", object=TRIP, key="old", label_zh="旧", kind="multi_reference", target=TAG
    )
    (tag,) = await tags(builder, "旧")
    await make(builder, TRIP, x_name="旧", x_old=[tag])
    await act(builder, "field.remove", object=TRIP, key="x_old")
    await act(builder, "field.purge", object=TRIP, key="x_old")
    assert (await builder.delete(f"/records/{TAG}/{tag}")).status_code == 204
    await act(builder, "record.purge", object=TAG, id=tag)


async def test_a_reference_offers_what_its_filter_finds_and_takes_nothing_else(app, builder, as_user):
    await act(builder, "field.create", object=TAG, key="open", label_zh="启用", kind="boolean")
    opened, closed = (
        await make(builder, TAG, x_name="开", x_open=True),
        await make(builder, TAG, x_name="关", x_open=False),
    )
    only = {"field": "x_open", "op": "eq", "value": True}
    refused(
        await attempt(
            builder,
            "field.create",
            object=TRIP,
            key="bad",
            label_zh="坏",
            kind="reference",
            target=TAG,
            only={"field": "x_none", "op": "eq", "value": 1},
        ),
        422,
        "filter.invalid",
        "/only",
    )
    for key, kind in (("one", "reference"), ("some", "multi_reference")):
        await act(
            builder, "field.create", object=TRIP, key=key, label_zh=key, kind=kind, target=TAG, only=only
        )
    offered = await records(builder, TAG, offered_for=f"{TRIP}.x_one")
    assert [one["id"] for one in offered] == [opened]
    missing = await builder.get(f"/records/{TAG}?offered_for={TRIP}.x_name")
    refused(missing, 422, "filter.invalid", "/offered_for")
    trip = await make(builder, TRIP, x_name="选", x_one=opened, x_some=[opened])
    tag_version = {"if-match": str((await record(builder, TAG, opened))["version"])}
    await builder.patch(f"/records/{TAG}/{opened}", json={"x_open": False}, headers=tag_version)
    version = {"if-match": str((await record(builder, TRIP, trip))["version"])}
    kept = {"x_name": "留", "x_one": opened, "x_some": [opened]}
    stays = await builder.patch(f"/records/{TRIP}/{trip}", json=kept, headers=version)
    assert stays.status_code == 200, stays.text
    version = {"if-match": str(stays.json()["version"])}
    async with nothing_changes(app):
        for values, pointer in (({"x_one": closed}, "/x_one"), ({"x_some": [opened, closed]}, "/x_some")):
            changed = await builder.patch(f"/records/{TRIP}/{trip}", json=values, headers=version)
            refused(changed, 422, "invalid.fields", pointer)
            made = await builder.post(f"/records/{TRIP}", json={"x_name": "又", **values})
            refused(made, 422, "invalid.fields", pointer)
