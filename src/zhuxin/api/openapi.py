"""OpenAPI 3.1, made from the routes, the actions and the catalog: every object and action has its own path."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi

from zhuxin.api.deps import ROOT, reading
from zhuxin.api.responses import Json, json_response
from zhuxin.kernel.actions.registry import ACTIONS
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.objects.types import ObjectDef

PROBLEM = {"$ref": "#/components/schemas/Problem"}
PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code", "errors"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "request_id": {"type": ["string", "null"]},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "pointer": {"type": "string"},
                    "code": {"type": "string"},
                    "message": {"type": "string"},
                },
            },
        },
    },
}
GROUPS = {
    "type": "object",
    "required": ["groups", "truncated"],
    "properties": {
        "groups": {"type": "array", "items": {"type": "object"}},
        "truncated": {"type": "boolean"},
    },
}
OPERATION = {
    "type": "object",
    "required": ["op"],
    "properties": {
        "op": {"enum": ["create", "update", "upsert", "delete"]},
        "id": {"type": "string", "format": "uuid"},
        "version": {"type": "integer"},
        "match": {"type": "string"},
        "values": {"type": "object"},
    },
}
BULK = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "required": ["operations"],
                "properties": {
                    "mode": {"enum": ["all", "each"]},
                    "operations": {"type": "array", "minItems": 1, "maxItems": 500, "items": OPERATION},
                },
            }
        }
    },
}
BULK_RESULT = {
    "type": "object",
    "required": ["results", "failed"],
    "properties": {
        "results": {"type": "array", "items": {"type": "object"}},
        "failed": {"type": "integer"},
    },
}
LIST_QUERY = [
    {"name": name, "in": "query", "schema": {"type": kind}}
    for name, kind in (
        ("filter", "string"),
        ("sort", "string"),
        ("fields", "string"),
        ("limit", "integer"),
        ("cursor", "string"),
        ("count", "string"),
        ("labels", "boolean"),
        ("q", "string"),
        ("bin", "boolean"),
        ("offered_for", "string"),
    )
]
GROUP_QUERY = [
    {"name": name, "in": "query", "schema": {"type": "string"}} for name in ("by", "measures", "filter", "q")
]
BY_ID = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}]
IF_MATCH = {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string"}}
REFUSALS = {
    str(status): {"description": text, "content": {"application/problem+json": {"schema": PROBLEM}}}
    for status, text in (
        (401, "Not logged in"),
        (403, "Not allowed"),
        (404, "Not found"),
        (409, "Conflict"),
        (413, "Too large"),
        (422, "Input not valid"),
        (429, "Too many requests"),
        (503, "Not available"),
        (507, "Disk full"),
    )
}


def install_openapi(app: FastAPI) -> None:
    @app.get(f"{ROOT}/openapi.json", include_in_schema=False)
    async def openapi(request: Request) -> Json:
        async with reading(request) as (_, caller):  # it names every object and field there is
            catalog = caller.catalog
        if "openapi" not in catalog.memo:
            catalog.memo["openapi"] = document(app, catalog)
        return json_response(catalog.memo["openapi"])


def document(app: FastAPI, catalog: Catalog) -> dict[str, Any]:
    """The whole document as of a catalog revision."""
    found = get_openapi(title="筑信 Zhuxin API", version="1", routes=app.routes, openapi_version="3.1.0")
    paths = {
        path: item
        for path, item in found["paths"].items()
        if "{object_key}" not in path and "{name}" not in path
    }
    for one in catalog.objects.values():
        paths |= _object_paths(one)
    for spec in ACTIONS.values():
        if spec.for_people:
            paths[f"{ROOT}/actions/{spec.name}"] = {
                "post": _operation(
                    "actions",
                    spec.label.en,
                    spec.name,
                    _body(spec.inputs),
                    {"200": _ok({"type": "object", "properties": {"result": {"type": "object"}}})},
                )
            }
    for item in paths.values():
        for operation in item.values():
            if isinstance(operation, dict):
                operation["responses"] = {**operation.get("responses", {}), **REFUSALS}
    schemas = {one.key: _record_schema(one) for one in catalog.objects.values()}
    components = found.setdefault("components", {})
    components["schemas"] = {**components.get("schemas", {}), "Problem": PROBLEM_SCHEMA, **schemas}
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    return {**found, "paths": paths, "security": [{"token": []}]}


def _object_paths(one: ObjectDef) -> dict[str, Any]:
    """The paths of an object's records: those that read, and those that write where people may."""
    reference = {"$ref": f"#/components/schemas/{one.key}"}
    page = {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": reference},
            "next_cursor": {"type": ["string", "null"]},
        },
    }
    path = f"{ROOT}/records/{one.key}"

    def reading(summary: str, name: str, answer: dict[str, Any], parameters: list[Any]) -> dict[str, Any]:
        operation = _operation("records", summary, f"{name}_{one.key}", None, {"200": _ok(answer)})
        return {"get": {**operation, "parameters": parameters}}

    paths = {
        path: reading(f"List {one.plural.en}", "list", page, LIST_QUERY),
        f"{path}/{{id}}": reading(f"Get {one.label.en}", "get", reference, BY_ID),
        f"{path}:groups": reading(f"Figures of {one.plural.en}", "group", GROUPS, GROUP_QUERY),
    }
    if one.writable:
        _add_writing(paths, path, one, reference)
    return paths


