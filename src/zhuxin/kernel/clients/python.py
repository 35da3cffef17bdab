"""The Python client: one file that needs httpx and nothing of ours."""

from zhuxin.kernel.clients.types import ClientField, ClientType

TYPES = {
    "text": "str",
    "integer": "int",
    "number": "int | str",
    "boolean": "bool",
    "list": "list[Any]",
    "mapping": "dict[str, Any]",
    "any": "Any",
}
HEAD = '''"""Client of Zhuxin's API, written by the server for its objects and actions of revision {revision}. Needs httpx.

    client = Client("https://lender.example", token="...")
    for lead in client.lead.iterate(sort="-created_at"): ...
    client.run("lead.follow_up", {{"lead_id": "...", "note": "..."}})
"""

from collections.abc import Iterator, Mapping
from typing import Any, Generic, Literal, TypedDict, TypeVar, cast
from uuid import uuid4

import httpx

T = TypeVar("T")


class Problem(Exception):
    """A refused request: `status`, `code`, and `errors` with a pointer each."""

    def __init__(self, status: int, body: Mapping[str, Any]):
        super().__init__(f"{{status}} {{body.get('code')}}: {{body.get('detail')}}")
        self.status, self.code, self.errors = status, body.get("code"), body.get("errors", [])
        self.body = body


class Page(TypedDict, Generic[T], total=False):
    items: list[T]
    next_cursor: str | None
    total: int


class Records(Generic[T]):
    """Records of one object; filters and sorts as the API takes them."""

    def __init__(self, client: "Client", key: str):
        self._client, self._path = client, f"/records/{{key}}"

    def list(self, *, filter: Any = None, sort: str = "-created_at", **query: Any) -> Page[T]:
        import json

        asked = {{**query, "sort": sort, **({{"filter": json.dumps(filter)}} if filter else {{}})}}
        return cast(Page[T], self._client.call("GET", self._path, params=asked))

    def iterate(self, **query: Any) -> Iterator[T]:
        """Every record, page after page."""
        cursor: str | None = None
        while True:
            page = self.list(**query, **({{"cursor": cursor}} if cursor else {{}}))
            yield from page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return

    def get(self, id: str, **query: Any) -> T:
        return cast(T, self._client.call("GET", f"{{self._path}}/{{id}}", params=query))

    def create(self, values: T, *, key: str | None = None) -> T:
        """A repeated call with the same `key` gives the first answer."""
        headers = {{"idempotency-key": key or str(uuid4())}}
        return cast(T, self._client.call("POST", self._path, json=values, headers=headers))

    def update(self, id: str, version: int, values: T) -> T:
        headers = {{"if-match": str(version)}}
        return cast(T, self._client.call("PATCH", f"{{self._path}}/{{id}}", json=values, headers=headers))

    def delete(self, id: str) -> None:
        self._client.call("DELETE", f"{{self._path}}/{{id}}")

'''
CLIENT = '''
class Client:
    """All objects as attributes, all actions by name."""

    def __init__(self, base: str, token: str, *, transport: httpx.BaseTransport | None = None):
        headers = {{"authorization": f"Bearer {{token}}"}}
        self._http = httpx.Client(base_url=f"{{base}}/api/v1", headers=headers, transport=transport)
{attributes}

    def run(self, action: Action, inputs: Mapping[str, Any], *, key: str | None = None, dry_run: bool = False) -> Any:
        """Run an action; a repeated call with the same `key` has one effect."""
        headers = {{"idempotency-key": key or str(uuid4())}}
        params = {{"dry_run": "true"}} if dry_run else {{}}
        answer = self.call("POST", f"/actions/{{action}}", json=dict(inputs), headers=headers, params=params)
        return answer["result"]

    def call(self, method: str, path: str, **request: Any) -> Any:
        """Any call of the API; raises `Problem`."""
        response = self._http.request(method, path, **request)
        if response.is_error:
            body = response.json() if "json" in response.headers.get("content-type", "") else {{}}
            raise Problem(response.status_code, body)
        return response.json() if response.content else None
'''


def write_python(revision: int, objects: list[ClientType], actions: list[ClientType]) -> str:
    """The text of the client."""
    classes = [_class(one, records=True) for one in objects]
    inputs = [_class(one, records=False) for one in actions if one.fields]
    names = ", ".join(f'"{one.key}"' for one in actions)
    attributes = "\n".join(
        f'        self.{one.key}: Records[{one.name}] = Records(self, "{one.key}")' for one in objects
    )
    parts = [
        HEAD.format(revision=revision),
        *classes,
        *inputs,
        f"\nAction = Literal[{names}]\n" if names else "\nAction = str\n",
        CLIENT.format(attributes=attributes or "        pass"),
    ]
    return "\n".join(parts)


def _class(one: ClientType, *, records: bool) -> str:
    name = one.name if records else f"{one.name}Inputs"
    own = ['    "id": str,', '    "version": int,'] if records else []
    # A call, since a key may be a word of the language.
    lines = [*own, *(f'    "{field.key}": {_type(field)},  # {_told(field)}' for field in one.fields)]
    body = "\n".join(lines)
    return f'\n# {one.label.en}\n{name} = TypedDict("{name}", {{\n{body}\n}}, total=False)\n'


def _type(field: ClientField) -> str:
    if field.options:
        chosen = ", ".join(repr(option) for option in field.options)
        return f'"Literal[{chosen}] | None"' if '"' not in chosen else '"str | None"'
    return f'"{TYPES[field.type]} | None"'


def _told(field: ClientField) -> str:
    label = " ".join(field.label.en.split())
    return f"{label}{', required' if field.required else ''}{'' if field.writable else ', read only'}"
