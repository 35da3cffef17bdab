"""Every kind of field against its row: stored and read back, refused, found, sorted, described and hidden alike."""

import json
from types import SimpleNamespace

import jsonschema_rs
import pytest

from support.app import nothing_changes
from support.field_kinds import NO_ID, ROWS
from support.http import act, hand_in, record, records, refused
from zhuxin.api.openapi import field_schema
from zhuxin.core.text import Label
from zhuxin.kernel.fields.registry import KINDS
from zhuxin.kernel.fields.types import BadValue, Field, Option

PROBE = "x_probe"
EVERY = sorted(ROWS)
STORED = [key for key in EVERY if ROWS[key].offered or ROWS[key].made]
GIVEN = [key for key in EVERY if ROWS[key].offered]


def test_every_kind_has_a_row():
    assert set(ROWS) == {key for key, kind in KINDS.items() if kind.stored}


def field_key(kind: str) -> str:
    return "x_number" if kind == "auto_number" else f"x_k_{kind}"


def bare(kind: str) -> Field:
    row = ROWS[kind]
    options = tuple(Option(one, Label(one, one)) for one in row.more.get("options", ()))
    return Field("f", kind, Label("字段", "Field"), scale=row.more.get("scale", 0), options=options)


@pytest.fixture(scope="module")
async def world(as_user):
    """An object with a field of every kind, and its records a, b and c."""
    builder, sales = await as_user("builder"), await as_user("sales")
    await act(builder, "object.create", key="probe", label_zh="探针", label_en="Probe", number_prefix="PB")
    for kind in GIVEN:
        more = {"key": f"k_{kind}", "kind": kind, "label_zh": kind, **ROWS[kind].more}
        await act(builder, "field.create", object=PROBE, **more)
    await grant(as_user, "builder", actions=["record.reveal"])
    found = SimpleNamespace(builder=builder, sales=sales, ids={}, records={})
    people = await records(await as_user("admin"), "user", limit=200)
    for name in ("sales", "operations"):
        (one,) = [each for each in people if each["username"] == name]
        suffix = "" if name == "sales" else "2"
        found.ids[f"$user{suffix}"] = one["id"]
        found.ids[f"$department{suffix}"] = one["department_id"]
    for suffix in ("", "2"):
        made = await builder.post(f"/records/{PROBE}", json={"x_name": f"target{suffix}"})
        found.ids[f"$record{suffix}"] = made.json()["id"]
    for kind in ("file", "image", "signature"):
        for suffix in ("", "2"):
            kept = await hand_in(builder, PROBE, field_key(kind))
            found.ids[f"${kind}{suffix}"] = kept.json()["id"]
    for name in "abc":
        values = {"x_name": name}
        if name != "c":
            values |= {field_key(kind): meant(found, getattr(ROWS[kind], name)) for kind in GIVEN}
        made = await builder.post(f"/records/{PROBE}", json=values)
        assert made.status_code == 201, made.text
        found.records[name] = made.json()
    return found


def meant(world, value):
    if isinstance(value, list):
        return [meant(world, one) for one in value]
    return world.ids[value] if isinstance(value, str) and value.startswith("$") else value


async def names_found(world, kind, op, value):
    mine = {"field": "x_name", "op": "in", "value": ["a", "b", "c"]}
    asked = {"field": field_key(kind), "op": op, "value": meant(world, value)}
    node = json.dumps({"and": [mine, asked]})
    return "".join(sorted(one["x_name"] for one in await records(world.builder, PROBE, filter=node)))


@pytest.mark.parametrize("kind", GIVEN)
async def test_a_value_comes_back_as_it_went_in(world, kind):
    row = ROWS[kind]
    read = await record(world.builder, PROBE, world.records["a"]["id"])
    assert read[field_key(kind)] == (row.shown or meant(world, row.a))
    if row.shown:
        shown = await act(
            world.builder, "record.reveal", object=PROBE, id=read["id"], field=field_key(kind), reason="核对"
        )
        assert shown["value"] == row.a
    empty = await record(world.builder, PROBE, world.records["c"]["id"])
    assert empty[field_key(kind)] is None


@pytest.mark.parametrize("kind", GIVEN)
async def test_a_bad_value_is_refused_and_changes_nothing(app, world, kind):
    one, key = world.records["a"], field_key(kind)
    version = {"if-match": str(one["version"])}
    async with nothing_changes(app):
        for bad in ROWS[kind].bad:
            if bad == "":
                continue
            response = await world.builder.patch(
                f"/records/{PROBE}/{one['id']}", json={key: bad}, headers=version
            )
            refused(response, 422, "invalid.fields", f"/{key}")


