"""Forms and record pages of a layout: sections, what stands between their fields, and the rules of each field."""

from collections.abc import Mapping
from typing import Any

from zhuxin.core.text import Label
from zhuxin.kernel.definitions.kinds import Faults
from zhuxin.kernel.derived.formulas import operands_named
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.rules.exact import names_in
from zhuxin.kernel.rules.expressions import expression_fault

# A condition of the form makes a field seen, needed or fixed.
CONDITIONS = ("visible_when", "required_when", "read_only_when")
SECTION_KINDS = ("section", "tab", "step")
DEVICES = ("desktop", "phone")
COLUMNS = (1, 2, 3)
CHOICES = ("choice", "multi_choice")
SECTION_LIMIT, VARIANT_LIMIT = 50, 10


def list_in(body: Mapping[str, Any], part: str, pointer: str, faults: Faults) -> list[Any]:
    """The list that a part is; noted where it is something else."""
    return _shaped(body, part, pointer, faults, list, "应为列表", "Must be a list") or []


def mapping_in(body: Mapping[str, Any], part: str, pointer: str, faults: Faults) -> dict[str, Any]:
    """The mapping that a part is; noted where it is something else."""
    return _shaped(body, part, pointer, faults, dict, "应为对象", "Must be an object") or {}


def _shaped(
    body: Mapping[str, Any], part: str, pointer: str, faults: Faults, make: type, zh: str, en: str
) -> Any:
    value = body.get(part)
    if value is None or isinstance(value, make):
        return value
    faults.add(f"{pointer}/{part}", "value.wrong_type", zh, en)
    return None


def check_sections(
    catalog: Catalog, definition: ObjectDef, sections: list[Any], pointer: str, faults: Faults
) -> None:
    """Every section, field, text and rule of a form or a record page."""
    if len(sections) > SECTION_LIMIT:
        faults.add(pointer, "value.too_many", f"最多 {SECTION_LIMIT} 节", f"At most {SECTION_LIMIT} sections")
    for place, section in enumerate(sections):
        where = f"{pointer}/{place}"
        if not isinstance(section, Mapping):
            faults.add(where, "value.wrong_type", "应为对象", "Must be an object")
            continue
        faults.label(where, section.get("label"))
        faults.among(
            f"{where}/kind", section.get("kind", "section"), SECTION_KINDS, "分节方式", "kind of section"
        )
        if section.get("columns", 2) not in COLUMNS:
            faults.add(
                f"{where}/columns", "value.out_of_range", "列数应为 1 到 3", "There are 1 to 3 columns"
            )
        for number, one in enumerate(list_in(section, "fields", where, faults)):
            faults.among(f"{where}/fields/{number}", one, definition.fields, "字段", "field")
        for number, one in enumerate(list_in(section, "notes", where, faults)):
            _note(definition, one, f"{where}/notes/{number}", faults)
        for key, rules in mapping_in(section, "rules", where, faults).items():
            if faults.among(f"{where}/rules/{key}", key, definition.fields, "字段", "field"):
                _rules(catalog, definition, key, rules, f"{where}/rules/{key}", faults)
        if section.get("visible_when"):
            check_condition(definition, section["visible_when"], f"{where}/visible_when", faults)


def check_variants(
    catalog: Catalog, definition: ObjectDef, variants: list[Any], pointer: str, faults: Faults
) -> None:
    """Forms of their own for roles and devices. Their fields keep the rules of the main form, which are the server's too."""
    if len(variants) > VARIANT_LIMIT:
        faults.add(pointer, "value.too_many", f"最多 {VARIANT_LIMIT} 个", f"At most {VARIANT_LIMIT}")
    for place, one in enumerate(variants):
        where = f"{pointer}/{place}"
        if not isinstance(one, Mapping):
            faults.add(where, "value.wrong_type", "应为对象", "Must be an object")
            continue
        faults.label(where, one.get("label"))
        roles, devices = list_in(one, "roles", where, faults), list_in(one, "devices", where, faults)
        for number, role in enumerate(roles):
            faults.among(f"{where}/roles/{number}", role, catalog.roles, "角色", "role")
        for number, device in enumerate(devices):
            faults.among(f"{where}/devices/{number}", device, DEVICES, "设备", "device")
        if not roles and not devices:
            faults.add(where, "form.variant_for_nobody", "请选择角色或设备", "Choose roles or devices")
        form = list_in(one, "form", where, faults)
        check_sections(catalog, definition, form, f"{where}/form", faults)
        for number, section in enumerate(form):
            if isinstance(section, Mapping) and section.get("rules"):
                faults.add(
                    f"{where}/form/{number}/rules",
                    "form.rules_in_variant",
                    "字段的条件写在主表单里，对所有表单生效",
                    "Rules of a field are the main form's and hold in every form",
                )


