"""Changing definitions: a draft is kept, several are published together or not at all, and an old version comes back."""

from asyncio import to_thread
from hashlib import sha256
from typing import Any

import orjson

from zhuxin.core.errors import FieldFault, InvalidFields, Missing
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.definitions.diff import differences, in_words
from zhuxin.kernel.definitions.kinds import as_published, beyond_rights, definition_kind, faults_of
from zhuxin.kernel.definitions.store import (
    discard_draft,
    find_draft,
    find_version,
    keep_draft,
    publish,
)
from zhuxin.kernel.objects.catalog import move_revision
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.objects.indexes.views import request_indexes
from zhuxin.kernel.objects.keys import check_key
from zhuxin.kernel.second_person.types import Fact, Inputs, SecondPerson

PUBLISH_LIMIT = 50
# In bytes: a print template holds its Word file.
BODY_LIMIT = 900_000
KIND = field("text", "kind", "类型", "Kind", required=True, max_length=20)
KEY = field("text", "key", "编码", "Key", required=True, max_length=60)
REASON = field("text", "reason", "原因", "Reason", required=True, max_length=200)


@action(
    "definition.save",
    "保存草稿",
    "Save the draft",
    KIND,
    KEY,
    field("json", "body", "内容", "Body", required=True, max_length=BODY_LIMIT),
    field("text", "base", "所基于的内容", "What it was made from", max_length=60),
)
async def save(context: ActionContext, kind: str, key: str, body: Any, base: str | None) -> dict[str, Any]:
    """Keep a draft as it is, with its faults; nobody but builders sees it. The faults come back with their places.

    With `base`, as a read of the definition gives it, a draft that somebody else saved since is not written over.
    """
    definition_kind(kind)
    check_key(key)
    if not isinstance(body, dict):
        raise InvalidFields([FieldFault("/body", "value.wrong_type", Label("应为对象", "Must be an object"))])
    kept = await keep_draft(context, kind, key, body, base)
    await context.record("definition.draft.saved", kind=kind, key=key)
    return {
        "kind": kind,
        "key": key,
        "base": kept,
        "faults": await to_thread(faults_of, context.caller.catalog, kind, key, body),
    }


@action("definition.discard", "放弃草稿", "Discard the draft", KIND, KEY, danger=True)
async def discard(context: ActionContext, kind: str, key: str) -> dict[str, Any]:
    if not await discard_draft(context, kind, key):
        raise Missing
    await context.record("definition.draft.discarded", kind=kind, key=key)
    return {"kind": kind, "key": key}


async def _decides(context: ActionContext, inputs: Inputs) -> bool:
    """Whether what is to be published decides on money or people."""
    if "drafts" in inputs:
        return any(definition_kind(kind).decides for kind, _ in _named(inputs["drafts"]))
    return definition_kind(inputs["kind"]).decides


async def _told(context: ActionContext, inputs: Inputs) -> list[Fact]:
    """Each definition with what changes in it, in words, and a digest of all of it."""
    facts = [Fact(Label("原因", "Reason"), inputs["reason"])]
    named = _named(inputs["drafts"]) if "drafts" in inputs else [(inputs["kind"], inputs["key"])]
    for kind, key in named:
        version = int(inputs.get("version", 0))
        coming = await find_version(context.connection, kind, key, version)
        if coming is None:
            raise Missing
        live = context.caller.catalog.definitions.get((kind, key))
        told = differences(live.body if live else {}, coming.body)
        label = definition_kind(kind).label
        facts.append(Fact(Label(f"{label.zh} {key}", f"{label.en} {key}"), in_words(told)))
        facts.append(
            Fact(Label("摘要", "Digest"), sha256(orjson.dumps(coming.body)).hexdigest(), hidden=True)
        )
    return facts


_TWO = SecondPerson(applies=_decides, shows=_told)


@action(
    "definition.publish",
    "发布",
    "Publish",
    field("json", "drafts", "草稿", "Drafts", required=True),
    REASON,
    second_person=_TWO,
)
async def publish_drafts(context: ActionContext, drafts: Any, reason: str) -> dict[str, Any]:
    """Publish drafts `[{"kind", "key"}]` together: all are checked first, and one fault keeps all of them back."""
    rows = []
    for place, (kind, key) in enumerate(_named(drafts)):
        draft = await find_draft(context.connection, kind, key)
        if draft is None:
            raise Missing(pointer=f"/drafts/{place}")
        rows.append((kind, key, draft.body))
    # A menu may lead to a page that comes with it.
    catalog = as_published(context.caller.catalog, {(kind, key): body for kind, key, body in rows})
    faults = [
        FieldFault(f"/drafts/{place}{one['pointer']}", one["code"], Label(**one["message"]))
        for place, (kind, key, body) in enumerate(rows)
        for one in await to_thread(faults_of, catalog, kind, key, body)
    ]
    if not faults:
        faults = [
            FieldFault(f"/drafts/{place}{one.pointer}", one.fault_code, one.label)
            for place, (kind, _, body) in enumerate(rows)
            for one in beyond_rights(context.caller.rights, kind, body)
        ]
    if faults:
        raise InvalidFields(faults)
    published = []
    for kind, key, body in rows:
        version = await _put_into_use(context, kind, key, body, reason)
        await discard_draft(context, kind, key)
        published.append({"kind": kind, "key": key, "version": version})
        await context.record("definition.published", kind=kind, key=key, version=version, reason=reason)
    return {"published": published, "revision": await move_revision(context.connection)}


@action(
    "definition.roll_back",
    "回滚",
    "Roll back",
    KIND,
    KEY,
    field("number", "version", "版本", "Version", required=True, minimum="1"),
    REASON,
    danger=True,
    second_person=_TWO,
)
async def roll_back(context: ActionContext, kind: str, key: str, version: Any, reason: str) -> dict[str, Any]:
    """Publish an earlier version again, as a new one; it is checked against what is defined now."""
    known = definition_kind(kind)
    row = await find_version(context.connection, kind, key, int(version))
    if row is None:
        raise Missing(pointer="/version")
    await to_thread(known.check, context.caller.catalog, key, row.body)
    if beyond := beyond_rights(context.caller.rights, kind, row.body):
        raise InvalidFields(beyond)
    number = await _put_into_use(context, kind, key, row.body, reason)
    await context.record(
        "definition.rolled_back", kind=kind, key=key, version=number, to=int(version), reason=reason
    )
    return {"kind": kind, "key": key, "version": number, "revision": await move_revision(context.connection)}


async def _put_into_use(context: ActionContext, kind: str, key: str, body: Any, reason: str) -> int:
    version = await publish(context, kind, key, body, reason=reason)
    if kind == "layout":
        await request_indexes(context, key)
    return version


def _named(drafts: Any) -> list[tuple[str, str]]:
    if not isinstance(drafts, list) or not 0 < len(drafts) <= PUBLISH_LIMIT:
        label = Label(f"应有 1 到 {PUBLISH_LIMIT} 项", f"Takes 1 to {PUBLISH_LIMIT}")
        raise InvalidFields([FieldFault("/drafts", "value.wrong_type", label)])
    named = []
    for place, one in enumerate(drafts):
        if (
            not isinstance(one, dict)
            or not isinstance(one.get("kind"), str)
            or not isinstance(one.get("key"), str)
        ):
            label = Label("应含 kind 和 key", "Holds kind and key")
            raise InvalidFields([FieldFault(f"/drafts/{place}", "value.wrong_type", label)])
        definition_kind(one["kind"])
        named.append((one["kind"], one["key"]))
    return named
