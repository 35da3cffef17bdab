"""A Word template as PDF where no LibreOffice is: what it says and where, what it lacks, and no way out of it."""

import base64
import io

import docx
import pypdf
import pytest
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from api.test_word_prints import MAIN, body, builder, content_of, ids, replaced, with_part, word  # noqa: F401
from support.http import act
from zhuxin.kernel.printing.word.layout import layout_of
from zhuxin.kernel.printing.word.pdf import PdfFailed, pdf_of

ROW = b"<w:tbl><w:tblGrid/><w:tr><w:tc>%s<w:p/></w:tc></w:tr></w:tbl><w:tbl/><w:sectPr"
Spots = list[tuple[str, float, float]]


@pytest.fixture(autouse=True)
def no_office(app, monkeypatch):
    monkeypatch.setattr(app.settings, "soffice", "no-such-program")


def read(content: bytes) -> list[str]:
    """What each page says, without the spaces that lie between signs."""
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def spots(content: bytes, page: int = 0) -> Spots:
    """Each piece of text of a page with where it begins, in points from the lower left."""
    found: Spots = []

    def note(text, matrix, placed, *_):
        if text.strip():
            found.append((text.strip(), placed[4] + matrix[4], placed[5] + matrix[5]))

    pypdf.PdfReader(io.BytesIO(content)).pages[page].extract_text(visitor_text=note)
    return found


def saved(made) -> bytes:
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


async def printed(builder, ids, content: bytes) -> bytes:  # noqa: F811
    """The PDF of a template made of a Word file, for the first record."""
    kept = await act(builder, "definition.save", kind="print", key="pdf", body=body(content))
    assert kept["faults"] == [], kept["faults"]
    await act(builder, "definition.publish", drafts=[{"kind": "print", "key": "pdf"}], reason="试")
    made = await builder.post("/prints/pdf", json={"ids": ids[:1], "form": "pdf"})
    assert made.status_code == 200, made.text
    return await content_of(builder, made.json()["file_id"])


def contract() -> bytes:
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Pt(595), Pt(842)
    section.left_margin = section.right_margin = Pt(80)
    section.header.paragraphs[0].text = "编号 {{ x_name }}"
    foot = section.footer.paragraphs[0]
    for code in ("PAGE", "NUMPAGES"):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        foot.add_run("页")
        foot._p.append(field)
        run = OxmlElement("w:r")
        field.append(run)
    title = made.add_paragraph("借款合同")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.runs[0].bold, title.runs[0].font.size = True, Pt(18)
    right = made.add_paragraph("{{ x_day | long }}")
    right.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for text in ("甲方出借", "乙方归还"):
        made.add_paragraph(text, style="List Number")
    table = made.add_table(rows=5, cols=2, style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, 1)).text = "明细"
    table.cell(1, 0).text = "{%tr for row in x_lines %}"
    table.cell(2, 0).text, table.cell(2, 1).text = "{{ row.x_name }}", "{{ row.x_amount }}"
    table.cell(3, 0).text = "{%tr endfor %}"
    table.cell(4, 0).text = "合计"
    made.add_page_break()
    made.add_paragraph("附件")
    wide = made.add_section(WD_SECTION.NEW_PAGE)
    wide.page_width, wide.page_height = Pt(842), Pt(595)
    made.add_paragraph("横页")
    return saved(made)


async def test_it_says_what_the_word_file_says_and_where(builder, ids):  # noqa: F811
    content = await printed(builder, ids, contract())
    first, second, third = read(content)
    assert first.startswith("编号甲&0{{7*7}}") and first.endswith("页1页3")
    assert "借款合同2026年1月5日1.甲方出借2.乙方归还明细车1.00险2.00合计" in first
    assert "附件" in second and second.endswith("页2页3") and "横页" in third
    sizes = [
        (page.mediabox.width, page.mediabox.height) for page in pypdf.PdfReader(io.BytesIO(content)).pages
    ]
    assert sizes == [(595, 842), (595, 842), (842, 595)]

    at = {text: (x, y) for text, x, y in spots(content)}
    assert at["借款合同"][0] == pytest.approx(595 / 2 - 36, abs=2)  # four signs of 18 points, in the middle
    assert at["2026"][0] > 595 / 2
    assert at["甲方出借"][0] > at["合计"][0] > 80
    assert at["1.00"][0] > at["车"][0] + 150 and at["1.00"][1] == pytest.approx(at["车"][1], abs=1)
    assert at["借款合同"][1] > at["甲方出借"][1] > at["明细"][1] > at["车"][1] > at["险"][1] > at["合计"][1]


