"""Liveness, readiness and metrics."""

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import Response

from zhuxin.api.deps import app_of, client_address, reading
from zhuxin.api.responses import Json, json_response
from zhuxin.core.crypto.fitness import check_key
from zhuxin.core.crypto.keys import NoKey
from zhuxin.core.db.migrate import head_revision
from zhuxin.core.storage import RESERVE_BYTES, free_bytes

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
async def healthz() -> Json:
    """The process answers."""
    return json_response({"status": "ok"})


@router.get("/readyz")
async def readyz(request: Request) -> Json:
    """The database answers, its schema is this program's, and there is room to write."""
    if (free := free_bytes(app_of(request).settings.data_dir)) < RESERVE_BYTES:
        body = {"status": "storage full", "free_bytes": free, "needed_bytes": RESERVE_BYTES}
        return json_response(body, 503)
    try:
        async with app_of(request).database.connection() as connection:
            revision = await connection.value("SELECT version_num FROM alembic_version")
            await check_key(connection, app_of(request).vault)
    except NoKey as error:
        return json_response({"status": "wrong key", "why": str(error)}, 503)
    except Exception as error:
        return json_response({"status": "unavailable", "why": type(error).__name__}, 503)
    ready = revision == head_revision()
    return json_response({"status": "ok" if ready else "schema differs"}, 200 if ready else 503)


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """For a collector on this machine, or one with a token whose user has the right `metrics.read`."""
    if not _is_local(request):
        async with reading(request, "metrics.read"):
            pass
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def _is_local(request: Request) -> bool:
    """Asked from this very machine, and not for somebody else by a proxy on it."""
    passed_on = any(name in request.headers for name in ("x-forwarded-for", "forwarded", "x-real-ip"))
    return client_address(request) in ("127.0.0.1", "::1") and not passed_on
