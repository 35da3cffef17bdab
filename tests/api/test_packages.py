"""Packages: exported as readable files, compared three ways, installed and upgraded in the right of who does it."""

import io
import zipfile

import pytest
import yaml

from support.app import nothing_changes
from support.http import act, record, records, refused
from support.lending import make_application
from zhuxin.bootstrap import install_packages
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.packages.export import zipped
from zhuxin.kernel.packages.install import install_package
from zhuxin.kernel.packages.read import parse_package
from zhuxin.kernel.permissions.caller import system_caller


def texts(content):
    archive = zipfile.ZipFile(io.BytesIO(content))
    return {name: archive.read(name).decode() for name in archive.namelist()}


async def post(client, road, files, **params):
    return await client.post(f"/packages/{road}", content=zipped(files), params=params)


def pack(version=1, **files):
    head = yaml.safe_dump({"key": "lamps", "version": version, "label": "灯"})
    return {
        "package.yaml": head,
        **{name: yaml.safe_dump(body, allow_unicode=True) for name, body in files.items()},
    }


def layout(*columns):
    return {"views": [{"key": "all", "label": {"zh": "全部", "en": "All"}, "columns": list(columns)}]}


OBJECT = {"objects/x_lamp.yaml": {"label": {"zh": "灯", "en": "Lamp"}, "title_field": "x_name"}}
NAME = {"key": "x_name", "kind": "text", "label": "名称", "required": True}
FIELDS = {"fields/x_lamp.yaml": [NAME, {"key": "x_watt", "kind": "number", "label": "瓦"}]}


@pytest.fixture(scope="module")
async def builder(as_user):
    return await as_user("builder")


async def changes(builder, files):
    answer = await post(builder, "preview", files)
    assert answer.status_code == 200, answer.text
    return {f"{one['part']}/{one['key']}": one["change"] for one in answer.json()["changes"]}


async def test_installed_packages_round_trip(builder):
    """What came installed exports to files that, brought again, change nothing; twice the same bytes."""
    road = "/packages/copy/export?objects=x_vehicle,x_valuation,application&definitions=process:consumer_loan,decision:consumer_loan"
    first, second = await builder.get(road), await builder.get(road)
    assert first.status_code == 200, first.text
    assert first.content == second.content
    files = texts(first.content)
    assert {"objects/x_vehicle.yaml", "fields/application.yaml", "processes/consumer_loan.yaml"} <= set(files)
    found = await changes(builder, files)
    assert [name for name, change in found.items() if change != "same"] == []


async def test_a_package_is_previewed_installed_and_used(app, builder):
    files = pack(**OBJECT, **FIELDS, **{"layouts/x_lamp.yaml": layout("x_name", "x_watt")})
    found = await changes(builder, files)
    assert found == {
        "object/x_lamp": "added",
        "field/x_lamp.x_name": "added",
        "field/x_lamp.x_watt": "added",
        "layout/x_lamp": "added",
    }
    async with nothing_changes(app):
        assert (await post(builder, "install", files, dry_run="true")).status_code == 200
    done = (await post(builder, "install", files)).json()["result"]
    assert (done["added"], done["changed"]) == (4, 0)
    made = await builder.post("/records/x_lamp", json={"x_name": "台灯", "x_watt": "9"})
    assert made.status_code == 201, made.text
    again = (await post(builder, "install", files)).json()["result"]
    assert (again["added"], again["changed"], again["withdrawn"]) == (0, 0, 0)


async def test_an_upgrade_keeps_what_was_changed_here(builder):
    upgrade = pack(2, **OBJECT, **FIELDS, **{"layouts/x_lamp.yaml": layout("x_watt", "x_name")})
    assert (await changes(builder, upgrade))["layout/x_lamp"] == "changed"
    await post(builder, "install", upgrade)
    await act(builder, "definition.save", kind="layout", key="x_lamp", body=layout("x_watt"))
    await act(builder, "definition.publish", drafts=[{"kind": "layout", "key": "x_lamp"}], reason="我们的")
    assert (await changes(builder, upgrade))["layout/x_lamp"] == "kept"
    third = pack(3, **OBJECT, **FIELDS, **{"layouts/x_lamp.yaml": layout("x_name")})
    assert (await changes(builder, third))["layout/x_lamp"] == "conflict"

    async def columns():
        return (await builder.get("/definitions/layout/x_lamp")).json()["published"]["body"]["views"][0][
            "columns"
        ]

    await post(builder, "install", third)
    assert await columns() == ["x_watt"]
    await post(builder, "install", third, take="layout/x_lamp")
    assert await columns() == ["x_name"]


async def test_what_it_brings_no_more_is_withdrawn_on_request(builder):
    without = pack(4, **OBJECT, **FIELDS)
    assert (await changes(builder, without))["layout/x_lamp"] == "withdrawn"
    assert (await post(builder, "install", without)).json()["result"]["withdrawn"] == 0
    assert (await post(builder, "install", without, withdraw="true")).json()["result"]["withdrawn"] == 1
    assert (await builder.get("/definitions/layout/x_lamp")).json()["published"] is None


