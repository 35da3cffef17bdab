"""The rows of an object that are shared with a caller, as an SQL condition with bound values."""

from sqlalchemy import ARRAY, ColumnElement, FromClause, Text, any_, bindparam, func, or_, select

from zhuxin.core.db.schema import INSTANT
from zhuxin.kernel.sharing.tables import record_share as share


def shared_condition(object_key: str, source: FromClause, *, write: bool = False) -> ColumnElement[bool]:
    """Rows shared with one of `scope_grantees` at `scope_at`; `write`: those that may be changed.

    An array from an uncorrelated query: it is worked out once, and the primary key finds the rows.
    """
    held = share.alias()
    ids = select(held.c.record_id).where(
        held.c.grantee == any_(bindparam("scope_grantees", type_=ARRAY(Text))),
        held.c.object == object_key,
        or_(held.c.until_at.is_(None), held.c.until_at > bindparam("scope_at", type_=INSTANT)),
    )
    if write:
        ids = ids.where(held.c.access == "write")
    return source.c.id == any_(func.array(ids.scalar_subquery()))


def grantees_of(user_id: str | None, role_keys: tuple[str, ...], departments: tuple[str, ...]) -> list[str]:
    """Whom a share must name to reach somebody: herself, one of her roles, her departments or one above them."""
    people = [f"user:{user_id}"] if user_id else []
    return [*people, *(f"role:{key}" for key in role_keys), *(f"department:{one}" for one in departments)]


def grantee_parts(grantee: str) -> tuple[str, str]:
    """Kind and id or key."""
    kind, _, name = grantee.partition(":")
    return kind, name
