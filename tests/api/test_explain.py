"""Why somebody sees a record, or why not: the sentences agree with what she is given."""

import pytest

from support.http import act, records, refused
from support.lending import make_lead, make_loan


@pytest.fixture(scope="module")
async def people(as_user):
    return {one["username"]: one["id"] for one in await records(await as_user("admin"), "user", limit=200)}


@pytest.fixture(scope="module")
async def ask(as_user, people):
    async def asked(user, object_key, record_id=None, field=None):
        given = {"user": people[user], "object": object_key, "record_id": record_id, "field": field}
        answer = await (await as_user("auditor")).get(
            "/rights/explain", params={key: value for key, value in given.items() if value}
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    return asked


def told(answer, about):
    return [(one["holds"], one["text"]["zh"]) for one in answer["reasons"] if one["about"] == about]


async def test_every_source_of_a_row_is_named(app, as_user, people, ask):
    lead = await make_lead(app, owner="sales2")
    hers = await ask("sales2", "lead", lead)
    assert (hers["read"], hers["update"], hers["delete"]) == (True, True, False)
    assert told(hers, "object") == [(True, "角色「客户经理」允许查看、新建、修改「线索」，数据范围：本人的")]
    english = next(one["text"]["en"] for one in hers["reasons"] if one["about"] == "object")
    assert english.startswith("Role “")
    assert not any("一" <= sign <= "鿿" for sign in english)
    assert told(hers, "record") == [(True, "本人是负责人")]
    other = await ask("sales", "lead", lead)
    assert not other["read"] and told(other, "record") == [(False, "负责人是 韩梅梅，不是本人")]
    assert told(await ask("manager", "lead", lead), "record") == [(True, "数据范围是全部，因此包括这条记录")]
    none = await ask("strategist", "lead", lead)
    assert not none["read"] and told(none, "object") == [(False, "角色「风控」没有授予查看「线索」")]
    await act(await as_user("sales2"), "record.share", object="lead", id=lead, role_key="sales")
    shared = await ask("sales", "lead", lead)
    assert (shared["read"], shared["update"]) == (True, False)
    assert told(shared, "record")[1] == (True, "韩梅梅 共享给角色「客户经理」：可查看，截止：长期")
    seen = (
        await (await as_user("security")).get("/rights/viewers", params={"object": "lead", "record_id": lead})
    ).json()
    by = {one["name"]: (one["by"], one["update"]) for one in seen["items"]}
    assert by["李雷"] == ("share", False) and by["韩梅梅"] == ("scope", True)
    for username in people:
        client = await as_user(username)
        sees = (await client.get(f"/records/lead/{lead}")).status_code == 200
        assert (await ask(username, "lead", lead))["read"] == sees, username


async def test_a_field_is_explained_by_role_and_class(as_user, ask):
    masked = await ask("collector", "party", field="id_number")
    assert masked["field"] == "masked"
    assert [holds for holds, _ in told(masked, "field")] == [False]
    assert "C3" in told(masked, "field")[0][1] or "单独设为脱敏" in told(masked, "field")[0][1]


async def test_what_belongs_to_a_loan_is_explained_by_the_loan(app, as_user, ask):
    loan = await make_loan(app)
    (one, *_) = await records(await as_user("sales"), "installment", limit=1)
    assert one["loan_id"] == loan
    answer = await ask("sales2", "installment", one["id"])
    assert not answer["read"]
    assert told(answer, "record")[0] == (True, "数据范围随它所属的「贷款」：能看到那一条，才能看到这一条")
    assert told(answer, "record")[1] == (False, "负责人是 李雷，不是本人")


async def test_only_who_gives_rights_or_reads_the_log_may_ask(app, as_user, people):
    nothing = "01900000-0000-7000-8000-000000000000"
    for username in ("sales", "manager", "admin"):
        client = await as_user(username)
        for road in ("objects", "explain", "viewers"):
            refused(await client.get(f"/rights/{road}"), 403, "permission.denied")
    security = await as_user("security")
    for road, params, code in (
        ("explain", {"user": "nobody", "object": "lead"}, "not_found"),
        ("explain", {"user": people["sales"], "object": "nothing"}, "object.unknown"),
        ("explain", {"user": people["sales"], "object": "lead", "record_id": nothing}, "not_found"),
        ("explain", {"user": people["sales"], "object": "lead", "field": "nothing"}, "not_found"),
        ("viewers", {"object": "lead", "record_id": "x"}, "not_found"),
    ):
        refused(await security.get(f"/rights/{road}", params=params), 404, code)
    known = {one["key"] for one in (await security.get("/rights/objects")).json()["items"]}
    assert {"lead", "party", "role_grant"} <= known
