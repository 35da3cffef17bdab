"""Exports: what the caller sees and nothing else, as a file; rights, approval, links that end, and texts that stay texts."""

import csv
import io
import zipfile
from datetime import timedelta

import pytest

from support.app import nothing_changes, run_jobs, set_clock
from support.http import act, attempt, refused
from zhuxin.core.errors import Unavailable
from zhuxin.kernel.exports import jobs
from zhuxin.kernel.exports.spool import Spool

FIELDS = ["x_name", "x_phone", "x_price", "x_grade", "x_day", "owner_id"]
LIST = {"object": "x_crate", "format": "csv", "fields": FIELDS, "sort": "x_name"}


@pytest.fixture(scope="module")
async def manager(app, as_user):
    """A manager over crates with texts that a spreadsheet would take for formulas."""
    builder, manager = await as_user("builder"), await as_user("manager")
    await act(builder, "object.create", key="crate", label_zh="箱")
    for key, kind, more in (
        ("phone", "phone", {}),
        ("price", "money", {}),
        ("grade", "choice", {"options": ["金", "银"]}),
        ("day", "date", {}),
    ):
        await act(builder, "field.create", object="x_crate", key=key, label_zh=key, kind=kind, **more)
    for name in ("=1+1", "+a", "-b", "@c", "安"):
        values = {
            "x_name": name,
            "x_phone": "13800000000",
            "x_price": "1234.50",
            "x_grade": "金",
            "x_day": "2026-01-05",
        }
        assert (await builder.post("/records/x_crate", json=values)).status_code == 201
    return manager


async def job(client, job_id):
    found: dict = next(one for one in (await client.get("/jobs")).json()["items"] if one["id"] == job_id)
    return found


async def download(app, client, **more):
    """Export and take the file; its bytes."""
    made = await act(client, "export.start", **{**LIST, **more})
    await run_jobs(app)
    assert (await job(client, made["job_id"]))["status"] == "completed"
    link = await act(client, "export.take", export_id=made["export_id"])
    answer = await client.get(link["url"].removeprefix("/api/v1"))
    assert answer.status_code == 200, answer.text
    return answer.content


async def test_a_csv_holds_what_the_list_shows_and_no_formula(app, manager):
    rows = list(csv.reader(io.StringIO((await download(app, manager)).decode("utf-8-sig"))))
    assert rows[0] == ["名称", "phone", "price", "grade", "day", "负责人"]
    assert sorted(row[0] for row in rows[1:6]) == sorted(["'=1+1", "'+a", "'-b", "'@c", "安"])
    assert all(row[1:] == ["138****0000", "1234.50", "金", "2026-01-05", "沈建"] for row in rows[1:6])
    assert "王总 于" in rows[6][0]
    assert "共 5 行" in rows[6][0]
    few = await download(app, manager, filter={"field": "x_name", "op": "eq", "value": "安"}, q="安")
    assert len(list(csv.reader(io.StringIO(few.decode("utf-8-sig"))))) == 3


