"""What a feature does with a file handed in for a record of its object: the upload road calls it, whatever the object is."""

from collections.abc import Awaitable, Callable
from typing import Any

from zhuxin.core.errors import FieldFault, Forbidden, Invalid, InvalidFields, Missing
from zhuxin.core.ids import is_id
from zhuxin.core.text import Label
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.actions.inputs import REQUIRED
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.files.store import keep_file
from zhuxin.kernel.permissions.rights import Access
from zhuxin.kernel.records.rows import require_visible

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
    context: ActionContext, object_key: str, record_id: str | None, kind: str, name: str, content: bytes
) -> dict[str, Any]:
    """Attach a file to a record the caller sees; raises `Forbidden` without the right `file.attach`, or `NoFilesHere`."""
    if not context.caller.rights.may_call(RIGHT):
        raise Forbidden
    hook = _HOOKS.get(object_key)
    if hook is None:
        raise NoFilesHere(pointer="/object", object=object_key)
    if not record_id:
        raise InvalidFields([FieldFault("/record_id", "value.required", REQUIRED)])
    if not is_id(record_id):
        raise Missing
    return await hook(context, record_id, kind, name, content)


async def attach_to_field(
    context: ActionContext, object_key: str, field_key: str, record_id: str | None, name: str, content: bytes
) -> dict[str, Any]:
    """Keep a file for a field that the caller may write, of a record she may change or of one she is about to create.

    It is the field's only once the record is written with its id. Raises `Forbidden`, `Missing` or `NoFilesHere`.
    """
    definition = context.caller.catalog.object(object_key)
    granted = context.caller.rights.object(object_key)
    one = definition.fields.get(field_key)
    if one is None or granted.access(field_key) == Access.HIDDEN:
        raise Missing(pointer="/field")
    if not kind_of(one).media_types:
        raise NoFilesHere(pointer="/field", object=one.label.zh)
    may_write = granted.update if record_id else granted.update or granted.create
    if not definition.writable or not may_write or granted.access(field_key) != Access.WRITE:
        raise Forbidden
    if record_id and not is_id(record_id):
        raise Missing
    if record_id:
        await require_visible(context, object_key, [record_id])
    return await keep_file(context, name, content, object=object_key, record_id=record_id, field=one)
