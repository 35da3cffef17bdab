"""People and their rights: nobody raises herself, and what is secret of a person is never told."""

import json

from support.app import nothing_changes
from support.http import act, attempt, records, refused


async def test_nobody_changes_the_rights_of_her_own_role(app, as_user):
    security = await as_user("security")
    roles = {one["key"]: one for one in await records(security, "role")}
    async with nothing_changes(app):
        response = await attempt(
            security,
            "role.set_grants",
            role_id=roles["security"]["id"],
            grants={"objects": {}, "actions": ["*"], "menu": []},
        )
        refused(response, 409, "role.own_rights")
    changed = await act(
        security, "role.set_grants", role_id=roles["sales"]["id"], grants=roles["sales"]["grants"]
    )
    assert changed == {"role_id": roles["sales"]["id"]}


async def test_a_new_person_has_no_role_and_her_link_is_never_told(as_user):
    admin, auditor = await as_user("admin"), await as_user("auditor")
    made = await act(admin, "user.create", username="newcomer", name="新人")
    entries = (await auditor.get("/audit", params={"record_id": made["user_id"]})).json()["items"]
    assert [one["action"] for one in entries] == ["user.created"]
    told = json.dumps(entries)
    assert made["link"].partition("#")[2] not in told and "role_keys" not in told


async def test_two_administrator_roles_are_never_one_persons(app, as_user):
    admin, security = await as_user("admin"), await as_user("security")
    made = await act(admin, "user.create", username="double", name="双岗")
    async with nothing_changes(app):
        response = await attempt(
            security, "user.set_roles", user_id=made["user_id"], role_keys=["admin", "auditor"]
        )
        refused(response, 409, "role.not_combinable")


async def test_a_department_with_people_or_records_stays(app, as_user):
    admin = await as_user("admin")
    made = (await admin.post("/records/department", json={"key": "branch", "name": "分部"})).json()
    person = {
        "username": "branch_clerk",
        "name": "分部员工",
        "department": made["id"],
    }
    user_id = (await act(admin, "user.create", **person))["user_id"]
    async with nothing_changes(app):
        refused(await admin.delete(f"/records/department/{made['id']}"), 409, "record.referenced")
    async with app.database.transaction() as connection:
        await connection.execute(
            "UPDATE user_account SET department_id = NULL WHERE id = %(id)s", {"id": user_id}
        )
    assert (await admin.delete(f"/records/department/{made['id']}")).status_code == 204


async def test_nobody_joins_a_department_that_is_not_there(app, as_user):
    admin = await as_user("admin")
    person = {"username": "nowhere", "name": "无部门"}
    async with nothing_changes(app):
        response = await attempt(
            admin, "user.create", **person, department="01900000-0000-7000-8000-000000000000"
        )
        refused(response, 422, "invalid.fields", "/department_id")


async def test_who_gives_rights_sees_the_roles_people_have_and_what_actions_are_called(as_user):
    security, sales = await as_user("security"), await as_user("sales")
    (person,) = await records(
        security, "user", filter=json.dumps({"field": "username", "op": "eq", "value": "sales"})
    )
    assert person["role_keys"] == ["sales"]
    catalog = (await security.get("/catalog")).json()
    assert "loan.repay" not in [one["name"] for one in catalog["actions"]]
    assert catalog["action_labels"]["loan.repay"]["zh"]
    assert (await sales.get("/catalog")).json()["action_labels"] == {}
