"""Which environment this installation is: production, or a copy of another one's configuration to try things out in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from zhuxin.core.db.database import Connection
from zhuxin.kernel.packages.tables import installation

PRODUCTION = "production"
ENVIRONMENTS = (PRODUCTION, "test", "sandbox")
# The role of a copy's one administrator, who may do everything where there is nobody's data; it is carried nowhere.
SANDBOX_ROLE = "sandbox"


@dataclass(frozen=True, slots=True)
class Installation:
    """`base` are digests of what was copied, by part; None where nothing was."""

    environment: str
    copied_at: datetime | None
    base: dict[str, str] | None
    demo: bool = False

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.environment, "copied_at": self.copied_at}


async def find_installation(connection: Connection) -> Installation:
    row = await connection.find(select(installation))
    if row is None:
        return Installation(PRODUCTION, None, None)
    return Installation(row.environment, row.copied_at, row.base, row.demo)


async def become_copy(
    connection: Connection, environment: str, copied_at: datetime, base: dict[str, str]
) -> None:
    """Say for good that this is a copy; stored with the data, so that nobody can forget it."""
    await connection.execute(
        update(installation).values(environment=environment, copied_at=copied_at, base=base)
    )


async def become_demo(connection: Connection) -> None:
    """Say for good that this is a demo lender."""
    await connection.execute(update(installation).values(demo=True))
