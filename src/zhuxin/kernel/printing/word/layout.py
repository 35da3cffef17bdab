"""A filled Word document as the data of `word.typ`: its sections with their page, header, footer and blocks."""

import io
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from zhuxin.kernel.printing.word.blocks import Block, Blocks
from zhuxin.kernel.printing.word.styles import Element, local, number, points, value

SOURCE = (Path(__file__).parent / "word.typ").read_text(encoding="utf-8")
SECTIONS_LIMIT = 100


def layout_of(content: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The data and the pictures of a document; raises `TooDeep`, and what the library raises on what is none."""
    document = docx.Document(io.BytesIO(content))
    blocks = Blocks(document)
    made: list[dict[str, Any]] = []
    pending: list[Element] = []
    sections = iter(document.sections)
    for one in [*document.element.body]:
        pending.append(one)
        end = one if local(one) == "sectPr" else one.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if end is not None and len(made) < SECTIONS_LIMIT:
            _add(made, next(sections), end, pending, blocks, document.part)
            pending = []
    return {"title": document.core_properties.title or "", "sections": made}, blocks.inline.pictures


def _add(
    made: list[dict[str, Any]], section: Any, end: Element, elements: list[Element], blocks: Blocks, part: Any
) -> None:
    """One more section; what goes on on the same page is part of the one before."""
    grid = end.find(qn("w:docGrid"))
    on_lines = grid is not None and value(grid, "type") in ("lines", "linesAndChars")
    blocks.pitch = points(value(grid, "linePitch"), 0, 100) if on_lines else 0.0
    found = blocks.read(elements, part)
    page = _page(end)
    kind = end.find(qn("w:type"))
    if made and value(kind) == "continuous" and page == made[-1]["page"]:
        made[-1]["blocks"] += found
        return
    start = end.find(qn("w:pgNumType"))
    first = section.different_first_page_header_footer
    made.append(
        {
            "page": page,
            "start": int(number(value(start, "start"), 1)) if value(start, "start") else None,
            "header": _of(blocks, section.header),
            "footer": _of(blocks, section.footer),
            "first_header": _of(blocks, section.first_page_header) if first else None,
            "first_footer": _of(blocks, section.first_page_footer) if first else None,
            "blocks": found,
        }
    )


def _of(blocks: Blocks, edge: Any) -> list[Block]:
    """What stands in a header or footer, also one that goes on from the section before."""
    return [one for one in blocks.read(edge._element, edge.part) if one["kind"] != "page"]


def _page(end: Element) -> dict[str, float]:
    size, margins = end.find(qn("w:pgSz")), end.find(qn("w:pgMar"))
    found = {"width": points(value(size, "w") or 11906, 72), "height": points(value(size, "h") or 16838, 72)}
    for side in ("top", "bottom", "left", "right", "header", "footer"):
        limit = found["width" if side in ("left", "right") else "height"] * 0.45
        found[side] = min(abs(points(value(margins, side) or 0)), limit)
    return found
