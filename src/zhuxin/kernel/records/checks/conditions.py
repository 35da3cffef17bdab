"""The rules of a published form hold for whoever writes a record by hand, also where another program sends the values.

Why here and not in the form: `docs/adr/0005-form-rules-are-enforced-on-writes.md`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhuxin.core.errors import FieldFault, InvalidFields
from zhuxin.core.text import Label
from zhuxin.kernel.actions.inputs import REQUIRED
from zhuxin.kernel.derived.formulas import follow, operands
from zhuxin.kernel.derived.rollups import formulas_of
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.rules.exact import evaluate_exact, names_in
from zhuxin.kernel.rules.expressions import BadExpression

FIXED = Label("按表单的条件，这里现在不能修改", "By the rules of the form this may not be changed now")
NOT_OFFERED = Label(
    "按表单的条件，现在不能选这一项", "By the rules of the form this option is not offered now"
)


@dataclass(frozen=True, slots=True)
class FieldRules:
    """What the form says of one field: expressions, with those of its section under `seen`, and the names they use."""

    field: Field
    seen: tuple[str, ...]
    required: str | None
    fixed: str | None
    options: Mapping[str, str]
    names: frozenset[str]


def form_rules(catalog: Catalog, definition: ObjectDef) -> tuple[FieldRules, ...]:
    """The rules that writes have to keep; none for a form without conditions. Worked out once per catalog."""
    key = ("form_rules", definition.key)
    if key not in catalog.memo:
        catalog.memo[key] = tuple(_read(catalog.layout(definition.key).get("form") or (), definition))
    found: tuple[FieldRules, ...] = catalog.memo[key]
    return found


def _read(sections: Any, definition: ObjectDef) -> list[FieldRules]:
    found = []
    for section in sections:
        for key, rules in (section.get("rules") or {}).items():
            one = definition.fields.get(key)
            required, fixed = rules.get("required_when"), rules.get("read_only_when")
            options = rules.get("options_when") or {}
            if one is None or one.computed or not (required or fixed or options):
                continue
            seen = tuple(filter(None, (section.get("visible_when"), rules.get("visible_when"))))
            used = [text for text in (*seen, required, fixed, *options.values()) if text]
            found.append(
                FieldRules(one, seen, required, fixed, options, frozenset[str]().union(*map(names_in, used)))
            )
    return found


def check_form_rules(
    catalog: Catalog,
    definition: ObjectDef,
    parsed: Mapping[str, Any],
    before: Mapping[str, Any],
    *,
    creating: bool,
) -> None:
    """Raises `InvalidFields` where values about to be stored break the form's rules.

    `before` are the stored columns of the record, or the defaults of a new one. Of a record that is changed, only what the
    change touches is asked: a rule that came later does not stop unrelated work.
    """
    rules = form_rules(catalog, definition)
    after = {**before, **parsed}
    after |= follow(definition, formulas_of(catalog, definition), after)
    values = operands(definition, after)
    faults = []
    for rule in rules:
        key = rule.field.key
        if not creating and not ({key} | rule.names) & set(parsed):
            continue
        seen = all(_holds(text, values) for text in rule.seen)
        if rule.required and seen and _is_empty(rule.field, parsed, before) and _holds(rule.required, values):
            faults.append(FieldFault(f"/{key}", "value.required", REQUIRED))
        changed = key in parsed and parsed[key] is not None and parsed[key] != _stored(rule.field, before)
        cleared = (
            key in parsed and parsed[key] is None and not creating and _stored(rule.field, before) is not None
        )
        if rule.fixed and (changed or cleared) and _holds(rule.fixed, values):
            faults.append(FieldFault(f"/{key}", "form.read_only", FIXED))
        if rule.options and changed:
            chosen = parsed[key] if isinstance(parsed[key], list) else [parsed[key]]
            if any(one in rule.options and not _holds(rule.options[one], values) for one in chosen):
                faults.append(FieldFault(f"/{key}", "form.option_not_offered", NOT_OFFERED))
    if faults:
        raise InvalidFields(faults)


def _holds(expression: str, values: Mapping[str, Any]) -> bool:
    """As the browser does it: an expression over an empty operand says nothing."""
    try:
        return evaluate_exact(expression, values) is True
    except BadExpression:
        return False


def _is_empty(one: Field, parsed: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    value = parsed[one.key] if one.key in parsed else _stored(one, before)
    return value is None or value == "" or value == []


def _stored(one: Field, before: Mapping[str, Any]) -> Any:
    """What is stored of a field; of an encrypted one its mask, which tells that there is something."""
    return before.get(f"{one.key}_masked" if kind_of(one).encrypted else one.key)
