"""What is still to be done after the password was right, before a session serves; in this order."""

from datetime import datetime, timedelta
from typing import Any

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Forbidden
from zhuxin.core.settings import Settings
from zhuxin.core.text import Label
from zhuxin.kernel.identity.factors.queries import has_factor, needs_factor

SECOND_FACTOR, PASSWORD, SET_UP = "second_factor", "password", "set_up_factor"
ORDER = (SECOND_FACTOR, PASSWORD, SET_UP)
# A log-in that is not finished lasts no longer.
UNFINISHED = timedelta(minutes=15)


class SecondFactorRequired(Forbidden):
    code = "auth.second_factor_required"
    text = Label("请先完成第二步验证", "Finish the second step of logging in first")


class PasswordChangeRequired(Forbidden):
    code = "auth.password_change_required"
    text = Label("请先修改密码，再继续使用", "Change your password first, then go on")


class FactorSetUpRequired(Forbidden):
    code = "auth.factor_set_up_required"
    text = Label(
        "您的角色需要第二种验证方式，请先添加验证器或通行密钥",
        "Your role needs a second factor; set up an authenticator app or a passkey first",
    )


# What a session at a stage is refused with, and the paths (below the API's root) that it may call all the same.
STAGES: dict[str, tuple[type[Forbidden], tuple[str, ...]]] = {
    SECOND_FACTOR: (
        SecondFactorRequired,
        ("/auth/step", "/auth/second-factor", "/auth/passkey/options", "/auth/passkey"),
    ),
    PASSWORD: (PasswordChangeRequired, ("/auth/step", "/auth/password")),
    SET_UP: (
        FactorSetUpRequired,
        (
            "/auth/step",
            "/auth/finish",
            "/account/totp",
            "/account/totp/confirm",
            "/account/passkeys/options",
            "/account/passkeys",
        ),
    ),
}


async def next_stage(
    connection: Connection, settings: Settings, user: Any, now: datetime, *, passed: str | None = None
) -> str | None:
    """What somebody has to do next whose password was right, or who has passed a stage; None: nothing."""
    for stage in ORDER[ORDER.index(passed) + 1 if passed else 0 :]:
        if stage == SECOND_FACTOR:
            stops = await has_factor(connection, user.id)
        elif stage == PASSWORD:
            stops = user.must_change_password or _expired(settings, user, now)
        else:
            stops = await needs_factor(connection, settings, user.id, now) and not await has_factor(
                connection, user.id
            )
        if stops:
            return stage
    return None


def _expired(settings: Settings, user: Any, now: datetime) -> bool:
    days = timedelta(days=settings.password_days)
    return bool(days) and user.password_changed_at is not None and user.password_changed_at + days <= now
