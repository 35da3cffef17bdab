"""The kind of definition `print`: a paper for the records of an object, made of blocks."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from zhuxin.kernel.definitions.forms import check_condition, list_in
from zhuxin.kernel.definitions.kinds import Faults, define_kind
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.printing.inserts import FORMATS, inserts_in
from zhuxin.kernel.printing.word.fill import check_word

PARTS = {
    "object", "label", "roles", "paper", "landscape", "margin_mm", "header", "footer", "page_numbers", "blocks", "word",
}  # fmt: skip
PAPERS = {"a3": "a3", "a4": "a4", "a5": "a5", "b5": "iso-b5", "letter": "us-letter"}
KINDS = ("heading", "text", "fields", "rows", "image", "qr", "divider", "signature", "page_break")
ALIGNS = ("left", "center", "right")
BLOCK_LIMIT, TEXT_LIMIT, PICTURE_LIMIT = 200, 5000, 300_000
# Numbers a block may give, with their bounds.
NUMBERS = {"level": (1, 3), "columns": (1, 2), "size": (6, 40), "width_mm": (5, 260), "size_mm": (10, 80)}
# The heads of the pictures that are taken.
PICTURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}


def check_print(catalog: Catalog, key: str, body: Mapping[str, Any]) -> None:
    """Raises `InvalidFields` with each field, expression, block and setting that does not hold, by its place."""
    faults = Faults()
    faults.only("", body, PARTS)
    faults.label("", body.get("label"))
    faults.among("/paper", body.get("paper", "a4"), PAPERS, "纸张", "paper")
    _number(body, "margin_mm", (0, 60), "", faults)
    for place, role in enumerate(list_in(body, "roles", "", faults)):
        faults.among(f"/roles/{place}", role, catalog.roles, "角色", "role")
    for flag in ("landscape", "page_numbers"):
        if not isinstance(body.get(flag, False), bool):
            faults.add(f"/{flag}", "value.wrong_type", "应为是或否", "Must be true or false")
    if faults.among("/object", body.get("object"), catalog.objects, "对象", "object"):
        definition = catalog.object(body["object"])
        if "word" in body:
            for label in check_word(catalog, definition, body["word"]):
                faults.add("/word", "print.word", label.zh, label.en)
            faults.done()
            return
        for part in ("header", "footer"):
            check_text(catalog, definition, body.get(part, ""), f"/{part}", faults)
        blocks = list_in(body, "blocks", "", faults)
        if not 0 < len(blocks) <= BLOCK_LIMIT:
            faults.add(
                "/blocks", "value.out_of_range", f"应有 1 到 {BLOCK_LIMIT} 块", f"1 to {BLOCK_LIMIT} blocks"
            )
        for place, block in enumerate(blocks):
            _block(catalog, definition, block, f"/blocks/{place}", faults)
    faults.done()


def _block(catalog: Catalog, definition: ObjectDef, block: Any, where: str, faults: Faults) -> None:
    if not isinstance(block, Mapping):
        faults.add(where, "value.wrong_type", "应为对象", "Must be an object")
        return
    kind = block.get("kind")
    if not faults.among(f"{where}/kind", kind, KINDS, "区块", "kind of block"):
        return
    if block.get("visible_when"):
        check_condition(definition, block["visible_when"], f"{where}/visible_when", faults)
    faults.among(f"{where}/align", block.get("align", "left"), ALIGNS, "对齐方式", "alignment")
    for word, bounds in NUMBERS.items():
        _number(block, word, bounds, where, faults)
    if kind in ("heading", "text", "qr"):
        if not block.get("text"):
            faults.add(f"{where}/text", "value.required", "必填", "Required")
        check_text(catalog, definition, block.get("text", ""), f"{where}/text", faults)
    elif kind == "fields":
        _paths(catalog, definition, block, where, faults, depth=2)
    elif kind == "rows":
        one = definition.fields.get(str(block.get("table")))
        target = one.target if one is not None and one.kind == "children" else None
        if target is None or target not in catalog.objects:
            faults.add(f"{where}/table", "print.no_table", "这里需要一个子表字段", "This takes a sub-table")
        else:
            _paths(catalog, catalog.object(target), block, where, faults, depth=1)
    elif kind == "image":
        _image(definition, block, where, faults)
    elif kind == "signature":
        labels = list_in(block, "labels", where, faults)
        if not 0 < len(labels) <= 4:
            faults.add(f"{where}/labels", "value.out_of_range", "应有 1 到 4 个", "There are 1 to 4")
        for place, label in enumerate(labels):
            faults.title(f"{where}/labels/{place}", label)


def _paths(
    catalog: Catalog,
    definition: ObjectDef,
    block: Mapping[str, Any],
    where: str,
    faults: Faults,
    *,
    depth: int,
) -> None:
    named = list_in(block, "fields", where, faults)
    if not 0 < len(named) <= 40:
        faults.add(f"{where}/fields", "value.out_of_range", "应有 1 到 40 个字段", "There are 1 to 40 fields")
    for place, one in enumerate(named):
        path = tuple(str(one).split(".", depth - 1))
        _path(catalog, definition, path, f"{where}/fields/{place}", faults)


def _path(catalog: Catalog, definition: ObjectDef, path: tuple[str, ...], where: str, faults: Faults) -> None:
    """A field, or a field of the record that a reference names."""
    if not faults.among(where, path[0], definition.fields, "字段", "field") or len(path) == 1:
        return
    target = catalog.objects.get(definition.fields[path[0]].target or "")
    if target is None or len(path) > 2:
        faults.add(where, "print.no_reference", f"不能取 {'.'.join(path)}", f"{'.'.join(path)} leads nowhere")
    else:
        faults.among(where, path[1], target.fields, "字段", "field")


def check_text(catalog: Catalog, definition: ObjectDef, text: Any, where: str, faults: Faults) -> None:
    """A text in one or both languages, with every field and expression it inserts."""
    for language, words in text.items() if isinstance(text, Mapping) else (("", text),):
        place = f"{where}/{language}" if language else where
        if not isinstance(words, str) or len(words) > TEXT_LIMIT:
            faults.add(
                place,
                "value.wrong_type",
                f"应为文字，最多 {TEXT_LIMIT} 字",
                f"A text of at most {TEXT_LIMIT}",
            )
            continue
        for insert in inserts_in(words):
            if insert.format and insert.format not in FORMATS:
                faults.among(place, insert.format, FORMATS, "格式", "format")
            if insert.path:
                _path(catalog, definition, insert.path, place, faults)
            else:
                check_condition(definition, insert.expression, place, faults)


def _number(body: Mapping[str, Any], word: str, bounds: tuple[int, int], where: str, faults: Faults) -> None:
    value = body.get(word, bounds[0])
    if type(value) not in (int, float) or not bounds[0] <= value <= bounds[1]:
        limits = f"{bounds[0]}–{bounds[1]}"
        faults.add(f"{where}/{word}", "value.out_of_range", f"应为 {limits}", f"Must be {limits}")


def _image(definition: ObjectDef, block: Mapping[str, Any], where: str, faults: Faults) -> None:
    if block.get("field"):
        if faults.among(f"{where}/field", block["field"], definition.fields, "字段", "field"):
            kinds = kind_of(definition.fields[block["field"]]).media_types
            if not any(kind.startswith("image/") for kind in kinds or ()):
                faults.add(
                    f"{where}/field", "print.no_picture", "这个字段没有图片", "This field holds no picture"
                )
    elif picture_of(block.get("data")) is None:
        faults.add(
            f"{where}/data",
            "print.no_picture",
            "请选择 PNG 或 JPEG 图片，最大 200 KB",
            "Choose a PNG or JPEG of at most 200 KB",
        )


def picture_of(data: Any) -> tuple[str, bytes] | None:
    """The suffix and bytes of a picture kept in a template as base64 text; None where it is none."""
    if not isinstance(data, str) or len(data) > PICTURE_LIMIT:
        return None
    try:
        content = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        return None
    suffix = next((kind for head, kind in PICTURES.items() if content.startswith(head)), None)
    return (suffix, content) if suffix else None


define_kind("print", "打印模板", "Print template", check_print, withdrawable=True)
