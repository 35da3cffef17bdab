"""What a Word file may be before anything reads it: of bounded size, without macros, embedded objects or ways out."""

import base64
import binascii
import io
import re
import zipfile
from typing import Any

from lxml import etree

from zhuxin.core.text import Label

WORD_LIMIT, PART_LIMIT, TOTAL_LIMIT, PARTS_LIMIT = 500_000, 2_000_000, 20_000_000, 400
TAG_LIMIT = 1000
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# Parts that run, or that a reader opens with another program.
ACTIVE = re.compile(r"vbaproject|/embeddings/|/activex/|oleobject|afchunk|\.bin$|\.exe$", re.I)
# Relationships to such parts, whatever the parts are called.
ACTIVE_TYPE = re.compile(
    r"/(oleObject|package|aFChunk|control|vbaProject|attachedTemplate|subDocument)$", re.I
)
# Word fields that fetch or run something.
ACTIVE_FIELD = re.compile(
    r"DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DATABASE|MACROBUTTON|(?<![A-Z/._-])LINK\s", re.I
)
LINK = re.compile(r"(https?|mailto):", re.I)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

NOT_WORD = Label("这不是 Word 文件（.docx）", "This is no Word file (.docx)")
TOO_LARGE = Label("文件超过 500 KB，或展开后过大", "The file is over 500 KB, or too large when unpacked")
ACTIVE_PART = Label("文件里有宏、嵌入对象或控件", "The file holds macros, embedded objects or controls")
OUTSIDE = Label("文件引用了外部内容：{what}", "The file refers to something outside: {what}")


class BadWord(Exception):
    """A file that is not taken, with the reason."""

    def __init__(self, label: Label):
        super().__init__(label.en)
        self.label = label


def word_of(data: Any) -> bytes:
    """The bytes of a Word file kept as base64 text; raises `BadWord` for what is none or is not taken."""
    if not isinstance(data, str):
        raise BadWord(NOT_WORD)
    if len(data) > WORD_LIMIT * 4 // 3 + 4:
        raise BadWord(TOO_LARGE)
    try:
        content = base64.b64decode(data, validate=True)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive)
    except (
        binascii.Error,
        ValueError,
        KeyError,
        zipfile.BadZipFile,
        RuntimeError,
        NotImplementedError,
        OSError,
    ):
        raise BadWord(NOT_WORD) from None
    except etree.XMLSyntaxError:
        raise BadWord(NOT_WORD) from None
    return content


def _check(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = {one.filename for one in entries}
    if len(entries) > PARTS_LIMIT or sum(one.file_size for one in entries) > TOTAL_LIMIT:
        raise BadWord(TOO_LARGE)
    if len(names) != len(entries) or "word/document.xml" not in names:
        raise BadWord(NOT_WORD)
    if any(ACTIVE.search(f"/{name}") for name in names):
        raise BadWord(ACTIVE_PART)
    types = archive.read("[Content_Types].xml").decode("utf-8")
    if re.search("macroEnabled|vbaProject|activeX|oleObject", types, re.I):
        raise BadWord(ACTIVE_PART)
    if MAIN not in types:
        raise BadWord(NOT_WORD)
    for one in entries:
        if one.filename.endswith((".xml", ".rels")):
            if one.file_size > PART_LIMIT:
                raise BadWord(TOO_LARGE)
            _check_xml(archive.read(one))


def _check_xml(content: bytes) -> None:
    text = content.decode("utf-8")
    if "<!DOCTYPE" in text or "<!ENTITY" in text or re.match(r'<\?xml[^>]*encoding="(?!utf-8)', text, re.I):
        raise BadWord(NOT_WORD)
    if text.count("{{") + text.count("{%") + text.count("{#") > TAG_LIMIT:
        raise BadWord(TOO_LARGE)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(content, parser)
    for one in root.iter("{*}Relationship"):
        target = one.get("Target", "")
        if ACTIVE_TYPE.search(one.get("Type", "")):
            raise BadWord(OUTSIDE.format(what=target[:80]))
        linked = one.get("Type", "").endswith("/hyperlink") and LINK.match(target)
        if one.get("TargetMode") == "External" and not linked:
            raise BadWord(OUTSIDE.format(what=target[:80]))
    codes = "".join(one.text or "" for one in root.iter(f"{W}instrText"))
    codes += " ".join(one.get(f"{W}instr", "") for one in root.iter(f"{W}fldSimple"))
    if found := ACTIVE_FIELD.search(codes):
        raise BadWord(OUTSIDE.format(what=found[0].strip()))
    if "{" in codes:
        raise BadWord(Label("Word 的域里不能有插入内容", "A field of Word takes no insert"))
