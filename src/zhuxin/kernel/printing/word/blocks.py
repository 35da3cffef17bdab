"""The paragraphs and tables of a Word document, as `word.typ` sets them; lengths are points."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from docx.oxml.ns import qn

from zhuxin.kernel.printing.word.inline import Inline
from zhuxin.kernel.printing.word.numbering import Numbering
from zhuxin.kernel.printing.word.styles import (
    LINE,
    Element,
    Properties,
    Styles,
    color,
    is_on,
    local,
    look_of,
    merged,
    number,
    part_of,
    points,
    size_of,
    value,
)  # fmt: skip

Block = dict[str, Any]
ALIGNS = {"center": "center", "right": "right", "end": "right", "both": "both", "distribute": "both"}
SIDES = {"top": "top", "bottom": "bottom", "left": "left", "start": "left", "right": "right", "end": "right"}
VALIGNS = {"center": "horizon", "bottom": "bottom"}
COLUMNS_LIMIT, DEPTH_LIMIT = 63, 4
CELL_PT = 5.4


class TooDeep(Exception):
    """Tables stand in tables beyond what is set."""


class Blocks:
    """Reads the blocks of one document in their order, for its lists are counted on the way."""

    def __init__(self, document: Any):
        self.styles, self.numbering = Styles(document), Numbering(document)
        self.inline = Inline(self.styles)
        self.pitch = 0.0

    def read(self, parent: Element, part: Any, table_style: str | None = None, depth: int = 0) -> list[Block]:
        """The blocks under an element; `part` is where its pictures are kept."""
        found: list[Block] = []
        for one in _content(parent):
            if local(one) == "p":
                found += self.paragraph(one, part, table_style)
            elif depth < DEPTH_LIMIT:
                found.append(self.table(one, part, depth))
            else:
                raise TooDeep
        for before, after in pairwise(found):
            same = before.get("style") == after.get("style") and after.get("contextual")
            after["above"] = 0 if same else after.get("before", 0) + before.get("after", 0)
        if found:
            found[0]["above"] = found[0].get("before", 0)
        return found

    def paragraph(self, paragraph: Element, part: Any, table_style: str | None) -> Iterator[Block]:
        """A paragraph, in pieces where pages break in it."""
        sources = self.styles.sources(paragraph, "pPr", table_style)
        text = merged(self.styles.sources(paragraph, "rPr", table_style))
        mark, level = self._mark(sources)
        found = merged(sources if level is None else [level.find(qn("w:pPr")), *sources])
        if level is not None and (own := level.find(qn("w:pPr"))) is not None and not _indented(paragraph):
            found = merged([own], found)
        size = size_of(text)
        block: Block = {
            "kind": "paragraph", "size": size, "align": ALIGNS.get(found.get("jc", {}).get("val", ""), "left"),
            "style": self.styles.style_of(paragraph), "contextual": is_on(found, "contextualSpacing"),
            "keep": is_on(found, "keepNext"), **_indents(found, size), **self._spacing(found, size),
            "line": _border(part_of(sources, "pBdr")), "fill": color(found.get("shd", {}).get("fill")),
            "stops": _stops(part_of(sources, "tabs")), "level": self._level(found),
        }  # fmt: skip
        if mark:
            look = look_of(merged([level.find(qn("w:rPr"))], text)) if level is not None else {}
            block["mark"] = {"kind": "text", "text": mark, **look}
            block["close"] = level is not None and value(level.find(qn("w:suff"))) in ("nothing", "space")
        if is_on(found, "pageBreakBefore"):
            yield {"kind": "page"}
        pieces: list[Any] = []
        for one in self.inline.pieces(paragraph, part, text):
            if one["kind"] == "page":
                if pieces:
                    yield {**block, "pieces": pieces}
                yield {"kind": "page"}
                block, pieces = {key: each for key, each in block.items() if key != "mark"}, []
                block["broken"] = True
            else:
                pieces.append(one)
        if pieces or not block.get("broken"):
            yield {**block, "pieces": pieces}

    def _mark(self, sources: list[Element]) -> tuple[str, Element | None]:
        named: dict[str, str | None] = {}
        for source in sources:
            if (one := source.find(qn("w:numPr"))) is not None:
                named |= {local(each): value(each) for each in one}
        found = self.numbering.mark(named.get("numId"), int(number(named.get("ilvl"), 0))) if named else None
        return found or ("", None)

    def _level(self, found: Properties) -> int:
        outline = int(number(found.get("outlineLvl", {}).get("val"), 9))
        return outline + 1 if 0 <= outline < 6 else 0

    def _spacing(self, found: Properties, size: float) -> Block:
        """Space before and after, and what lies between two lines beyond their size."""
        given, line = found.get("spacing", {}), LINE * size
        on_grid = self.pitch and found.get("snapToGrid", {}).get("val", "1") not in ("0", "false")
        if on_grid and line <= self.pitch:
            line = self.pitch
        rule, said = given.get("lineRule", "auto"), number(given.get("line"), 240)
        if rule == "auto":
            line *= min(max(said, 60), 2400) / 240
        else:
            line = points(said, 1) if rule == "exact" else max(points(said, 1), line)
        before, after = (
            number(given[f"{side}Lines"]) / 100 * (self.pitch or 12)
            if number(given.get(f"{side}Lines"))
            else points(given.get(side, 0), 0)
            for side in ("before", "after")
        )
        return {"before": before, "after": after, "gap": line - size}

    def table(self, table: Element, part: Any, depth: int) -> Block:
        """A table: its columns, and its cells where they stand, each with what it holds."""
        style = value(table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}"))
        sources = [one.find(qn("w:tblPr")) for one in [*self.styles.chain(style), table]]
        sources = [one for one in sources if one is not None]
        found = merged(sources)
        rows = [one for one in table.iter(qn("w:tr")) if _owner(one) is table]
        cells: list[Block] = []
        open_cells: dict[int, Block] = {}
        for y, row in enumerate(rows):
            traits = merged([row.find(qn("w:trPr"))])
            x = max(int(number(traits.get("gridBefore", {}).get("val"))), 0)
            for cell in (one for one in row.iter(qn("w:tc")) if _owner(one) is row):
                x = min(x, COLUMNS_LIMIT - 1)
                own = cell.find(qn("w:tcPr"))
                said, edges = merged([own]), _edges(own.find(qn("w:tcBorders")) if own is not None else None)
                span = min(max(int(number(said.get("gridSpan", {}).get("val"), 1)), 1), COLUMNS_LIMIT - x)
                merge = said.get("vMerge")
                if merge is not None and merge.get("val", "continue") == "continue" and x in open_cells:
                    open_cells[x]["rows"] += 1
                    open_cells[x]["edges"] |= {"bottom": edges["bottom"]} if "bottom" in edges else {}
                else:
                    made = {
                        "x": x, "y": y, "columns": span, "rows": 1, "fill": color(said.get("shd", {}).get("fill")),
                        "valign": VALIGNS.get(said.get("vAlign", {}).get("val", ""), "top"),
                        "edges": edges, "whole": "cantSplit" in traits,
                        "blocks": [one for one in self.read(cell, part, style, depth + 1) if one["kind"] != "page"],
                    }  # fmt: skip
                    cells.append(made)
                    open_cells.pop(x, None)
                    if merge is not None:
                        open_cells[x] = made
                x += span
        return {
            "kind": "table", "columns": _columns(table, cells), "rows": [_height(one) for one in rows], "cells": cells,
            "heads": _heads(rows, cells), "edges": _edges(part_of(sources, "tblBorders")),
            "align": ALIGNS.get(found.get("jc", {}).get("val", ""), "left"), "pad": _padding(part_of(sources, "tblCellMar")),
        }  # fmt: skip


def _heads(rows: list[Element], cells: list[Block]) -> int:
    """How many rows are repeated on each page; none where a cell reaches out of them, or where nothing is below."""
    heads = 0
    while heads < len(rows) and rows[heads].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None:
        heads += 1
    within = all(one["y"] + one["rows"] <= heads or one["y"] >= heads for one in cells)
    return heads if heads < len(rows) and within else 0


def _content(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables, also those in a control."""
    for one in parent:
        if local(one) in ("p", "tbl"):
            yield one
        elif local(one) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _content(one)


