"""Papers of records by a Word template: one file, or a zip of them."""

import asyncio
import io
import zipfile
from collections.abc import Mapping
from typing import Any

import docx
from docx.table import Table

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import TooLarge
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.printing.compose import Composer
from zhuxin.kernel.printing.values import in_language
from zhuxin.kernel.printing.word.fill import WordTemplate
from zhuxin.kernel.printing.word.pdf import pdf_of

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "zip": "application/zip",
}
SHOWN_LIMIT = 300


class WordComposer(Composer):
    """Gathers the papers of one print as `docx` or `pdf`."""

    def __init__(
        self, services: Services, connection: Connection, caller: Caller, body: Mapping[str, Any], form: str
    ):
        super().__init__(services, connection, caller, body)
        self.form = form
        self.template = WordTemplate(caller.catalog, self.definition, body["word"])
        self.made_papers: list[bytes] = []

    async def add(self, record_id: str) -> None:
        paper = await self.read(record_id, self.template.references)
        rows = {key: await self.rows(paper, key) for key in self.template.tables}
        content = await asyncio.to_thread(self.template.fill, paper, rows)
        if self.form == "pdf":
            content = await pdf_of(self.services.settings, content)
        self.made_papers.append(content)
        if sum(map(len, self.made_papers)) > self.services.settings.file_limit_bytes:
            raise TooLarge

    async def made(self) -> tuple[str, str, bytes]:
        if len(self.made_papers) == 1:
            return self.form, MEDIA[self.form], self.made_papers[0]
        label = in_language(self.body["label"], self.caller.locale).replace("/", "_")
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
            for number, content in enumerate(self.made_papers, 1):
                archive.writestr(f"{label}-{number:03}.{self.form}", content)
        return "zip", MEDIA["zip"], kept.getvalue()


def text_of(content: bytes) -> list[dict[str, Any]]:
    """The first texts and tables of a document, to look at without Word: `{"text"}` or `{"rows"}`."""
    found: list[dict[str, Any]] = []
    for one in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(one, Table):
            found.append({"rows": [[cell.text for cell in row.cells] for row in one.rows]})
        else:
            found.append({"text": one.text})
        if len(found) == SHOWN_LIMIT:
            break
    return found
