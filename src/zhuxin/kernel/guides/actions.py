"""Guides: short tours of the pages, offered to each person once; she takes one or declines."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Forbidden, Missing
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.guides.tables import guide_answer
from zhuxin.kernel.objects.define import field, options


@action(
    "guide.answer",
    "答复引导",
    "Answer a guide",
    field("text", "guide", "引导", "Guide", required=True, max_length=40),
    field(
        "choice",
        "answer",
        "答复",
        "Answer",
        required=True,
        options=options("taken:已看:Taken", "declined:不需要:Declined"),
    ),
)
async def answer_guide(context: ActionContext, guide: str, answer: str) -> dict[str, Any]:
    """Remember that the caller has taken a guide, or does not want it; it is not offered to her again."""
    if context.caller.user_id is None:
        raise Forbidden
    if guide not in context.caller.role_keys:  # there is one for a role
        raise Missing(pointer="/guide")
    row = {
        "user_id": context.caller.user_id,
        "guide": guide,
        "answer": answer,
        "answered_at": context.now,
    }
    kept = insert(guide_answer).values(**row)
    changed = {"answer": answer, "answered_at": context.now}
    await context.connection.execute(
        kept.on_conflict_do_update(index_elements=["user_id", "guide"], set_=changed)
    )
    await context.record("guide.answered", guide=guide, answer=answer)
    return {"guide": guide, "answer": answer}


async def list_answers(connection: Connection, user_id: str | None) -> dict[str, str]:
    """What a person answered, by guide."""
    mine = select(guide_answer.c.guide, guide_answer.c.answer).where(guide_answer.c.user_id == user_id)
    return {row.guide: row.answer for row in await connection.all(mine)}
