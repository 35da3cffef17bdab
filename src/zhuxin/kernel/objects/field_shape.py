"""What a field is defined by: the inputs of the actions that define it, the field they make, and the checks it must pass."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson

from zhuxin.core.errors import FieldFault, InvalidFields
from zhuxin.core.text import Label, label_of
from zhuxin.kernel.actions.inputs import parse_value
from zhuxin.kernel.fields.registry import KINDS, kind_of
from zhuxin.kernel.fields.types import SEVERAL, Check, Field, Option, Rollup, target_of
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.objects.define import field, options
from zhuxin.kernel.objects.errors import (
    BadFieldKey,
    BadRollup,
    FieldExists,
    FieldLimit,
    KindNotOffered,
    NotReferring,
    OptionsMissing,
    UnknownTarget,
)
from zhuxin.kernel.objects.indexes.unique_keys import NO_KEY, may_be_key
from zhuxin.kernel.objects.types import ObjectDef

FIELD_LIMIT = 500
NOT_OFFERED = ("auto_number", "json")
DERIVED = ("formula", "rollup")
NO_NAME = Label("选项要有名称", "An option has a name")
SAME_NAME = Label("两个选项都叫「{name}」", "Two options are called “{name}”")
BOUNDS_CROSSED = Label("最大值不能小于最小值", "The most is not below the least")
NOT_OF_ROWS = Label("子表没有默认值和校验", "A sub-table has no default and no checks")
NO_CASCADE = Label(
    "关联多条记录时只能拒绝或从列表中清除",
    "Of several records one that goes is refused or taken out of the list",
)
FUNCTIONS = ("count", "sum", "min", "max", "avg", "latest")
TITLES = ("text", "auto_number", "email")
BOUNDED = ("number", "money", "percent", "date")
WITH_OPTIONS = ("choice", "multi_choice")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")

OFFERED = options(
    *(
        f"{kind.key}:{kind.label.zh}:{kind.label.en}"
        for kind in KINDS.values()
        if kind.key not in NOT_OFFERED
    ),
    "formula:公式:Formula",
    "rollup:汇总:Rollup",
)
RESULTS = options(
    *(
        f"{key}:{KINDS[key].label.zh}:{KINDS[key].label.en}"
        for key in ("number", "money", "percent", "text", "date", "datetime", "boolean")
    )
)
# What can be said of a field when it is made and changed any time after.
SHAPE = (
    field("text", "label_zh", "名称", "Name", required=True, max_length=60),
    field("text", "label_en", "英文名称", "English name", max_length=60),
    field("text", "help", "填写说明", "Help", max_length=200),
    field("boolean", "required", "必填", "Required", default=False),
    field("boolean", "unique", "不可重复", "Unique", default=False),
    field("boolean", "searchable", "可全文搜索", "Searched", default=False),
    field("json", "options", "选项", "Options"),
    field("number", "max_length", "最多字数", "Longest", minimum="1", maximum="10000"),
    field("text", "minimum", "最小值", "Least", max_length=30),
    field("text", "maximum", "最大值", "Most", max_length=30),
    field(
        "choice",
        "sensitivity",
        "敏感级别",
        "Sensitivity",
        options=options("C1:C1:C1", "C2:C2:C2", "C3:C3:C3"),
    ),
    field("json", "default", "默认值", "Default"),
    field("text", "default_expression", "默认值公式", "Default expression", max_length=1000),
    field("json", "only", "可选范围", "Records to choose from"),
    field("json", "checks", "校验", "Checks"),
    field("text", "expression", "公式", "Expression", max_length=2000),
)
# What is settled when a field is made.
SETTLED = (
    field("choice", "kind", "类型", "Kind", required=True, options=OFFERED),
    field("number", "scale", "小数位数", "Decimal places", minimum="0", maximum="8"),
    field("text", "target", "关联对象", "Target", max_length=60),
    field(
        "choice",
        "on_delete",
        "关联记录删除时",
        "When it is deleted",
        default="refuse",
        options=options("refuse:拒绝:Refuse", "clear:清空:Clear", "cascade:一并删除:Delete too"),
    ),
    field("choice", "result", "结果类型", "Kind of result", options=RESULTS),
    field("json", "rollup", "汇总方式", "Rollup"),
    field("text", "via", "子表的关联字段", "Field of the rows that refers here", max_length=60),
)


def field_of(key: str, given: Mapping[str, Any]) -> Field:
    """The field that inputs describe; raises what they get wrong by themselves."""
    kind, derived = given["kind"], given["kind"] in DERIVED
    bare = Field(
        key=key,
        kind=kind,
        label=Label(given["label_zh"], given["label_en"] or given["label_zh"]),
        help=Label(given["help"], given["help"]) if given["help"] else None,
        required=bool(given["required"]) and not derived,
        read_only=derived,
        unique=bool(given["unique"]),
        searchable=bool(given["searchable"]) and kind in ("text", "long_text"),
        max_length=int(given["max_length"]) if given["max_length"] else None,
        minimum=given["minimum"],
        maximum=given["maximum"],
        scale=int(given["scale"] or 0),
        target=target_of(kind, given["target"]),
        on_delete=given["on_delete"],
        options=read_options(given["options"]) if kind in WITH_OPTIONS else (),
        sensitivity=given["sensitivity"] or (None if derived else KINDS[kind].sensitivity),
        result=(given["result"] or "number") if derived else None,
        expression=(given["expression"] or "") if kind == "formula" else None,
        rollup=_rollup(given["rollup"]) if kind == "rollup" else None,
        via=given["via"] if kind == "children" else None,
        only=orjson.dumps(given["only"]).decode()
        if given["only"] and kind in ("reference", SEVERAL)
        else None,
        computed=kind == "children",
        default_expression=None if derived else given["default_expression"],
        checks=_checks(given["checks"]),
        custom=True,
    )
    if given["default"] is None or derived:
        return bare
    return replace(bare, default=parse_value(bare, given["default"], "/default"))


def check_new(catalog: Catalog, definition: ObjectDef, one: Field, *, numbered: bool) -> None:
    """Raises where a field of this key and kind cannot be added to an object."""
    if not _KEY.fullmatch(one.key.removeprefix("x_")):
        raise BadFieldKey(pointer="/key")
    if one.key in definition.fields:
        raise FieldExists(pointer="/key", key=one.key)
    if one.kind in NOT_OFFERED and not (numbered and one.kind == "auto_number"):
        raise KindNotOffered(pointer="/kind", kind=one.kind)
    if len(definition.fields) >= FIELD_LIMIT:
        raise FieldLimit(limit=FIELD_LIMIT)
    check_shape(catalog, definition, one)


def check_shape(catalog: Catalog, definition: ObjectDef, one: Field) -> None:
    """Raises where options, target or rollup of a field do not hold together with what is defined."""
    if one.kind in WITH_OPTIONS and (not one.options or len(one.option_values) != len(one.options)):
        raise OptionsMissing(pointer="/options")
    _check_options(one)
    _check_bounds(one)
    if one.unique and not may_be_key(one):
        raise InvalidFields([FieldFault("/unique", "unique_key.field", NO_KEY)])
    if one.kind == SEVERAL and one.on_delete == "cascade":
        raise InvalidFields([FieldFault("/on_delete", "field.no_cascade", NO_CASCADE)])
    if one.kind in ("reference", SEVERAL) and (one.target or "") not in {*catalog.objects, definition.key}:
        raise UnknownTarget(pointer="/target", target=one.target or "")
    if one.kind == "children":
        _check_table(catalog, definition, one)
    if one.rollup is not None:
        _check_rollup(catalog, definition, one, one.rollup)
    elif one.kind == "rollup":
        raise BadRollup(pointer="/rollup", why=Label("缺少汇总方式", "it says not what to gather"))


def _check_table(catalog: Catalog, definition: ObjectDef, one: Field) -> None:
    rows = catalog.objects.get(one.target or "")
    if rows is None or not rows.writable:
        raise UnknownTarget(pointer="/target", target=one.target or "")
    via = rows.fields.get(one.via or "")
    if via is None or via.kind != "reference" or via.target != definition.key:
        raise NotReferring(pointer="/via", field=one.via or "", object=definition.label.zh)
    for pointer, given in (("/default", one.default or one.default_expression), ("/checks", one.checks)):
        if given:
            raise InvalidFields([FieldFault(pointer, "field.not_of_rows", NOT_OF_ROWS)])


def _check_options(one: Field) -> None:
    """Each option has a name that no other has."""
    names = [option.label.zh.strip() for option in one.options]
    for place, name in enumerate(names):
        if not name:
            raise InvalidFields([FieldFault(f"/options/{place}", "label.missing", NO_NAME)])
        if name in names[:place]:
            label = SAME_NAME.format(name=name)
            raise InvalidFields([FieldFault(f"/options/{place}", "value.not_unique", label)])


def _check_bounds(one: Field) -> None:
    """Least and most are values of the field's own kind, in their order, and the kind has an order."""
    bare, bounds = replace(one, minimum=None, maximum=None), []
    for name, given in (("minimum", one.minimum), ("maximum", one.maximum)):
        if given is None:
            continue
        if kind_of(one).key not in BOUNDED:
            label = Label("这种字段没有最小值和最大值", "A field of this kind has no least and most")
            raise InvalidFields([FieldFault(f"/{name}", "field.no_bounds", label)])
        bounds.append(parse_value(bare, given, f"/{name}"))
    if len(bounds) == 2 and bounds[0] > bounds[1]:
        raise InvalidFields([FieldFault("/maximum", "value.out_of_range", BOUNDS_CROSSED)])


