"""Sample records of a package: put in on request, remembered, and taken out again in one go."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select

from zhuxin.core.db.statements import any_of
from zhuxin.core.errors import Conflict, Forbidden, InvalidFields, Missing, Refusal, faults_at
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.objects.catalog import load_catalog
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.packages.installed import find_installed
from zhuxin.kernel.packages.read import BadPackage
from zhuxin.kernel.packages.tables import sample_record
from zhuxin.kernel.permissions.caller import everywhere, refreshed
from zhuxin.kernel.records.plan import source_of
from zhuxin.kernel.records.queries import titles_of
from zhuxin.kernel.records.relations import references_to, refers
from zhuxin.kernel.records.writes import create_record, delete_record

ADDS = "package.add_samples"
CHANGED = Label("之后有人改过", "changed since")
REFERRED = Label("被「{object}」引用", "referred to by {object}")
_KEY = field("text", "key", "方案包", "Package", required=True, max_length=40)


class SamplesPresent(Conflict):
    code = "package.samples_present"
    text = Label("示例数据已经在了，先移除再添加", "The sample data is there already; remove it first")


class _Place(NamedTuple):
    object: str
    id: str


@action(ADDS, "添加示例数据", "Add sample data", _KEY)
async def add_samples(context: ActionContext, key: str) -> dict[str, Any]:
    """Make the sample records a package came with, as her own: of one that came with the program in any object it names, of another
    only those she could make by hand."""
    row = await _installed(context, key)
    if not row.samples:
        raise Missing(pointer="/key")
    if await _remembered(context, key):
        raise SamplesPresent(pointer="/key")
    if row.installed_by is None:
        with await _as_system(context):
            made = await _make(context, row.samples)
    else:
        context.caller = refreshed(context.caller, await load_catalog(context.connection))
        made = await _make(context, row.samples)
    with await _as_system(context):
        await _remember(context, key, made)
    await context.record("package.samples_added", package=key, count=len(made))
    return {"package": key, "added": len(made)}


@action(
    "package.remove_samples",
    "移除示例数据",
    "Remove sample data",
    _KEY,
    field("json", "also", "也移除的记录", "Records removed as well"),
    danger=True,
)
async def remove_samples(context: ActionContext, key: str, also: Any) -> dict[str, Any]:
    """Delete a package's sample records for good: `{"removed", "kept": [{"object", "id", "title", "why"}]}`.

    Those changed since, and those that others refer to which stay, are kept, unless `also` names them by id: then all
    that was asked for goes, or nothing. With a dry run, what would become of them.
    """
    await _installed(context, key)
    chosen = {one for one in also if isinstance(one, str)} if isinstance(also, list) else set()
    return {"package": key, **await take_samples_out(context, key, chosen)}


async def take_samples_out(context: ActionContext, key: str, also: Collection[str] = ()) -> dict[str, Any]:
    """Delete the sample records of a package that nobody has come to use; see `remove_samples`."""
    places = await _remembered(context, key)
    kept = await _kept(context, places, also)
    going = [place for place in places if place not in kept]
    with await _as_system(context):
        for place in reversed(going):  # what refers was made after what it refers to
            await _delete_for_good(context, place)
    gone = [place for place in places if place not in kept or kept[place] is None]
    await context.connection.execute(
        delete(sample_record).where(any_of(sample_record.c.record_id, [place.id for place in gone]))
    )
    if going:
        await context.record("package.samples_removed", package=key, count=len(going))
    told = [(place, why) for place, why in kept.items() if why is not None]
    return {"removed": len(going), "kept": await _tell(context, told)}


async def _delete_for_good(context: ActionContext, place: _Place) -> None:
    """Delete a record as anybody would, and then from the recycle bin."""
    source = _source(context, place.object)
    if not _binned(await _row(context, place)):
        await delete_record(context, *place)
    if "deleted_at" in source.c:
        await context.connection.execute(delete(source).where(source.c.id == place.id))
        await context.record(f"{place.object}.purged", object=place.object, record_id=place.id)


async def _installed(context: ActionContext, key: str) -> Any:
    row = await find_installed(context.connection, key)
    if row is None or row.removed_at is not None:
        raise Missing(pointer="/key")
    return row


async def _as_system(context: ActionContext) -> Any:
    """Go on with every right, in the caller's name: the records are hers."""
    catalog = await load_catalog(context.connection)
    asked = context.caller
    able = everywhere(replace(asked, catalog=catalog))

    @contextmanager
    def lent() -> Iterator[None]:
        context.caller = able
        try:
            yield
        finally:
            context.caller = asked

    return lent()


