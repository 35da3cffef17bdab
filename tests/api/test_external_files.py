"""Files of strangers: limits by the form, good for one form and field, taken by one answer, thrown away where none comes."""

from datetime import timedelta
from hashlib import sha256

import pytest

from support.app import nothing_changes, set_clock
from support.forms import publish, solved
from support.http import PNG, act, refused
from zhuxin.kernel.forms.uploads import sweep

PDF = b"%PDF-1.4 a paper"
FIELDS = [
    {"key": "x_name"},
    {"key": "x_photo", "required": True, "types": ["png"]},
    {"key": "x_paper", "max_mb": 1},
]
BODY = {"object": "x_claim", "title": "理赔", "fields": FIELDS}


@pytest.fixture(scope="module")
async def builder(as_user):
    builder = await as_user("builder")
    await act(builder, "object.create", key="claim", label_zh="理赔")
    for key, kind in (("photo", "image"), ("paper", "file"), ("other", "file")):
        await act(builder, "field.create", object="x_claim", key=key, label_zh=key, kind=kind)
    return builder


@pytest.fixture(scope="module")
async def token(builder):
    return await publish(builder, "claim", BODY)


@pytest.fixture(autouse=True)
def unhurried(app):
    """Each test is a minute of its own to the rate limits."""
    set_clock(app, app.clock.now() + timedelta(minutes=5))


async def hand_in(stranger, token, field, content=PNG, **more):
    data = {"field": field, **(await solved(stranger, token)), **more}
    return await stranger.post(
        f"/forms/{token}/files", data=data, files={"file": ("a.png", content, "image/png")}
    )


async def answer(stranger, token, **values):
    body = {"values": {"x_name": "张三", **values}, **(await solved(stranger, token))}
    return await stranger.post(f"/forms/{token}", json=body)


async def rows_of(app, table):
    async with app.database.connection() as connection:
        return await connection.all(f"SELECT * FROM {table} ORDER BY created_at")


@pytest.mark.parametrize(
    ("field", "pointer"),
    [
        ({"key": "x_paper", "max_mb": 0}, "/fields/0/max_mb"),
        ({"key": "x_paper", "max_mb": 21}, "/fields/0/max_mb"),
        ({"key": "x_photo", "types": ["pdf"]}, "/fields/0/types/0"),
        ({"key": "x_photo", "types": "png"}, "/fields/0/types"),
        ({"key": "x_name", "max_mb": 1}, "/fields/0/max_mb"),
    ],
)
async def test_a_limit_that_does_not_hold_has_its_place(builder, field, pointer):
    body = {**BODY, "fields": [field, {"key": "x_name"}] if field["key"] != "x_name" else [field]}
    saved = await act(builder, "definition.save", kind="external_form", key="draft", body=body)
    assert pointer in [one["pointer"] for one in saved["faults"]]
    await act(builder, "definition.discard", kind="external_form", key="draft")


async def test_a_file_comes_in_with_its_answer_and_only_once(app, as_user, builder, token):
    stranger = as_user.anonymous()
    kept = await hand_in(stranger, token, "x_photo")
    assert kept.status_code == 201
    handle = kept.json()["id"]
    async with nothing_changes(app):
        # Nobody looks at it: the stranger has no account, the builder no record that it belongs to.
        refused(await stranger.get(f"/files/{handle}/content"), 401, "auth.required")
        refused(await builder.get(f"/files/{handle.split('.')[0]}/content"), 404, "not_found")
    assert (await answer(stranger, token, x_photo=handle)).status_code == 201
    (record,) = await rows_of(app, "x_claim")
    (stored,) = await rows_of(app, "stored_file")
    assert (record.x_photo, stored.record_id) == (handle.split(".")[0], record.id)
    async with nothing_changes(app):
        again = await answer(stranger, token, x_photo=handle)
        refused(again, 422, "invalid.fields", "/values/x_photo")
    await sweep(app, record.x_photo)
    assert len(await rows_of(app, "stored_file")) == 1


