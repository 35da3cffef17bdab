"""The TypeScript client: one file without dependencies, for the browser and for Node."""

import json
from pathlib import Path

from zhuxin.kernel.clients.types import ClientField, ClientType

TYPES = {
    "text": "string",
    "integer": "number",
    "number": "number | string",
    "boolean": "boolean",
    "list": "unknown[]",
    "mapping": "Record<string, unknown>",
    "any": "unknown",
}
TEMPLATE = Path(__file__).with_name("client.ts.template")


def write_typescript(revision: int, objects: list[ClientType], actions: list[ClientType]) -> str:
    """The text of the client."""
    interfaces = [_interface(one) for one in objects]
    inputs = "\n".join(f"  {json.dumps(one.key)}: {{ {_members(one.fields, '; ')} }}" for one in actions)
    properties = "\n".join(
        f"  readonly {one.key} = new Records<{one.name}>(this, {json.dumps(one.key)})" for one in objects
    )
    parts = {
        "revision": str(revision),
        "interfaces": "\n".join(interfaces),
        "actions": inputs,
        "properties": properties,
    }
    text = TEMPLATE.read_text(encoding="utf-8")
    for name, part in parts.items():
        text = text.replace(f"<{name}>", part, 1)
    return text


def _interface(one: ClientType) -> str:
    lines = "\n".join(
        f"  /** {_comment(field.label.en)}{'' if field.writable else '; read only'} */\n"
        f"  {json.dumps(field.key)}: {_type(field)} | null"
        for field in one.fields
    )
    return f"\n/** {_comment(one.label.en)} */\nexport interface {one.name} {{\n  id: string\n  version: number\n{lines}\n}}"


def _members(fields: tuple[ClientField, ...], between: str) -> str:
    return between.join(
        f"{json.dumps(field.key)}{'' if field.required else '?'}: {_type(field)}{'' if field.required else ' | null'}"
        for field in fields
    )


def _type(field: ClientField) -> str:
    if field.options:
        return " | ".join(json.dumps(option, ensure_ascii=False) for option in field.options)
    return TYPES[field.type]


def _comment(text: str) -> str:
    return " ".join(text.replace("*/", "").split())
