"""A Word document as PDF: by LibreOffice where the machine has it, else set by typst."""

import asyncio
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from zhuxin.core.errors import Invalid
from zhuxin.core.settings import Settings
from zhuxin.core.text import Label
from zhuxin.kernel.printing.program import run_program
from zhuxin.kernel.printing.typeset import render_pages, render_pdf
from zhuxin.kernel.printing.word.layout import SOURCE, layout_of
from zhuxin.kernel.printing.word.undrawn import undrawn

TIME_LIMIT_S = 60


class PdfFailed(Invalid):
    code = "print.pdf_failed"
    text = Label(
        "这份 Word 文件没有转成 PDF；请取 Word 文件",
        "This Word file did not become a PDF; take the Word file",
    )


def office_of(settings: Settings) -> str | None:
    """The program that makes PDF, or None."""
    return shutil.which(settings.soffice)


async def pdf_of(settings: Settings, content: bytes, limit_s: float = TIME_LIMIT_S) -> bytes:
    """The PDF of a Word document; raises `PdfFailed`."""
    office = office_of(settings)
    if office:
        return await _by_office(office, content, limit_s)
    try:
        data, pictures = await asyncio.to_thread(layout_of, content)
        return await render_pdf(SOURCE, data, pictures)
    except Exception as error:
        # The libraries fail in many ways on a file that looks like Word but is none.
        raise PdfFailed(pointer="/form") from error


async def pages_of(content: bytes) -> tuple[list[bytes], list[Label]]:
    """A Word document as typst sets it, one PNG a page, and what it does not draw; raises `PdfFailed`."""
    try:
        data, pictures = await asyncio.to_thread(layout_of, content)
        return await render_pages(SOURCE, data, pictures), undrawn(content)
    except Exception as error:
        raise PdfFailed from error


async def _by_office(office: str, content: bytes, limit_s: float) -> bytes:
    with TemporaryDirectory(ignore_cleanup_errors=True) as directory:
        source = Path(directory) / "paper.docx"
        source.write_bytes(content)
        command = [
            office, "--headless", "--norestore", f"-env:UserInstallation=file://{directory}/profile",
            "--convert-to", "pdf", "--outdir", directory, str(source),
        ]  # fmt: skip
        try:
            failed = await run_program(command, directory, limit_s)
        except TimeoutError:
            raise PdfFailed(pointer="/form") from None
        made = Path(directory) / "paper.pdf"
        if failed or not made.exists():
            raise PdfFailed(pointer="/form")
        return made.read_bytes()
