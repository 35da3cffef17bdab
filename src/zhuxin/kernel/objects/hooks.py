"""What else happens when a field is added, in the same transaction: `async (context, object key, field)`."""

from collections.abc import Awaitable, Callable
from typing import Any

from zhuxin.kernel.fields.types import Field

FIELD_ADDED: list[Callable[[Any, str, Field], Awaitable[None]]] = []
