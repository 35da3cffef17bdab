"""The built web app: hashed assets are kept by browsers, every other path is the one page."""

from pathlib import Path

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from zhuxin.api.deps import caller_of
from zhuxin.core.errors import Unauthenticated

MISSING = "网页未构建，请运行 make install / The web app is not built; run make install"


class Assets(StaticFiles):
    """Files whose names hold their hash; gzip beside them is sent where the browser takes it."""

    async def get_response(self, path: str, scope: object) -> Response:
        headers = dict(scope["headers"])  # type: ignore[index]
        zipped = Path(str(self.directory)) / f"{path}.gz"
        if b"gzip" in headers.get(b"accept-encoding", b"") and zipped.is_file():
            media_type = "text/css" if path.endswith(".css") else "text/javascript"
            response: Response = FileResponse(
                zipped, media_type=media_type, headers={"content-encoding": "gzip", "vary": "accept-encoding"}
            )
        else:
            response = await super().get_response(path, scope)  # type: ignore[arg-type]
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def serve_web(app: FastAPI, directory: Path) -> None:
    """Serve the web app from its build directory; a missing build says so on the page."""
    if (directory / "assets").is_dir():
        app.mount("/assets", Assets(directory=directory / "assets"))

    @app.get("/api/docs", include_in_schema=False)
    async def docs(request: Request) -> Response:
        try:
            await caller_of(request)
        except Unauthenticated:
            return RedirectResponse("/login?next=/api/docs")
        return _page(directory / "api-docs.html")

    @app.get("/{path:path}", include_in_schema=False)
    async def page(request: Request, path: str) -> Response:
        if path.startswith("api/"):
            raise HTTPException(404)
        wanted = (directory / path).resolve()
        if path and wanted.is_file() and wanted.is_relative_to(directory.resolve()):
            return FileResponse(wanted)
        return _page(directory / "index.html")


def _page(file: Path) -> Response:
    """A page, asked for anew each time since it names hashed assets; without a build, what to do."""
    if not file.is_file():
        return Response(MISSING, status_code=503, media_type="text/plain; charset=utf-8")
    return FileResponse(file, headers={"cache-control": "no-cache"})
