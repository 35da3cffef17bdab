"""Word templates: filled as their reader sees records, refused by their place, and no way out of the template."""

import base64
import io
import os
import zipfile

import docx
import pytest

from support.app import nothing_changes, run_jobs
from support.http import act, refused

PARAGRAPHS = [
    "借款人 {{ x_name }}，金额 {{ x_amount }}（{{ x_amount | capital }}），{{ x_day | long }}，电话 {{ x_phone }}",
    "客户 {{ x_buyer.x_name }} {{ '大额' if x_amount > 1000.5 else '小额' }}",
    "{% if x_amount > 9999999 %}不会出现{% endif %}{% if x_day >= '2026-01-01' and not x_lines %}没有明细{% endif %}",
]


def word(*paragraphs: str, rows: bool = False, head: str = "") -> bytes:
    made = docx.Document()
    for one in paragraphs:
        made.add_paragraph(one)
    if head:
        made.sections[0].header.paragraphs[0].text = head
    if rows:
        table = made.add_table(rows=4, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "品名", "金额"
        table.cell(1, 0).text = "{%tr for row in x_lines %}"
        table.cell(2, 0).text = "{{ loop.index }} {{ row.x_name }}"
        table.cell(2, 1).text = "{{ row.x_amount }}"
        table.cell(3, 0).text = "{%tr endfor %}"
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def body(content: bytes, **more: object) -> dict[str, object]:
    return {"object": "x_deal", "label": "合同", "word": base64.b64encode(content).decode(), **more}


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """A Word file with one part put in or replaced."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, part)
    return kept.getvalue()


def replaced(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = archive.read(name)
    assert old in part
    return with_part(content, name, part.replace(old, new))


def text_of(content: bytes) -> str:
    read = docx.Document(io.BytesIO(content))
    said = [one.text for one in read.paragraphs]
    said += [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([*said, read.sections[0].header.paragraphs[0].text])


@pytest.fixture(scope="module")
async def builder(as_user):
    builder = await as_user("builder")
    for key in ("deal", "buyer", "line"):
        await act(builder, "object.create", key=key, label_zh=key)
    for key, kind in (("amount", "money"), ("day", "date"), ("phone", "phone")):
        await act(builder, "field.create", object="x_deal", key=key, label_zh=key, kind=kind)
    await act(
        builder,
        "field.create",
        object="x_deal",
        key="buyer",
        label_zh="客户",
        kind="reference",
        target="x_buyer",
    )
    await act(builder, "field.create", object="x_line", key="amount", label_zh="金额", kind="money")
    await act(
        builder,
        "field.create",
        object="x_line",
        key="deal",
        label_zh="合同",
        kind="reference",
        target="x_deal",
    )
    await act(
        builder, "field.create", object="x_deal", key="lines", label_zh="明细", kind="children", target="x_line",
        via="x_deal",
    )  # fmt: skip
    content = word(*PARAGRAPHS, rows=True, head="{{ x_name }}")
    saved = await act(builder, "definition.save", kind="print", key="deal", body=body(content))
    assert saved["faults"] == []
    await act(builder, "definition.publish", drafts=[{"kind": "print", "key": "deal"}], reason="试")
    return builder


@pytest.fixture(scope="module")
async def ids(builder):
    buyer = (await builder.post("/records/x_buyer", json={"x_name": "买方 <甲>"})).json()["id"]
    made = []
    for number in range(7):
        values = {"x_name": f"甲&{number} {{{{ 7 * 7 }}}}", "x_amount": "120000.50", "x_day": "2026-01-05"}
        values |= {"x_phone": "13800138000", "x_buyer": buyer}
        if number == 0:
            values["x_lines"] = [{"x_name": "车", "x_amount": "1"}, {"x_name": "险", "x_amount": "2"}]
        answer = await builder.post("/records/x_deal", json=values)
        assert answer.status_code == 201, answer.text
        made.append(answer.json()["id"])
    return made


async def content_of(client, file_id: str) -> bytes:
    return (await client.get(f"/files/{file_id}/content")).content


async def test_a_record_fills_it(builder, as_user, ids):
    listed = (await builder.get("/prints", params={"object": "x_deal"})).json()["items"]
    assert [(one["key"], one["forms"]) for one in listed] == [("deal", ["docx", "pdf"])]
    made = await builder.post("/prints/deal", json={"ids": ids[:1]})
    assert made.status_code == 200, made.text
    text = text_of(await content_of(builder, made.json()["file_id"]))
    assert "借款人 甲&0 {{ 7 * 7 }}，金额 120,000.50（壹拾贰万元零伍角整），2026年1月5日" in text
    phone = (await builder.get(f"/records/x_deal/{ids[0]}")).json()["x_phone"]
    assert phone == "138****8000" and f"电话 {phone}" in text
    assert "客户 买方 <甲> 大额" in text and "不会出现" not in text and "没有明细" not in text
    assert "1 车\n1.00" in text and "2 险\n2.00" in text
    assert text.endswith("甲&0 {{ 7 * 7 }}")
    refused(await (await as_user("sales")).get(f"/files/{made.json()['file_id']}/content"), 404, "not_found")
    assert "print.made" in (await builder.get(f"/timeline/x_deal/{ids[0]}")).text


async def test_several_make_a_zip_and_many_a_job(app, builder, ids):
    made = await builder.post("/prints/deal", json={"ids": ids[:2], "form": "docx"})
    with zipfile.ZipFile(io.BytesIO(await content_of(builder, made.json()["file_id"]))) as archive:
        assert archive.namelist() == ["合同-001.docx", "合同-002.docx"]
        assert "没有明细" in text_of(archive.read("合同-002.docx"))
    run_id = (await builder.post("/prints/deal", json={"ids": ids})).json()["job_id"]
    await run_jobs(app)
    run = next(one for one in (await builder.get("/jobs")).json()["items"] if one["id"] == run_id)
    assert run["status"] == "completed", run
    with zipfile.ZipFile(io.BytesIO(await content_of(builder, run["result"]["file_id"]))) as archive:
        assert len(archive.namelist()) == len(ids)


async def test_with_libreoffice_it_is_pdf(app, builder, ids, tmp_path, monkeypatch):
    office = tmp_path / "soffice"
    # Stands for LibreOffice: takes its arguments, and writes where it is told.
    office.write_text(
        '#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\nprintf %%PDF-1.7 > "$2/paper.pdf"\n'
    )
    office.chmod(0o755)
    monkeypatch.setattr(app.settings, "soffice", str(office))
    made = await builder.post("/prints/deal", json={"ids": ids[:1], "form": "pdf"})
    assert made.status_code == 200, made.text
    assert (await content_of(builder, made.json()["file_id"])) == b"%PDF-1.7"
    office.write_text("#!/bin/sh\nexit 1\n")
    async with nothing_changes(app):
        answer = await builder.post("/prints/deal", json={"ids": ids[:1], "form": "pdf"})
        refused(answer, 422, "print.pdf_failed", "/form")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("合同 {{ x_gone }} 尾", "「合同 {{ x_gone }} 尾」：没有字段 x_gone"),
        ("{{ x_buyer.x_gone }}", "没有字段 x_buyer.x_gone"),
        ("{{ x_name.x_name }}", "没有字段"),
        ("{{ x_amount | shout }}", "没有格式 shout"),
        ("{% if x_gone > 1 %}{% endif %}", "没有字段 x_gone"),
        ("{% for row in x_name %}{% endfor %}", "循环需要一个子表字段"),
        ("{% for row in x_lines %}{{ row.x_gone }}{% endfor %}", "没有字段 row.x_gone"),
        ("{% for a in x_lines %}{% for b in x_lines %}{% endfor %}{% endfor %}", "循环不能嵌套"),
        ("{% if x_amount %}", "写法有误"),
        ("{{ x_name.__class__ }}", "没有字段 x_name.__class__"),
        ("{{ x_name.__class__.__mro__ }}", "不能使用"),
        ("{{ ''.__class__ }}", "不能使用"),
        ("{{ x_name['__class__'] }}", "不能使用"),
        ("{{ x_name | attr('__class__') }}", "不能使用"),
        ("{{ self }}", "没有字段 self"),
        ("{{ cycler.__init__.__globals__ }}", "不能使用"),
        ("{% for row in range(999999999) %}x{% endfor %}", "循环需要一个子表字段"),
        ("{{ 9 ** 99999999 }}", "不能使用"),
        ("{{ 'a' * 999999999 }}", "不能使用"),
        ("{% set a = x_name %}", "不能使用"),
        ("{% include '/etc/passwd' %}", "不能使用"),
        ("{% import 'os' as os %}", "不能使用"),
        ("{% macro m() %}{{ m() }}{% endmacro %}", "不能使用"),
        ("{% if " + "not " * 9000 + "x_name %}{% endif %}", "嵌套过深"),
    ],
)
async def test_a_fault_names_its_place_and_no_attack_passes(builder, text, said):
    saved = await act(builder, "definition.save", kind="print", key="bad", body=body(word(text)))
    assert [one["pointer"] for one in saved["faults"]] and saved["faults"][0]["pointer"] == "/word"
    assert any(said in one["message"]["zh"] for one in saved["faults"]), saved["faults"]
    await act(builder, "definition.discard", kind="print", key="bad")


EXTERNAL = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    b'Target="%s" TargetMode="External"/></Relationships>'
)
RELS, MAIN = "word/_rels/document.xml.rels", "word/document.xml"


def _related(kind: bytes, target: bytes) -> bytes:
    return replaced(word("甲"), RELS, b"</Relationships>", EXTERNAL % (kind, target))


def _field(code: bytes) -> bytes:
    return replaced(word("甲"), MAIN, b"</w:p>", b"<w:r><w:instrText>" + code + b"</w:instrText></w:r></w:p>")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"x", "不是 Word"),
        (with_part(b"PK\x05\x06" + bytes(18), "a.txt", b"x"), "不是 Word"),
        (with_part(word("甲"), "word/big.xml", b"<a>" + b" " * 30_000_000 + b"</a>"), "过大"),
        (with_part(word("甲"), "word/x.bmp", os.urandom(520_000)), "500 KB"),
        (with_part(word("甲"), "word/vbaProject.bin", b"x"), "宏"),
        (with_part(word("甲"), "word/embeddings/a.xlsx", b"x"), "嵌入"),
        (_related(b"image", b"http://10.0.0.1/a.png"), "http://10.0.0.1/a.png"),
        (_related(b"attachedTemplate", b"http://10.0.0.1/a.dotm"), "外部内容"),
        (_related(b"oleObject", b"file:///etc/passwd"), "外部内容"),
        (_related(b"hyperlink", b"file:///etc/passwd"), "外部内容"),
        (_field(b"DDEAUTO c:\\\\x"), "DDE"),
        (_field(b'INCLUDETEXT "/etc/passwd"'), "INCLUDETEXT"),
        (_field(b"{{ x_name }}"), "域"),
        (
            with_part(word("甲"), MAIN, b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
            "不是 Word",
        ),
        (with_part(word("甲"), MAIN, b"<a"), "不是 Word"),
        (with_part(word("甲"), MAIN, b"<a/>"), "不能填写"),
    ],
)
async def test_a_file_that_is_not_taken(builder, content, said):
    saved = await act(builder, "definition.save", kind="print", key="bad", body=body(content))
    assert [one["pointer"] for one in saved["faults"]] == ["/word"]
    assert said in saved["faults"][0]["message"]["zh"], saved["faults"]
    await act(builder, "definition.discard", kind="print", key="bad")


async def test_a_link_to_a_page_is_taken(builder):
    content = body(_related(b"hyperlink", b"https://example.com/a"))
    assert (await act(builder, "definition.save", kind="print", key="bad", body=content))["faults"] == []
    await act(builder, "definition.discard", kind="print", key="bad")


async def test_a_draft_is_looked_at(app, builder, ids):
    async with nothing_changes(app):
        wanted = {"body": body(word("{{ x_name }}", rows=True)), "record_id": ids[0]}
        seen = (await builder.post("/prints/preview", json=wanted)).json()
    assert "甲&0" in text_of(base64.b64decode(seen["document"])) and seen["exact"] is False
    assert base64.b64decode(seen["pages"][0]).startswith(b"\x89PNG") and seen["notes"] == []
    assert {"text": "甲&0 {{ 7 * 7 }}"} in seen["texts"] and seen["faults"] == []
    assert any(one.get("rows") for one in seen["texts"])


async def test_it_travels_with_its_package(builder):
    answer = await builder.get("/packages/deals/export?definitions=print:deal")
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "word: UEsDB" in archive.read("prints/deal.yaml").decode()
