"""What lies on the disk is encrypted and its owner's alone: files, exports, and what they are made of."""

import stat
from hashlib import sha256

import pytest

from support.app import run_jobs
from support.http import act, refused
from support.lending import make_application
from zhuxin.bootstrap import seal_files
from zhuxin.core.crypto.envelope import is_sealed

PDF = b"%PDF-1.7 an identity card"


@pytest.fixture(scope="module")
async def application(app):
    return (await make_application(app, submit=False)).application_id


async def attach(client, application_id, content):
    response = await client.post(
        "/files",
        data={"record_id": application_id, "kind": "identity"},
        files={"file": ("card.pdf", content, "application/pdf")},
    )
    assert response.status_code == 201, response.text
    return response.json()


def stored(app, content):
    name = sha256(content).hexdigest()
    return app.settings.file_dir / name[:2] / name


async def file_of(app, content):
    async with app.database.connection() as connection:
        return await connection.value(
            "SELECT id FROM stored_file WHERE digest = %(digest)s", {"digest": sha256(content).digest()}
        )


async def test_a_file_is_encrypted_and_its_owners_alone(app, as_user, application):
    client = await as_user("sales")
    await attach(client, application, PDF)
    path = stored(app, PDF)
    assert is_sealed(path) and b"identity" not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    answer = await client.get(f"/files/{await file_of(app, PDF)}/content")
    assert answer.content == PDF


async def test_a_clear_file_of_before_is_read_and_then_encrypted(app, as_user, application):
    client, content = await as_user("sales"), PDF + b" of before"
    await attach(client, application, content)
    path = stored(app, content)
    path.write_bytes(content)
    file_id = await file_of(app, content)
    assert (await client.get(f"/files/{file_id}/content")).content == content
    assert await seal_files(app) == 1
    assert await seal_files(app) == 0
    assert is_sealed(path)
    assert (await client.get(f"/files/{file_id}/content")).content == content


@pytest.mark.parametrize("change", ["cut", "flipped", "another file's"])
async def test_a_damaged_file_is_said_to_be(app, as_user, application, change):
    client, content = await as_user("sales"), PDF + change.encode()
    await attach(client, application, content)
    path, file_id = stored(app, content), await file_of(app, content)
    whole = path.read_bytes()
    path.write_bytes(
        {"cut": whole[:-3], "flipped": whole[:-3] + b"xyz", "another file's": stored(app, PDF).read_bytes()}[
            change
        ]
    )
    refused(await client.get(f"/files/{file_id}/content"), 409, "file.damaged")


async def test_an_export_is_encrypted_and_comes_out_whole(app, as_user):
    manager = await as_user("manager")
    made = await act(manager, "export.start", object="lead", format="csv", fields=["name"])
    await run_jobs(app)
    path = app.settings.export_dir / f"{made['export_id']}.csv"
    assert is_sealed(path) and stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "测试".encode() not in path.read_bytes()
    link = (await act(manager, "export.take", export_id=made["export_id"]))["url"].removeprefix("/api/v1")
    answer = await manager.get(link)
    assert "测试" in answer.text and "attachment" in answer.headers["content-disposition"]
