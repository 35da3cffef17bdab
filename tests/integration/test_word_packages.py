"""A Word template in a package, from one installation to another: checked there, and its papers say the same."""

from collections.abc import AsyncIterator

import pytest

from api.test_packages import post, texts
from api.test_word_prints import builder, content_of, ids, text_of  # noqa: F401
from support.app import nothing_changes, open_app
from support.http import Clients, refused
from support.server import own_database
from zhuxin.bootstrap import App, install_packages
from zhuxin.core.db.migrate import migrate
from zhuxin.kernel.packages.sandbox import fill_copy, read_configuration


@pytest.fixture(scope="module")
async def other(app: App, server, tmp_path_factory) -> AsyncIterator[App]:
    """Another lender's installation, which knows nothing of what is built here afterwards."""
    copied = await read_configuration(app)
    with own_database(server, empty=True) as url:
        migrate(url)
        async with open_app(url, tmp_path_factory.mktemp("other")) as app:
            await install_packages(app)
            await fill_copy(app, copied, "test", "a-new-password-1")
            yield app


async def paper(client, record_id: str) -> str:
    made = await client.post("/prints/deal", json={"ids": [record_id]})
    assert made.status_code == 200, made.text
    return text_of(await content_of(client, made.json()["file_id"]))


async def test_a_word_template_prints_the_same_where_it_is_installed(other: App, builder, ids) -> None:  # noqa: F811
    road = "/packages/deals/export?objects=x_buyer,x_deal,x_line&definitions=print:deal"
    files = texts((await builder.get(road)).content)
    there = await Clients(other)("admin")

    # Its fields are not there, or its file is another: refused by its place, and nothing is left behind.
    alone = {name: text for name, text in files.items() if not name.startswith("fields/x_deal")}
    broken = files | {"prints/deal.yaml": files["prints/deal.yaml"].replace("word: UEsDB", "word: AAAA")}
    for bad in (alone, broken):
        async with nothing_changes(other):
            told = refused(await post(there, "install", bad), 422, "invalid.fields")
            assert {one["pointer"] for one in told["errors"]} >= {"/files/prints/deal.yaml/word"}

    done = await post(there, "install", files)
    assert done.status_code == 200, done.text
    buyer = (await there.post("/records/x_buyer", json={"x_name": "买方 <甲>"})).json()["id"]
    values = {"x_name": "甲&0 {{ 7 * 7 }}", "x_amount": "120000.50", "x_day": "2026-01-05", "x_buyer": buyer}
    values |= {"x_lines": [{"x_name": "车", "x_amount": "1"}, {"x_name": "险", "x_amount": "2"}]}
    made = await there.post("/records/x_deal", json={**values, "x_phone": "13800138000"})
    assert made.status_code == 201, made.text
    assert await paper(there, made.json()["id"]) == await paper(builder, ids[0])

    again = (await post(there, "preview", files)).json()["changes"]
    assert {one["change"] for one in again} == {"same"}
