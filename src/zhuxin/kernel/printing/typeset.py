"""PDF and pictures by typst, with the fonts shipped. Values travel as data and are never part of a source."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pylopdf_fonts_zh_cn

from zhuxin.kernel.printing.program import run_program

FONTS = str(Path(pylopdf_fonts_zh_cn.__file__).parent)
SETTER = Path(__file__).with_name("setter.py")
LIMIT_S, TRIAL_LIMIT_S = 60, 5


class NotSet(Exception):
    """A source cannot be set: why, and the line of it where that is known."""

    def __init__(self, why: str, line: int | None = None):
        super().__init__(why)
        self.why, self.line = why, line


async def render_pdf(
    template: str, data: Mapping[str, Any], files: Mapping[str, bytes] | None = None
) -> bytes:
    """The PDF of a typst source with its data and the files it names; raises `NotSet`."""
    return (await _render(template, data, files or {}, "pdf"))[0]


async def render_pages(template: str, data: Mapping[str, Any], files: Mapping[str, bytes]) -> list[bytes]:
    """The same as one PNG a page, for a screen."""
    return await _render(template, data, files, "png")


def source_fault(template: str, data: Mapping[str, Any]) -> NotSet | None:
    """Why a typst source cannot be set with these data; None where it can."""
    with TemporaryDirectory() as directory:
        command = _laid_out(Path(directory), template, data, {}, "pdf")
        try:
            subprocess.run(command, timeout=TRIAL_LIMIT_S, check=False, capture_output=True)
            _taken(Path(directory))
        except subprocess.TimeoutExpired:
            return _too_long(TRIAL_LIMIT_S)
        except NotSet as fault:
            return fault
    return None


async def _render(
    template: str, data: Mapping[str, Any], files: Mapping[str, bytes], form: str
) -> list[bytes]:
    with TemporaryDirectory() as directory:
        command = _laid_out(Path(directory), template, data, files, form)
        try:
            await run_program(command, directory, LIMIT_S)
        except TimeoutError:
            raise _too_long(LIMIT_S) from None
        return _taken(Path(directory))


def _laid_out(
    directory: Path, template: str, data: Mapping[str, Any], files: Mapping[str, bytes], form: str
) -> list[str]:
    """Write what `setter.py` reads; the command that runs it."""
    (directory / "source").mkdir()
    for name, content in {"main.typ": template.encode(), **files}.items():
        (directory / "source" / name).write_bytes(content)
    (directory / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return [sys.executable, "-I", str(SETTER), str(directory), form, FONTS]


def _taken(directory: Path) -> list[bytes]:
    """The pages that `setter.py` left."""
    fault = directory / "fault.json"
    if fault.exists():
        told = json.loads(fault.read_text(encoding="utf-8"))
        place = re.search(r"main\.typ:(\d+):", told["diagnostic"])
        raise NotSet(told["message"], int(place[1]) if place else None)
    pages = sorted(directory.glob("page-*"), key=lambda one: int(one.name[5:]))
    if not pages:
        raise NotSet("typst ended without a page")
    return [one.read_bytes() for one in pages]


def _too_long(limit_s: int) -> NotSet:
    return NotSet(f"not set within {limit_s} seconds")
