"""A disk that fills up while people work: one refusal, nothing left behind, and no restart once there is room again."""

import errno
import os
import shutil
from collections import namedtuple

import pytest

from support.app import nothing_changes
from support.http import records, refused
from support.lending import make_application
from zhuxin.core.storage import MEGABYTE

Usage = namedtuple("Usage", "total used free")
PDF = b"%PDF-1.4 a paper"


def leave(monkeypatch, megabytes):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 0, megabytes * MEGABYTE))


async def test_writes_are_refused_reads_go_on_and_room_heals_it(app, as_user, monkeypatch):
    sales = await as_user("sales")
    channel = (await records(sales, "channel"))[0]["id"]
    lead = {"name": "周六", "phone": "13912345678", "channel_id": channel}
    leave(monkeypatch, 10)
    async with nothing_changes(app):
        body = refused(await sales.post("/records/lead", json=lead), 507, "storage.full")
        assert "磁盘" in body["detail"]
        refused(await sales.post("/actions/lead.convert", json={"lead_id": "0" * 32}), 422, "invalid.fields")
    assert (await sales.get("/records/lead")).status_code == 200
    ready = await sales.get("http://zhuxin.test/readyz")
    assert ready.status_code == 503
    assert ready.json()["status"] == "storage full"
    monkeypatch.undo()
    assert (await sales.get("http://zhuxin.test/readyz")).status_code == 200
    assert (await sales.post("/records/lead", json=lead)).status_code == 201


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EDQUOT])
async def test_a_paper_that_finds_no_room_leaves_no_row_and_no_half_file(app, as_user, monkeypatch, fault):
    application_id = (await make_application(app)).application_id
    sales = await as_user("sales")

    def fail(_):
        raise OSError(fault, "No space left on device")

    def kept():
        return [path for path in app.settings.file_dir.rglob("*") if path.is_file()]

    async def attach():
        paper = {"file": ("paper.pdf", PDF + bytes([fault]), "application/pdf")}
        return await sales.post("/files", data={"record_id": application_id, "kind": "income"}, files=paper)

    before = kept()
    monkeypatch.setattr(os, "fsync", fail)
    async with nothing_changes(app):
        refused(await attach(), 507, "storage.full")
    assert kept() == before
    monkeypatch.undo()
    assert (await attach()).status_code == 201
