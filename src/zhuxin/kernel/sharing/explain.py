"""Why somebody sees a record or a field, or why not: what holds is asked of the same statements that serve her; the sentences
name where each right comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Missing
from zhuxin.core.ids import is_id
from zhuxin.core.text import Label
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.identity.grants import temporary_roles
from zhuxin.kernel.identity.queries import names_of, role_labels
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import ACCESS_WORDS, VERBS, Access, object_grant
from zhuxin.kernel.permissions.scope import scope_parameters
from zhuxin.kernel.records.plan import plan_for, source_of
from zhuxin.kernel.sharing import words
from zhuxin.kernel.sharing.queries import list_shares

PARENTS = 4  # how far up a record's scope is followed


@dataclass(slots=True)
class Explanation:
    """What somebody may do, and a sentence for every source that speaks for (`holds`) or against it."""

    caller: Caller
    roles: Mapping[str, Label]
    reasons: list[dict[str, Any]] = field(default_factory=list)

    def say(self, about: str, holds: bool, text: Label, **values: str) -> None:
        label = text.format(**values) if values else text
        self.reasons.append({"about": about, "holds": holds, "text": label.to_json()})


async def explain(
    connection: Connection, caller: Caller, object_key: str, record_id: str | None, field_key: str | None
) -> dict[str, Any]:
    """What the caller may do with an object, one of its records, one of its fields, and why; no right of the asker is checked.

    Raises `UnknownObject`, or `Missing` for a record or field that is not there.
    """
    definition = caller.catalog.object(object_key)
    labels = await role_labels(connection, caller.role_keys)
    assert caller.user_id is not None and caller.at is not None
    temporary = await temporary_roles(connection, caller.user_id, caller.at)
    told = Explanation(
        caller,
        {
            key: Label(f"{one.zh}（临时）", f"{one.en} (temporary)") if key in temporary else one
            for key, one in labels.items()
        },
    )
    _say_roles(told, definition)
    granted = caller.rights.object(object_key)
    answer: dict[str, Any] = {verb: getattr(granted, verb) for verb in VERBS}
    if record_id is not None:
        row = await _row(connection, caller, definition, record_id)
        sees = {
            reach: await reaches(connection, caller, object_key, record_id, reach)
            for reach in ("read", "write", "own")
        }
        answer |= {
            "read": sees["read"],
            "update": sees["write"] and granted.update,
            "delete": sees["own"] and granted.delete,
        }
        if granted.read:
            await _say_row(connection, told, definition, row, PARENTS)
    if field_key is not None:
        if field_key not in definition.fields:
            raise Missing(pointer="/field")
        _say_field(told, definition, field_key)
        answer["field"] = granted.access(field_key).name.lower()
    return {**answer, "reasons": told.reasons}


async def reaches(
    connection: Connection, caller: Caller, object_key: str, record_id: str, reach: str
) -> bool:
    """Whether a record is within a caller's reach, by the statement that serves her."""
    plan = plan_for(caller.catalog, caller.rights, object_key)
    statement = plan.get_statement(reach=reach)
    return await connection.find(statement, {"id": record_id, **scope_parameters(caller)}) is not None


async def _row(connection: Connection, caller: Caller, definition: ObjectDef, record_id: str) -> Any:
    source = source_of(caller.catalog, definition)
    row = await connection.find(select(source).where(source.c.id == record_id)) if is_id(record_id) else None
    if row is None:
        raise Missing(pointer="/record_id")
    return row


def _say_roles(told: Explanation, definition: ObjectDef) -> None:
    if not told.roles:
        told.say("object", False, words.NO_ROLE)
    for key, name in told.roles.items():
        grant = object_grant(told.caller.catalog.roles.get(key, {}), definition.key) or {}
        verbs = [verb for verb in VERBS if grant.get(verb)]
        label = definition.label
        of = {"role": name.zh, "role_en": name.en, "object": label.zh, "object_en": label.en}
        if not grant.get("read"):
            told.say("object", False, words.ROLE_NOT, **of)
            continue
        scope = words.SCOPES[grant.get("scope", "own")]
        told.say(
            "object",
            True,
            words.ROLE,
            **of,
            verbs="、".join(words.VERBS[verb].zh for verb in verbs),
            verbs_en=", ".join(words.VERBS[verb].en for verb in verbs),
            scope=scope.zh,
            scope_en=scope.en,
        )


