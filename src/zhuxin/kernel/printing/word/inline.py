"""What stands in a paragraph of a Word document: pieces of text, pictures, breaks, and fields of the page."""

from collections.abc import Iterator
from typing import Any

from docx.image.image import Image
from docx.oxml.ns import qn

from zhuxin.kernel.printing.word.numbering import sign
from zhuxin.kernel.printing.word.styles import (
    Element,
    Properties,
    Styles,
    is_on,
    local,
    look_of,
    value,
)  # fmt: skip

Piece = dict[str, Any]
EMU_A_POINT = 12_700
PIXELS_LIMIT = 40_000_000
HEADS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif"}
# What stands around runs and is read through; what is deleted, or another form of the same, is not.
WRAPS = {
    "hyperlink",
    "ins",
    "sdt",
    "sdtContent",
    "smartTag",
    "fldSimple",
    "moveTo",
    "bdo",
    "dir",
    "customXml",
}
FIELDS = {"PAGE": "page", "NUMPAGES": "pages", "SECTIONPAGES": "pages"}


class Inline:
    """Reads the pieces of paragraphs; `pictures` holds the files that they name."""

    def __init__(self, styles: Styles):
        self.styles = styles
        self.pictures: dict[str, bytes] = {}

    def pieces(self, paragraph: Element, part: Any, base: Properties) -> list[Piece]:
        """The pieces of a paragraph, each with its look; `part` is where its pictures are kept."""
        found: list[Piece] = []
        field: str | None = None
        shows = True  # between the code of a field and its end stands what it last came to
        for run, simple in _runs(paragraph, None):
            properties = self.styles.of_run(base, run)
            if is_on(properties, "vanish"):
                continue
            look = look_of(properties)
            if simple is not None:
                if not (found and found[-1].get("from") is simple):
                    found.append(
                        {"kind": "field", "field": _field(value(simple, "instr")), "from": simple, **look}
                    )
                continue
            for one in run:
                name = local(one)
                if name == "fldChar":
                    state = value(one, "fldCharType")
                    if state == "begin":
                        field, shows = "", False
                    elif state == "separate":
                        shows = _field(field) is None
                    elif state == "end":
                        if of_page := _field(field):
                            found.append({"kind": "field", "field": of_page, **look})
                        field, shows = None, True
                elif name == "instrText":
                    field = (field or "") + (one.text or "")
                elif shows:
                    found += self._piece(name, one, part, look, is_on(properties, "caps"))
        return [{key: each for key, each in one.items() if key != "from"} for one in found]

    def _piece(self, name: str, one: Element, part: Any, look: Piece, upper: bool) -> Iterator[Piece]:
        if name == "t":
            text = one.text or ""
            yield {"kind": "text", "text": text.upper() if upper else text, **look}
        elif name == "tab":
            yield {"kind": "tab", **look}
        elif name in ("br", "cr"):
            kind = value(one, "type")
            yield {"kind": "page" if kind == "page" else "line"}
        elif name == "noBreakHyphen":
            yield {"kind": "text", "text": "\u2011", **look}
        elif name == "sym":
            code = value(one, "char") or ""
            if text := sign(int(code, 16)) if _is_hex(code) else "":
                yield {"kind": "text", "text": text, **look}
        elif name in ("drawing", "pict"):
            yield from self._pictures(one, part)

    def _pictures(self, drawing: Element, part: Any) -> Iterator[Piece]:
        for frame in drawing:
            extent, blip = frame.find(qn("wp:extent")), next(frame.iter(qn("a:blip")), None)
            if extent is None or blip is None:
                continue
            kept = part.related_parts.get(blip.get(qn("r:embed")))
            if file := picture(kept.blob if kept is not None else b""):
                name = f"picture{len(self.pictures)}.{file}"
                self.pictures[name] = kept.blob
                sides = [min(max(number_of(extent, side), 1), 1600) for side in ("cx", "cy")]
                yield {"kind": "picture", "file": name, "width": sides[0], "height": sides[1]}


def number_of(extent: Element, side: str) -> float:
    """A side of a picture in points."""
    try:
        return int(extent.get(side)) / EMU_A_POINT
    except (TypeError, ValueError):
        return 1.0


def picture(content: bytes) -> str | None:
    """The suffix of a picture that is drawn; None for another kind, or for one too large to unpack."""
    suffix = next((kind for head, kind in HEADS.items() if content.startswith(head)), None)
    if suffix is None:
        return None
    try:
        read = Image.from_blob(content)
    except Exception:
        # The library fails in many ways on what only begins like a picture.
        return None
    return suffix if read.px_width * read.px_height <= PIXELS_LIMIT else None


def _runs(
    parent: Element, simple: Element | None, depth: int = 0
) -> Iterator[tuple[Element, Element | None]]:
    """The runs of a paragraph, each with the simple field of a page number it stands in."""
    for one in parent:
        name = local(one)
        if name == "r":
            yield one, simple
        elif name in WRAPS and depth < 20:
            inner = one if name == "fldSimple" and _field(value(one, "instr")) else simple
            yield from _runs(one, inner, depth + 1)


def _field(code: str | None) -> str | None:
    words = (code or "").split()
    return FIELDS.get(words[0].upper()) if words else None


def _is_hex(code: str) -> bool:
    return 0 < len(code) <= 6 and all(one in "0123456789abcdefABCDEF" for one in code)
