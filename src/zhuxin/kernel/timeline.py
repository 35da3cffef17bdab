"""Audit entries in words: what a timeline shows, masked where the reader may not see."""

from typing import Any

from zhuxin.core.text import Label
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import Access

LABELS: dict[str, Label] = {}
VERBS = {
    "created": Label("新建{object}", "{object} created"),
    "changed": Label("修改{object}", "{object} changed"),
    "merged": Label("合并{object}", "{object} merged"),
    "deleted": Label("删除{object}", "{object} deleted"),
    "restored": Label("恢复{object}", "{object} restored"),
    "purged": Label("彻底删除{object}", "{object} deleted for good"),
}
TOLD = (
    "shared_with",
    "note",
    "reason",
    "opinion",
    "outcome",
    "amount",
    "channel",
    "value_date",
    "promise_date",
    "rule",
    "score",
    "node",
    "business_date",
)


def register_labels(labels: dict[str, tuple[str, str]]) -> None:
    """A feature says its facts in words."""
    LABELS.update({name: Label(*words) for name, words in labels.items()})


def describe_entry(caller: Caller, row: Any, *, everything: bool = False) -> dict[str, Any]:
    """An entry as an item of a timeline; changes of fields the caller may not read are left out, masked ones masked."""
    label = label_of_name(caller, row.name)
    summary = {}
    for language, text in label.to_json().items():
        told = [_word(caller, key, row.detail[key], language) for key in TOLD if row.detail.get(key)]
        colon = "：" if language == "zh" else ": "
        summary[language] = f"{text}{colon}{' · '.join(told)}" if told else text
    return {
        "id": row.id,
        "at": row.at,
        "actor": {"id": row.actor_id, "name": row.actor_name},
        "name": row.name,
        "object": row.object,
        "label": label.to_json(),
        "summary": summary,
        "changes": list(_changes(caller, row, everything)),
    }


def _word(caller: Caller, key: str, value: Any, language: str) -> str:
    """A detail in words: an option by its label, an amount with separators, a name in the reader's language."""
    if isinstance(value, dict):
        return str(value.get(language, value))
    if key == "amount":
        whole, _, cents = str(value).partition(".")
        return f"{int(whole):,}.{cents}"
    words = caller.catalog.memo.get("option_words")
    if words is None:
        words = {
            (field_key, option.value): option.label
            for one in caller.catalog.objects.values()
            for field_key, each in one.fields.items()
            for option in each.options
        }
        caller.catalog.memo["option_words"] = words
    found = words.get((key, str(value)))
    return found.in_language(language) if found else str(value)


def label_of_name(caller: Caller, name: str) -> Label:
    """A fact's registered words, or those of a record's change, or its name."""
    if name in LABELS:
        return LABELS[name]
    object_key, _, verb = name.rpartition(".")
    definition = caller.catalog.objects.get(object_key)
    if definition is not None and verb in VERBS:
        return Label(
            VERBS[verb].zh.format(object=definition.label.zh),
            VERBS[verb].en.format(object=definition.label.en),
        )
    return Label(name, name)


def _changes(caller: Caller, row: Any, everything: bool) -> Any:
    definition = caller.catalog.objects.get(row.object or "")
    granted = caller.rights.object(row.object) if row.object else None
    for change in row.detail.get("changes", ()):
        access = (
            granted.access(change["field"])
            if granted and definition and change["field"] in definition.fields
            else Access.READ
        )
        if everything:
            access = max(access, Access.READ)
        if access == Access.HIDDEN:
            continue
        label = (
            definition.fields[change["field"]].label.to_json()
            if definition and change["field"] in definition.fields
            else None
        )
        shown = (
            change
            if access >= Access.READ
            else {**change, "old": _stars(change["old"]), "new": _stars(change["new"])}
        )
        yield {**shown, "label": label}


def _stars(value: Any) -> Any:
    return None if value is None else "***"
