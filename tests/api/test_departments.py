"""Several departments, heads, and what follows from them: scopes with the next request, and who a process asks."""

import pytest

from support.app import acting, nothing_changes
from support.http import act, attempt, records, refused
from support.lending import make_lead
from zhuxin.kernel.records.rows import set_columns
from zhuxin.kernel.workflows.assignees import find_assignees
from zhuxin.kernel.workflows.errors import NoAssignee


@pytest.fixture(scope="module")
async def people(as_user):
    return {one["username"]: one for one in await records(await as_user("admin"), "user", limit=200)}


async def departments_of(as_user):
    return {one["key"]: one["id"] for one in await records(await as_user("admin"), "department", limit=200)}


async def leads_of(client):
    return {one["id"] for one in await records(client, "lead", limit=200)}


@pytest.mark.parametrize("scope", ["department", "tree"])
async def test_scope_covers_every_department_from_the_next_request_on(app, as_user, people, scope):
    admin, security, hers = await as_user("admin"), await as_user("security"), await as_user("sales")
    role = await act(security, "role.create", key=f"reads_{scope}", name=scope)
    grants = {"objects": {"lead": {"read": True, "scope": scope}}, "actions": [], "menu": []}
    await act(security, "role.set_grants", role_id=role["role_id"], grants=grants)
    await act(security, "user.set_roles", user_id=people["sales"]["id"], role_keys=[f"reads_{scope}"])
    other = await make_lead(app, owner="sales2")
    assert other not in await leads_of(hers)
    where = {"department_id": people["sales2"]["department_id"], "user_id": people["sales"]["id"]}
    made = await act(admin, "department.add_member", **where, position="member")
    assert other in await leads_of(hers)
    again = await act(admin, "department.add_member", **where, position="head")
    assert again == made and other in await leads_of(hers)
    (row,) = await records(admin, "department_member")
    assert (row["user_id"], row["position"]) == (people["sales"]["id"], "head")
    await act(admin, "department.remove_member", member_id=made["member_id"])
    assert other not in await leads_of(hers)
    entries = (
        await (await as_user("auditor")).get("/audit", params={"record_id": people["sales"]["id"]})
    ).json()
    assert [one["action"] for one in entries["items"]][:3] == [
        "identity.department.left",
        "identity.department.joined",
        "identity.department.joined",
    ]


async def test_membership_of_a_department_above_covers_those_below_it_only_by_tree(app, as_user, people):
    admin, security, hers = await as_user("admin"), await as_user("security"), await as_user("sales")
    other, places = await make_lead(app, owner="sales2"), await departments_of(as_user)
    made = await act(
        admin,
        "department.add_member",
        department_id=places["hq"],
        user_id=people["sales"]["id"],
        position="member",
    )
    for role, sees in (("reads_department", False), ("reads_tree", True)):
        await act(security, "user.set_roles", user_id=people["sales"]["id"], role_keys=[role])
        assert (other in await leads_of(hers)) == sees, role
    await act(admin, "department.remove_member", member_id=made["member_id"])


async def test_a_head_sees_her_departments_and_those_below_and_is_told_why(app, as_user, people):
    """Only what she heads: membership alone is not enough. With a role of the scope “department” both count."""
    admin, security, hers = await as_user("admin"), await as_user("security"), await as_user("sales")
    grants = {"objects": {"lead": {"read": True, "scope": "head"}}, "actions": [], "menu": []}
    role = await act(security, "role.create", key="reads_head", name="负责人")
    await act(security, "role.set_grants", role_id=role["role_id"], grants=grants)
    me, places = people["sales"]["id"], await departments_of(as_user)
    await act(security, "user.set_roles", user_id=me, role_keys=["sales"])
    lead, near = await make_lead(app, owner="sales2"), await make_lead(app, owner="sales")
    async with acting(app) as context:  # of her main department, and somebody else's
        await set_columns(context, "lead", near, owner_id=people["manager"]["id"])
    await act(security, "user.set_roles", user_id=me, role_keys=["reads_head"])

    async def why(record_id):
        asked = {"user": me, "object": "lead", "record_id": record_id}
        told = (await security.get("/rights/explain", params=asked)).json()
        of_heads = [one["holds"] for one in told["reasons"] if "上级部门的负责人" in one["text"]["zh"]]
        return told["read"], of_heads

    for key, position, sees in (
        ("hq", "member", set()),
        ("sales2", "head", {lead}),
        ("hq", "head", {lead, near}),
    ):
        place = {"department_id": places[key], "user_id": me, "position": position}
        made = await act(admin, "department.add_member", **place)
        assert await leads_of(hers) & {lead, near} == sees, (key, position)
        assert await why(lead) == (lead in sees, [lead in sees])
        if key == "sales2":  # her own department by the other role, the headed one by this
            await act(security, "user.set_roles", user_id=me, role_keys=["reads_head", "reads_department"])
            assert {near, lead} <= await leads_of(hers)
            await act(security, "user.set_roles", user_id=me, role_keys=["reads_head"])
        await act(admin, "department.remove_member", member_id=made["member_id"])


async def test_nobody_moves_herself_and_only_an_administrator_moves_others(app, as_user, people):
    admin, sales, places = await as_user("admin"), await as_user("sales"), await departments_of(as_user)
    async with nothing_changes(app):
        for name, more in (("department.add_member", {"position": "head"}), ("user.move", {})):
            own = {"department_id": places["hq"], "user_id": people["admin"]["id"], **more}
            refused(await attempt(admin, name, **own), 409, "role.own_rights")
            refused(await attempt(sales, name, **own), 403, "permission.denied")
        nowhere = "01900000-0000-7000-8000-000000000000"
        bad = {"department_id": nowhere, "user_id": people["sales"]["id"]}
        refused(await attempt(admin, "department.add_member", **bad), 404, "not_found")
        refused(await attempt(admin, "user.move", **bad), 409, "record.referenced")
        odd = {**bad, "department_id": places["hq"], "position": "king"}
        refused(await attempt(admin, "department.add_member", **odd), 422, "invalid.fields", "/position")
        refused(await attempt(admin, "department.remove_member", member_id=nowhere), 404, "not_found")


async def test_records_follow_the_main_department_from_the_move_on(app, as_user, people):
    admin, places = await as_user("admin"), await departments_of(as_user)
    await act(admin, "user.move", user_id=people["sales2"]["id"], department_id=places["collections"])
    me = (await (await as_user("sales2")).get("/me")).json()
    assert me["user"]["department"]["id"] == places["collections"]
    await act(admin, "user.move", user_id=people["sales2"]["id"], department_id=places["sales2"])


async def test_a_process_asks_the_nearest_head_who_is_not_the_owner(app, as_user, people):
    admin, places = await as_user("admin"), await departments_of(as_user)
    subject = {"department_id": places["sales1"], "owner_id": people["sales"]["id"]}

    async def asked():
        async with acting(app) as context:
            found = await find_assignees(context, "review", {"head": True}, subject)
            return [one["assignee_id"] for one in found]

    with pytest.raises(NoAssignee):
        await asked()
    for where, who in (("hq", "manager"), ("sales1", "sales")):
        await act(
            admin,
            "department.add_member",
            department_id=places[where],
            user_id=people[who]["id"],
            position="head",
        )
    assert await asked() == [people["manager"]["id"]]
    await act(
        admin,
        "department.add_member",
        department_id=places["sales1"],
        user_id=people["underwriter"]["id"],
        position="head",
    )
    assert await asked() == [people["underwriter"]["id"]]
