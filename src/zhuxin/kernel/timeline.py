"""Audit entries in words: what a timeline shows, masked where the reader may not see."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from zhuxin.core.crypto.masks import mask_id_number
from zhuxin.core.db.database import Connection
from zhuxin.core.ids import is_id
from zhuxin.core.text import Label, label_of
from zhuxin.kernel.fields.types import SEVERAL
from zhuxin.kernel.objects.indexes.fields import REFERRING
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.records.queries import titles_of

LABELS: dict[str, Label] = {}
WORDS: dict[tuple[str, str], Label] = {}
SOURCES: dict[str, str] = {}
Titles = Mapping[str, Mapping[str, Any]]
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


def register_words(key: str, words: dict[str, tuple[str, str]]) -> None:
    """A feature says in words what a detail of its facts may be, where no field's options do."""
    WORDS.update({(key, value): Label(*each) for value, each in words.items()})


def register_source(name: str, object_key: str) -> None:
    """What a fact tells is of another object's record: only who may read that is told it."""
    SOURCES[name] = object_key


async def readable_entries(
    connection: Connection, caller: Caller, rows: Sequence[Any], known: Collection[str]
) -> list[Any]:
    """Of some entries those whose record the caller may read by now; `known` are ids of records she may."""
    ids: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.record_id not in known and row.object in caller.catalog.objects and is_id(row.record_id):
            ids[row.object].add(row.record_id)
    seen = set(known)
    for object_key, found in ids.items():
        if caller.rights.object(object_key).read:
            seen |= set(await titles_of(connection, caller, object_key, sorted(found)))
    return [row for row in rows if row.record_id in seen]


async def describe_entries(
    connection: Connection, caller: Caller, rows: Sequence[Any], *, everything: bool = False
) -> list[dict[str, Any]]:
    """Entries as items of a timeline; changes of fields the caller may not read are left out, masked ones masked, and
    records that were referred to are called what the caller may call them (`titles` of a change, by id)."""
    named: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for change in row.detail.get("changes", ()):
            target, ids = _referred(caller, row.object, change)
            named[target].update(ids)
    titles = {
        target: await titles_of(connection, caller, target, sorted(ids))
        for target, ids in named.items()
        if ids and caller.rights.object(target).read
    }
    return [_describe(caller, row, titles, everything) for row in rows]


def _describe(caller: Caller, row: Any, titles: Titles, everything: bool) -> dict[str, Any]:
    label = label_of_name(caller, row.name)
    summary = {}
    heard = [key for key in TOLD if row.detail.get(key) and (everything or _may_hear(caller, row, key))]
    for language, text in label.to_json().items():
        told = [_word(caller, row.object, key, row.detail[key], language) for key in heard]
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
        "changes": list(_changes(caller, row, titles, everything)),
    }


def _may_hear(caller: Caller, row: Any, key: str) -> bool:
    """Whether a detail of a fact, where it is a field of what the fact is about, may be read by the caller. Why somebody had a value
    revealed is for the auditor alone."""
    if row.name == "record.revealed":
        return False
    source = SOURCES.get(row.name, row.object)
    definition = caller.catalog.objects.get(source or "")
    if source is None or definition is None:
        return True
    granted = caller.rights.object(source)
    if row.name in SOURCES and not granted.read:
        return False
    return key not in definition.fields or granted.access(key) >= Access.READ


def _referred(caller: Caller, object_key: str | None, change: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The object that a changed field refers to, and the ids among its values; none where it does not refer."""
    definition = caller.catalog.objects.get(object_key or "")
    field = definition.fields.get(change["field"]) if definition else None
    if field is None or field.target is None or field.kind not in (*REFERRING, SEVERAL):
        return "", []
    values = [change["old"], change["new"]]
    if field.kind == SEVERAL:
        values = [one for several in values for one in several or ()]
    return field.target, [one for one in values if is_id(one)]


def _word(caller: Caller, object_key: str | None, key: str, value: Any, language: str) -> str:
    """A detail in words: an option by its label, an amount with separators, a name in the reader's language."""
    if isinstance(value, dict):
        return str(value.get(language, value))
    if key == "amount":
        whole, _, cents = str(value).partition(".")
        return f"{int(whole):,}.{cents}"
    words = caller.catalog.memo.get("told_words")
    if words is None:
        words = caller.catalog.memo["told_words"] = dict(_told_words(caller))
    found = words.get((object_key, key, str(value))) or words.get((None, key, str(value)))
    return found.in_language(language) if found else str(value)


def _told_words(caller: Caller) -> Iterator[tuple[tuple[str | None, str, str], Label]]:
    """What details may be, in words, by object (None for any), key and value; the last one counts."""
    for definition in caller.catalog.objects.values():
        for key, field in definition.fields.items():
            for option in field.options:
                yield (None, key, option.value), option.label
                yield (definition.key, key, option.value), option.label
    for (key, value), label in WORDS.items():
        yield (None, key, value), label
    for (kind, key), found in caller.catalog.definitions.items():
        if kind == "decision":
            yield (None, "rule", key), label_of(found.body.get("label", key))
        if kind == "process":
            for node in found.body["nodes"]:
                yield (found.body["object"], "node", node["id"]), label_of(node.get("label", node["id"]))


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


def _changes(caller: Caller, row: Any, titles: Titles, everything: bool) -> Any:
    definition = caller.catalog.objects.get(row.object or "")
    granted = caller.rights.object(row.object) if row.object else None
    for change in row.detail.get("changes", ()):
        access = (
            granted.access(change["field"])
            if granted and definition and change["field"] in definition.fields
            else Access.READ
        )
        if everything:
            # Who reads the whole log sees every change, but of sensitive fields no more than their mask.
            one = definition.fields.get(change["field"]) if definition else None
            access = Access.MASKED if access < Access.READ and one and one.sensitivity else Access.READ
        if access == Access.HIDDEN:
            continue
        label = (
            definition.fields[change["field"]].label.to_json()
            if definition and change["field"] in definition.fields
            else None
        )
        one = definition.fields.get(change["field"]) if definition else None
        # ID numbers are in the log as their mask of that time, which may have shown more than today's.
        hide = mask_id_number if one and one.kind == "id_number" else _stars if access < Access.READ else None
        shown = {**change, **{key: _hidden(change[key], hide) for key in ("old", "new")}} if hide else change
        target, ids = _referred(caller, row.object, shown)
        called = {one: titles[target][one] for one in ids if titles.get(target, {}).get(one)}
        yield {**shown, "label": label, **({"titles": called} if ids else {})}


def _stars(_: Any) -> str:
    return "***"


def _hidden(value: Any, hide: Callable[[str], str]) -> Any:
    return None if value is None else hide(str(value))
