"""The form behind a link: whether it is open, and what it asks."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Missing
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.forms.errors import FormClosed
from zhuxin.kernel.forms.tables import external_form
from zhuxin.kernel.objects.catalog import Catalog, Definition


async def find_form(
    connection: Connection, catalog: Catalog, token: str, *, lock: bool = False
) -> Definition:
    """The published form of a link that is switched on; raises `Missing`, `FormClosed`."""
    statement = select(external_form).where(external_form.c.token == token)
    row = await connection.find(statement.with_for_update() if lock else statement)
    found = catalog.definitions.get(("external_form", row.key)) if row is not None else None
    if row is None or found is None:
        raise Missing
    if not row.active:
        raise FormClosed
    return found


def check_days(services: Services, body: Mapping[str, Any], now: datetime) -> None:
    """Raises `FormClosed` outside of the days a form is open."""
    today = now.astimezone(ZoneInfo(services.settings.time_zone)).date()
    opens, closes = body.get("opens_on"), body.get("closes_on")
    if (opens and today < date.fromisoformat(opens)) or (closes and today > date.fromisoformat(closes)):
        raise FormClosed


def fields_of(catalog: Catalog, body: Mapping[str, Any]) -> list[tuple[Field, Mapping[str, Any]]]:
    """The fields a form asks for, each with what the form says of it."""
    known = catalog.object(body["object"]).fields
    return [(known[one["key"]], one) for one in body["fields"] if one["key"] in known]
