"""Fields that follow from others: formulas, default expressions and checks of one record. Pure: values in, values out."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from zhuxin.core.errors import FieldFault, InvalidFields
from zhuxin.core.text import Label
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import BadValue, Field
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.rules.exact import evaluate_exact, names_in
from zhuxin.kernel.rules.expressions import BadExpression

NUMERIC = ("number", "percent", "money")


def in_order(fields: Mapping[str, Field]) -> list[Field]:
    """The formula fields, each after those it needs; raises `InvalidFields` naming a cycle."""
    waiting = {key: one for key, one in fields.items() if one.expression is not None}
    ordered: list[Field] = []
    while waiting:
        ready = [one for one in waiting.values() if not names_in(one.expression or "") & set(waiting)]
        if not ready:
            names = " → ".join(sorted(waiting))
            label = Label(f"公式循环引用：{names}", f"The formulas need each other: {names}")
            raise InvalidFields([FieldFault("/expression", "formula.cycle", label)])
        ordered += [waiting.pop(one.key) for one in ready]
    return ordered


def as_operand(one: Field, stored: Any) -> Any:
    """A stored value as an expression sees it: numbers exact, amounts in whole units, dates as text."""
    if stored is None or kind_of(one).encrypted:
        return None
    if kind_of(one).key == "money":
        return Decimal(stored) / 100
    if isinstance(stored, int) and not isinstance(stored, bool):
        return Decimal(stored)
    return stored.isoformat() if hasattr(stored, "isoformat") else stored


def operands(definition: ObjectDef, row: Mapping[str, Any]) -> dict[str, Any]:
    """What expressions of an object may mention, from stored column values."""
    return {key: as_operand(definition.fields[key], row.get(key)) for key in operands_named(definition)}


def mentions(one: Field, key: str) -> bool:
    """Whether the formula, the default or a check of a field uses another field, or itself."""
    words = (one.expression, one.default_expression, *(check.expression for check in one.checks))
    return any(key in names_in(text) for text in words if text)


def operands_named(definition: ObjectDef) -> frozenset[str]:
    """The fields of an object that expressions may mention."""
    return frozenset(
        key
        for key, one in definition.fields.items()
        if not (one.computed or one.shown_by or kind_of(one).encrypted)
    )


def compute(one: Field, values: Mapping[str, Any]) -> Any:
    """The stored value of a formula or default expression; None where an operand is missing or it makes no sense."""
    try:
        return stored_result(one, evaluate_exact(one.expression or one.default_expression or "", values))
    except (BadExpression, BadValue):
        return None


def stored_result(one: Field, found: Any) -> Any:
    """A result in the form its kind stores; rounded once, half up. Raises `BadValue` where it is of another kind."""
    kind = kind_of(one)
    if found is None:
        return None
    if kind.key in NUMERIC:
        if not isinstance(found, Decimal):
            raise BadValue("formula.result", Label("结果不是数字", "The result is not a number"))
        places = 2 if kind.key == "money" else one.scale if kind.key == "number" else 6
        rounded = found.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        return kind.parse(f"{rounded:f}", one)
    if kind.key == "date" and isinstance(found, str):
        return kind.parse(found[:10], one)
    if isinstance(found, Decimal):
        raise BadValue("formula.result", Label("结果是数字", "The result is a number"))
    return kind.parse(found, one)


def follow(definition: ObjectDef, ordered: list[Field], row: Mapping[str, Any]) -> dict[str, Any]:
    """The formula values of a record from its stored columns, in dependency order."""
    values = operands(definition, row)
    found: dict[str, Any] = {}
    for one in ordered:
        found[one.key] = compute(one, values)
        values[one.key] = as_operand(one, found[one.key])
    return found


def check_rules(definition: ObjectDef, row: Mapping[str, Any]) -> None:
    """Raises `InvalidFields` with the message of every check of a field that a record does not pass."""
    checked = [one for one in definition.fields.values() if one.checks]
    if not checked:
        return
    values = operands(definition, row)
    faults = []
    for one in checked:
        for check in one.checks:
            try:
                holds = evaluate_exact(check.expression, values)
            except BadExpression:
                continue  # an operand is empty: whether it may be is the field's `required` to say
            if holds is False:
                faults.append(FieldFault(f"/{one.key}", "value.check_failed", check.message))
    if faults:
        raise InvalidFields(faults)


def check_expression(definition: ObjectDef, expression: str, pointer: str) -> Any:
    """Try an expression on sample values; its value. Raises `InvalidFields` that says where and what to mend."""

    def fault(code: str, zh: str, en: str) -> InvalidFields:
        return InvalidFields([FieldFault(pointer, code, Label(zh, en))])

    samples = {key: sample_of(each) for key, each in definition.fields.items() if not each.computed}
    unknown = sorted(name for name in names_in(expression) if name.startswith("x_") and name not in samples)
    if unknown:
        raise fault("expression.unknown_field", f"没有字段 {unknown[0]}", f"There is no field {unknown[0]}")
    try:
        return evaluate_exact(expression, samples)
    except BadExpression as error:
        why = error.why
        raise fault(
            "expression.invalid", f"表达式有误：{why.zh}", f"The expression is not valid: {why.en}"
        ) from None


def sample_of(one: Field) -> Any:
    """A value of a field's kind to try an expression on."""
    kind = kind_of(one)
    if kind.encrypted:
        return None
    if one.options:
        first = one.options[0].value
        return [first] if kind.key == "multi_choice" else first
    try:
        return as_operand(one, kind.parse(kind.sample, one))
    except BadValue:
        return Decimal(1) if kind.key in NUMERIC else kind.sample
