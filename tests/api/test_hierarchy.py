"""Records below records: a move that would put one below itself is refused, also where two are moved at once."""

import asyncio

import pytest

from support.app import nothing_changes
from support.http import act, record, refused

UNIT = "x_unit"
TREE = {"key": "tree", "label": {"zh": "树", "en": "Tree"}, "kind": "tree", "columns": ["x_name"]}


@pytest.fixture(scope="module")
async def builder(as_user):
    """Who made units below units, drawn as a tree, that also vouch for each other."""
    client = await as_user("builder")
    await act(client, "object.create", key="unit", label_zh="单位")
    for key in ("above", "voucher"):
        await act(client, "field.create", object=UNIT, key=key, label_zh=key, kind="reference", target=UNIT)
    layout = {"views": [{**TREE, "parent": "x_above"}]}
    await act(client, "definition.save", kind="layout", key=UNIT, body=layout)
    await act(client, "definition.publish", drafts=[{"kind": "layout", "key": UNIT}], reason="树")
    return client


async def unit(client, above=None):
    made = await client.post(f"/records/{UNIT}", json={"x_name": "单位", "x_above": above})
    assert made.status_code == 201, made.text
    return made.json()["id"]


async def change(client, unit_id, **values):
    version = (await record(client, UNIT, unit_id))["version"]
    return await client.patch(f"/records/{UNIT}/{unit_id}", json=values, headers={"if-match": str(version)})


async def test_a_record_never_comes_to_lie_below_itself(app, builder):
    top = await unit(builder)
    middle = await unit(builder, top)
    low = await unit(builder, middle)
    async with nothing_changes(app):
        for below in (top, middle, low):
            refused(await change(builder, top, x_above=below), 409, "record.own_ancestor", "/x_above")
    moved = await change(builder, low, x_above=top)
    assert moved.status_code == 200 and moved.json()["x_above"] == top
    freed = await change(builder, middle, x_above=None)
    assert freed.status_code == 200 and freed.json()["x_above"] is None


async def test_references_that_no_tree_is_drawn_by_may_be_mutual(builder):
    one, other = await unit(builder), await unit(builder)
    for near, far in ((one, other), (other, one)):
        assert (await change(builder, near, x_voucher=far)).status_code == 200


async def test_of_two_moves_at_once_that_close_a_circle_one_is_refused(builder):
    one, other = await unit(builder), await unit(builder)
    answers = await asyncio.gather(change(builder, one, x_above=other), change(builder, other, x_above=one))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    above = [(await record(builder, UNIT, each))["x_above"] for each in (one, other)]
    assert above.count(None) == 1