def _add_writing(paths: dict[str, Any], path: str, one: ObjectDef, reference: dict[str, Any]) -> None:
    inputs = tuple(each for each in one.fields.values() if not each.read_only)

    def writing(
        summary: str, name: str, body: dict[str, Any] | None, responses: dict[str, Any]
    ) -> dict[str, Any]:
        return _operation("records", summary, f"{name}_{one.key}", body, responses)

    paths[path]["post"] = writing(f"Create {one.label.en}", "create", _body(inputs), {"201": _ok(reference)})
    paths[f"{path}:bulk"] = {
        "post": writing(f"Write many {one.plural.en}", "bulk", BULK, {"200": _ok(BULK_RESULT)})
    }
    changed = writing(
        f"Change {one.label.en}", "change", _body(inputs, partial=True), {"200": _ok(reference)}
    )
    paths[f"{path}/{{id}}"]["patch"] = {**changed, "parameters": [*BY_ID, IF_MATCH]}
    deleted = writing(f"Delete {one.label.en}", "delete", None, {"204": {"description": "Deleted"}})
    paths[f"{path}/{{id}}"]["delete"] = {**deleted, "parameters": BY_ID}


def _operation(
    tag: str, summary: str, operation_id: str, body: dict[str, Any] | None, responses: dict[str, Any]
) -> dict[str, Any]:
    operation = {
        "tags": [tag],
        "summary": summary,
        "operationId": operation_id.replace(".", "_"),
        "responses": responses,
    }
    return {**operation, "requestBody": body} if body else operation


def _ok(schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": "OK", "content": {"application/json": {"schema": schema}}}


def _body(inputs: tuple[Field, ...], *, partial: bool = False) -> dict[str, Any]:
    required = [one.key for one in inputs if one.required and one.default is None and not partial]
    schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {one.key: field_schema(one) for one in inputs},
    }
    return {
        "required": True,
        "content": {"application/json": {"schema": {**schema, "required": required} if required else schema}},
    }


def _record_schema(one: ObjectDef) -> dict[str, Any]:
    properties = {key: shown_schema(each) for key, each in one.fields.items()}
    return {
        "type": "object",
        "description": one.description.en,
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "version": {"type": "integer"},
            **properties,
        },
    }


def field_schema(one: Field) -> dict[str, Any]:
    """The JSON Schema of a field."""
    schema: dict[str, Any] = {**kind_of(one).json_schema, "title": one.label.en}
    if one.options and schema.get("type") == "array":
        schema["items"] = {"type": "string", "enum": [option.value for option in one.options]}
    elif one.options:
        schema["enum"] = [option.value for option in one.options]
    if one.max_length and schema.get("type") == "string":
        schema["maxLength"] = one.max_length
    return schema


def shown_schema(one: Field) -> dict[str, Any]:
    """The JSON Schema of a field as an answer has it: it may be empty, and masked for who may not read it whole."""
    if kind_of(one).mask:
        return {"type": ["string", "null"], "title": one.label.en}
    schema = field_schema(one)
    if "enum" in schema:
        schema["enum"] = [*schema["enum"], None]
    if "oneOf" in schema:
        schema["oneOf"] = [*schema["oneOf"], {"type": "null"}]
    if "type" in schema:
        schema["type"] = [schema["type"], "null"]
    return schema
