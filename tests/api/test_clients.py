"""The clients for integrators: they know what is defined, and work as they are written."""

import asyncio
import shutil
import subprocess
import types
from pathlib import Path

import httpx
import pytest

from support.http import act
from zhuxin.api.app import create_api

WEB = Path(__file__).parents[2] / "web"


@pytest.fixture(scope="module")
async def builder(as_user):
    client = await as_user("builder")
    await act(client, "object.create", key="gadget", label_zh="器具", label_en="Gadget")
    await act(client, "field.create", object="x_gadget", key="size", label_zh="大小", kind="number")
    await act(
        client,
        "field.create",
        object="x_gadget",
        key="state",
        label_zh="状态",
        kind="choice",
        options=["新", "it's"],
    )
    return client


class Bridge(httpx.BaseTransport):
    """Takes the written client's calls to the app, on the loop that it runs in."""

    def __init__(self, app, loop):
        self._app, self._loop = httpx.ASGITransport(app), loop

    def handle_request(self, request):
        sent = httpx.Request(request.method, request.url, headers=request.headers, content=request.read())
        answer = asyncio.run_coroutine_threadsafe(self._ask(sent), self._loop).result(30)
        return httpx.Response(answer[0], headers=answer[1], content=answer[2])

    async def _ask(self, request):
        response = await self._app.handle_async_request(request)
        return response.status_code, response.headers, await response.aread()


async def test_the_python_client_reads_and_writes_what_is_defined(app, builder):
    text = (await builder.get("/clients/python")).text
    module = types.ModuleType("zhuxin_client")
    exec(compile(text, "zhuxin_client.py", "exec"), module.__dict__)
    assert {"id", "version", "x_name", "x_size", "x_state"} <= set(module.XGadget.__annotations__)
    token = builder.headers["authorization"].removeprefix("Bearer ")
    transport = Bridge(create_api(app), asyncio.get_running_loop())

    def work():
        client = module.Client("http://zhuxin.test", token, transport=transport)
        made = [client.x_gadget.create({"x_name": f"g{n}", "x_size": n}, key=f"k{n}") for n in range(3)]
        assert client.x_gadget.create({"x_name": "g0", "x_size": 0}, key="k0") == made[0]
        changed = client.x_gadget.update(made[0]["id"], made[0]["version"], {"x_state": "it's"})
        assert changed["x_state"] == "it's"
        client.x_gadget.delete(made[1]["id"])
        found = [one["x_name"] for one in client.x_gadget.iterate(sort="x_name", limit=1)]
        small = client.x_gadget.list(filter={"field": "x_size", "op": "lt", "value": 2})
        done = client.run("object.archive", {"object": "x_gadget"}, dry_run=True)
        with pytest.raises(module.Problem) as refusal:
            client.x_gadget.update(made[0]["id"], 1, {"x_size": 9})
        return found, [one["x_name"] for one in small["items"]], done["object"], refusal.value

    found, small, archived, refusal = await asyncio.to_thread(work)
    assert (found, small, archived) == (["g0", "g2"], ["g0"], "x_gadget")
    assert (refusal.status, refusal.code) == (412, "record.stale")


async def test_the_typescript_client_compiles(builder, tmp_path):
    text = (await builder.get("/clients/typescript")).text
    use = """
import { Client, type XGadget } from './zhuxin_client'
const client = new Client('', '')
export const size = async (): Promise<XGadget['x_size']> => (await client.x_gadget.get('1')).x_size
export const state: XGadget['x_state'] = "it's"
void client.run('object.archive', { object: 'x_gadget' })
"""
    (tmp_path / "zhuxin_client.ts").write_text(text, encoding="utf-8")
    (tmp_path / "use.ts").write_text(use, encoding="utf-8")
    node = Path(shutil.which("node", path=str(WEB.parent / ".venv" / "node")) or "node")
    compiler = WEB / "node_modules" / "typescript" / "bin" / "tsc"
    flags = [
        "--noEmit",
        "--strict",
        "--target",
        "es2022",
        "--module",
        "es2022",
        "--moduleResolution",
        "bundler",
    ]
    flags += ["--lib", "es2022,dom"]
    run = await asyncio.to_thread(
        subprocess.run, [node, compiler, *flags, "use.ts"], cwd=tmp_path, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout


async def test_a_client_knows_only_what_its_caller_may_use(as_user, builder):
    sales = await as_user("sales")
    for language in ("python", "typescript"):
        text = (await sales.get(f"/clients/{language}")).text
        assert "x_gadget" not in text
        assert "object.archive" not in text
        assert "lead" in text
    assert (await sales.get("/clients/cobol")).status_code == 422
    assert (await as_user.anonymous().get("/clients/python")).status_code == 401
