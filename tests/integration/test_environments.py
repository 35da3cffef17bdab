"""The way of a change: production is copied without records and people, the copy is changed, and the change carried back."""

from collections.abc import AsyncIterator

import pytest

from api.test_packages import pack, post, texts
from support.app import nothing_changes, open_app
from support.http import Clients, act, records, refused
from support.server import own_database
from zhuxin.bootstrap import App, install_packages
from zhuxin.core.db.migrate import migrate
from zhuxin.kernel.identity.log_in.opening import Visitor
from zhuxin.kernel.identity.log_in.passwords import log_in
from zhuxin.kernel.packages.configuration import digests
from zhuxin.kernel.packages.parts.departments import read_departments
from zhuxin.kernel.packages.sandbox import fill_copy, note_removed, read_configuration

PASSWORD = "a-new-password-1"
NAME = {"key": "x_name", "kind": "text", "label": "名称", "required": True}
STATE = {
    "key": "x_state",
    "kind": "choice",
    "label": "状态",
    "options": [{"value": "on", "label": {"zh": "亮", "en": "On"}}],
}
LAMPS = {
    "objects/x_lamp.yaml": {"label": {"zh": "灯", "en": "Lamp"}, "title_field": "x_name"},
    "fields/x_lamp.yaml": [NAME, STATE, {"key": "x_old", "kind": "text", "label": "旧"}],
    "objects/x_fuse.yaml": {"label": {"zh": "丝", "en": "Fuse"}, "unique_keys": [["x_name", "x_amp"]]},
    "fields/x_fuse.yaml": [NAME, {"key": "x_amp", "kind": "text", "label": "安"}],
    "objects/x_lid.yaml": {"label": {"zh": "盖", "en": "Lid"}},
    "fields/x_lid.yaml": [NAME],
    "fields/lead.yaml": [{"key": "x_lamp", "kind": "reference", "label": "灯", "target": "x_lamp"}],
}


@pytest.fixture(scope="module")
async def copy(app: App, as_user, server, tmp_path_factory) -> AsyncIterator[App]:
    """A copy of a lender with an object, changed layouts, a role's rights, a record and a package taken out."""
    builder, security = await as_user("builder"), await as_user("security")
    assert (await post(builder, "install", pack(**LAMPS))).status_code == 200
    await act(builder, "package.uninstall", key="vehicle_collateral")
    await change_layout(builder, "lead", "name")
    await act(builder, "field.change", object="x_lamp", key="x_name", label_zh="灯名", required=True)
    auditor = next(one for one in await records(security, "role", limit=200) if one["key"] == "auditor")
    grants = (await record_of(security, auditor["id"]))["grants"] | {"menu": ["audit"]}
    await act(security, "role.set_grants", role_id=auditor["id"], grants=grants)
    made = await builder.post("/records/x_lamp", json={"x_name": "台灯"})
    assert made.status_code == 201, made.text
    copied = await read_configuration(app)
    with own_database(server, empty=True) as url:
        migrate(url)
        async with open_app(url, tmp_path_factory.mktemp("copy")) as other:
            await note_removed(other, copied)
            await install_packages(other)
            await fill_copy(other, copied, "sandbox", PASSWORD)
            yield other


async def record_of(client, role_id):
    return (await client.get(f"/records/role/{role_id}")).json()


async def change_layout(client, key, *columns):
    """Publish the layout there is with other columns in its first view."""
    body = (await client.get(f"/definitions/layout/{key}")).json()["published"]["body"]
    first = {**body["views"][0], "columns": list(columns)}
    await act(
        client, "definition.save", kind="layout", key=key, body={**body, "views": [first, *body["views"][1:]]}
    )
    await act(client, "definition.publish", drafts=[{"kind": "layout", "key": key}], reason="列")


async def columns_of(client, key):
    body = (await client.get(f"/definitions/layout/{key}")).json()["published"]["body"]
    return body["views"][0]["columns"]


async def defined(app: App):
    async with app.database.connection() as connection:
        return digests(await app.catalog(connection), await read_departments(connection))


async def count(app: App, table: str) -> int:
    async with app.database.connection() as connection:
        return int(await connection.value(f"SELECT count(*) FROM {table}"))


async def test_a_copy_is_defined_alike_and_holds_no_record_and_one_person(app: App, copy: App) -> None:
    assert await defined(copy) == await defined(app)
    assert await count(copy, "x_lamp") == await count(copy, "lead") == await count(copy, "party") == 0
    assert await count(copy, "user_account") == 1
    assert await count(copy, "department") == await count(app, "department")
    await log_in(copy, "admin", PASSWORD, Visitor("127.0.0.1"))
    async with app.database.connection() as one, copy.database.connection() as other:
        brought = "SELECT kind, key, package FROM definition WHERE published ORDER BY kind, key"
        assert await one.all(brought) == await other.all(brought)
        noted = "SELECT key, version, removed_at IS NULL FROM installed_package ORDER BY key"
        assert await one.all(noted) == await other.all(noted)


