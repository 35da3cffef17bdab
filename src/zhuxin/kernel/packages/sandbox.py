"""A copy of the configuration without records and people. It is made by installing what is defined, so that nothing else can come
along."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import delete, insert

from zhuxin.core.crypto.passwords import hash_password
from zhuxin.kernel.actions.context import ActionContext, Services
from zhuxin.kernel.actions.runner import action_context
from zhuxin.kernel.objects.catalog import load_catalog
from zhuxin.kernel.packages.configuration import CONFIGURATION, configuration_files, digests
from zhuxin.kernel.packages.environment import SANDBOX_ROLE, become_copy
from zhuxin.kernel.packages.install import install_package
from zhuxin.kernel.packages.installed import installed_rows
from zhuxin.kernel.packages.parts.departments import read_departments
from zhuxin.kernel.packages.read import parse_package
from zhuxin.kernel.packages.tables import installed_package
from zhuxin.kernel.permissions.caller import system_caller
from zhuxin.kernel.records.store import insert_record

ADMINISTRATOR = "admin"


@dataclass(frozen=True, slots=True)
class Configuration:
    """What is defined: files of a package, digests by part, and packages that are or were installed."""

    files: dict[str, str]
    base: dict[str, str]
    brought_by: dict[tuple[str, str], str]
    packages: list[dict[str, Any]]


async def read_configuration(app: Services) -> Configuration:
    """Everything a copy is made of."""
    async with app.database.connection() as connection:
        catalog = await load_catalog(connection)
        return Configuration(
            files=await configuration_files(connection, catalog),
            base=digests(catalog, await read_departments(connection)),
            brought_by={name: one.package for name, one in catalog.definitions.items()},
            packages=await installed_rows(connection),
        )


async def note_removed(app: Services, copied: Configuration) -> None:
    """Keep the packages that were taken out from coming with the program; to be done in the new database first."""
    async with app.database.transaction() as connection:
        gone = [row for row in copied.packages if row["removed_at"] is not None]
        if gone:
            await connection.execute(insert(installed_package).values(gone))


async def fill_copy(app: Services, copied: Configuration, environment: str, password: str) -> None:
    """Make an installation with nothing in it such a copy, with one administrator. All of it or nothing."""
    async with app.database.connection() as connection:
        catalog = await load_catalog(connection)
    async with action_context(app, system_caller(catalog, "installer")) as context:
        # What differs from what comes with the program is the lender's: it takes its place.
        base = digests(catalog, await read_departments(context.connection))
        package = replace(parse_package(copied.files), base=base)
        await install_package(context, package, withdraw=True)
        await _attribute(context, copied)
        await become_copy(context.connection, environment, context.now, copied.base)
        await _make_administrator(context, password)
        await context.record("installation.copied", environment=environment, parts=len(copied.base))


async def _attribute(context: ActionContext, copied: Configuration) -> None:
    """Say of each part which package brought it, as it is said where it comes from."""
    for (kind, key), package in copied.brought_by.items():
        await context.connection.execute(
            "UPDATE definition SET package = %(package)s WHERE kind = %(kind)s AND key = %(key)s AND published",
            {"kind": kind, "key": key, "package": package},
        )
    names = [row["key"] for row in copied.packages] + [CONFIGURATION]
    await context.connection.execute(delete(installed_package).where(installed_package.c.key.in_(names)))
    if copied.packages:
        await context.connection.execute(insert(installed_package).values(copied.packages))


async def _make_administrator(context: ActionContext, password: str) -> None:
    """One person who may do everything: there is nobody's data here, and there is nobody to ask."""
    catalog = await load_catalog(context.connection)
    context.caller = system_caller(catalog, context.caller.name)
    verbs = {"read": True, "create": True, "update": True, "delete": True, "scope": "all"}
    menu = [str(one["key"]) for one in catalog.definition("menu", "main").body["items"]]
    grants = {"objects": {"*": verbs}, "actions": ["*"], "menu": menu}
    role = {"key": SANDBOX_ROLE, "name": "沙箱管理员", "name_en": "Sandbox administrator", "grants": grants}
    await insert_record(context, catalog.object("role"), role)
    await insert_record(
        context,
        catalog.object("user"),
        {"username": ADMINISTRATOR, "name": role["name"]},
        password_hash=await hash_password(password),
        role_keys=[SANDBOX_ROLE],
        role_names=role["name"],
    )
