"""A Word document as PDF by LibreOffice, where the machine has it."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from zhuxin.core.errors import Invalid
from zhuxin.core.settings import Settings
from zhuxin.core.text import Label
from zhuxin.kernel.printing.program import run_program

TIME_LIMIT_S = 60


class NoPdf(Invalid):
    code = "print.no_pdf"
    text = Label(
        "这台机器没有可用的 LibreOffice，Word 模板不能做成 PDF；请取 Word 文件",
        "This machine has no working LibreOffice, so a Word template makes no PDF; take the Word file",
    )


class PdfFailed(Invalid):
    code = "print.pdf_failed"
    text = Label(
        "没有在 60 秒内转成 PDF；请取 Word 文件",
        "It did not become a PDF within 60 seconds; take the Word file",
    )


def office_of(settings: Settings) -> str | None:
    """The program that makes PDF, or None."""
    return shutil.which(settings.soffice)


async def pdf_of(settings: Settings, content: bytes, limit_s: float = TIME_LIMIT_S) -> bytes:
    """The PDF of a Word document, made in a directory of its own; raises `NoPdf`, `PdfFailed`."""
    office = office_of(settings)
    if office is None:
        raise NoPdf(pointer="/form")
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
