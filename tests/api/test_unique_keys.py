"""What may be there only once: one field, several together, switched on later, on large tables by a job."""

import pytest

from support.app import nothing_changes, run_jobs
from support.http import act, attempt, record, refused
from zhuxin.kernel.objects.indexes import unique_keys

OBJECT = "x_policy"


@pytest.fixture
async def builder(app, as_user):
    """A builder with an object of policies that has no records and no key of several fields yet."""
    client = await as_user("builder")
    if (await client.get(f"/objects/{OBJECT}")).status_code == 200:
        await act(client, "object.delete", object=OBJECT)
    await act(client, "object.create", key="policy", label_zh="保单")
    for key, kind, more in (
        ("number", "text", {"unique": True}),
        ("insurer", "text", {}),
        ("year", "number", {}),
        ("holder_id", "id_number", {}),
    ):
        await act(client, "field.create", object=OBJECT, key=key, label_zh=key, kind=kind, **more)
    yield client
    async with app.database.transaction() as connection:
        await connection.execute(f"DELETE FROM {OBJECT}")


async def make(client, status=201, **values):
    made = await client.post(f"/records/{OBJECT}", json={"x_name": "保单", **values})
    assert made.status_code == status, made.text
    return made.json()


async def test_a_unique_field_refuses_a_second_one_at_its_place(app, builder):
    first = await make(builder, x_number="A1")
    async with nothing_changes(app):
        again = await builder.post(f"/records/{OBJECT}", json={"x_name": "二", "x_number": "A1"})
        body = refused(again, 409, "record.not_unique", "/x_number")
        assert body["errors"][0]["message"] == "已有另一条记录的「number」与此相同"
    other = await make(builder, x_number="A2")
    version = {"if-match": str(other["version"])}
    refused(
        await builder.patch(f"/records/{OBJECT}/{other['id']}", json={"x_number": "A1"}, headers=version),
        409,
        "record.not_unique",
        "/x_number",
    )
    await make(builder)  # one without a value is no other's double
    await make(builder)
    # The recycle bin does not count, and what comes out of it does.
    assert (await builder.delete(f"/records/{OBJECT}/{first['id']}")).status_code == 204
    await make(builder, x_number="A1")
    refused(
        await attempt(builder, "record.restore", object=OBJECT, id=first["id"]),
        409,
        "record.not_unique",
        "/x_number",
    )


async def test_a_key_that_is_taken_away_leaves_its_field_as_any_other(builder):
    await act(builder, "object.remove_unique_key", object=OBJECT, fields=["x_number"])
    defined = (await builder.get(f"/objects/{OBJECT}")).json()
    assert defined["unique_keys"] == []
    assert not any(one["unique"] for one in defined["fields"])
    for _ in range(2):
        await make(builder, x_number="A1")


async def test_one_of_many_is_reported_and_the_others_are_written(builder):
    rows = [{"x_name": "一", "x_number": "B1"}, {"x_name": "二", "x_number": "B1"}, {"x_name": "三"}]
    body = {"mode": "each", "operations": [{"op": "create", "values": one} for one in rows]}
    done = (await builder.post(f"/records/{OBJECT}:bulk", json=body)).json()
    assert [one["ok"] for one in done["results"]] == [True, False, True]
    assert done["results"][1]["code"] == "record.not_unique"


