"""Files in fields: kept for a record to be written, taken by that record only, and read by who may read it there."""

import pytest

from support.app import nothing_changes
from support.http import PNG, act, hand_in, record, records, refused
from support.lending import make_lead
from zhuxin.core.ids import new_id

PHOTO = "x_photo"
PDF = b"%PDF-1.4 no picture"


@pytest.fixture(scope="module")
async def photo(app, as_user):
    """A lead of the clerk `sales` with fields for a photo and a paper."""
    builder = await as_user("builder")
    for key, kind in (("photo", "image"), ("paper", "file")):
        await act(builder, "field.create", object="lead", key=key, label_zh=key, kind=kind)
    return await as_user("sales")


async def write(client, lead_id, **values):
    version = {"if-match": str((await record(client, "lead", lead_id))["version"])}
    return await client.patch(f"/records/lead/{lead_id}", json=values, headers=version)


async def kept_by(client, **more):
    response = await hand_in(client, "lead", PHOTO, **more)
    assert response.status_code == 201, response.text
    return response.json()["id"]


async def test_a_picture_goes_in_with_its_record_and_comes_out(app, as_user, photo):
    file_id, lead_id = await kept_by(photo), await make_lead(app)
    written = await write(photo, lead_id, x_photo=file_id)
    assert written.status_code == 200, written.text
    assert written.json()[PHOTO] == file_id
    assert (await photo.get(f"/files/{file_id}/content")).content == PNG
    assert (await (await as_user("sales2")).get(f"/files/{file_id}/content")).status_code == 404
    assert (await write(photo, lead_id, x_photo=file_id, name="再存")).status_code == 200
    later = await kept_by(photo, record_id=lead_id)
    assert (await write(photo, lead_id, x_photo=later)).json()[PHOTO] == later


async def test_a_new_record_takes_the_file_it_is_made_with(photo):
    file_id = await kept_by(photo)
    (channel, *_) = await records(photo, "channel", sort="key")
    values = {"name": "新客", "phone": "13800138011", "channel_id": channel["id"], PHOTO: file_id}
    made = await photo.post("/records/lead", json=values)
    assert made.status_code == 201, made.text
    refused(await photo.post("/records/lead", json=values), 422, "invalid.fields", f"/{PHOTO}")


async def test_a_file_of_somebody_or_something_else_is_not_taken(app, as_user, photo):
    mine, other = await make_lead(app), await make_lead(app)
    belongs, waits = await kept_by(photo, record_id=other), await kept_by(await as_user("sales2"))
    paper = (await hand_in(photo, "lead", "x_paper")).json()["id"]
    async with nothing_changes(app):
        for file_id in (belongs, waits, paper, new_id()):
            refused(await write(photo, mine, x_photo=file_id), 422, "invalid.fields", f"/{PHOTO}")


async def test_a_waiting_file_is_seen_by_who_handed_it_in(as_user, photo):
    file_id = await kept_by(photo)
    assert (await photo.get(f"/files/{file_id}/content")).content == PNG
    for username in ("sales2", "manager", "admin"):
        assert (await (await as_user(username)).get(f"/files/{file_id}/content")).status_code == 404


async def test_what_a_field_does_not_take_is_not_kept(app, as_user, photo):
    lead_id, collector = await make_lead(app, owner="sales2"), await as_user("collector")
    async with nothing_changes(app):
        refused(await hand_in(photo, "lead", PHOTO, PDF), 422, "file.type", "/file")
        refused(await hand_in(photo, "lead", "name"), 422, "file.object", "/field")
        refused(await hand_in(photo, "lead", "x_nothing"), 404, "not_found")
        refused(await hand_in(photo, "lead", PHOTO, record_id=lead_id), 404, "not_found")
        refused(await hand_in(photo, "lead", PHOTO, record_id="no-id"), 404, "not_found")
        refused(await hand_in(photo, "nothing", PHOTO), 404, "object.unknown")
        assert (await hand_in(collector, "lead", PHOTO)).status_code in (403, 404)
        paper = {"file": ("a.png", PNG, "image/png")}
        refused(await photo.post("/files", files=paper), 422, "invalid.fields", "/record_id")


async def test_who_may_not_read_the_field_may_not_read_its_file(app, as_user, photo):
    file_id, lead_id = await kept_by(photo), await make_lead(app)
    assert (await write(photo, lead_id, x_photo=file_id)).status_code == 200
    security, manager = await as_user("security"), await as_user("manager")
    assert (await manager.get(f"/files/{file_id}/content")).status_code == 200
    (role,) = [one for one in await records(security, "role", limit=200) if one["key"] == "manager"]
    lead = {**role["grants"]["objects"].get("lead", role["grants"]["objects"].get("*", {}))}
    lead["fields"] = {**lead.get("fields", {}), PHOTO: "masked"}
    grants = {**role["grants"], "objects": {**role["grants"]["objects"], "lead": lead}}
    await act(security, "role.set_grants", role_id=role["id"], grants=grants)
    assert (await record(manager, "lead", lead_id))[PHOTO] == "***"
    assert (await manager.get(f"/files/{file_id}/content")).status_code == 404