async def _say_row(
    connection: Connection, told: Explanation, definition: ObjectDef, row: Any, depth: int
) -> None:
    """Every way a row is reached or not: the whole object, its parent, owner, candidate role, departments, shares."""
    caller, granted = told.caller, told.caller.rights.object(definition.key)
    if getattr(row, "deleted_at", None) is not None:
        told.say("record", False, words.BINNED)
    if granted.scope == "all":
        told.say("record", True, words.ALL)
        return
    if definition.scope_parent and depth:
        reference, parent_key = definition.scope_parent
        parent = caller.catalog.object(parent_key)
        told.say(
            "record",
            caller.rights.object(parent_key).read,
            words.PARENT,
            object=parent.label.zh,
            object_en=parent.label.en,
        )
        if parent_id := getattr(row, reference):
            above = await _row(connection, caller, parent, parent_id)
            await _say_row(connection, told, parent, above, depth - 1)
    else:
        await _say_scope(connection, told, definition, row)
    for one in await list_shares(connection, definition.key, row.id, caller.at):
        _say_share(told, one)


async def _say_scope(connection: Connection, told: Explanation, definition: ObjectDef, row: Any) -> None:
    caller, granted = told.caller, told.caller.rights.object(definition.key)
    owner, department = getattr(row, definition.owner_field), row.department_id
    found = await names_of(
        connection,
        [
            *([("user", owner)] if owner else ()),
            *(("department", one) for one in {department, *caller.own_departments} if one),
        ],
    )
    names = {party: label.zh for party, label in found.items()}
    if owner == caller.user_id:
        told.say("record", True, words.OWNER)
    else:
        told.say("record", False, words.NOT_OWNER, owner=names.get(("user", owner or ""), "—"))
    if definition.claim_field and getattr(row, definition.claim_field) in caller.role_keys:
        told.say("record", True, words.CANDIDATE)
    called = names.get(("department", department or ""), "—")
    if granted.reach("read").headed:
        heads = department in caller.headed_departments
        told.say("record", heads, words.HEADED if heads else words.NOT_HEADED, department=called)
    if granted.scope in ("department", "tree"):
        within = caller.own_departments if granted.scope == "department" else caller.departments
        scope = words.SCOPES[granted.scope]
        told.say(
            "record",
            department in within,
            words.DEPARTMENT if department in within else words.NOT_DEPARTMENT,
            department=called,
            hers="、".join(names.get(("department", one), "—") for one in caller.own_departments) or "—",
            scope=scope.zh,
            scope_en=scope.en,
        )


def _say_share(told: Explanation, one: Mapping[str, Any]) -> None:
    if f"{one['kind']}:{one['grantee']}" not in told.caller.grantees:
        return
    kind, access = words.KINDS[one["kind"]], words.ACCESS[one["access"]]
    told.say(
        "record",
        not one["ended"],
        words.SHARE_ENDED if one["ended"] else words.SHARE,
        by=one["by"]["name"] or "—",
        kind=kind.zh,
        kind_en=kind.en,
        name=one["label"]["zh"],
        name_en=one["label"]["en"],
        access=access.zh,
        access_en=access.en,
        until=str(one["until_date"] or "长期"),
        until_en=str(one["until_date"] or "without end"),
    )


def _say_field(told: Explanation, definition: ObjectDef, field_key: str) -> None:
    """What each role says of a field; the widest counts."""
    one = definition.fields[field_key]
    label = {"field": one.label.zh, "field_en": one.label.en}
    for key, name in told.roles.items():
        grant = object_grant(told.caller.catalog.roles.get(key, {}), definition.key)
        if grant is None:
            continue
        word = grant.get("fields", {}).get(field_key)
        writes = bool(grant.get("create") or grant.get("update"))
        if word is not None:
            level, text = ACCESS_WORDS[word], words.FIELD_OWN
        elif not (writes or grant.get("read")):
            continue
        elif one.sensitivity == "C3" and kind_of(one).mask and not writes:
            level, text = Access.MASKED, words.FIELD_C3
        else:
            level = Access.WRITE if writes and not one.read_only else Access.READ
            text = words.FIELD_DEFAULT
        access = words.LEVELS[level]
        told.say(
            "field",
            level >= Access.READ,
            text,
            role=name.zh,
            role_en=name.en,
            access=access.zh,
            access_en=access.en,
            **label,
        )
