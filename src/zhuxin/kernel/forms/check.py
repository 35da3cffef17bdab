"""The kind of definition `external_form`: which fields of an object strangers may fill in, when, and how often."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.core.ids import is_id
from zhuxin.core.text import Label
from zhuxin.kernel.definitions.forms import list_in
from zhuxin.kernel.definitions.kinds import Faults, define_kind
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.forms.tables import external_form
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.objects.indexes.unique_keys import tells_apart
from zhuxin.kernel.objects.types import ObjectDef

PARTS = {
    "object", "title", "intro", "thanks", "consent", "fields", "opens_on", "closes_on", "quota", "once_by", "owner_id",
    "department_id",
}  # fmt: skip
# A stranger chooses from no list that is read with an account (records, people).
KINDS_NOT_TAKEN = ("reference", "multi_reference", "user", "department", "children", "json", "auto_number")
OPEN_LINK = Label("开放着的链接，请先关闭表单", "its link, which is open: close the form first")
TEXT_LIMIT, FIELD_LIMIT, QUOTA_LIMIT, FILE_LIMIT, MB_LIMIT = 5000, 60, 1_000_000, 10, 20
FILE_TYPES = {"pdf": "application/pdf", "png": "image/png", "jpeg": "image/jpeg"}


def check_external_form(catalog: Catalog, key: str, body: Mapping[str, Any]) -> None:
    """Raises `InvalidFields` with each part, field or limit that does not hold, by its place."""
    faults = Faults()
    faults.only("", body, PARTS)
    faults.title("/title", body.get("title"))
    for part in ("intro", "thanks", "consent"):
        _text(body.get(part), f"/{part}", faults)
    days = [_day(body.get(part), f"/{part}", faults) for part in ("opens_on", "closes_on")]
    if days[0] and days[1] and days[0] > days[1]:
        faults.add("/closes_on", "value.out_of_range", "截止日期早于开放日期", "It closes before it opens")
    quota = body.get("quota")
    if quota is not None and (type(quota) is not int or not 0 < quota <= QUOTA_LIMIT):
        faults.add("/quota", "value.out_of_range", f"应为 1–{QUOTA_LIMIT}", f"Must be 1–{QUOTA_LIMIT}")
    if body.get("owner_id") is not None and not is_id(body["owner_id"]):
        faults.add("/owner_id", "value.wrong_type", "请选择用户", "Choose a user")
    if body.get("department_id") is not None:
        faults.among("/department_id", body["department_id"], catalog.departments, "部门", "department")
    if faults.among("/object", body.get("object"), catalog.objects, "对象", "object"):
        _fields(catalog.object(body["object"]), body, faults)
    faults.done()


def _fields(definition: ObjectDef, body: Mapping[str, Any], faults: Faults) -> None:
    if not definition.writable:
        faults.add("/object", "external_form.not_writable", "这个对象不能由表单新建", "No form creates these")
    named = []
    fields = list_in(body, "fields", "", faults)
    if not 0 < len(fields) <= FIELD_LIMIT:
        faults.add(
            "/fields", "value.out_of_range", f"应有 1 到 {FIELD_LIMIT} 个字段", f"1 to {FIELD_LIMIT} fields"
        )
    for place, one in enumerate(fields):
        where = f"/fields/{place}"
        if not isinstance(one, Mapping):
            faults.add(where, "value.wrong_type", "应为对象", "Must be an object")
            continue
        _text(one.get("help"), f"{where}/help", faults)
        if not faults.among(f"{where}/key", one.get("key"), definition.fields, "字段", "field"):
            continue
        if one["key"] in named or not _may_be_asked(definition, definition.fields[one["key"]]):
            faults.add(
                f"{where}/key",
                "external_form.field",
                "这个字段不能放在外部表单里",
                "This field cannot be asked here",
            )
        named.append(one["key"])
        _file(definition.fields[one["key"]], one, where, faults)
    if sum(bool(kind_of(definition.fields[key]).media_types) for key in named) > FILE_LIMIT:
        faults.add("/fields", "value.too_many", f"最多 {FILE_LIMIT} 个文件", f"At most {FILE_LIMIT} files")
    for one in definition.fields.values():
        beginning = one.default is not None or one.default_expression or one.read_only or one.computed
        if one.required and not beginning and one.key not in named:
            zh, en = one.label
            faults.add(
                "/fields",
                "external_form.required_field",
                f"缺少必填字段「{zh}」",
                f"{en} is required and not asked",
            )
    if body.get("once_by") is not None:
        faults.among("/once_by", body["once_by"], named, "字段", "field")


def _may_be_asked(definition: ObjectDef, one: Field) -> bool:
    """A unique field would tell strangers what is there already."""
    return not (
        one.read_only or one.computed or tells_apart(definition, one) or kind_of(one).key in KINDS_NOT_TAKEN
    )


def _file(one: Field, asked: Mapping[str, Any], where: str, faults: Faults) -> None:
    """How large a file may be, and of which types."""
    taken = kind_of(one).media_types
    for part in {"max_mb", "types"} & set(asked) if not taken else ():
        faults.add(f"{where}/{part}", "definition.unknown_part", "这个字段不是文件", "The field is no file")
    size = asked.get("max_mb")
    if taken and size is not None and (type(size) is not int or not 0 < size <= MB_LIMIT):
        faults.add(f"{where}/max_mb", "value.out_of_range", f"应为 1–{MB_LIMIT}", f"Must be 1–{MB_LIMIT}")
    known = [name for name, media_type in FILE_TYPES.items() if media_type in taken]
    for place, name in enumerate(list_in(asked, "types", where, faults) if taken else ()):
        faults.among(f"{where}/types/{place}", name, known, "文件类型", "file type")


def _text(value: Any, where: str, faults: Faults) -> None:
    texts = list(value.values()) if isinstance(value, Mapping) else [value or ""]
    if not all(isinstance(text, str) and len(text) <= TEXT_LIMIT for text in texts):
        faults.add(
            where, "value.wrong_type", f"应为文字，最多 {TEXT_LIMIT} 字", f"A text of at most {TEXT_LIMIT}"
        )


def _day(value: Any, where: str, faults: Faults) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        faults.add(where, "value.wrong_type", "应为日期", "Must be a date")
        return None


async def _open_link(connection: Connection, key: str) -> Label | None:
    """A link that is switched on is a use: whoever holds it would find nothing behind it."""
    opened = select(external_form.c.id).where(external_form.c.key == key, external_form.c.active)
    return OPEN_LINK if await connection.find(opened) else None


define_kind(
    "external_form",
    "外部表单",
    "External form",
    check_external_form,
    withdrawable=True,
    in_use=_open_link,
)
