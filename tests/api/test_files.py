"""Files in: only where an object takes them, by who may, of a kind that exists; out: by who sees the record."""

import pytest

from support.app import nothing_changes
from support.http import refused
from support.lending import make_application

PDF = b"%PDF-1.4 proof of income"


@pytest.fixture(scope="module")
async def application_id(app):
    return (await make_application(app)).application_id


async def attach(client, record_id, **fields):
    paper = {"file": ("收入 证明.pdf", PDF, "application/pdf")}
    return await client.post("/files", data={"record_id": record_id, "kind": "income", **fields}, files=paper)


async def test_a_paper_goes_in_and_comes_out_the_same(as_user, application_id):
    sales = await as_user("sales")
    kept = (await attach(sales, application_id)).json()
    assert (kept["media_type"], kept["size"]) == ("application/pdf", len(PDF))
    assert (await sales.get(f"/files/{kept['id']}/content")).content == PDF
    document = (await sales.get(f"/records/document/{kept['document_id']}")).json()
    assert (document["kind"], document["application_id"]) == ("income", application_id)


@pytest.mark.parametrize(
    ("fields", "code", "pointer"),
    [
        ({"object": "loan"}, "file.object", "/object"),
        ({"object": "nothing"}, "file.object", "/object"),
        ({"kind": "poem"}, "invalid.fields", "/kind"),
    ],
)
async def test_what_is_not_taken_is_said_and_not_kept(app, as_user, application_id, fields, code, pointer):
    sales = await as_user("sales")
    async with nothing_changes(app):
        refused(await attach(sales, application_id, **fields), 422, code, pointer)


async def test_without_the_right_or_out_of_sight_nothing_is_attached(app, as_user, application_id):
    collector, other = await as_user("collector"), await as_user("sales2")
    async with nothing_changes(app):
        refused(await attach(collector, application_id), 403, "permission.denied")
        refused(await attach(other, application_id), 404, "not_found")
        refused(await attach(other, "no-id"), 404, "not_found")
