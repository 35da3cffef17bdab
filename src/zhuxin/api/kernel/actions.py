"""`/actions/{name}`: every business verb."""

from fastapi import APIRouter, Request

from zhuxin.api.deps import ROOT, app_of, caller_of
from zhuxin.api.responses import Json, json_body, json_response
from zhuxin.kernel.actions.runner import run_action

router = APIRouter(prefix=f"{ROOT}/actions", tags=["actions"])


@router.post("/{name}")
async def run(request: Request, name: str) -> Json:
    """Run an action. `Idempotency-Key`: a repeated request gives the first answer. `?dry_run=true`: nothing is kept.

    202: it was not done, a second person was asked, as `second_person` of the result says.
    """
    caller, values = await caller_of(request), await json_body(request)
    dry_run = request.query_params.get("dry_run") == "true"
    result = await run_action(
        app_of(request),
        caller,
        name,
        values,
        idempotency_key=request.headers.get("idempotency-key"),
        dry_run=dry_run,
    )
    answer = {"result": result, "dry_run": True} if dry_run else {"result": result}
    return json_response(answer, 202 if "second_person" in result else 200)
