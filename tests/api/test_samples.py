"""Sample data of packages: added on request, taken out in one go, and kept where somebody has come to use it."""

import pytest
import yaml

from api.test_packages import pack, post
from support.app import nothing_changes
from support.http import act, attempt, records, refused

KEY = "vehicle_collateral"


@pytest.fixture(scope="module")
async def builder(as_user):
    return await as_user("builder")


async def told(builder, key=KEY):
    items = (await builder.get("/packages")).json()["items"]
    return next(one["samples"] for one in items if one["key"] == key)


async def people(as_user):
    return {one["name"] for one in await records(await as_user("operations"), "party", limit=200)}


async def test_samples_come_on_request_and_go_without_a_trace(as_user, builder):
    assert await told(builder) == {"offered": 12, "present": 0}
    assert await act(builder, "package.add_samples", key=KEY) == {"package": KEY, "added": 12}
    assert await told(builder) == {"offered": 12, "present": 12}
    cars = {one["x_plate"]: one for one in await records(builder, "x_vehicle")}
    assert (cars["示A00001"]["x_latest_value"], cars["示A00001"]["x_ltv"]) == ("94500.00", "0.634921")
    assert len([name for name in await people(as_user) if name.startswith("示例客户")]) == 3
    # They go with their package, although rollups follow from them.
    trial = await builder.post("/actions/package.uninstall?dry_run=true", json={"key": KEY})
    assert trial.status_code == 200, trial.text
    told_of = {one["key"]: one["outcome"] for one in trial.json()["result"]["parts"]}
    assert told_of["x_vehicle"] == told_of["x_valuation"] == "deleted"

    gone = await act(builder, "package.remove_samples", key=KEY)
    assert (gone["removed"], gone["kept"]) == (12, [])
    assert await records(builder, "x_vehicle") == []
    assert await records(builder, "x_vehicle", bin="true") == []
    assert not [name for name in await people(as_user) if name.startswith("示例客户")]
    assert await told(builder) == {"offered": 12, "present": 0}


async def test_they_are_added_once(app, builder):
    await act(builder, "package.add_samples", key=KEY)
    async with nothing_changes(app):
        again = await attempt(builder, "package.add_samples", key=KEY)
        refused(again, 409, "package.samples_present", "/key")
        none = await attempt(builder, "package.add_samples", key="base")
        refused(none, 404, "not_found", "/key")
        for action in ("package.add_samples", "package.remove_samples"):
            refused(await attempt(builder, action, key="nothing"), 404, "not_found", "/key")


async def test_what_was_changed_or_is_used_stays_and_is_named(app, builder):
    cars = {one["x_plate"]: one for one in await records(builder, "x_vehicle")}
    changed, used = cars["示A00001"], cars["示A00002"]
    version = {"if-match": f'"{changed["version"]}"'}
    body = {"x_mileage": "32000"}
    answer = await builder.patch(f"/records/x_vehicle/{changed['id']}", json=body, headers=version)
    assert answer.status_code == 200, answer.text
    real = {"x_vehicle": used["id"], "x_name": "甲评估", "x_amount": "90000.00", "x_valued_on": "2026-05-01"}
    made = await builder.post("/records/x_valuation", json=real)
    assert made.status_code == 201, made.text

    async with nothing_changes(app):
        dry = await builder.post(
            "/actions/package.remove_samples", json={"key": KEY}, params={"dry_run": "true"}
        )
    kept = {(one["object"], one["title"]): one["why"]["zh"] for one in dry.json()["result"]["kept"]}
    # Of customers the builder may not see even the name; they stay for the vehicles that refer to them.
    assert kept == {
        ("x_vehicle", changed["x_name"]): "之后有人改过",
        ("x_vehicle", used["x_name"]): "被「车辆估值」引用",
        ("party", None): "被「抵押车辆」引用",
    }
    gone = await act(builder, "package.remove_samples", key=KEY)
    assert gone["removed"] == 12 - len(gone["kept"])
    assert {one["x_plate"] for one in await records(builder, "x_vehicle")} == {"示A00001", "示A00002"}
    assert (await told(builder))["present"] == len(gone["kept"])

    also = [one["id"] for one in gone["kept"]]
    everything = await act(builder, "package.remove_samples", key=KEY, also=also)
    assert everything["kept"] == []
    assert await records(builder, "x_vehicle") == []
    assert (await told(builder))["present"] == 0


THINGS = {
    "objects/x_lamp.yaml": {"label": {"zh": "灯", "en": "Lamp"}, "title_field": "x_name"},
    "fields/x_lamp.yaml": [{"key": "x_name", "kind": "text", "label": "名称", "required": True}],
}


async def test_a_package_is_installed_with_its_samples_or_not_at_all(app, as_user, builder):
    rows = {"samples/x_lamp.yaml": [{"x_name": "台灯"}, {"x_name": "吊灯"}]}
    assert (await post(builder, "preview", pack(**THINGS, **rows))).json()["samples"] == 2
    for bad, pointer in (({}, "/x_name"), ({"x_name": {"$sample": "x_lamp/none"}}, "")):
        files = pack(**THINGS, **{"samples/x_lamp.yaml": [{"x_name": "台灯"}, bad]})
        async with nothing_changes(app):
            answer = await post(builder, "install", files, samples="true")
            assert answer.status_code == 422
            assert answer.json()["errors"][0]["pointer"] == f"/samples/x_lamp/1{pointer}"
    done = (await post(builder, "install", pack(**THINGS, **rows), samples="true")).json()["result"]
    assert done["samples"] == 2
    assert {one["x_name"] for one in await records(builder, "x_lamp")} == {"台灯", "吊灯"}

    gone = await act(builder, "package.uninstall", key="lamps")
    assert {"part": "object", "key": "x_lamp", "outcome": "deleted", "why": None} in gone["parts"]


async def test_sample_data_needs_its_right(app, as_user):
    for name in ("sales", "admin", "auditor"):
        client = await as_user(name)
        async with nothing_changes(app):
            for action in ("package.add_samples", "package.remove_samples"):
                refused(await attempt(client, action, key=KEY), 403, "permission.denied")


def test_the_samples_of_the_example_are_plainly_made_up():
    from zhuxin.bootstrap import PACKAGES

    for path in (PACKAGES / KEY / "samples").glob("*.yaml"):
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            assert "示例" in row.get("name", row.get("x_name", "")), path.name