async def _make(context: ActionContext, samples: dict[str, list[dict[str, Any]]]) -> list[_Place]:
    """Make records, first those that name no other; a value `{"$sample": "object/name"}` is the record of that name."""
    waiting = [(key, at, row) for key, rows in samples.items() for at, row in enumerate(rows)]
    made: list[_Place] = []
    named: dict[str, str] = {}
    while waiting:
        left = []
        for key, at, row in waiting:
            values = {name: _resolved(value, named) for name, value in row.items() if name != "sample"}
            if any(isinstance(value, dict) and "$sample" in value for value in values.values()):
                left.append((key, at, row))
                continue
            try:
                record = await create_record(context, key, values)
            except Refusal as refusal:
                raise InvalidFields(faults_at(f"/samples/{key}/{at}", refusal)) from None
            made.append(_Place(key, record["id"]))
            if "sample" in row:
                named[f"{key}/{row['sample']}"] = record["id"]
        if len(left) == len(waiting):
            key, at, _ = left[0]
            raise BadPackage(
                pointer=f"/samples/{key}/{at}",
                why=Label(
                    f"samples/{key}.yaml 引用了没有的示例",
                    f"samples/{key}.yaml refers to a sample that is not there",
                ),
            )
        waiting = left
    return made


def _resolved(value: Any, named: dict[str, str]) -> Any:
    return named.get(value["$sample"], value) if isinstance(value, dict) and "$sample" in value else value


async def _remember(context: ActionContext, key: str, made: list[_Place]) -> None:
    """Note the records with the version they have now that all of them are there and gathered."""
    rows = [
        {
            "package": key,
            "object": place.object,
            "record_id": place.id,
            "position": at,
            "version": (await _row(context, place)).version,
        }
        for at, place in enumerate(made)
    ]
    if rows:
        await context.connection.execute(insert(sample_record).values(rows))


async def _remembered(context: ActionContext, key: str) -> list[_Place]:
    """The sample records of a package in the order they were made; objects that are no more are left out."""
    mine = select(sample_record).where(sample_record.c.package == key).order_by(sample_record.c.position)
    return [
        _Place(row.object, row.record_id)
        for row in await context.connection.all(mine)
        if row.object in context.caller.catalog.objects
    ]


async def _kept(
    context: ActionContext, places: list[_Place], also: Collection[str]
) -> dict[_Place, Label | None]:
    """The records that stay, each with why; None: it is there no more. Latest first, so that one that stays keeps what it
    refers to."""
    kept: dict[_Place, Label | None] = {}
    ours = {place.id for place in places}
    for place in reversed(places):
        row = await _row(context, place)
        if row is None:
            kept[place] = None
        elif place.id not in also:
            stay = {one.id for one, why in kept.items() if why is not None}
            why = await _why(context, place, row, ours - stay)
            if why is not None:
                kept[place] = why
    return kept


async def _why(context: ActionContext, place: _Place, row: Any, going: set[str]) -> Label | None:
    """Why a record stays; None: it goes. What refers to it from the recycle bin holds it as well."""
    noted = select(sample_record.c.version).where(sample_record.c.record_id == place.id)
    if not _binned(row) and row.version != await context.connection.value(noted):
        return CHANGED
    for referring, key, _ in references_to(context.caller.catalog, place.object):
        source = source_of(context.caller.catalog, referring)
        mine = refers(source, referring.fields[key], place.id)
        found = await context.connection.all(select(source.c.id).where(mine))
        if {one.id for one in found} - going:
            words = referring.label
            return Label(REFERRED.zh.format(object=words.zh), REFERRED.en.format(object=words.en))
    return None


async def _row(context: ActionContext, place: _Place) -> Any:
    """A record's whole row, locked; None where it is there no more."""
    source = _source(context, place.object)
    return await context.connection.find(select(source).where(source.c.id == place.id).with_for_update())


def _binned(row: Any) -> bool:
    return getattr(row, "deleted_at", None) is not None


def _source(context: ActionContext, object_key: str) -> Any:
    return source_of(context.caller.catalog, context.caller.catalog.object(object_key))


async def _tell(context: ActionContext, told: list[tuple[_Place, Label]]) -> list[dict[str, Any]]:
    """What stays, each by its title where the caller sees it."""
    titles: dict[str, Any] = {}
    for key in {place.object for place, _ in told}:
        if context.caller.rights.object(key).read:
            ids = [place.id for place, _ in told if place.object == key]
            titles |= await titles_of(context.connection, context.caller, key, ids)
    return [
        {"object": place.object, "id": place.id, "title": titles.get(place.id), "why": why.to_json()}
        for place, why in told
    ]


def require_adding(context: ActionContext) -> None:
    """Raises `Forbidden` unless the caller may add sample data."""
    if not context.caller.rights.may_call(ADDS):
        raise Forbidden(pointer="/samples")