def _note(definition: ObjectDef, note: Any, where: str, faults: Faults) -> None:
    """A text or a divider before a field, or at the end."""
    if not isinstance(note, Mapping):
        faults.add(where, "value.wrong_type", "应为对象", "Must be an object")
        return
    if note.get("before") is not None:
        faults.among(f"{where}/before", note["before"], definition.fields, "字段", "field")
    if note.get("divider") is not True:
        faults.title(f"{where}/text", note.get("text"))


def _rules(catalog: Catalog, definition: ObjectDef, key: str, rules: Any, where: str, faults: Faults) -> None:
    if not isinstance(rules, Mapping):
        faults.add(where, "value.wrong_type", "应为对象", "Must be an object")
        return
    for word, rule in rules.items():
        if word == "options_when":
            _options(definition, key, mapping_in(rules, word, where, faults), f"{where}/{word}", faults)
        elif word == "fill":
            _fill(catalog, definition, key, mapping_in(rules, word, where, faults), f"{where}/{word}", faults)
        elif faults.among(f"{where}/{word}", word, CONDITIONS, "条件", "condition"):
            check_condition(definition, rule, f"{where}/{word}", faults)


def _options(definition: ObjectDef, key: str, options: Mapping[str, Any], where: str, faults: Faults) -> None:
    """An option of a choice that is only offered while an expression holds."""
    one = definition.fields[key]
    if kind_of(one).key not in CHOICES:
        faults.add(where, "form.no_options", "这个字段没有选项", "This field has no options")
        return
    known = {option.value for option in one.options}
    for value, expression in options.items():
        if faults.among(f"{where}/{value}", value, known, "选项", "option"):
            check_condition(definition, expression, f"{where}/{value}", faults)


def _fill(
    catalog: Catalog, definition: ObjectDef, key: str, fill: Mapping[str, Any], where: str, faults: Faults
) -> None:
    """`{field: field of the record chosen}`: both of one kind, and the first one can be entered."""
    target = catalog.objects.get(definition.fields[key].target or "")
    if target is None or kind_of(definition.fields[key]).key != "reference":
        faults.add(where, "form.no_reference", "这个字段不引用记录", "This field refers to no record")
        return
    for to, source in fill.items():
        if not faults.among(f"{where}/{to}", to, definition.fields, "字段", "field"):
            continue
        if not faults.among(f"{where}/{to}", source, target.fields, "字段", "field"):
            continue
        one, other = definition.fields[to], target.fields[source]
        if (
            one.read_only
            or one.computed
            or kind_of(other).encrypted
            or kind_of(one).key != kind_of(other).key
            or one.target != other.target
        ):
            faults.add(
                f"{where}/{to}", "form.fill_unsuited", "不能这样填入", "It cannot be filled in this way"
            )


def check_condition(definition: ObjectDef, expression: Any, pointer: str, faults: Faults) -> None:
    """An expression that parses and names fields there are."""
    if isinstance(expression, str) and not expression.strip():
        faults.add(pointer, "value.required", "缺少表达式", "The expression is missing")
        return
    why = expression_fault(expression) if isinstance(expression, str) else Label("应为文字", "it is no text")
    if why:
        faults.add(
            pointer, "expression.invalid", f"表达式有误：{why.zh}", f"The expression is not valid: {why.en}"
        )
        return
    unknown = {name for name in names_in(expression) if name.startswith("x_")} - operands_named(definition)
    for name in sorted(unknown):
        faults.add(pointer, "expression.unknown_field", f"没有字段 {name}", f"There is no field {name}")