def _check_rollup(catalog: Catalog, definition: ObjectDef, one: Field, rollup: Rollup) -> None:
    child = catalog.objects.get(rollup.object)
    if child is None:
        raise BadRollup(pointer="/rollup/object", why=Label("没有这个对象", "there is no such object"))
    via = child.fields.get(rollup.via)
    if via is None or via.kind != "reference" or via.target != definition.key:
        why = Label(
            f"{rollup.via} 不是关联到「{definition.label.zh}」的字段",
            f"{rollup.via} does not refer to {definition.key}",
        )
        raise BadRollup(pointer="/rollup/via", why=why)
    if rollup.function not in FUNCTIONS:
        raise BadRollup(
            pointer="/rollup/function", why=Label(f"应为 {'、'.join(FUNCTIONS)}", f"one of {FUNCTIONS}")
        )
    gathered = child.fields.get(rollup.field or "")
    if rollup.function == "count":
        return
    if gathered is None or kind_of(gathered).encrypted or gathered.computed:
        raise BadRollup(
            pointer="/rollup/field", why=Label("没有可汇总的字段", "there is no such field to gather")
        )
    if kind_of(gathered).key != one.result:
        kind = kind_of(gathered).label
        raise BadRollup(
            pointer="/result", why=Label(f"结果类型应为{kind.zh}", f"the result is of kind {kind.en}")
        )
    if rollup.function in ("sum", "avg") and one.result not in ("number", "money", "percent"):
        raise BadRollup(
            pointer="/rollup/function",
            why=Label("只有数字可以求和或平均", "only numbers have a sum or average"),
        )


