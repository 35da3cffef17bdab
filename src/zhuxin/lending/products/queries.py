"""Reading products."""

from typing import Any

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import Missing
from zhuxin.lending.products.tables import PRODUCT

product = PRODUCT.table


async def get_product(connection: Connection, key: str) -> Any:
    """A product by its key; raises `Missing`."""
    row = await connection.find(select(product).where(product.c.key == key))
    if row is None:
        raise Missing
    return row
