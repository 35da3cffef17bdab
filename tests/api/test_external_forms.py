"""External forms: faults by their place, an answer becomes one record, and every abuse is refused and leaves nothing."""

from datetime import timedelta

import pytest

from support.app import nothing_changes, set_clock
from support.forms import publish, solved
from support.http import act, refused

FIELDS = [
    {"key": "x_name", "help": {"zh": "身份证上的姓名", "en": "As in your papers"}},
    {"key": "x_phone", "required": True},
]
BODY = {
    "object": "x_visit",
    "title": {"zh": "预约", "en": "Visit"},
    "consent": "同意联系我",
    "fields": FIELDS,
    "once_by": "x_phone",
}


@pytest.fixture(scope="module")
async def builder(as_user):
    builder = await as_user("builder")
    await act(builder, "object.create", key="visit", label_zh="来访")
    for key, kind, more in (
        ("phone", "phone", {}),
        ("secret", "text", {}),
        ("friend", "reference", {"target": "x_visit"}),
    ):
        await act(builder, "field.create", object="x_visit", key=key, label_zh=key, kind=kind, **more)
    return builder


@pytest.fixture(scope="module")
async def token(builder):
    return await publish(builder, "visit", BODY)


@pytest.fixture(autouse=True)
def unhurried(app):
    """Each test is a minute of its own to the rate limits."""
    set_clock(app, app.clock.now() + timedelta(minutes=5))


async def given(stranger, token, **values):
    return {
        "values": {"x_name": "张三", "x_phone": "13800138000", **values},
        "consent": True,
        **await solved(stranger, token),
    }


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"object": "x_gone"}, "/object"),
        ({"object": "contract"}, "/object"),
        ({"title": ""}, "/title"),
        ({"intro": 5}, "/intro"),
        ({"fields": []}, "/fields"),
        ({"fields": {"a": 1}}, "/fields"),
        ({"fields": [*FIELDS, {"key": "x_gone"}]}, "/fields/2/key"),
        ({"fields": [*FIELDS, {"key": "x_friend"}]}, "/fields/2/key"),
        ({"fields": [*FIELDS, {"key": "x_name"}]}, "/fields/2/key"),
        ({"fields": [FIELDS[1]]}, "/fields"),
        ({"once_by": "x_secret"}, "/once_by"),
        ({"opens_on": "2026-02-02", "closes_on": "2026-02-01"}, "/closes_on"),
        ({"opens_on": "soon"}, "/opens_on"),
        ({"quota": 0}, "/quota"),
        ({"department_id": "nowhere"}, "/department_id"),
        ({"owner_id": "me"}, "/owner_id"),
    ],
)
async def test_a_fault_has_its_place(builder, change, pointer):
    saved = await act(builder, "definition.save", kind="external_form", key="draft", body={**BODY, **change})
    assert pointer in [one["pointer"] for one in saved["faults"]]
    await act(builder, "definition.discard", kind="external_form", key="draft")


async def test_an_answer_becomes_one_record_and_tells_nothing(app, as_user, builder, token):
    stranger = as_user.anonymous()
    shown = (await stranger.get(f"/forms/{token}")).json()
    assert [one["key"] for one in shown["fields"]] == ["x_name", "x_phone"]
    assert shown["fields"][0]["help"]["zh"] == "身份证上的姓名"
    sent = await given(stranger, token)
    answer = await stranger.post(f"/forms/{token}", json=sent)
    assert answer.status_code == 201 and set(answer.json()) == {"thanks"}
    link = (await builder.get("/external-forms/visit")).json()
    assert link["submissions"] == 1 and link["active"]
    async with app.database.connection() as connection:
        row = await connection.find("SELECT x_name, x_phone_masked, owner_id, created_by FROM x_visit")
    assert (row.x_name, row.owner_id, row.created_by) == ("张三", None, None) and "****" in row.x_phone_masked
    async with nothing_changes(app):
        refused(await stranger.post(f"/forms/{token}", json=sent), 422, "external_form.challenge")
    # The same person with a new puzzle is thanked as before, and not taken twice: who asks learns of nobody whether she has answered.
    again = await stranger.post(f"/forms/{token}", json=await given(stranger, token))
    assert (again.status_code, again.json()) == (201, answer.json())
    assert (await builder.get("/external-forms/visit")).json()["submissions"] == 1
    async with app.database.connection() as connection:
        assert await connection.value("SELECT count(*) FROM x_visit") == 1


async def test_abuse_is_refused_and_leaves_nothing(app, as_user, token):
    stranger = as_user.anonymous()
    good = await given(stranger, token, x_phone="13900139000")
    path = f"/forms/{token}"
    async with nothing_changes(app):
        for change, status, code in (
            ({"values": {**good["values"], "x_secret": "x"}}, 422, "invalid.fields"),
            ({"values": {**good["values"], "owner_id": "x"}}, 422, "invalid.fields"),
            ({"values": {"x_name": "张三"}}, 422, "invalid.fields"),
            ({"consent": False}, 422, "invalid.fields"),
            ({"challenge": good["challenge"].replace("visit", "other")}, 422, "external_form.challenge"),
            ({"challenge": "x"}, 422, "external_form.challenge"),
            ({"solution": "x"}, 422, "external_form.challenge"),
        ):
            refused(await stranger.post(path, json={**good, **change}), status, code)
        # Who fills in what nobody sees is told that all is well.
        assert (await stranger.post(path, json={**good, "website": "http://x"})).status_code == 201
        refused(await stranger.post("/forms/nothing", json=good), 404, "not_found")
        refused(await stranger.get("/forms/nothing"), 404, "not_found")
        refused(await stranger.get("/records/x_visit"), 401, "auth.required")
    set_clock(app, app.clock.now() + timedelta(minutes=11))
    async with nothing_changes(app):
        refused(await stranger.post(path, json=good), 422, "external_form.challenge")


async def test_who_sends_too_often_waits(app, as_user, token):
    stranger = as_user.anonymous()
    body = {"values": {}}
    async with nothing_changes(app):
        statuses = [(await stranger.post(f"/forms/{token}", json=body)).status_code for _ in range(12)]
    assert statuses[:10] == [422] * 10 and statuses[-1] == 429


async def test_days_quota_and_the_switch_close_a_form(app, as_user, builder):
    stranger = as_user.anonymous()
    bare = {key: value for key, value in BODY.items() if key != "once_by"}
    token = await publish(builder, "few", {**bare, "quota": 1})
    sent = await given(stranger, token)
    assert (await stranger.post(f"/forms/{token}", json=sent)).status_code == 201
    more = await given(stranger, token)
    async with nothing_changes(app):
        refused(await stranger.post(f"/forms/{token}", json=more), 409, "external_form.full")
    await publish(builder, "few", {**bare, "closes_on": "2020-01-01"})
    async with nothing_changes(app):
        refused(await stranger.get(f"/forms/{token}"), 409, "external_form.closed")
        refused(await stranger.post(f"/forms/{token}", json=more), 409, "external_form.closed")
    await publish(builder, "few", bare)
    renewed = (await act(builder, "external_form.open", key="few", renew=True))["token"]
    refused(await stranger.get(f"/forms/{token}"), 404, "not_found")
    await act(builder, "external_form.close", key="few")
    refused(await stranger.get(f"/forms/{renewed}"), 409, "external_form.closed")


async def test_only_who_builds_has_links(app, as_user, token):
    sales = await as_user("sales")
    async with nothing_changes(app):
        refused(await sales.get("/external-forms/visit"), 403, "permission.denied")
        refused(
            await sales.post("/actions/external_form.open", json={"key": "visit"}), 403, "permission.denied"
        )