async def test_each_says_which_environment_it_is(as_user, copy: App) -> None:
    there = (await (await Clients(copy)("admin")).get("/me")).json()["environment"]
    assert there["kind"] == "sandbox" and there["copied_at"]
    here = (await (await as_user("builder")).get("/me")).json()["environment"]
    assert here == {"kind": "production", "copied_at": None}


async def test_changes_are_carried_over_and_conflicts_shown(app: App, as_user, copy: App) -> None:
    builder, tester = await as_user("builder"), await Clients(copy)("admin")
    # In the copy: a field, an option, a layout, a page; something goes. Both sides change the layout of customers.
    await act(tester, "field.create", object="lead", key="tip", kind="text", label_zh="介绍人")
    options = [
        {"value": "on", "label": {"zh": "亮", "en": "On"}},
        {"value": "off", "label": {"zh": "灭", "en": "Off"}},
    ]
    await act(tester, "field.change", object="x_lamp", key="x_state", label_zh="状态", options=options)
    await act(tester, "field.remove", object="x_lamp", key="x_old")
    await change_layout(tester, "lead", "name", "x_tip")
    await change_layout(tester, "party", "name", "phone")
    await act(tester, "object.change", object="x_lamp", label_zh="灯具", label_en="Lamp")
    body = {"title": {"zh": "灯", "en": "Lamps"}, "blocks": []}
    await act(tester, "definition.save", kind="page", key="lamps", body=body)
    await act(tester, "definition.publish", drafts=[{"kind": "page", "key": "lamps"}], reason="新")
    await change_layout(builder, "party", "name")
    await change_layout(builder, "loan", "number")

    zipped = await tester.get("/packages/configuration")
    assert zipped.status_code == 200
    files = texts(zipped.content)
    assert "roles/sandbox.yaml" not in files
    preview = (await post(builder, "preview", files)).json()["changes"]
    told = {f"{one['part']}/{one['key']}": one["change"] for one in preview if one["change"] != "same"}
    assert told == {
        "field/lead.x_tip": "added",
        "field/x_lamp.x_state": "changed",
        "field/x_lamp.x_old": "withdrawn",
        "object/x_lamp": "changed",
        "layout/lead": "changed",
        "layout/party": "conflict",
        "layout/loan": "kept",
        "page/lamps": "added",
    }
    async with nothing_changes(app):
        assert (await post(builder, "install", files, dry_run="true", withdraw="true")).status_code == 200

    done = await post(builder, "install", files, withdraw="true", take="layout/party")
    assert done.status_code == 200, done.text
    here, there = await defined(app), await defined(copy)
    assert {name for name in {*here, *there} if here.get(name) != there.get(name)} == {"layout/loan"}
    assert await columns_of(builder, "lead") == ["name", "x_tip"]
    assert await columns_of(builder, "party") == ["name", "phone"]
    assert await count(app, "x_lamp") == 1

    again = (await post(builder, "preview", files)).json()["changes"]
    assert {one["change"] for one in again} == {"same", "kept"}


async def test_a_second_change_of_the_same_part_follows_the_first(as_user, copy: App) -> None:
    builder, tester = await as_user("builder"), await Clients(copy)("admin")
    await change_layout(tester, "lead", "name", "phone", "x_tip")
    files = texts((await tester.get("/packages/configuration")).content)
    told = {
        f"{one['part']}/{one['key']}": one["change"]
        for one in (await post(builder, "preview", files)).json()["changes"]
    }
    assert told["layout/lead"] == "changed"
    assert (await post(builder, "install", files)).status_code == 200
    assert await columns_of(builder, "lead") == ["name", "phone", "x_tip"]