async def test_several_fields_are_unique_together(builder):
    await act(builder, "object.add_unique_key", object=OBJECT, fields=["x_insurer", "x_year"])
    await make(builder, x_insurer="平安", x_year=2026)
    await make(builder, x_insurer="平安", x_year=2027)
    await make(builder, x_insurer="平安")
    twice = await builder.post(
        f"/records/{OBJECT}", json={"x_name": "又", "x_insurer": "平安", "x_year": 2026}
    )
    refused(twice, 409, "record.not_unique", "/x_insurer")
    defined = (await builder.get(f"/objects/{OBJECT}")).json()
    assert {"fields": ["x_insurer", "x_year"], "state": "ready"} in defined["unique_keys"]
    refused(
        await attempt(builder, "object.add_unique_key", object=OBJECT, fields=["x_year", "x_insurer"]),
        409,
        "unique_key.exists",
        "/fields",
    )
    refused(await attempt(builder, "field.remove", object=OBJECT, key="x_year"), 409, "field.needed", "/key")
    refused(
        await attempt(builder, "field.convert", object=OBJECT, key="x_year", kind="text"),
        409,
        "field.needed",
        "/key",
    )
    await act(builder, "object.remove_unique_key", object=OBJECT, fields=["x_insurer", "x_year"])
    await make(builder, x_insurer="平安", x_year=2026)
    await act(builder, "field.remove", object=OBJECT, key="x_year")


async def test_switched_on_later_it_tells_what_repeats_and_changes_nothing(app, builder):
    for insurer in ("人保", "人保", "太保"):
        await make(builder, x_insurer=insurer)
    field = next(
        one for one in (await builder.get(f"/objects/{OBJECT}")).json()["fields"] if one["key"] == "x_insurer"
    )
    assert field["unique"] is False
    async with nothing_changes(app):
        twice = await attempt(
            builder, "field.change", object=OBJECT, key="x_insurer", label_zh="保险公司", unique=True
        )
        body = refused(twice, 409, "unique_key.repeated", "/unique")
        assert "有 1 个值重复，共 2 条记录" in body["errors"][0]["message"]
    await make(builder, x_insurer="人保")


async def test_an_encrypted_field_is_unique_by_its_value(builder):
    await act(builder, "object.add_unique_key", object=OBJECT, fields=["x_holder_id"])
    await make(builder, x_holder_id="11010519491231002X")
    again = {"x_name": "又", "x_holder_id": "11010519491231002x"}
    refused(await builder.post(f"/records/{OBJECT}", json=again), 409, "record.not_unique", "/x_holder_id")


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ([], "/fields"),
        (["x_year", "x_year"], "/fields"),
        (["x_year", "x_none"], "/fields/1"),
        (7, "/fields/0"),
    ],
)
async def test_what_is_no_key_is_refused(app, builder, fields, pointer):
    async with nothing_changes(app):
        refused(
            await attempt(builder, "object.add_unique_key", object=OBJECT, fields=fields),
            422,
            "invalid.fields",
            pointer,
        )


async def test_a_large_table_is_indexed_by_a_job_and_a_double_that_came_meanwhile_is_told(
    app, builder, monkeypatch
):
    monkeypatch.setattr(unique_keys, "SMALL_BYTES", 0)
    await act(builder, "object.add_unique_key", object=OBJECT, fields=["x_insurer"])
    await act(builder, "object.add_unique_key", object=OBJECT, fields=["x_year"])
    for _ in range(2):
        await make(builder, x_year=2030)
    await run_jobs(app)
    states = {
        tuple(one["fields"]): one["state"]
        for one in (await builder.get(f"/objects/{OBJECT}")).json()["unique_keys"]
    }
    assert states[("x_insurer",)] == "ready"
    assert states[("x_year",)] == "failed"
    await make(builder, x_year=2030)
    await make(builder, x_insurer="阳光")
    refused(
        await builder.post(f"/records/{OBJECT}", json={"x_name": "又", "x_insurer": "阳光"}),
        409,
        "record.not_unique",
        "/x_insurer",
    )
    await act(builder, "object.remove_unique_key", object=OBJECT, fields=["x_year"])


async def test_a_merge_takes_what_may_be_there_only_once(builder):
    keep, drop = await make(builder, x_number="M1"), await make(builder, x_number="M2")
    await act(builder, "record.merge", object=OBJECT, keep=keep["id"], drop=drop["id"], take=["x_number"])
    assert (await record(builder, OBJECT, keep["id"]))["x_number"] == "M2"
