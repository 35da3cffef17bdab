"""What weighs asks for a proof, not long ago, of who one is; an API token must name it."""

from datetime import timedelta

from zhuxin.core.errors import Forbidden
from zhuxin.core.text import Label
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.narrowed import NarrowedRights


class StepUpRequired(Forbidden):
    code = "auth.step_up_required"
    text = Label("请再次验证您的身份，然后继续", "Prove once more who you are, then go on")


class BeyondToken(Forbidden):
    code = "auth.token_scope"
    text = Label("此接口令牌的范围不含操作 {action}", "The scope of this API token does not name {action}")


def check_step_up(caller: Caller, action: str, minutes: int) -> None:
    """Raises `StepUpRequired`, or `BeyondToken`. Jobs and processes are nobody at a screen: they pass."""
    if caller.token_id is not None:
        check_named(caller, action)
    elif caller.session_id is not None:
        assert caller.at is not None
        verified = caller.verified_at
        if verified is None or verified + timedelta(minutes=minutes) <= caller.at:
            raise StepUpRequired


def check_named(caller: Caller, action: str) -> None:
    """Raises `BeyondToken` where a token does not name an action in so many words."""
    if not isinstance(caller.rights, NarrowedRights) or not caller.rights.names(action):
        raise BeyondToken(action=action)