async def test_a_file_is_in_the_language_that_it_was_asked_for_in(app, manager):
    asked = {"json": LIST, "headers": {"accept-language": "en-US"}}
    made = (await manager.post("/actions/export.start", **asked)).json()["result"]
    await run_jobs(app)
    link = await act(manager, "export.take", export_id=made["export_id"])
    answer = await manager.get(link["url"].removeprefix("/api/v1"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert (rows[0][0], rows[0][-1]) == ("Name", "Owner")
    assert "Exported by" in rows[6][0]


async def test_an_object_goes_with_its_records_once_all_of_them_are_exported(app, as_user, manager):
    builder = await as_user("builder")
    await act(builder, "object.create", key="keg", label_zh="桶")
    for number in range(3):
        assert (await builder.post("/records/x_keg", json={"x_name": f"桶{number}"})).status_code == 201
    whole = {"object": "x_keg", "fields": ["x_name"]}
    async with nothing_changes(app):
        refused(await attempt(builder, "object.delete", object="x_keg"), 409, "object.not_empty")
        gone = await attempt(builder, "object.delete", object="x_keg", exported=True)
        refused(gone, 409, "object.not_exported", "/exported")
    await download(app, manager, **whole, filter={"field": "x_name", "op": "eq", "value": "桶1"}, sort=None)
    gone = await attempt(builder, "object.delete", object="x_keg", exported=True)
    refused(gone, 409, "object.not_exported", "/exported")
    await download(app, manager, **whole, sort=None)
    late = (await builder.post("/records/x_keg", json={"x_name": "后来的"})).json()
    gone = await attempt(builder, "object.delete", object="x_keg", exported=True)
    refused(gone, 409, "object.not_exported", "/exported")
    await builder.delete(f"/records/x_keg/{late['id']}")
    await act(builder, "record.purge", object="x_keg", id=late["id"])
    await act(builder, "object.delete", object="x_keg", exported=True)
    refused(await builder.get("/records/x_keg"), 404, "object.unknown")


async def test_a_spreadsheet_has_numbers_and_days_as_such_and_texts_as_texts(app, manager):
    content = await download(app, manager, format="xlsx")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        styles = book.read("xl/styles.xml").decode()
    assert "<v>1234.5</v>" in sheet
    assert "<v>46027</v>" in sheet  # 2026-01-05
    assert "<f>" not in sheet
    assert "=1+1</t>" in sheet
    assert 'quotePrefix="1"' in styles
    assert "王总 于" in sheet


async def test_who_has_no_right_exports_nothing(app, manager, as_user):
    sales, strategist = await as_user("sales"), await as_user("strategist")
    async with nothing_changes(app):
        refused(await attempt(sales, "export.start", **{**LIST, "object": "lead"}), 403, "permission.denied")
        refused(await attempt(strategist, "export.start", **LIST), 403, "permission.denied")
    finance = await as_user("finance")
    async with nothing_changes(app):
        answer = await attempt(finance, "export.start", object="party", format="csv", fields=["name"])
        refused(answer, 403, "export.not_allowed")
        for more, code, pointer in (
            ({"fields": []}, "invalid.fields", "/fields"),
            ({"fields": ["score_nothing"]}, "invalid.fields", "/fields"),
            ({"format": "pdf"}, "invalid.fields", "/format"),
            ({"filter": {"field": "nothing", "op": "eq", "value": 1}}, "filter.invalid", "/filter"),
            ({"sort": "nothing"}, "sort.invalid", "/sort"),
        ):
            refused(await attempt(manager, "export.start", **{**LIST, **more}), 422, code, pointer)


async def test_a_right_withdrawn_before_the_job_runs_ends_it(app, manager, as_user):
    security = await as_user("security")
    made = await act(manager, "export.start", **LIST)
    people = (await security.get("/records/user", params={"limit": 200})).json()["items"]
    me = next(one["id"] for one in people if one["username"] == "manager")
    await act(security, "user.set_roles", user_id=me, role_keys=["finance"])
    await run_jobs(app)
    await act(security, "user.set_roles", user_id=me, role_keys=["manager"])
    ended = await job(manager, made["job_id"])
    assert ended["status"] == "failed"
    assert ended["message"]["zh"]
    refused(await attempt(manager, "export.take", export_id=made["export_id"]), 404, "export.gone")
    assert not list(app.settings.export_dir.glob(f"{made['export_id']}*"))


async def test_a_large_export_waits_for_a_second_person(app, manager, as_user, monkeypatch):
    security = await as_user("security")
    monkeypatch.setattr(app.settings, "export_free_rows", 3)
    async with nothing_changes(app):
        body = refused(await attempt(manager, "export.start", **LIST), 409, "export.too_large")
        assert "申请导出" in body["detail"]
    asked = await act(manager, "export.ask", **LIST, reason="年度核对")
    async with nothing_changes(app):
        own = await attempt(manager, "export.approve", export_id=asked["export_id"], approved=True)
        refused(own, 403, "export.own")
    (waiting,) = (await security.get("/exports")).json()["items"]
    assert (waiting["id"], waiting["reason"], waiting["rows"]) == (asked["export_id"], "年度核对", 5)
    done = await act(security, "export.approve", export_id=asked["export_id"], approved=True)
    await run_jobs(app)
    assert (await job(manager, done["job_id"]))["done"] == 5
    async with nothing_changes(app):
        again = await attempt(security, "export.approve", export_id=asked["export_id"], approved=False)
        refused(again, 409, "export.decided")
        refused(
            await attempt(security, "export.take", export_id=asked["export_id"]), 403, "permission.denied"
        )
    await act(manager, "export.take", export_id=asked["export_id"])
    other = await act(manager, "export.ask", **LIST, reason="再来")
    refusal = await act(
        security, "export.approve", export_id=other["export_id"], approved=False, opinion="不需要"
    )
    assert refusal["job_id"] is None


async def test_a_canceled_export_leaves_no_file(app, manager):
    made = await act(manager, "export.start", **LIST)
    await act(manager, "job.cancel", job_id=made["job_id"])
    await run_jobs(app)
    assert (await job(manager, made["job_id"]))["status"] == "canceled"
    assert not list(app.settings.export_dir.glob(f"{made['export_id']}*"))


async def test_links_and_files_end(app, manager, as_user):
    made = await act(manager, "export.start", **LIST)
    await run_jobs(app)
    link = (await act(manager, "export.take", export_id=made["export_id"]))["url"].removeprefix("/api/v1")
    assert (await manager.get(link)).status_code == 200
    refused(await (await as_user("operations")).get(link), 404, "export.gone")
    refused(await manager.get(link.split("token=")[0] + "token=x"), 404, "export.gone")
    refused(await as_user.anonymous().get(link), 401, "auth.required")
    began = app.clock.now()
    set_clock(app, began + timedelta(minutes=6))
    refused(await manager.get(link), 404, "export.gone")
    set_clock(app, began + timedelta(hours=25))
    refused(await attempt(manager, "export.take", export_id=made["export_id"]), 404, "export.gone")
    set_clock(app, began)


class Killed(BaseException):
    """The end of a process: nothing of the job runs after it."""


@pytest.fixture
def killed_after(monkeypatch):
    """Pages of two rows; the job that reads the next after so many is killed, and every page that is read is noted."""
    monkeypatch.setattr(jobs, "PAGE", 2)
    read_page, pages = jobs.read_page, []

    def after(count):
        async def read(connection, services, caller, object_key, query):
            if len(pages) == count:
                raise Killed
            pages.append(query.cursor)
            return await read_page(connection, services, caller, object_key, query)

        monkeypatch.setattr(jobs, "read_page", read)
        return pages

    return after


async def kill(app, manager, **more):
    """An export whose job is killed in mid-work."""
    made = await act(manager, "export.start", **{**LIST, **more})
    with pytest.raises(Killed):
        await jobs.write(app, made["job_id"])
    return made


def whole(content, form):
    """What a file holds, but for its mark."""
    if form == "csv":
        return content.decode("utf-8-sig").splitlines()[:-1]
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode().split("王总 于")[0]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
async def test_a_killed_export_goes_on_where_it_stood(app, manager, killed_after, form):
    uninterrupted = whole(await download(app, manager, format=form), form)
    pages = killed_after(2)
    made = await kill(app, manager, format=form)
    (spool,) = app.settings.export_dir.glob(f"{made['export_id']}*/pages")
    with open(spool, "ab") as torn:
        torn.write(b'{"items": [{"x_name": "half')
    killed_after(9)
    await run_jobs(app)
    ended = await job(manager, made["job_id"])
    assert (ended["status"], ended["done"], ended["total"]) == ("completed", 5, 5)
    assert len(pages) == len(set(pages)) == 3
    link = (await act(manager, "export.take", export_id=made["export_id"]))["url"].removeprefix("/api/v1")
    assert whole((await manager.get(link)).content, form) == uninterrupted
    assert [one.name for one in app.settings.export_dir.glob(f"{made['export_id']}*")] == [
        f"{made['export_id']}.{form}"
    ]


async def test_a_killed_export_that_is_canceled_leaves_no_file(app, manager, killed_after):
    killed_after(1)
    made = await kill(app, manager)
    await act(manager, "job.cancel", job_id=made["job_id"])
    await run_jobs(app)
    assert (await job(manager, made["job_id"]))["status"] == "canceled"
    assert not list(app.settings.export_dir.glob(f"{made['export_id']}*"))


async def test_two_workers_never_write_one_export(app, manager, killed_after):
    pages = killed_after(1)
    made = await kill(app, manager)
    (place,) = app.settings.export_dir.glob(f"{made['export_id']}*/pages")
    with Spool(place, app.vault), pytest.raises(Unavailable):
        await jobs.write(app, made["job_id"])
    assert len(pages) == 1
    killed_after(9)
    await run_jobs(app)
    assert (await job(manager, made["job_id"]))["done"] == 5