def _owner(one: Element) -> Element:
    """The table of a row, or the row of a cell."""
    parent = one.getparent()
    while local(parent) not in ("tbl", "tr"):
        parent = parent.getparent()
    return parent


def _indented(paragraph: Element) -> bool:
    own = paragraph.find(qn("w:pPr"))
    return own is not None and own.find(qn("w:ind")) is not None


def _indents(found: Properties, size: float) -> Block:
    given = found.get("ind", {})

    def length(*names: str) -> float:
        for name in names:
            if number(given.get(f"{name}Chars")):
                return min(max(number(given[f"{name}Chars"]) / 100 * size, -400), 400)
            if name in given:
                return points(given[name], -400, 400)
        return 0.0

    hanging = length("hanging")
    return {
        "left": length("left", "start"),
        "right": length("right", "end"),
        "first": -hanging if hanging else length("firstLine"),
    }


def _stops(tabs: Element | None) -> list[Any]:
    if tabs is None:
        return []
    found = [
        [points(value(one, "pos")), value(one) or "left"]
        for one in tabs
        if value(one) not in ("clear", "bar")
    ]
    return sorted(found)[:50]


def _border(borders: Element | None) -> dict[str, Any]:
    return {
        side: one
        for side, one in _edges(borders).items()
        if side in ("top", "bottom", "left", "right") and one
    }


def _edges(borders: Element | None) -> dict[str, Any]:
    """The lines of each side: width and colour, or None for a side that has none."""
    found: dict[str, Any] = {}
    for one in borders if borders is not None else ():
        side = SIDES.get(local(one), local(one))
        if value(one) in ("nil", "none", None):
            found[side] = None
        else:
            found[side] = {
                "width": min(max(number(value(one, "sz"), 4) / 8, 0.25), 6),
                "color": color(value(one, "color")),
            }
    return found


def _columns(table: Element, cells: list[Block]) -> list[float]:
    """The width of each column; 0 where the document gives none."""
    grid = table.find(qn("w:tblGrid"))
    found = (
        [points(value(one, "w"), 0) for one in grid.iterchildren(qn("w:gridCol"))] if grid is not None else []
    )
    count = max([one["x"] + one["columns"] for one in cells], default=1)
    return (found + [0.0] * count)[:count]


def _height(row: Element) -> float:
    traits = row.find(qn("w:trPr"))
    given = traits.find(qn("w:trHeight")) if traits is not None else None
    return points(value(given), 0, 700) if given is not None else 0.0


def _padding(margins: Element | None) -> dict[str, float]:
    found = {"left": CELL_PT, "right": CELL_PT, "top": 0.0, "bottom": 0.0}
    for one in margins if margins is not None else ():
        if (side := SIDES.get(local(one))) is not None:
            found[side] = points(value(one, "w"), 0, 100)
    return found
