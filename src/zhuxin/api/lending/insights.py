"""Figures of home and portfolio pages."""

from fastapi import APIRouter, Request

from zhuxin.api.deps import ROOT, app_of, reading
from zhuxin.api.responses import Json, json_response
from zhuxin.lending.insights.queries import home_figures, portfolio

router = APIRouter(prefix=f"{ROOT}/insights", tags=["insights"])


@router.get("/home")
async def home(request: Request) -> Json:
    """The caller's tasks and the figures within her scope."""
    async with reading(request) as (connection, caller):
        return json_response(await home_figures(connection, caller, app_of(request).vault))


@router.get("/portfolio")
async def portfolio_(request: Request) -> Json:
    """Funnel, balances by bucket, vintage curves and score bands of the whole lender."""
    async with reading(request, "insights.company") as (connection, _):
        return json_response(await portfolio(connection))
