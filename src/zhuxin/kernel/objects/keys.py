"""Keys for what people give only a name: used in the API, in formulas and in packages, and for life."""

import re
from collections.abc import Container
from itertools import count

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import FieldFault, InvalidFields
from zhuxin.core.text import Label
from zhuxin.kernel.objects.define import field
from zhuxin.kernel.search.spelling import spelled

LENGTH = 36
NEW_KEY = field(
    "text",
    "key",
    "编码",
    "Key",
    max_length=40,
    help=Label(
        "系统内部用，以后不能改；不填由名称得出",
        "Its name within the system, for good; made from the name if empty",
    ),
)


BAD_KEY = Label(
    "编码应以小写字母开头，只含小写字母、数字和下划线",
    "A key begins with a lower-case letter and has only a–z, 0–9 and _",
)


def check_key(key: str) -> None:
    """Raises `InvalidFields` for a key that is none."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", key):
        raise InvalidFields([FieldFault("/key", "value.bad_key", BAD_KEY)])


async def key_for(
    connection: Connection, stem: str, names: tuple[str, str | None], taken: Container[str]
) -> str:
    """A key that is not taken, of the English name if there is one, else of the Chinese one in pinyin (at most 40 characters).

    It begins with `stem` where a name begins with no letter, or is too short to be one.
    """
    zh, en = names
    words = await spelled(connection, en or "") or await spelled(connection, zh)
    key = words[0] if words else stem
    for word in words[1:]:
        if len(key) + 1 + len(word) > LENGTH:
            break
        key = f"{key}_{word}"
    if len(key) < 2 or key[0].isdigit():
        key = f"{stem}_{key}"
    key = key[:LENGTH].rstrip("_")
    return next(one for n in count(1) if (one := key if n == 1 else f"{key}_{n}") not in taken)
