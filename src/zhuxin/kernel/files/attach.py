"""What a feature does with a file handed in for a record of its object: the upload road calls it, whatever the object is."""

from collections.abc import Awaitable, Callable
from typing import Any

from zhuxin.core.errors import Forbidden, Invalid, Missing
from zhuxin.core.ids import is_id
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext

RIGHT = "file.attach"
AttachHook = Callable[[ActionContext, str, str, str, bytes], Awaitable[dict[str, Any]]]
_HOOKS: dict[str, AttachHook] = {}


class NoFilesHere(Invalid):
    code = "file.object"
    text = Label("{object} 不接受附件", "{object} takes no files")


def takes_files(object_key: str) -> Callable[[AttachHook], AttachHook]:
    """Register the hook of an object: `async (context, record_id, kind, name, content)`; its result is the answer."""

    def register(hook: AttachHook) -> AttachHook:
        _HOOKS[object_key] = hook
        return hook

    return register


async def attach_file(
    context: ActionContext, object_key: str, record_id: str, kind: str, name: str, content: bytes
) -> dict[str, Any]:
    """Attach a file to a record the caller sees; raises `Forbidden` without the right `file.attach`, or `NoFilesHere`."""
    if not context.caller.rights.may_call(RIGHT):
        raise Forbidden
    hook = _HOOKS.get(object_key)
    if hook is None:
        raise NoFilesHere(pointer="/object", object=object_key)
    if not is_id(record_id):
        raise Missing
    return await hook(context, record_id, kind, name, content)