def read_options(raw: Any) -> tuple[Option, ...]:
    """Options given as `["甲", "乙"]` or `[{"value", "label", "tone"}]`."""
    found = []
    for one in raw if isinstance(raw, list) else []:
        if isinstance(one, str) and one.strip():
            found.append(Option(one.strip(), Label(one.strip(), one.strip())))
        elif isinstance(one, dict) and isinstance(one.get("value"), str):
            found.append(
                Option(one["value"], label_of(one.get("label") or one["value"]), one.get("tone", "none"))
            )
    return tuple(found)


def _rollup(raw: Any) -> Rollup | None:
    if not isinstance(raw, dict) or not {"object", "via", "function"} <= set(raw) <= {
        "object",
        "via",
        "function",
        "field",
    }:
        raise BadRollup(
            pointer="/rollup",
            why=Label("应含 object、via、function、field", "holds object, via, function, field"),
        )
    if not all(isinstance(value, str) or value is None for value in raw.values()):
        raise BadRollup(pointer="/rollup", why=Label("应为文字", "texts only"))
    return Rollup(raw["object"], raw["via"], raw["function"], raw.get("field"))


def _checks(raw: Any) -> tuple[Check, ...]:
    found = []
    for place, one in enumerate(raw if isinstance(raw, list) else [] if raw is None else [raw]):
        if not (isinstance(one, dict) and isinstance(one.get("expression"), str) and one.get("message")):
            label = Label("应含 expression 和 message", "Holds expression and message")
            raise InvalidFields([FieldFault(f"/checks/{place}", "value.wrong_type", label)])
        found.append(Check(one["expression"], label_of(one["message"])))
    return tuple(found)
