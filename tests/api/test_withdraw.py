"""Taking definitions out of use: refused while something rests on them, and published again."""

import pytest

from support.app import nothing_changes
from support.http import act, attempt, refused

TITLE = {"zh": "看板", "en": "Board"}
BOARD = {
    "title": TITLE,
    "blocks": [{"id": "a", "kind": "text", "x": 0, "y": 0, "w": 6, "h": 2, "text": "你好"}],
}
FORM = {"object": "x_guest", "title": "访客", "fields": [{"key": "x_name", "required": True}]}


async def publish(builder, kind, key, body):
    saved = await act(builder, "definition.save", kind=kind, key=key, body=body)
    assert saved["faults"] == []
    await act(builder, "definition.publish", drafts=[{"kind": kind, "key": key}], reason="试")


async def withdraw(builder, kind, key):
    return await attempt(builder, "definition.withdraw", kind=kind, key=key, reason="不用了")


@pytest.fixture(scope="module")
async def builder(as_user):
    builder = await as_user("builder")
    await act(builder, "object.create", key="guest", label_zh="访客")
    await publish(builder, "page", "board", BOARD)
    return builder


async def test_a_page_goes_out_of_use_and_comes_back(app, as_user, builder):
    sales = await as_user("sales")
    assert (await sales.get("/pages/board")).status_code == 200
    assert (await withdraw(builder, "page", "board")).status_code == 200
    refused(await sales.get("/pages/board"), 404, "not_found")
    found = (await builder.get("/definitions/page/board")).json()
    assert (found["published"], found["withdrawn"]["body"], found["withdrawable"]) == (None, BOARD, False)
    (listed,) = [
        one for one in (await builder.get("/definitions/page")).json()["items"] if one["key"] == "board"
    ]
    assert (listed["version"], listed["withdrawn"]) == (None, True)
    async with nothing_changes(app):
        refused(await withdraw(builder, "page", "board"), 404, "not_found")
    await act(builder, "definition.roll_back", kind="page", key="board", version=1, reason="还是要")
    assert (await sales.get("/pages/board")).json()["version"] == 2
    async with app.database.connection() as connection:
        noted = await connection.all("SELECT name FROM audit_entry WHERE name = 'definition.withdrawn'")
    assert len(noted) == 1


async def test_what_uses_it_is_named_and_keeps_it(app, builder):
    button = {"label": "去看板", "kind": "page", "page": "board"}
    await publish(builder, "layout", "x_guest", {"actions": [button]})
    async with nothing_changes(app):
        body = refused(await withdraw(builder, "page", "board"), 409, "definition.used")
    assert "布局「访客」" in body["title"] + body["detail"]
    await publish(builder, "layout", "x_guest", {"actions": []})
    assert (await withdraw(builder, "page", "board")).status_code == 200


async def test_an_open_link_keeps_its_form(app, builder):
    await publish(builder, "external_form", "guests", FORM)
    token = (await act(builder, "external_form.open", key="guests"))["token"]
    async with nothing_changes(app):
        refused(await withdraw(builder, "external_form", "guests"), 409, "definition.used")
    await act(builder, "external_form.close", key="guests")
    assert (await withdraw(builder, "external_form", "guests")).status_code == 200
    refused(await builder.get(f"/forms/{token}"), 404, "not_found")
    refused(await attempt(builder, "external_form.open", key="guests"), 404, "not_found")


@pytest.mark.parametrize(
    ("kind", "key", "status", "code"),
    [
        ("menu", "main", 409, "definition.not_withdrawable"),
        ("process", "consumer_loan", 409, "definition.not_withdrawable"),
        ("page", "gone", 404, "not_found"),
        ("poem", "x", 422, "definition.unknown_kind"),
    ],
)
async def test_what_cannot_be_withdrawn_stays(app, builder, kind, key, status, code):
    async with nothing_changes(app):
        refused(await withdraw(builder, kind, key), status, code)


async def test_only_builders_withdraw(app, as_user, builder):
    sales = await as_user("sales")
    async with nothing_changes(app):
        refused(await withdraw(sales, "page", "board"), 403, "permission.denied")
