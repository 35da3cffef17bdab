"""The business date: the lender's accounting day. It is stored, and only day-end moves it."""

from datetime import date

from sqlalchemy import CheckConstraint, Column, Date, SmallInteger, Table, select, update

from zhuxin.core.db.database import Connection
from zhuxin.core.db.schema import metadata
from zhuxin.core.db.statements import Prepared

business_day = Table(
    "business_day",
    metadata,
    Column("id", SmallInteger, primary_key=True),
    Column("business_date", Date, nullable=False),
    CheckConstraint("id = 1", name="single"),
)

_HELD = "SELECT business_date FROM business_day WHERE id = 1 FOR SHARE"
_CURRENT = Prepared(select(business_day.c.business_date).where(business_day.c.id == 1))


async def business_date(connection: Connection) -> date:
    """Today in the books."""
    current: date = await connection.value(_CURRENT)
    return current


async def hold_business_date(connection: Connection) -> date:
    """Today in the books, which day-end cannot move before this transaction ends."""
    current: date = await connection.value(_HELD)
    return current


async def set_business_date(connection: Connection, day: date) -> None:
    """Move today in the books; day-end's to do, and the demo's before it begins."""
    await connection.execute(update(business_day).values(business_date=day))
