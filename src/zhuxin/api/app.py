"""The ASGI application."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from zhuxin.api import forms, health, printing, web
from zhuxin.api.auth import account, log_in, me, oidc
from zhuxin.api.errors import install_error_handlers
from zhuxin.api.kernel import (
    actions,
    audit,
    catalog,
    exports,
    files,
    live,
    pages,
    processes,
    records,
    rights,
    second_person,
    views,
    watch,
)
from zhuxin.api.kernel.build import clients, definitions, packages
from zhuxin.api.lending import insights, loans, quotes
from zhuxin.api.middleware import RequestMiddleware
from zhuxin.api.openapi import install_openapi
from zhuxin.bootstrap import App
from zhuxin.core.db.migrate import wait_prepared

# Routes are tried in this order: the busiest first.
ROUTERS = (
    records.router,
    actions.router,
    log_in.router,
    me.router,
    account.router,
    oidc.router,
    catalog.router,
    clients.router,
    views.router,
    rights.router,
    definitions.router,
    packages.router,
    pages.router,
    processes.router,
    second_person.router,
    files.router,
    exports.router,
    printing.router,
    forms.router,
    watch.router,
    audit.router,
    live.router,
    loans.router,
    quotes.router,
    insights.router,
    health.router,
)


def create_api(zhuxin: App) -> FastAPI:
    """The API and the web app over what the process works with; it is opened and closed with the server."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await asyncio.to_thread(wait_prepared, zhuxin.settings.data_dir)
        await zhuxin.open()
        yield
        await zhuxin.close()

    app = FastAPI(
        title="Zhuxin", version="1", lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None
    )
    app.state.zhuxin = zhuxin
    install_error_handlers(app)
    for router in ROUTERS:
        # Taken over as they are: an included router would be gone through anew for every request.
        app.router.routes.extend(router.routes)
    install_openapi(app)
    web.serve_web(app, zhuxin.settings.web_dir)
    app.add_middleware(RequestMiddleware, settings=zhuxin.settings)
    return app
