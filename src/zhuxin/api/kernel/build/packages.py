"""Packages over HTTP: exported as a zip, compared with what is here, installed."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from zhuxin.api.deps import ROOT, app_of, caller_of, reading
from zhuxin.api.responses import Json, json_response
from zhuxin.core.errors import TooLarge
from zhuxin.kernel.actions.runner import action_context, run_action
from zhuxin.kernel.identity.queries import list_roles
from zhuxin.kernel.packages.compare import compare
from zhuxin.kernel.packages.configuration import CONFIGURATION, configuration_files
from zhuxin.kernel.packages.export import export_files, zipped
from zhuxin.kernel.packages.installed import list_installed
from zhuxin.kernel.packages.read import BYTES_LIMIT, files_of_zip, parse_package
from zhuxin.kernel.permissions.caller import Caller

router = APIRouter(prefix=f"{ROOT}/packages", tags=["packages"])
INSTALLS = "package.install"


@router.get("")
async def installed(request: Request) -> Json:
    """The packages that are installed, with the count of what each brought."""
    async with reading(request, INSTALLS) as (connection, _):
        return json_response({"items": await list_installed(connection)})


@router.get("/configuration")
async def configuration(request: Request) -> Response:
    """A zip of everything that is defined, to be carried to another environment."""
    async with reading(request, INSTALLS) as (connection, caller):
        files = await configuration_files(connection, caller.catalog)
    await _note_export(request, caller, CONFIGURATION, len(files))
    disposition = {"content-disposition": f'attachment; filename="{CONFIGURATION}.zip"'}
    return Response(zipped(files), media_type="application/zip", headers=disposition)


@router.get("/{key}/export")
async def export(request: Request, key: str) -> Response:
    """A zip of chosen definitions: `objects=x_car,lead`, `definitions=process:consumer_loan`, `roles=sales`, `version`, `label`."""
    given = request.query_params

    def words(name: str) -> list[str]:
        return [word for word in given.get(name, "").split(",") if word]

    async with reading(request, INSTALLS) as (connection, caller):
        version = given.get("version", "1")
        kinds = [word.partition(":") for word in words("definitions")]
        files = export_files(
            caller.catalog,
            key=key,
            version=int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 1,
            label=given.get("label") or key,
            objects=words("objects"),
            definitions=[(kind, name) for kind, _, name in kinds],
            roles=words("roles"),
            role_names={row.key: row.name for row in await list_roles(connection)},
        )
    await _note_export(request, caller, key, len(files))
    disposition = {"content-disposition": f'attachment; filename="{key}.zip"'}
    return Response(zipped(files), media_type="application/zip", headers=disposition)


async def _note_export(request: Request, caller: Caller, key: str, parts: int) -> None:
    """The entry of what leaves the system; written before it does."""
    async with action_context(app_of(request), caller) as context:
        await context.record("package.exported", package=key, parts=parts)


@router.post("/preview")
async def preview(request: Request) -> Json:
    """What installing the zip in the body would do, part by part."""
    files = await _files(request)
    package = parse_package(files)
    async with reading(request, INSTALLS) as (connection, caller):
        changes = await compare(connection, caller.catalog, package)
    return json_response(
        {
            "package": package.key,
            "version": package.version,
            "changes": changes,
            "samples": sum(map(len, package.samples.values())),
            "files": files,
        }
    )


@router.post("/install")
async def install(request: Request) -> Json:
    """Install the zip in the body; `take=layout/x_car,…` settles conflicts for the package, `withdraw=true` takes back, `samples=true`
    adds its samples."""
    caller, given = await caller_of(request), request.query_params
    values: dict[str, Any] = {
        "files": await _files(request),
        "take": [word for word in given.get("take", "").split(",") if word],
        "withdraw": given.get("withdraw") == "true",
        "samples": given.get("samples") == "true",
    }
    result = await run_action(
        app_of(request),
        caller,
        INSTALLS,
        values,
        idempotency_key=request.headers.get("idempotency-key"),
        dry_run=given.get("dry_run") == "true",
    )
    return json_response({"result": result})


async def _files(request: Request) -> dict[str, str]:
    content = await request.body()
    if len(content) > BYTES_LIMIT:
        raise TooLarge
    return files_of_zip(content)
