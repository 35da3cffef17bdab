"""A record that is written with a file takes it: its own, or one that its writer handed in for it and no record has yet."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from zhuxin.core.db.statements import any_of
from zhuxin.core.errors import FieldFault, InvalidFields
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.files.tables import stored_file
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.records.hooks import MERGED

NOT_THERE = Label("没有这个文件，或它属于别的记录", "There is no such file, or it belongs to another record")
NOT_TAKEN = Label("这里不接受此类文件", "A file of this type is not taken here")


async def claim_files(
    context: ActionContext, definition: ObjectDef, record_id: str, values: Mapping[str, Any]
) -> None:
    """Attach the files that parsed values name to their record; raises `InvalidFields` where one is not for it."""
    named = {
        key: value
        for key, value in values.items()
        if value is not None and key in definition.fields and kind_of(definition.fields[key]).media_types
    }
    if not named:
        return
    wanted = any_of(stored_file.c.id, sorted(set(named.values())))
    rows = await context.connection.all(
        select(stored_file).where(wanted).order_by(stored_file.c.id).with_for_update()
    )
    by_id = {row.id: row for row in rows}
    faults = []
    for key, file_id in named.items():
        row = by_id.get(file_id)
        if row is None or not _is_for(context, definition, record_id, key, row):
            faults.append(FieldFault(f"/{key}", "file.not_there", NOT_THERE))
        elif row.media_type not in kind_of(definition.fields[key]).media_types:
            faults.append(FieldFault(f"/{key}", "file.type", NOT_TAKEN))
    if faults:
        raise InvalidFields(faults)
    waiting = [row.id for row in rows if row.record_id is None]
    if waiting:
        await context.connection.execute(
            update(stored_file).where(any_of(stored_file.c.id, waiting)).values(record_id=record_id)
        )


async def hand_over(context: ActionContext, object_key: str, keep: str, drop: str) -> None:
    """The files of a record that is merged into another are that one's."""
    mine = (stored_file.c.object == object_key, stored_file.c.record_id == drop)
    await context.connection.execute(update(stored_file).where(*mine).values(record_id=keep))


MERGED.append(hand_over)


def _is_for(context: ActionContext, definition: ObjectDef, record_id: str, key: str, row: Any) -> bool:
    if row.object != definition.key or row.field not in (None, key):
        return False
    if row.record_id is None:
        return row.created_by is not None and row.created_by == context.caller.user_id
    return bool(row.record_id == record_id)
