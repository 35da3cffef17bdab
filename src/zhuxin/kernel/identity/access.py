"""One's own sessions, and ending somebody's access at once."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Missing
from zhuxin.core.ids import is_id
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.registry import action
from zhuxin.kernel.identity.sessions import end_sessions, end_tokens
from zhuxin.kernel.identity.tables import session
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.timeline import register_labels

register_labels({"identity.session.ended": ("结束会话", "Session ended")})


async def list_sessions(connection: Connection, user_id: str, now: datetime, idle: timedelta) -> list[Any]:
    """The sessions of a user that live, the one last used first."""
    columns = ("id", "created_at", "last_used_at", "address", "user_agent", "expires_at")
    return await connection.all(
        select(*(session.c[key] for key in columns))
        .where(
            session.c.user_id == user_id,
            session.c.revoked_at.is_(None),
            session.c.expires_at > now,
            session.c.last_used_at > now - idle,
            session.c.stage.is_(None),
        )
        .order_by(session.c.last_used_at.desc(), session.c.id.desc())
    )


@action(
    "account.end_session",
    "结束会话",
    "End session",
    field("text", "session_id", "会话", "Session", required=True, max_length=36),
    danger=True,
    everyone=True,
)
async def end_session(context: ActionContext, session_id: str) -> dict[str, Any]:
    """End one of the caller's own sessions."""
    if not is_id(session_id):
        raise Missing(pointer="/session_id")
    ended = await context.connection.execute(
        update(session)
        .where(
            session.c.id == session_id,
            session.c.user_id == context.caller.user_id,
            session.c.revoked_at.is_(None),
        )
        .values(revoked_at=context.now)
    )
    if not ended:
        raise Missing(pointer="/session_id")
    await context.record("identity.session.ended", object="user", record_id=context.caller.user_id)
    return {"session_id": session_id}


@action("account.end_other_sessions", "结束其他会话", "End other sessions", danger=True, everyone=True)
async def end_other_sessions(context: ActionContext) -> dict[str, Any]:
    """End all sessions of the caller but the one she asks by."""
    user_id = context.caller.user_id
    assert user_id is not None
    ended = await end_sessions(context.connection, user_id, context.now, but=context.caller.session_id)
    await context.record("identity.session.ended", object="user", record_id=user_id, count=ended)
    return {"ended": ended}


@action(
    "user.end_access",
    "结束登录",
    "End log-ins",
    field("user", "user_id", "用户", "User", required=True, target="user"),
    object="user",
    record_key="user_id",
    confirm=(
        "此人的所有会话和接口令牌立即结束；密码不变，可以重新登录。",
        "All sessions and API tokens of the person end at once; the password stays, and the person may log in again.",
    ),
    danger=True,
)
async def end_access(context: ActionContext, user_id: str) -> dict[str, Any]:
    """End the sessions and tokens of somebody, for a lost device or a doubt."""
    sessions = await end_sessions(context.connection, user_id, context.now)
    tokens = await end_tokens(context.connection, user_id, context.now)
    await context.record(
        "identity.session.ended", object="user", record_id=user_id, count=sessions, tokens=tokens
    )
    return {"user_id": user_id, "sessions": sessions, "tokens": tokens}
