"""The loan calculator: stateless, and open to anyone who is logged in."""

from fastapi import APIRouter, Request

from zhuxin.api.deps import ROOT, app_of, caller_of
from zhuxin.api.responses import Json, json_response
from zhuxin.lending.schedules.quotes import QuoteRequest, quote

router = APIRouter(prefix=ROOT, tags=["quotes"])


@router.post("/quotes")
async def quotes(request: Request, terms: QuoteRequest) -> Json:
    """A schedule with totals and the disclosed annual rates. Nothing is kept."""
    await caller_of(request)
    return json_response(quote(terms, app_of(request).settings.annual_rate_cap))
