"""From a template and what a caller sees of records to the data of `document.typ`, with the pictures it shows."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import segno

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Missing
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.files.store import read_file
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.printing.check import PAPERS, PICTURES, picture_of
from zhuxin.kernel.printing.errors import PictureUnreadable
from zhuxin.kernel.printing.inserts import inserts_in
from zhuxin.kernel.printing.typeset import NotSet, render_pdf
from zhuxin.kernel.printing.values import Paper, in_language
from zhuxin.kernel.records.expand import ROWS
from zhuxin.kernel.records.queries import ListQuery, get_record, list_records

SOURCE = (Path(__file__).parent / "document.typ").read_text(encoding="utf-8")
PAGE_WORDS = Label("第 {page} 页，共 {pages} 页", "Page {page} of {pages}")


class Composer:
    """Gathers the papers of one print and the files they show."""

    def __init__(self, services: Services, connection: Connection, caller: Caller, body: Mapping[str, Any]):
        self.services, self.connection, self.caller, self.body = services, connection, caller, body
        self.definition: ObjectDef = caller.catalog.object(body["object"])
        self.zone = ZoneInfo(services.settings.time_zone)
        self.files: dict[str, bytes] = {}
        self.papers: list[dict[str, Any]] = []

    async def add(self, record_id: str) -> None:
        """One record's paper; raises `Missing` where the caller does not see the record."""
        paper = await self.read(record_id, self._references())
        blocks = [
            await self._block(paper, one)
            for one in self.body["blocks"]
            if paper.holds(one.get("visible_when"))
        ]
        self.papers.append(
            {
                "header": paper.text(self.body.get("header")),
                "footer": paper.text(self.body.get("footer")),
                "blocks": [one for one in blocks if one is not None],
            }
        )

    async def read(self, record_id: str, references: set[str]) -> Paper:
        """A record with those that its references name, as the caller sees them."""
        record = await get_record(
            self.connection, self.caller, self.definition.key, record_id, labels=True, reading="print"
        )
        record["_expanded"] = {key: await self._other(record, key) for key in references}
        return Paper(self.caller, self.definition, record, self.zone)

    async def made(self) -> tuple[str, str, bytes]:
        """The suffix, media type and bytes of all papers; raises `PictureUnreadable`."""
        try:
            return "pdf", "application/pdf", await render_pdf(SOURCE, self.data(), self.files)
        except NotSet:
            raise PictureUnreadable from None

    def data(self) -> dict[str, Any]:
        """What `document.typ` is given."""
        return {
            "title": in_language(self.body["label"], self.caller.locale),
            "paper": PAPERS[self.body.get("paper", "a4")],
            "landscape": self.body.get("landscape", False),
            "margin_mm": self.body.get("margin_mm", 20),
            "page_numbers": self.body.get("page_numbers", False),
            "page_words": PAGE_WORDS.in_language(self.caller.locale),
            "papers": self.papers,
        }

    def _references(self) -> set[str]:
        """The references whose records a text or a table of fields looks into."""
        texts = [
            self.body.get("header"),
            self.body.get("footer"),
            *(one.get("text") for one in self.body["blocks"]),
        ]
        said = [
            word
            for text in texts
            for word in (text.values() if isinstance(text, Mapping) else [text])
            if word
        ]
        paths = [insert.path for word in said for insert in inserts_in(word)]
        paths += [
            tuple(path.split("."))
            for one in self.body["blocks"]
            for path in one.get("fields", ())
            if one["kind"] == "fields"
        ]
        return {path[0] for path in paths if len(path) > 1}

    async def _other(self, record: Mapping[str, Any], key: str) -> dict[str, Any] | None:
        target = self.definition.fields[key].target
        if not record.get(key) or not target or not self.caller.rights.object(target).read:
            return None
        try:
            return await get_record(
                self.connection, self.caller, target, record[key], labels=True, reading="print"
            )
        except Missing:
            return None

    async def _block(self, paper: Paper, block: Mapping[str, Any]) -> dict[str, Any] | None:
        kind, made = block["kind"], {"kind": block["kind"], "align": block.get("align", "left")}
        if kind == "heading":
            return {**made, "text": paper.text(block["text"]), "level": block.get("level", 1)}
        if kind == "text":
            return {**made, "text": paper.text(block["text"]), "size": block.get("size", 10.5)}
        if kind == "fields":
            paths = [tuple(one.split(".")) for one in block["fields"]]
            cells = [{"label": paper.label(path), "value": paper.value(path)} for path in paths]
            return {**made, "columns": block.get("columns", 2), "cells": cells}
        if kind == "rows":
            return {**made, **await self._rows(paper, block)}
        if kind == "image":
            file = await self._picture(paper, block)
            return {**made, "file": file, "width_mm": block.get("width_mm", 40)} if file else None
        if kind == "qr":
            return {**made, "file": self._qr(paper.text(block["text"])), "size_mm": block.get("size_mm", 30)}
        if kind == "signature":
            return {**made, "labels": [in_language(one, self.caller.locale) for one in block["labels"]]}
        return made

    async def _rows(self, paper: Paper, block: Mapping[str, Any]) -> dict[str, Any]:
        target = self.caller.catalog.object(self.definition.fields[block["table"]].target or "")
        granted = self.caller.rights.object(target.key)
        keys = [key for key in block["fields"] if granted.access(key)]
        heads = [target.fields[key].label.in_language(self.caller.locale) for key in keys]
        if not keys:
            return {"heads": [""], "rows": []}
        rows = await self.rows(paper, block["table"])
        return {"heads": heads, "rows": [[row.value((key,)) for key in keys] for row in rows]}

    async def rows(self, paper: Paper, key: str) -> list[Paper]:
        """The rows of a sub-table that the caller sees."""
        table = self.definition.fields[key]
        target = self.caller.catalog.object(table.target or "")
        sees = self.caller.rights.object(self.definition.key).access(key) >= Access.READ
        if not (self.caller.rights.object(target.key).read and sees):
            return []
        query = ListQuery(
            filter={"field": table.via, "op": "eq", "value": paper.record["id"]},
            sort="created_at",
            limit=ROWS,
            labels=True,
            reading="print",
        )
        page = await list_records(
            self.connection, self.caller, target.key, query, vault=None, today=None, zone=self.zone
        )
        return [Paper(self.caller, target, one, self.zone) for one in page["items"]]

    async def _picture(self, paper: Paper, block: Mapping[str, Any]) -> str | None:
        if not block.get("field"):
            found = picture_of(block.get("data"))
            return self._keep(*found) if found else None
        file_id = paper.record.get(block["field"])
        if not isinstance(file_id, str):
            return None
        try:
            _, content = await read_file(self.connection, self.caller, self.services, file_id)
        except Missing:
            return None
        suffix = next((kind for head, kind in PICTURES.items() if content.startswith(head)), None)
        return self._keep(suffix, content) if suffix else None

    def _qr(self, text: str) -> str:
        drawn = io.BytesIO()
        segno.make(text[:1000] or " ", micro=False).save(drawn, kind="svg", border=1)
        return self._keep("svg", drawn.getvalue())

    def _keep(self, suffix: str, content: bytes) -> str:
        name = f"picture{len(self.files)}.{suffix}"
        self.files[name] = content
        return name
