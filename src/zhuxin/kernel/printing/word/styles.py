"""What holds for a paragraph, a run or a table of a Word document: its own properties over those of its styles and the defaults."""

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from docx.oxml.ns import qn

Element = Any
Properties = dict[str, Mapping[str, str]]
# Elements whose attributes are inherited one by one; of all others the nearest holds whole.
PIECEWISE = {"ind", "spacing", "rFonts"}
# Elements that hold others: kept apart, since their attributes say nothing.
GROUPS = {"pBdr", "tabs", "numPr", "tblBorders", "tblCellMar", "tcBorders", "rPr", "sectPr"}
SIZE_PT, LINE = 10.0, 1.3
SANS = ("黑", "Hei", "Gothic", "等线", "DengXian", "圆", "Sans", "Arial", "Calibri", "Helvetica")
HIGHLIGHTS = {
    "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF", "blue": "0000FF", "red": "FF0000",
    "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
    "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0", "black": "000000",
}  # fmt: skip


def value(element: Element, name: str = "val") -> str | None:
    """An attribute of Word's own; None where it is not there."""
    found: str | None = element.get(qn(f"w:{name}")) if element is not None else None
    return found


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def points(twips: object, low: float = -1000, high: float = 1600) -> float:
    """Points of a length in twentieths of them, within what a page can hold; 0 for what is none."""
    return min(max(number(twips) / 20, low), high)


def number(text: object, default: float = 0) -> float:
    """A number within bounds; the default for what is none."""
    try:
        found = float(str(text))
    except ValueError:
        return default
    return min(max(found, -100_000), 100_000) if isfinite(found) else default


def color(text: str | None) -> str | None:
    """Six hexadecimal digits, or None for automatic and for what is none."""
    digits = len(text or "") == 6 and all(one in "0123456789abcdefABCDEF" for one in text or "")
    return text if digits else None


def is_on(found: Properties, name: str) -> bool:
    """A property that is on by being there."""
    return name in found and found[name].get("val", "1") not in ("0", "false", "off", "none")


class Styles:
    """The styles of one document."""

    def __init__(self, document: Any):
        root = document.styles.element
        self._by_id = {value(one, "styleId"): one for one in root.iterchildren(qn("w:style"))}
        self._default = next(
            (value(one, "styleId") for one in self._by_id.values()
             if value(one, "type") == "paragraph" and value(one, "default") in ("1", "true")), None,
        )  # fmt: skip
        defaults = root.find(qn("w:docDefaults"))
        found = {local(each): each for each in defaults.iter()} if defaults is not None else {}
        self._defaults = {"pPr": found.get("pPr"), "rPr": found.get("rPr")}

    def chain(self, style_id: str | None) -> Iterator[Element]:
        """A style after those it is based on."""
        found: list[Element] = []
        while style_id in self._by_id and len(found) < 20:
            found.append(self._by_id[style_id])
            style_id = value(found[-1].find(qn("w:basedOn")))
        return reversed(found)

    def style_of(self, paragraph: Element) -> str | None:
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._default if own is None else value(own)

    def sources(self, paragraph: Element, part: str, table_style: str | None = None) -> list[Element]:
        """Where properties of a paragraph (`pPr`) or of its text (`rPr`) stand, the strongest last."""
        styles = [*self.chain(table_style), *self.chain(self.style_of(paragraph))]
        found = [self._defaults[part], *(one.find(qn(f"w:{part}")) for one in styles)]
        if part == "pPr":
            found.append(paragraph.find(qn("w:pPr")))
        return [one for one in found if one is not None]

    def of_run(self, base: Properties, run: Element) -> Properties:
        """The properties of a run over those of its paragraph's text."""
        own = run.find(qn("w:rPr"))
        if own is None:
            return base
        styles = self.chain(value(own.find(qn("w:rStyle"))))
        return merged([one.find(qn("w:rPr")) for one in styles] + [own], base)


def merged(sources: list[Element], base: Properties | None = None) -> Properties:
    """One set of properties, a later source over an earlier one."""
    found: Properties = dict(base or {})
    for source in sources:
        for one in source if source is not None else ():
            name = local(one)
            if not name or name in GROUPS:
                continue
            attributes = {key.rpartition("}")[2]: text for key, text in one.attrib.items()}
            found[name] = {**found.get(name, {}), **attributes} if name in PIECEWISE else attributes
    return found


def part_of(sources: list[Element], name: str) -> Element | None:
    """The strongest element that holds others, as borders or tab stops."""
    for source in reversed(sources):
        if (found := source.find(qn(f"w:{name}"))) is not None:
            return found
    return None


def size_of(found: Properties) -> float:
    return min(max(number(found.get("sz", {}).get("val"), SIZE_PT * 2) / 2, 1), 400)


def look_of(found: Properties) -> dict[str, Any]:
    """How a run is written: size in points, weight, slant, lines, colours, font and height."""
    fonts = found.get("rFonts", {})
    font = fonts.get("eastAsia") or fonts.get("ascii") or ""
    fill = color(found.get("shd", {}).get("fill")) or HIGHLIGHTS.get(
        found.get("highlight", {}).get("val", "")
    )
    look: dict[str, Any] = {"size": size_of(found), "sans": any(one in font for one in SANS)}
    look |= {
        key: True
        for key, name in (("bold", "b"), ("italic", "i"), ("underline", "u"), ("strike", "strike"))
        if is_on(found, name)
    }
    look |= {"color": color(found.get("color", {}).get("val")), "fill": fill}
    place = found.get("vertAlign", {}).get("val")
    if place in ("superscript", "subscript"):
        look["place"] = place
    return {key: one for key, one in look.items() if one is not None}