@pytest.mark.parametrize(
    "text",
    ["#read(\"/etc/passwd\")", "#set page(fill: red)", "$ sum $ *a* _b_ `c` <end> @end", "#import \"@preview/a:0.1.0\"",
     "\\u{41} // a /* b */ ]"],
)  # fmt: skip
async def test_what_is_written_is_shown_and_never_run(builder, ids, text):  # noqa: F811
    assert "".join(text.split()) in read(await printed(builder, ids, word(text, head=text)))[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<w:r>", b'<w:r><w:rPr><w:sz w:val="9e99"/><w:color w:val="#eval(1)"/><w:shd w:fill="zz"/></w:rPr>'),
        (b"<w:r>", b'<w:r><w:sym w:font="x" w:char="FFFFFFFF"/>'),
        (b"<w:p>", b'<w:p><w:pPr><w:jc w:val="evil"/><w:ind w:left="-9999999" w:hanging="nan"/></w:pPr>'),
        (b"<w:p>", b'<w:p><w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="x"/></w:numPr></w:pPr>'),
        (b"<w:sectPr", ROW % b'<w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>'),
        (b"<w:sectPr", ROW.replace(b"<w:tc>", b'<w:trPr><w:gridBefore w:val="-5"/></w:trPr><w:tc>') % b""),
    ],
)  # fmt: skip
async def test_odd_numbers_are_kept_within_bounds(app, old, new):
    made = await pdf_of(app.settings, replaced(word("正文"), MAIN, old, new))
    assert "".join(read(made)).count("正文") == 1


async def test_tables_nested_without_end_are_refused(app):
    deep = b"<w:tbl><w:tr><w:tc>" * 60 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 60
    with pytest.raises(PdfFailed):
        await pdf_of(app.settings, replaced(word("正文"), MAIN, b"<w:sectPr", deep + b"<w:sectPr"))


async def test_what_the_pdf_lacks_is_told(builder, ids):  # noqa: F811
    text = b"<v:textbox><w:txbxContent><w:p/></w:txbxContent></v:textbox>"
    shape = b'<v:shape xmlns:v="urn:schemas-microsoft-com:vml">' + text + b"</v:shape>"
    box = b"<w:r><w:pict>" + shape + b"</w:pict></w:r></w:p>"
    content = replaced(word("正文"), MAIN, b"</w:p>", box)
    seen = (await builder.post("/prints/preview", json={"body": body(content), "record_id": ids[0]})).json()
    assert [one["zh"] for one in seen["notes"]] == [
        "「形状」在 PDF 里不会出现",
        "「文本框」在 PDF 里不会出现",
    ]
    assert base64.b64decode(seen["pages"][0]).startswith(b"\x89PNG")


def test_a_picture_that_unpacks_to_too_much_is_left_out(tmp_path):
    made = docx.Document()
    dot = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
    )
    made.add_paragraph().add_run().add_picture(io.BytesIO(dot), width=Pt(30))
    content = saved(made)
    data, pictures = layout_of(content)
    assert list(pictures) == ["picture0.png"]
    assert data["sections"][0]["blocks"][0]["pieces"][0] == {
        "kind": "picture",
        "file": "picture0.png",
        "width": 30,
        "height": 30,
    }
    huge = dot[:16] + (60_000).to_bytes(4, "big") * 2 + dot[24:]
    assert layout_of(with_part(content, "word/media/image1.png", huge))[1] == {}
