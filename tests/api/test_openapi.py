"""The API's description of itself: valid, and of everything there is."""

import re

from zhuxin.kernel.actions.registry import ACTIONS

PATH = "/openapi.json"


async def test_document_names_every_object_and_action(as_user):
    document = (await (await as_user("sales")).get(PATH)).json()
    assert document["openapi"].startswith("3.1")
    catalog = (await (await as_user("manager")).get("/catalog")).json()
    for one in catalog["objects"]:
        assert "get" in document["paths"][f"/api/v1/records/{one['key']}"]
        assert "get" in document["paths"][f"/api/v1/records/{one['key']}/{{id}}"]
    for name, spec in ACTIONS.items():
        path = f"/api/v1/actions/{name}"
        assert (path in document["paths"]) == (spec.for_people)
        if spec.for_people:
            operation = document["paths"][path]["post"]
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            assert set(schema["properties"]) == {one.key for one in spec.inputs}


async def test_every_reference_leads_somewhere_and_operations_are_unique(as_user):
    document = (await (await as_user("sales")).get(PATH)).json()
    seen = []

    def walk(node):
        if isinstance(node, dict):
            if isinstance(reference := node.get("$ref"), str):
                target = document
                for part in reference.removeprefix("#/").split("/"):
                    target = target[part]
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(document)
    for path, item in document["paths"].items():
        for method, operation in item.items():
            seen.append(operation["operationId"])
            named = {one["name"] for one in operation.get("parameters", []) if one["in"] == "path"}
            assert named == set(re.findall(r"{(\w+)}", path)), (method, path)
            assert operation["responses"]
    assert len(seen) == len(set(seen))


async def test_document_is_valid(as_user):
    import schemathesis

    document = (await (await as_user("sales")).get(PATH)).json()
    schema = schemathesis.openapi.from_dict(document)
    schema.validate()
    assert len(list(schema.get_all_operations())) > 60


async def test_page_without_a_build_says_what_to_do_and_runs_no_inline_script(as_user):
    response = await (await as_user("sales")).get("http://zhuxin.test/api/docs")
    assert response.status_code == 503
    assert "make install" in response.text
    assert "script-src 'self' 'wasm-unsafe-eval';" in response.headers["content-security-policy"]
