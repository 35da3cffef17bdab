"""Keys of several fields as a part of a package, by object; a key of one field is said by the field."""

from typing import Any

from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.objects.indexes.unique_keys import allow_repeats, keep_unique, read_key
from zhuxin.kernel.objects.types import ObjectDef


def keys_of(definition: ObjectDef) -> list[list[str]]:
    """The keys of several fields of an object, each and all in one order."""
    return in_order([list(key.fields) for key in definition.unique_keys if len(key.fields) > 1])


def in_order(keys: list[list[str]]) -> list[list[str]]:
    return sorted(sorted(one) for one in keys)


async def put_keys(context: ActionContext, object_key: str, keys: list[list[str]]) -> None:
    """Keep exactly these keys of several fields; raises `NotUniqueYet` where records repeat."""
    definition = context.caller.catalog.object(object_key)
    wanted = in_order(keys)
    for one in definition.unique_keys:
        if len(one.fields) > 1 and sorted(one.fields) not in wanted:
            await allow_repeats(context, definition, tuple(definition.fields[name] for name in one.fields))
    known = keys_of(definition)
    for names in wanted:
        if names not in known:
            pointer = f"/files/unique_keys/{object_key}.yaml"
            await keep_unique(context, definition, read_key(definition, names), pointer)


def check_keys(body: Any) -> bool:
    """Whether a part of a package is a list of lists of field keys."""
    return isinstance(body, list) and all(
        isinstance(one, list) and len(one) > 1 and all(isinstance(name, str) for name in one) for one in body
    )
