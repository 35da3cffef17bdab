"""What of a Word document is not drawn where no LibreOffice makes its PDF, told in words."""

import io
from typing import Any

import docx
from docx.oxml.ns import qn

from zhuxin.core.text import Label
from zhuxin.kernel.printing.word.inline import picture
from zhuxin.kernel.printing.word.styles import Element, local, number, value

NOT_DRAWN = Label("「{what}」在 PDF 里不会出现", "A {what} does not appear in the PDF")
INLINE = Label(
    "「浮动图片」在 PDF 里按嵌入文字的图片排", "A floating picture is set in the line of its text in the PDF"
)
ONE_COLUMN = Label("「分栏」在 PDF 里排成一栏", "Columns of text become one in the PDF")
NAMES = {
    "txbxContent": Label("文本框", "text box"),
    "wsp": Label("形状", "shape"),
    "shape": Label("形状", "shape"),
    "rect": Label("形状", "shape"),
    "oMath": Label("公式", "formula"),
    "chart": Label("图表", "chart"),
    "relIds": Label("SmartArt", "SmartArt drawing"),
    "footnoteReference": Label("脚注", "footnote"),
    "endnoteReference": Label("尾注", "endnote"),
    "pgBorders": Label("页面边框", "page border"),
}


def undrawn(content: bytes) -> list[Label]:
    """One sentence for each kind of thing that the PDF lacks, in the order of the document."""
    document = docx.Document(io.BytesIO(content))
    edges = [
        edge
        for one in document.sections
        for edge in (one.header, one.footer)
        if not edge.is_linked_to_previous
    ]
    found: dict[str, Label] = {}
    for root, part in [(document.element.body, document.part), *((one._element, one.part) for one in edges)]:
        for one in root.iter():
            if label := _told(local(one), one, part):
                found.setdefault(label.zh, label)
    return list(found.values())


def _told(name: str, element: Element, part: Any) -> Label | None:
    if name in NAMES:
        if name == "wsp" and any(local(one) == "txbx" for one in element):
            return None  # its text box is told
        what = NAMES[name]
        return Label(NOT_DRAWN.zh.format(what=what.zh), NOT_DRAWN.en.format(what=what.en))
    kept = part.related_parts.get(element.get(qn("r:embed"))) if name == "blip" else None
    if name == "blip" and (kept is None or picture(kept.blob) is None):
        return Label(
            NOT_DRAWN.zh.format(what="EMF、WMF、SVG 图片"),
            NOT_DRAWN.en.format(what="picture as EMF, WMF or SVG"),
        )
    if name == "anchor" and any(local(one) == "blip" for one in element.iter()):
        return INLINE
    if name == "cols" and number(value(element, "num"), 1) > 1:
        return ONE_COLUMN
    return None