async def test_a_package_gives_nobody_rights_she_could_not_give(app, builder):
    grants = {"objects": {"party": {"read": True, "scope": "all"}}, "actions": ["*"], "menu": []}
    role = {"roles/all.yaml": {"key": "all", "name": "全部", "grants": grants}}
    product = {"records/department.yaml": {"match": "key", "rows": [{"key": "new", "name": "新部门"}]}}
    for more, status, code in ((role, 409, "role.not_combinable"), (product, 403, "permission.denied")):
        async with nothing_changes(app):
            refused(await post(builder, "install", pack(**more)), status, code)


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"package.yaml": "key: [1"},
        {"package.yaml": "version: 1"},
        pack(**{"spells/x.yaml": {}}),
        pack(**{"fields/x_lamp.yaml": {"key": "x_a"}}),
        pack(**{"../layouts/x.yaml": {}}),
    ],
)
async def test_bad_packages_are_refused(app, builder, files):
    async with nothing_changes(app):
        for road in ("preview", "install"):
            refused(await post(builder, road, files), 422, "package.invalid")


async def test_what_is_no_zip_is_refused(builder):
    refused(await builder.post("/packages/preview", content=b"no zip"), 422, "package.invalid")


async def test_a_faulty_part_keeps_all_of_it_back(app, builder):
    files = pack(
        **{
            "objects/x_wick.yaml": {"label": "芯", "title_field": "x_name"},
            "fields/x_wick.yaml": [NAME],
            "layouts/x_wick.yaml": layout("x_gone"),
        }
    )
    async with nothing_changes(app):
        refused(
            await post(builder, "install", files),
            422,
            "invalid.fields",
            "/files/layouts/x_wick.yaml/views/0/columns/0",
        )
    refused(await builder.get("/records/x_wick"), 404, "object.unknown")


async def test_who_may_not_install_is_refused(as_user):
    sales = await as_user("sales")
    refused(await post(sales, "preview", pack()), 403, "permission.denied")
    refused(await sales.get("/packages/copy/export?objects=lead"), 403, "permission.denied")


async def test_vehicle_collateral_computes_loan_to_value(app, as_user):
    """The example package: valuations roll up to their vehicle, and its loan-to-value follows."""
    security, admin = await as_user("security"), await as_user("admin")
    (clerk,) = await records(admin, "user", q="underwriter2")
    await act(security, "user.set_roles", user_id=clerk["id"], role_keys=["underwriter", "vehicle_clerk"])
    party_id = (await make_application(app)).party_id
    underwriter = await as_user("underwriter2")
    vehicle = await underwriter.post(
        "/records/x_vehicle",
        json={"x_name": "帕萨特", "x_plate": "沪A12345", "x_party": party_id, "x_loan_amount": "70000.00"},
    )
    assert vehicle.status_code == 201, vehicle.text
    assert vehicle.json()["x_status"] == "pending"
    for amount, day in (("90000.00", "2026-01-02"), ("100000.00", "2026-01-03")):
        values = {
            "x_vehicle": vehicle.json()["id"],
            "x_name": "某评估",
            "x_amount": amount,
            "x_valued_on": day,
        }
        assert (await underwriter.post("/records/x_valuation", json=values)).status_code == 201
    now = await record(underwriter, "x_vehicle", vehicle.json()["id"])
    assert (now["x_latest_value"], now["x_lowest_value"], now["x_valuations"]) == (
        "100000.00",
        "90000.00",
        2,
    )
    assert now["x_ltv"] == "0.7"


KITE = {
    "package.yaml": yaml.safe_dump({"key": "kites", "version": 3, "label": {"zh": "风筝", "en": "Kites"}}),
    "objects/x_kite.yaml": yaml.safe_dump({"label": {"zh": "筝", "en": "Kite"}, "title_field": "x_name"}),
    "objects/x_string.yaml": yaml.safe_dump({"label": {"zh": "线", "en": "String"}, "title_field": "x_name"}),
    "fields/x_kite.yaml": yaml.safe_dump([NAME]),
    "fields/x_string.yaml": yaml.safe_dump(
        [NAME, {"key": "x_kite", "kind": "reference", "label": "筝", "target": "x_kite"}]
    ),
    "fields/channel.yaml": yaml.safe_dump([{"key": "x_kites", "kind": "number", "label": "筝数"}]),
    "objects/x_reel.yaml": yaml.safe_dump({"label": {"zh": "轮", "en": "Reel"}, "title_field": "x_name"}),
    "fields/x_reel.yaml": yaml.safe_dump(
        [NAME, {"key": "x_parts", "kind": "children", "label": "件", "target": "x_part", "via": "x_reel"}]
    ),
    "objects/x_part.yaml": yaml.safe_dump({"label": {"zh": "件", "en": "Part"}, "title_field": "x_name"}),
    "fields/x_part.yaml": yaml.safe_dump(
        [NAME, {"key": "x_reel", "kind": "reference", "label": "轮", "target": "x_reel"}]
    ),
    "layouts/x_kite.yaml": yaml.safe_dump(layout("x_name")),
}