async def test_what_is_not_taken_leaves_nothing(app, as_user, builder, token):
    stranger = as_user.anonymous()
    other = await publish(builder, "claim_too", {**BODY, "fields": [*FIELDS, {"key": "x_other"}]})
    for_other = (await hand_in(stranger, other, "x_photo")).json()["id"]
    for_paper = (await hand_in(stranger, token, "x_paper", PDF)).json()["id"]
    async with nothing_changes(app):
        jpeg = b"\xff\xd8\xff a photo"
        refused(await hand_in(stranger, token, "x_photo", jpeg), 422, "file.type")
        refused(await hand_in(stranger, token, "x_photo", b"text"), 422, "file.type")
        large = PDF + b" " * 1_048_576
        refused(await hand_in(stranger, token, "x_paper", large), 413, "body.too_large")
        refused(await hand_in(stranger, token, "x_name"), 404, "not_found")
        refused(await hand_in(stranger, token, "x_other"), 404, "not_found")
        refused(await hand_in(stranger, token, "x_photo", solution="x"), 422, "external_form.challenge")
        for handle in (for_other, for_paper, for_paper.split(".")[0], "x.y", 5):
            refused(await answer(stranger, token, x_photo=handle), 422, "invalid.fields", "/values/x_photo")
        refused(await answer(stranger, token), 422, "invalid.fields", "/values/x_photo")
    await act(builder, "external_form.close", key="claim_too")
    async with nothing_changes(app):
        challenge = {"challenge": "x", "solution": "x", "field": "x_photo"}
        closed = await stranger.post(f"/forms/{other}/files", data=challenge, files={"file": ("a.png", PNG)})
        refused(closed, 409, "external_form.closed")


async def test_an_answer_that_never_comes_leaves_no_file(app, as_user, token):
    stranger, content = as_user.anonymous(), PDF + b" never"
    handle = (await hand_in(stranger, token, "x_paper", content)).json()["id"]
    twin = (await hand_in(stranger, token, "x_paper", content)).json()["id"]
    digest = sha256(content).hexdigest()
    path = app.settings.file_dir / digest[:2] / digest
    async with app.database.connection() as connection:
        jobs = await connection.all(
            "SELECT args FROM procrastinate_jobs WHERE task_name = 'kernel.forms.sweep_upload'"
        )
    assert {"file_id": handle.split(".")[0]} in [row.args for row in jobs]
    await sweep(app, handle.split(".")[0])
    assert path.exists()
    await sweep(app, twin.split(".")[0])
    assert not path.exists()
    refused(await answer(stranger, token, x_photo=handle), 422, "invalid.fields", "/values/x_photo")


async def test_who_sends_too_many_waits(app, as_user, token):
    stranger = as_user.anonymous()
    sent = {
        "data": {"field": "x_photo", "challenge": "x", "solution": "x"},
        "files": {"file": ("a.png", PNG)},
    }
    async with nothing_changes(app):
        statuses = [(await stranger.post(f"/forms/{token}/files", **sent)).status_code for _ in range(22)]
    assert statuses[:20] == [422] * 20 and statuses[-1] == 429


async def test_a_signature_and_an_address_come_in_too(app, as_user, builder):
    for key, kind in (("hand", "signature"), ("home", "address")):
        await act(builder, "field.create", object="x_claim", key=key, label_zh=key, kind=kind)
    fields = [{"key": "x_name"}, {"key": "x_hand", "required": True}, {"key": "x_home"}]
    mine = (await builder.get("/me")).json()["user"]["id"]
    body = {"object": "x_claim", "title": "签名", "fields": fields, "owner_id": mine}
    signed = await publish(builder, "signed", body)
    stranger = as_user.anonymous()
    assert "南山区" in (await stranger.get("/divisions")).json()["广东省"]["深圳市"]
    told = refused(await hand_in(stranger, signed, "x_hand", PDF), 422, "file.type")
    assert told["detail"] == "只接受 PNG 文件"
    kept = (await hand_in(stranger, signed, "x_hand")).json()
    home = {"province": "广东省", "city": "深圳市", "district": "南山区", "detail": "科技路 1 号"}
    assert (await answer(stranger, signed, x_hand=kept["id"], x_home=home)).status_code == 201
    (found,) = (await builder.get("/records/x_claim", params={"fields": "x_hand,x_home"})).json()["items"]
    assert found["x_hand"] == kept["id"].partition(".")[0]
    assert found["x_home"] == "广东省深圳市***"  # masked for who made the form
    await builder.delete(f"/records/x_claim/{found['id']}")
