"""What is still to be done after the password was right, before a session serves."""

from datetime import datetime, timedelta
from typing import Any

from zhuxin.core.errors import Forbidden
from zhuxin.core.settings import Settings
from zhuxin.core.text import Label

PASSWORD = "password"
# A log-in that is not finished lasts no longer.
UNFINISHED = timedelta(minutes=15)


class PasswordChangeRequired(Forbidden):
    code = "auth.password_change_required"
    text = Label("请先修改密码，再继续使用", "Change your password first, then go on")


# What a session at a stage is refused with, and the paths (below the API's root) that it may call all the same.
STAGES: dict[str, tuple[type[Forbidden], tuple[str, ...]]] = {
    PASSWORD: (PasswordChangeRequired, ("/auth/password", "/auth/step")),
}


def next_stage(settings: Settings, user: Any, now: datetime) -> str | None:
    """What somebody whose password was right has to do next; None: nothing."""
    if user.must_change_password or _expired(settings, user, now):
        return PASSWORD
    return None


def _expired(settings: Settings, user: Any, now: datetime) -> bool:
    days = timedelta(days=settings.password_days)
    return bool(days) and user.password_changed_at is not None and user.password_changed_at + days <= now
