"""Processes and tasks of a record that is merged into another go on for that one."""

from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.records.hooks import MERGED
from zhuxin.kernel.workflows.tables import TASK, process_instance


async def hand_over(context: ActionContext, object_key: str, keep: str, drop: str) -> None:
    for table in (process_instance, TASK.table):
        mine = (table.c.subject_object == object_key, table.c.subject_id == drop)
        await context.connection.execute(table.update().where(*mine).values(subject_id=keep))


MERGED.append(hand_over)
