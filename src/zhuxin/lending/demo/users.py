"""The demo lender's people: one of each role, two underwriters and two security administrators."""

from zhuxin.core.crypto.passwords import hash_password
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.identity.queries import list_departments, list_people, list_roles
from zhuxin.kernel.records.store import insert_record

# Username, name, role, department.
PEOPLE = (
    ("sales", "李雷", "sales", "sales1"),
    ("sales2", "韩梅梅", "sales", "sales2"),
    ("underwriter", "周信", "underwriter", "underwriting"),
    ("underwriter2", "吴审", "underwriter", "underwriting"),
    ("operations", "郑运", "operations", "operations"),
    ("collector", "冯催", "collector", "collections"),
    ("finance", "陈账", "finance", "finance"),
    ("strategist", "蒋策", "strategist", "underwriting"),
    ("builder", "沈建", "builder", "technology"),
    ("admin", "系统管理员", "admin", "technology"),
    ("security", "安全管理员", "security", "technology"),
    ("security2", "安全管理员二", "security", "technology"),
    ("auditor", "审计管理员", "auditor", "hq"),
    ("manager", "王总", "manager", "hq"),
)


async def create_people(
    context: ActionContext, people: tuple[tuple[str, str, str, str], ...], password: str
) -> int:
    """Create the people who do not exist yet, all with one password; how many were made."""
    known = {row.username for row in await list_people(context.connection)}
    departments = {row.key: row.id for row in await list_departments(context.connection)}
    roles = {row.key: row.name for row in await list_roles(context.connection)}
    missing = [one for one in people if one[0] not in known]
    hashed = await hash_password(password) if missing else ""
    for username, name, role, department in missing:
        await insert_record(
            context,
            context.caller.catalog.object("user"),
            {"username": username, "name": name},
            department_id=departments.get(department),
            password_hash=hashed,
            role_keys=[role],
            role_names=roles[role],
        )
    return len(missing)
