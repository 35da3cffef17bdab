"""The API against its own description: made-up requests to every reading and posting operation, in a person's name."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.schemas import APIOperation, BaseSchema

from support.app import open_app
from support.http import Clients
from support.lending import make_loan
from zhuxin.bootstrap import App

EXAMPLES = 4
METHODS = ("get", "post")
# A stream ends when its reader goes.
ENDLESS = ("/api/v1/live",)
PROBLEM = "application/problem+json"
QUICK = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@dataclass
class Api:
    """The app with the rights of all roles in one person's hand, and its description."""

    runner: asyncio.Runner
    client: httpx.AsyncClient
    schema: BaseSchema

    def send(self, case: Any) -> httpx.Response:
        sent = case.as_transport_kwargs(base_url="http://zhuxin.test")
        headers = {
            **dict(sent.pop("headers", None) or {}),
            "authorization": self.client.headers["authorization"],
        }
        names = {"method", "url", "params", "json", "data", "files"}
        wanted = {name: value for name, value in sent.items() if name in names and value is not None}
        if isinstance(wanted.get("data"), bytes):
            wanted["content"] = wanted.pop("data")
        if parts := wanted.get("files"):
            wanted["files"] = [(name, tuple(_plain(one) for one in part)) for name, part in parts]
        return self.runner.run(self._answer(headers=headers, **wanted))

    async def _answer(self, **wanted: Any) -> httpx.Response:
        response = await self.client.request(**wanted)
        await response.request.aread()  # what was sent is part of what is checked
        return response


@pytest.fixture(scope="module")
def api(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    with asyncio.Runner() as runner:
        opened = open_app(database_url, tmp_path_factory.mktemp("contract"))
        app = runner.run(opened.__aenter__())
        runner.run(make_loan(app))
        client = runner.run(_client(app))
        document = runner.run(client.get("/openapi.json")).json()
        yield Api(runner, client, schemathesis.openapi.from_dict(document))
        runner.run(opened.__aexit__(None, None, None))


async def _client(app: App) -> httpx.AsyncClient:
    client = await Clients(app)("manager")
    async with app.database.transaction() as connection:
        await connection.execute(
            "UPDATE user_account SET role_keys = (SELECT array_agg(key) FROM role) WHERE username = 'manager'"
        )
    return client


def _plain(value: Any) -> Any:
    """A part of a form as httpx takes it."""
    return value if value is None or isinstance(value, str | bytes) else str(value)


def operations(api: Api) -> list[APIOperation]:
    found = [one.ok() for one in api.schema.get_all_operations()]
    return [one for one in found if one.method in METHODS and one.path not in ENDLESS]


def fault(operation: APIOperation, response: httpx.Response) -> str | None:
    """What an answer has that its description does not allow."""
    where = f"{operation.method.upper()} {response.request.url} {response.status_code} {response.text[:300]}"
    if response.status_code >= 500:
        return f"{where}: a defect"
    if response.status_code >= 400:
        body = response.json() if response.headers["content-type"] == PROBLEM else {}
        if not isinstance(body.get("code"), str) or body.get("status") != response.status_code:
            return f"{where}: no problem document"
        if body["code"] in ("internal", "http_error"):
            return f"{where}: no code of its own"
    if str(response.status_code) not in operation.definition.raw["responses"]:
        return f"{where}: a status nobody described"
    try:
        operation.validate_response(response)
    except (Failure, FailureGroup) as failure:
        told = failure.exceptions if isinstance(failure, FailureGroup) else [failure]
        return f"{where}: {'; '.join(' '.join(str(one).split())[:400] for one in told)}"
    return None


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_made_up_requests_are_answered_as_described(api: Api, mode: GenerationMode) -> None:
    faults: dict[str, str] = {}
    for operation in operations(api):

        @QUICK
        @given(case=operation.as_strategy(generation_mode=mode))
        def answer(case: Any) -> None:
            if found := fault(case.operation, api.send(case)):
                faults.setdefault(case.operation.label, found)

        try:
            answer()
        except Unsatisfiable:
            assert mode is GenerationMode.NEGATIVE  # nothing that could be wrong about it
    assert list(faults.values()) == []


def test_records_that_are_there_are_as_described(api: Api) -> None:
    faults, seen = [], 0
    by_path = {one.path: one for one in operations(api) if one.method == "get"}
    for path, operation in by_path.items():
        one = by_path.get(f"{path}/{{id}}")
        if not path.startswith("/api/v1/records/") or one is None:
            continue
        page = api.runner.run(api.client.get(f"http://zhuxin.test{path}", params={"limit": 200}))
        faults.append(fault(operation, page))
        for item in page.json()["items"][:3]:
            seen += 1
            faults.append(
                fault(one, api.runner.run(api.client.get(f"http://zhuxin.test{path}/{item['id']}")))
            )
    assert [found for found in faults if found] == []
    assert seen > 15
