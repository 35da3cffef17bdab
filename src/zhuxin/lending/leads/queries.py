"""Reading leads and their channels."""

from typing import Any

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.lending.leads.tables import CHANNEL

channel = CHANNEL.table


async def list_channels(connection: Connection) -> list[Any]:
    """Every channel, by key."""
    return await connection.all(select(channel).order_by(channel.c.key))
