"""From a caller's scope to an SQL condition. The values are bound by name, so a statement serves every caller of a role."""

from typing import Any

from sqlalchemy import ARRAY, ColumnElement, FromClause, and_, any_, bindparam, false, or_, select, true

from zhuxin.core.db.schema import ID
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import Rights
from zhuxin.kernel.sharing.reach import shared_condition

# How far a caller reaches, each with the verb whose scope counts and whether shares do: what she may see, what she may change; and,
# without any share, what she sees, changes or deletes in her own scope.
REACHES = {
    "read": ("read", True),
    "write": ("update", True),
    "own": ("read", False),
    "update": ("update", False),
    "delete": ("delete", False),
}


def scope_condition(
    catalog: Catalog, rights: Rights, object_key: str, source: FromClause, reach: str = "read"
) -> ColumnElement[bool]:
    """The rows of an object a caller with these rights may see; bind `scope_parameters` when it runs.

    Records in the recycle bin are not among them. `reach` is one of `REACHES`.
    """
    seen = reach_condition(catalog, rights, object_key, source, reach)
    return and_(seen, source.c.deleted_at.is_(None)) if "deleted_at" in source.c else seen


def reach_condition(
    catalog: Catalog, rights: Rights, object_key: str, source: FromClause, reach: str = "read"
) -> ColumnElement[bool]:
    """The rows within the caller's reach, those in the recycle bin included."""
    granted = rights.object(object_key)
    if not granted.read:
        return false()
    verb, with_shares = REACHES[reach]
    hers = _own_condition(catalog, rights, object_key, source, verb, reach)
    if not with_shares or object_key not in catalog.shared or granted.reach(verb).scope == "all":
        return hers
    return or_(hers, shared_condition(object_key, source, write=reach == "write"))


def _own_condition(
    catalog: Catalog, rights: Rights, object_key: str, source: FromClause, verb: str, reach: str
) -> ColumnElement[bool]:
    granted, definition = rights.object(object_key).reach(verb), catalog.object(object_key)
    if granted.scope == "all":
        return true()
    if definition.scope_parent:
        reference, parent_key = definition.scope_parent
        parent = catalog.object(parent_key).table.alias()
        return source.c[reference].in_(
            select(parent.c.id).where(scope_condition(catalog, rights, parent_key, parent, reach))
        )
    mine = source.c[definition.owner_field] == bindparam("scope_user", type_=ID)
    if definition.claim_field:
        mine = or_(
            mine,
            source.c[definition.claim_field]
            == any_(bindparam("scope_roles", type_=ARRAY(source.c[definition.claim_field].type))),
        )
    if granted.headed:
        mine = or_(mine, source.c.department_id == any_(bindparam("scope_headed", type_=ARRAY(ID))))
    if granted.scope in ("own", "head"):
        return mine
    departments = "scope_departments" if granted.scope == "department" else "scope_tree"
    return or_(mine, source.c.department_id == any_(bindparam(departments, type_=ARRAY(ID))))


def scope_parameters(caller: Caller) -> dict[str, Any]:
    """The values scope conditions bind."""
    return {
        "scope_user": caller.user_id,
        "scope_roles": list(caller.role_keys),
        "scope_departments": list(caller.own_departments),
        "scope_tree": list(caller.departments),
        "scope_headed": list(caller.headed_departments),
        "scope_grantees": caller.grantees if caller.catalog.shared else [],
        "scope_at": caller.at,
    }
