"""Options of a choice: named, each once, and kept as long as records have them."""

import pytest

from support.app import nothing_changes
from support.http import act, attempt, refused

OPTIONS = [
    {"value": "idle", "label": {"zh": "闲置", "en": "Idle"}},
    {"value": "repair", "label": {"zh": "维修中", "en": "In repair"}},
]


@pytest.fixture(scope="module")
async def builder(as_user):
    builder = await as_user("builder")
    await act(builder, "object.create", key="machine", label_zh="机器")
    for key, kind in (("state", "choice"), ("states", "multi_choice")):
        await act(
            builder, "field.create", object="x_machine", key=key, label_zh=key, kind=kind, options=OPTIONS
        )
    return builder


@pytest.mark.parametrize(("field", "value"), [("x_state", "repair"), ("x_states", ["idle", "repair"])])
async def test_an_option_goes_only_when_no_record_has_it(app, builder, field, value):
    made = (await builder.post("/records/x_machine", json={"x_name": "一", field: value})).json()
    change = {"object": "x_machine", "key": field, "label_zh": field, "options": OPTIONS[:1]}
    async with nothing_changes(app):
        problem = refused(
            await attempt(builder, "field.change", **change), 409, "field.option_in_use", "/options"
        )
    assert "维修中 1 条" in problem["detail"]
    deleted = await builder.delete(f"/records/x_machine/{made['id']}")
    assert deleted.status_code in (200, 204)
    async with nothing_changes(app):  # it would come back out of the bin without its option
        refused(await attempt(builder, "field.change", **change), 409, "field.option_in_use", "/options")
    await act(builder, "record.purge", object="x_machine", id=made["id"])
    await act(builder, "field.change", **change)


@pytest.mark.parametrize(
    ("shape", "pointer"),
    [
        ({"kind": "choice", "options": [{"value": "a", "label": {"zh": " ", "en": ""}}]}, "/options/0"),
        (
            {
                "kind": "choice",
                "options": [{"value": "a", "label": {"zh": "甲"}}, {"value": "b", "label": {"zh": "甲"}}],
            },
            "/options/1",
        ),
        ({"kind": "money", "minimum": "100.00", "maximum": "10.00"}, "/maximum"),
        ({"kind": "date", "minimum": "2026-02-01", "maximum": "2026-01-01"}, "/maximum"),
    ],
)
async def test_what_does_not_hold_together_is_refused_at_its_place(app, builder, shape, pointer):
    async with nothing_changes(app):
        answer = await attempt(builder, "field.create", object="x_machine", label_zh="坏", **shape)
        refused(answer, 422, "invalid.fields", pointer)