async def test_keys_archived_objects_and_departments_are_carried_over(app: App, as_user, copy: App) -> None:
    """Keys of several fields, what was archived, what departments are called; what production called otherwise is kept."""
    builder, admin, tester = await as_user("builder"), await as_user("admin"), await Clients(copy)("admin")
    await act(tester, "object.add_unique_key", object="x_lamp", fields=["x_state", "x_name"])
    await act(tester, "object.remove_unique_key", object="x_fuse", fields=["x_amp", "x_name"])
    await act(tester, "object.archive", object="x_lid")
    await rename(tester, sales1="销售甲部", collections="催收甲组")
    await rename(admin, sales2="销售乙部", collections="催收乙组")
    files = texts((await tester.get("/packages/configuration")).content)
    preview = (await post(builder, "preview", files)).json()["changes"]
    told = {f"{one['part']}/{one['key']}": one for one in preview if one["change"] not in ("same", "kept")}
    assert {name: one["change"] for name, one in told.items()} == {
        "unique_keys/x_lamp": "added",
        "unique_keys/x_fuse": "withdrawn",
        "object/x_lid": "changed",
        "department/sales1": "changed",
        "department/collections": "conflict",
    }
    assert [one["new"] for one in told["unique_keys/x_lamp"]["differences"]] == ["x_name + x_state"]
    assert told["object/x_lid"]["differences"][0]["path"] == "/archived"
    assert told["department/sales1"]["differences"][0]["new"] == "销售甲部"
    async with nothing_changes(app):  # departments need who may change them
        refused(await post(builder, "install", files), 403, "permission.denied", "/files/departments.yaml")
    assert (await post(tester, "install", files, dry_run="true")).status_code == 200
    people = {one["username"]: one["id"] for one in await records(admin, "user", limit=200)}
    both = {"user_id": people["admin"], "role_keys": ["admin", "builder"]}
    await act(await as_user("security"), "user.set_roles", **both)
    done = await post(admin, "install", files, withdraw="true", take="department/collections")
    assert done.status_code == 200, done.text
    catalog = {one["key"]: one for one in (await builder.get("/catalog")).json()["objects"]}
    assert catalog["x_lid"]["archived"]
    names = {one["key"]: one["name"] for one in await records(admin, "department", limit=200)}
    assert [names[key] for key in ("sales1", "sales2", "collections")] == ["销售甲部", "销售乙部", "催收甲组"]
    values = {"x_name": "台灯", "x_state": "on"}
    assert (await builder.post("/records/x_lamp", json=values)).status_code == 201
    refused(await builder.post("/records/x_lamp", json=values), 409, "record.not_unique")
    for _ in range(2):
        twin = await builder.post("/records/x_fuse", json={"x_name": "丝", "x_amp": "5"})
        assert twin.status_code == 201, twin.text

    # And back into use; a key that records do not keep by now is refused, and nothing is done.
    await act(tester, "object.restore", object="x_lid")
    await act(tester, "object.add_unique_key", object="x_fuse", fields=["x_amp", "x_name"])
    files = texts((await tester.get("/packages/configuration")).content)
    async with nothing_changes(app):
        again = await post(admin, "install", files, take="unique_keys/x_fuse")
        refused(again, 409, "unique_key.repeated", "/files/unique_keys/x_fuse.yaml")
    del files["unique_keys/x_fuse.yaml"]
    assert (await post(admin, "install", files)).status_code == 200
    assert (await builder.post("/records/x_lid", json={"x_name": "盖"})).status_code == 201


async def rename(client, **names):
    rows = {one["key"]: one for one in await records(client, "department", limit=200)}
    for key, name in names.items():
        road, version = f"/records/department/{rows[key]['id']}", str(rows[key]["version"])
        answer = await client.patch(road, json={"name": name}, headers={"if-match": version})
        assert answer.status_code == 200, answer.text


async def test_rights_are_carried_over_by_who_may_give_them(app: App, as_user, copy: App) -> None:
    builder, tester = await as_user("builder"), await Clients(copy)("admin")
    sales = next(one for one in await records(tester, "role", limit=200) if one["key"] == "sales")
    grants = (await record_of(tester, sales["id"]))["grants"]
    await act(tester, "role.set_grants", role_id=sales["id"], grants={**grants, "menu": ["home"]})
    files = texts((await tester.get("/packages/configuration")).content)
    kept = {name: files[name] for name in ("package.yaml", "base.yaml", "roles/sales.yaml")}
    answer = await post(builder, "install", kept)
    assert answer.status_code == 200, answer.text
    asked = answer.json()["result"]["roles_wait"]
    security = await as_user("security")
    here = next(one for one in await records(security, "role", limit=200) if one["key"] == "sales")
    assert (await record_of(security, here["id"]))["grants"]["menu"] != ["home"]
    await act(security, "second_person.approve", request_id=asked["request_id"])
    assert (await record_of(security, here["id"]))["grants"]["menu"] == ["home"]


@pytest.mark.parametrize("base", ["- a", "field/lead.x_a: 1", "a: ["])
async def test_a_bad_base_is_refused(app: App, as_user, base) -> None:
    builder = await as_user("builder")
    async with nothing_changes(app):
        answer = await post(builder, "preview", pack() | {"base.yaml": base})
        refused(answer, 422, "package.invalid")


async def test_only_who_installs_takes_the_configuration_along(as_user) -> None:
    for name in ("sales", "security", "auditor"):
        refused(await (await as_user(name)).get("/packages/configuration"), 403, "permission.denied")