async def test_a_package_is_listed_with_what_it_brought_and_taken_out_again(app, builder):
    assert (await post(builder, "install", KITE)).status_code == 200
    listed = {one["key"]: one for one in (await builder.get("/packages")).json()["items"]}
    assert {"base", "consumer_loan", "vehicle_collateral", "kites"} <= set(listed)
    assert (listed["kites"]["version"], listed["kites"]["label"]["zh"]) == (3, "风筝")
    assert listed["kites"]["parts"] == {"objects": 4, "fields": 8, "definitions": 1, "roles": 0}
    made = await builder.post("/records/x_kite", json={"x_name": "鹰"})
    assert made.status_code == 201
    async with nothing_changes(app):
        road, body = "/actions/package.uninstall?dry_run=true", {"key": "kites"}
        tried = (await builder.post(road, json=body)).json()["result"]["parts"]
    done = (await act(builder, "package.uninstall", key="kites"))["parts"]
    assert done == tried
    outcomes = {f"{one['part']}/{one['key']}": one["outcome"] for one in done}
    assert outcomes == {
        "layout/x_kite": "withdrawn",
        "object/x_string": "deleted",
        "object/x_kite": "archived",
        "object/x_part": "deleted",
        "object/x_reel": "deleted",
        "field/channel.x_kites": "binned",
    }
    why = next(one["why"]["en"] for one in done if one["key"] == "x_kite" and one["part"] == "object")
    assert "1" in why
    catalog = {one["key"]: one for one in (await builder.get("/catalog")).json()["objects"]}
    assert "x_string" not in catalog
    assert catalog["x_kite"]["archived"]
    assert "kites" not in {one["key"] for one in (await builder.get("/packages")).json()["items"]}
    async with nothing_changes(app):
        again = await builder.post("/actions/package.uninstall", json={"key": "kites"})
        refused(again, 404, "not_found", None)
        base = await builder.post("/actions/package.uninstall", json={"key": "base"})
        refused(base, 409, "package.not_removable", "/key")


async def test_a_start_does_not_bring_back_what_was_taken_out(app, builder):
    await act(builder, "package.uninstall", key="vehicle_collateral")
    await install_packages(app)
    assert "vehicle_collateral" not in {
        one["key"] for one in (await builder.get("/packages")).json()["items"]
    }
    catalog = {one["key"]: one for one in (await builder.get("/catalog")).json()["objects"]}
    assert catalog["x_vehicle"]["archived"]  # the tests before made some


async def test_a_role_follows_its_package_until_somebody_changes_it_here(app, builder, as_user):
    def caps(version, scope):
        grants = {"objects": {"channel": {"read": True, "scope": scope}}, "actions": [], "menu": []}
        role = {"key": "capper", "name": "帽", "grants": grants}
        head = {"key": "caps", "version": version, "label": "帽"}
        return parse_package(
            {"package.yaml": yaml.safe_dump(head), "roles/capper.yaml": yaml.safe_dump(role)}
        )

    async def bring(package, **more):
        async with app.database.transaction() as connection:
            catalog = await app.catalog(connection)
            context = ActionContext(app, connection, system_caller(catalog), app.clock.now())
            return await install_package(context, package, **more)

    async def scope():
        found = await records(security, "role", filter='{"field":"key","op":"eq","value":"capper"}')
        return found[0]["id"], found[0]["grants"]["objects"]["channel"]["scope"]

    security = await as_user("security")
    await bring(caps(1, "own"))
    assert (await bring(caps(2, "department")))["changed"] == 1
    role_id, now = await scope()
    assert now == "department"
    grants = {"objects": {"channel": {"read": True, "scope": "all"}}, "actions": [], "menu": []}
    await act(security, "role.set_grants", role_id=role_id, grants=grants)
    assert (await bring(caps(3, "tree")))["changed"] == 0
    assert (await scope())[1] == "all"
    assert (await bring(caps(4, "own"), take=["role/capper"]))["changed"] == 1
    assert (await scope())[1] == "own"
    # Who may not give rights does not do so by a package: it becomes a request that security decides.
    files = {
        "package.yaml": yaml.safe_dump({"key": "caps", "version": 5, "label": "帽"}),
        "roles/capper.yaml": yaml.safe_dump({"key": "capper", "name": "帽", "grants": grants}),
    }
    asked = await post(builder, "install", files)
    assert asked.status_code == 200, asked.text
    assert (await scope())[1] == "own"
    await act(
        security, "second_person.approve", request_id=asked.json()["result"]["roles_wait"]["request_id"]
    )
    assert (await scope())[1] == "all"
