"""PDF and pictures by typst, with the fonts shipped. Values travel as data and are never part of a source."""

import asyncio
import json
import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pylopdf_fonts_zh_cn
import typst

FONTS = str(Path(pylopdf_fonts_zh_cn.__file__).parent)
PREVIEW_PPI = 96


async def render_pdf(
    template: str, data: Mapping[str, Any], files: Mapping[str, bytes] | None = None
) -> bytes:
    """The PDF of a typst source with its data and the files it names; off the event loop, since it computes for a while."""
    return bytes(await asyncio.to_thread(_compile, template, data, files or {}, "pdf"))


async def render_pages(template: str, data: Mapping[str, Any], files: Mapping[str, bytes]) -> list[bytes]:
    """The same as one PNG a page, for a screen."""
    found = await asyncio.to_thread(_compile, template, data, files, "png")
    return [found] if isinstance(found, bytes) else list(found)


def source_fault(template: str, data: Mapping[str, Any]) -> tuple[int | None, str] | None:
    """Why a typst source cannot be set with these data, and the line of it; None where it can."""
    try:
        _compile(template, data, {}, "pdf")
    except typst.TypstError as error:
        place = re.search(r"main\.typ:(\d+):", error.diagnostic)
        return (int(place[1]) if place else None, error.message)
    return None


def _compile(template: str, data: Mapping[str, Any], files: Mapping[str, bytes], form: str) -> Any:
    options: dict[str, Any] = {"format": form, "font_paths": [FONTS]}
    if form == "png":
        options["ppi"] = PREVIEW_PPI
    with TemporaryDirectory() as directory:
        for name, content in {"main.typ": template.encode(), **files}.items():
            (Path(directory) / name).write_bytes(content)
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        return typst.compile(f"{directory}/main.typ", root=directory, sys_inputs=inputs, **options)
