"""Fields of a large table get their indexes from a job that holds nobody up, and as many as those of a small one."""

import pytest

from support.app import run_jobs
from zhuxin.kernel.actions.runner import run_action
from zhuxin.kernel.objects.indexes import fields as field_indexes
from zhuxin.kernel.permissions.caller import system_caller

FIELDS = (
    ("searched", "text", {"searchable": True}, "gin_trgm_ops"),
    ("several", "multi_choice", {"options": ["a", "b"]}, "USING gin"),
    ("whom", "reference", {"target": "party"}, "id)"),
    ("number", "phone", {}, "_blind)"),
)
_INDEXES = "SELECT indexdef AS text FROM pg_indexes WHERE tablename = 'lead' AND indexdef LIKE %(like)s"
_CHECKED = "SELECT convalidated FROM pg_constraint WHERE conname LIKE %(like)s"


async def add(app, key, kind, more):
    async with app.database.connection() as connection:
        caller = system_caller(await app.catalog(connection))
    values = {"object": "lead", "key": key, "label_zh": key, "kind": kind, **more}
    await run_action(app, caller, "field.create", values)


async def indexes(app, key):
    async with app.database.connection() as connection:
        return [row.text for row in await connection.all(_INDEXES, {"like": f"%x_{key}%"})]


async def checked(app, key):
    async with app.database.connection() as connection:
        return await connection.value(_CHECKED, {"like": f"fk_lead_x_{key}"})


@pytest.mark.parametrize(("key", "kind", "more", "word"), FIELDS)
async def test_a_small_table_has_its_indexes_at_once(app, key, kind, more, word):
    await add(app, f"s_{key}", kind, more)
    (made,) = await indexes(app, f"s_{key}")
    assert word in made
    assert await checked(app, f"s_{key}") in (None, True)


@pytest.mark.parametrize(("key", "kind", "more", "word"), FIELDS)
async def test_a_large_table_gets_them_from_a_job_that_may_be_run_again(
    app, monkeypatch, key, kind, more, word
):
    monkeypatch.setattr(field_indexes, "SMALL_BYTES", 0)
    await add(app, f"l_{key}", kind, more)
    assert await indexes(app, f"l_{key}") == []
    await run_jobs(app)
    (made,) = await indexes(app, f"l_{key}")
    assert word in made
    assert await checked(app, f"l_{key}") in (None, True)
    await field_indexes.build_indexes(app, "lead", f"x_l_{key}")
    assert await indexes(app, f"l_{key}") == [made]


async def test_a_job_of_a_field_that_is_gone_does_nothing(app):
    await field_indexes.build_indexes(app, "lead", "x_nothing")
    await field_indexes.build_indexes(app, "x_nothing", "x_nothing")
