"""A person's password becomes another one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pypinyin import lazy_pinyin
from sqlalchemy import delete, select, update

from zhuxin.core.crypto.passwords import hash_password, off_loop, password_matches
from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Conflict, Invalid
from zhuxin.core.ids import new_id
from zhuxin.core.settings import Settings
from zhuxin.core.text import Label
from zhuxin.kernel.identity.passwords.policy import check_password
from zhuxin.kernel.identity.tables import USER, old_password, password_link
from zhuxin.kernel.timeline import register_labels

account = USER.table
REMEMBERED = 5

register_labels(
    {
        "identity.password.changed": ("修改密码", "Password changed"),
        "identity.password.reset": ("重置密码", "Password reset"),
    }
)


class PasswordUsedBefore(Invalid):
    code = "auth.password_used_before"
    text = Label("不能使用最近用过的 5 个密码", "None of the last five passwords can be used again")


class PasswordChangedMeanwhile(Conflict):
    code = "auth.password_changed_meanwhile"
    text = Label("密码刚刚已在别处修改，请重新登录", "The password was just changed elsewhere; log in again")


async def new_password(connection: Connection, settings: Settings, user: Any, password: str) -> str:
    """The hash of a password that its owner may choose. Raises `WeakPassword` or `PasswordUsedBefore`.

    Slow: to be called before anything is locked. `user` has `id`, `username`, `name` and `password_hash`.
    """
    own = (user.username, user.name, "".join(lazy_pinyin(user.name)))
    await off_loop(_check, password, settings.password_length, own)
    for one in [user.password_hash, *await _old_passwords(connection, user.id)]:
        if one is not None and await password_matches(one, password):
            raise PasswordUsedBefore(pointer="/password")
    return await hash_password(password)


def _check(password: str, minimum: int, own: Sequence[str]) -> None:
    check_password(password, minimum=minimum, own=own)


async def put_password(connection: Connection, user: Any, hashed: str | None, now: datetime) -> None:
    """Store another password, or none; the one of before is remembered, and links to set it end. The caller notes it.

    Raises `PasswordChangedMeanwhile` where it is no more what `user` says.
    """
    changed = await connection.execute(
        update(account)
        .where(account.c.id == user.id, account.c.password_hash.is_not_distinct_from(user.password_hash))
        .values(
            password_hash=hashed,
            must_change_password=False,
            password_changed_at=now if hashed else None,
            version=account.c.version + 1,
            updated_at=now,
        )
    )
    if not changed:
        raise PasswordChangedMeanwhile
    if user.password_hash is not None:
        values = {"id": new_id(), "created_at": now, "user_id": user.id, "password_hash": user.password_hash}
        await connection.insert(old_password, values)
        await connection.execute(
            delete(old_password).where(
                old_password.c.user_id == user.id, old_password.c.id.not_in(_latest(user.id))
            )
        )
    await connection.execute(
        update(password_link)
        .where(password_link.c.user_id == user.id, password_link.c.used_at.is_(None))
        .values(used_at=now)
    )


async def _old_passwords(connection: Connection, user_id: str) -> list[str]:
    rows = await connection.all(
        select(old_password.c.password_hash).where(old_password.c.id.in_(_latest(user_id)))
    )
    return [row.password_hash for row in rows]


def _latest(user_id: str) -> Any:
    """Those before the present one that are remembered."""
    return (
        select(old_password.c.id)
        .where(old_password.c.user_id == user_id)
        .order_by(old_password.c.created_at.desc(), old_password.c.id.desc())
        .limit(REMEMBERED - 1)
    )
