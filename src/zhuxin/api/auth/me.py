"""Who one is, and as whom one looks at the app."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from zhuxin.api.deps import ROOT, app_of, caller_of, reading, session_token
from zhuxin.api.responses import Json, json_response
from zhuxin.core.business_day import business_date
from zhuxin.core.errors import Forbidden
from zhuxin.kernel.actions.registry import actions_for
from zhuxin.kernel.guides.actions import list_answers
from zhuxin.kernel.identity.first import missing_administrators
from zhuxin.kernel.identity.preview import start_preview, stop_preview
from zhuxin.kernel.identity.queries import find_department, find_user, list_role_labels
from zhuxin.kernel.identity.sessions import find_csrf_token
from zhuxin.kernel.packages.environment import find_installation
from zhuxin.kernel.pages.menu import home_of, menu_of

router = APIRouter(prefix=ROOT, tags=["auth"])


class Preview(BaseModel):
    user_id: str | None = None
    role_key: str | None = Field(None, max_length=40)


@router.post("/auth/preview", status_code=204)
async def preview(request: Request, whom: Preview) -> Response:
    """See the app as another user or a role, for reading only, in this session."""
    caller, token = await caller_of(request), session_token(request)
    if token is None:
        raise Forbidden
    await start_preview(app_of(request), caller, token, whom.user_id, whom.role_key)
    return Response(status_code=204)


@router.delete("/auth/preview", status_code=204)
async def end_preview(request: Request) -> Response:
    """Be oneself again."""
    caller = await caller_of(request)
    await stop_preview(app_of(request), caller, session_token(request) or "")
    return Response(status_code=204)


@router.get("/me")
async def me(request: Request) -> Json:
    """The user, the actions and menu her roles open, and the business date."""
    app = app_of(request)
    async with reading(request) as (connection, caller):
        csrf_token = await find_csrf_token(connection, caller.session_id)
        user = await find_user(connection, caller.user_id)
        department = await find_department(connection, caller.department_id)
        roles = await list_role_labels(connection, caller.role_keys)
        installed = await find_installation(connection)
        return json_response(
            {
                "user": {
                    "id": caller.user_id,
                    "username": user.username if user else None,
                    "name": caller.name,
                    "locale": caller.locale,
                    "department": {"id": department.id, "name": department.name} if department else None,
                    "roles": roles,
                },
                "preview": {"by": caller.previewer.name, "role": caller.user_id == caller.previewer.user_id}
                if caller.previewer
                else None,
                "csrf_token": csrf_token,
                "actions": [spec.name for spec in actions_for(caller.rights)],
                "rights": [
                    right
                    for right in (
                        "insights.read",
                        "insights.company",
                        "job.read",
                        "audit.read",
                        "file.attach",
                        "preview.start",
                    )
                    if caller.rights.may_call(right)
                ],
                "menu": menu_of(caller),
                "home": home_of(caller),
                "missing_administrators": await missing_administrators(connection, caller),
                "guides": await list_answers(connection, caller.user_id),
                "lender": {
                    "name": app.settings.lender_name,
                    "currency": "CNY",
                    "time_zone": app.settings.time_zone,
                },
                "business_date": await business_date(connection),
                "demo": installed.demo,
                "second_person": app.settings.second_person or bool(installed.base),
                "environment": installed.to_json(),
            }
        )
