"""A loan's position on any day, its schedule, transactions and journal."""

from datetime import date

from fastapi import APIRouter, Request

from zhuxin.api.deps import ROOT, reading
from zhuxin.api.responses import Json, json_response
from zhuxin.lending.loans.queries import get_position, get_schedule, list_journal, list_transactions

router = APIRouter(prefix=f"{ROOT}/loans/{{loan_id}}", tags=["loans"])


@router.get("")
async def position(request: Request, loan_id: str, as_of: date | None = None) -> Json:
    """The position at the end of a day, by default the business date."""
    async with reading(request) as (connection, caller):
        return json_response(await get_position(connection, caller, loan_id, as_of))


@router.get("/schedule")
async def schedule(request: Request, loan_id: str, as_of: date | None = None) -> Json:
    async with reading(request) as (connection, caller):
        return json_response(await get_schedule(connection, caller, loan_id, as_of))


@router.get("/transactions")
async def transactions(request: Request, loan_id: str) -> Json:
    async with reading(request) as (connection, caller):
        return json_response(await list_transactions(connection, caller, loan_id))


@router.get("/journal")
async def journal(request: Request, loan_id: str) -> Json:
    async with reading(request) as (connection, caller):
        return json_response(await list_journal(connection, caller, loan_id))
