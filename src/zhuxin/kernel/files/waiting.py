"""Files that wait for a record and were handed in by nobody who has an account."""

from collections.abc import Iterable

from sqlalchemy import func, select, update

from zhuxin.core.db.database import Connection
from zhuxin.core.db.statements import any_of
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.files.tables import stored_file

WAITS = (stored_file.c.record_id.is_(None), stored_file.c.created_by.is_(None))


async def count_waiting(connection: Connection, object_key: str) -> int:
    """How many files of strangers wait for records of an object."""
    found: int = await connection.value(
        select(func.count()).where(stored_file.c.object == object_key, *WAITS)
    )
    return found


async def hold_waiting(connection: Connection, file_ids: Iterable[str]) -> set[str]:
    """Those of some files that wait, locked."""
    mine = any_of(stored_file.c.id, sorted(file_ids))
    rows = await connection.all(select(stored_file.c.id).where(mine, *WAITS).with_for_update())
    return {row.id for row in rows}


async def give_to_record(context: ActionContext, file_ids: Iterable[str], record_id: str) -> None:
    """Give files that are held to a record."""
    mine = any_of(stored_file.c.id, sorted(file_ids))
    await context.connection.execute(update(stored_file).where(mine).values(record_id=record_id))