async def test_people_and_departments_are_called_by_name(world):
    (one,) = await records(
        world.builder, PROBE, filter=json.dumps({"field": "x_name", "op": "eq", "value": "a"}), labels="true"
    )
    assert {one["_labels"]["x_k_user"], one["_labels"]["x_k_department"]}.isdisjoint({None, ""})


@pytest.mark.parametrize("kind", EVERY)
def test_what_is_wrong_is_said_in_both_languages(kind):
    for bad in ROWS[kind].bad:
        if bad == NO_ID:
            continue  # whether there is such a file or record is for the record's writer to say
        with pytest.raises(BadValue) as raised:
            KINDS[kind].parse(bad, bare(kind))
        assert raised.value.code.startswith("value.")
        assert raised.value.label.zh and raised.value.label.en
        assert raised.value.label.en != raised.value.label.zh


@pytest.mark.parametrize("kind", STORED)
async def test_every_operator_finds_what_it_should(world, kind):
    row = ROWS[kind]
    assert set(row.finds) == set(KINDS[kind].ops)
    for op, (value, names) in row.finds.items():
        if kind == "auto_number":
            continue
        assert await names_found(world, kind, op, value) == names, op
        if op == "is_null":
            assert await names_found(world, kind, op, not value) == "".join(sorted({*"abc"} - {*names}))


async def test_an_auto_number_is_found_by_every_operator(world):
    number = world.records["a"]["x_number"]
    for op, value, names in (
        ("eq", number, "a"),
        ("ne", number, "bc"),
        ("in", [number], "a"),
        ("contains", number[2:], "a"),
        ("starts_with", number, "a"),
        ("is_null", True, ""),
    ):
        assert await names_found(world, "auto_number", op, value) == names


@pytest.mark.parametrize("kind", GIVEN)
async def test_an_order_is_kept_or_refused(world, kind):
    key = field_key(kind)
    response = await world.builder.get(f"/records/{PROBE}", params={"sort": f"-{key}", "limit": 200})
    if not KINDS[kind].sortable:
        refused(response, 422, "sort.invalid")
        return
    up = await records(world.builder, PROBE, sort=key, limit=200)
    names = [
        [one["x_name"] for one in page if one[key] is not None] for page in (up, response.json()["items"])
    ]
    assert sorted(names[0]) == ["a", "b"] and names[0] == names[1][::-1]
    if kind != "text":  # its order is that of the language
        assert names[0] == ["a", "b"]


@pytest.mark.parametrize("kind", EVERY)
def test_the_schema_takes_sample_and_values(kind):
    one = bare(kind)
    if one.options:
        assert "new" in json.dumps(KINDS[kind].sample)
    schema = field_schema(one)
    validator = jsonschema_rs.validator_for(schema)
    values = [KINDS[kind].sample, *(one for one in (ROWS[kind].a, ROWS[kind].b) if not _named(one))]
    for value in values:
        assert validator.is_valid(value), value
        KINDS[kind].parse(value, one)


def _named(value) -> bool:
    return any(
        isinstance(one, str) and one.startswith("$")
        for one in (value if isinstance(value, list) else [value])
    )


@pytest.mark.parametrize("kind", EVERY)
def test_a_mask_hides_and_labels_are_in_both_languages(kind):
    one, row = KINDS[kind], ROWS[kind]
    assert one.label.zh and one.label.en
    if one.encrypted:
        assert one.mask is not None
    if one.mask is not None:
        hidden = one.mask(one.parse(row.a, bare(kind)))
        assert hidden == row.mask
        assert "*" in hidden and hidden != row.a


async def test_who_may_only_see_masks_sees_no_value(world, as_user):
    fields = {field_key(kind): "masked" for kind in STORED}
    await grant(as_user, "sales", objects={PROBE: {"read": True, "scope": "all", "fields": fields}})
    read = await record(world.sales, PROBE, world.records["a"]["id"])
    for kind in STORED:
        assert read[field_key(kind)] == (ROWS[kind].mask or "***"), kind


async def grant(as_user, role_key, *, objects=None, actions=()):
    """Give a role more than it has."""
    security = await as_user("security")
    (role,) = [one for one in await records(security, "role", limit=200) if one["key"] == role_key]
    grants = role["grants"]
    more = {
        "objects": {**grants["objects"], **(objects or {})},
        "actions": [*grants["actions"], *actions],
    }
    await act(security, "role.set_grants", role_id=role["id"], grants={**grants, **more})
