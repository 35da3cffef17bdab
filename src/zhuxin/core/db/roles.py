"""Two database roles: the owner, who brings the schema up to date, and the application, which may add to the audit log and read it, and
cannot change it, whatever it is made to run.

The tables of the audit log belong to the owner, everything else to the application, which makes tables for custom objects. The
application's role must never be a member of the owner's; an owner that is no superuser is a member of the application's.
"""

import re
from dataclasses import dataclass

import psycopg
from psycopg import sql

from zhuxin.core.settings import Settings

APP_ROLE = "zhuxin_app"
_LOCK = 7165004
# What the application may do with each table that is not its own.
PROTECTED = {
    "audit_entry": "SELECT, INSERT",
    "audit_batch": "SELECT, INSERT",
    "audit_unsealed": "SELECT, INSERT, DELETE",
    "read_log": "SELECT, INSERT",  # and `forget_reads`, a function of its owner
    "alembic_version": "SELECT",
}
_NOT_OURS = "NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = o.oid AND d.deptype = 'e')"
# What belongs to somebody else than it should: (kind, name, whether it is protected).
_MISPLACED = f"""
WITH app AS (SELECT oid FROM pg_roles WHERE rolname = %(app)s),
guarded AS (SELECT to_regclass(name)::oid AS oid FROM unnest(%(protected)s::text[]) name)
SELECT 'TABLE' AS kind, o.oid::regclass::text AS name, o.oid IN (SELECT oid FROM guarded) AS guarded
FROM pg_class o, app WHERE o.relnamespace = 'public'::regnamespace AND o.relkind IN ('r', 'p', 'v', 'm', 'S') AND {_NOT_OURS}
    AND (o.relowner = app.oid) = (o.oid IN (SELECT oid FROM guarded))
    AND NOT (o.relkind = 'S' AND EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = o.oid AND d.deptype IN ('a', 'i')))
UNION ALL
SELECT 'ROUTINE', o.oid::regprocedure::text,
    (o.prosecdef OR o.oid IN (SELECT tgfoid FROM pg_trigger WHERE tgrelid IN (SELECT oid FROM guarded)))
FROM pg_proc o, app WHERE o.pronamespace = 'public'::regnamespace AND {_NOT_OURS}
    AND (o.proowner = app.oid) = ((o.prosecdef OR o.oid IN (SELECT tgfoid FROM pg_trigger WHERE tgrelid IN (SELECT oid FROM guarded))))
UNION ALL
SELECT 'TYPE', o.oid::regtype::text, false
FROM pg_type o, app WHERE o.typnamespace = 'public'::regnamespace AND o.typowner <> app.oid AND {_NOT_OURS}
    AND (o.typtype IN ('e', 'd') OR (o.typtype = 'c' AND (SELECT relkind FROM pg_class WHERE oid = o.typrelid) = 'c'))
"""
_UNPROTECTED = """SELECT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
    OR bool_or(pg_has_role(relowner, 'MEMBER') OR has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER'))
    FROM pg_class WHERE relname IN ('audit_entry', 'audit_batch', 'read_log') AND relnamespace = 'public'::regnamespace"""


@dataclass(frozen=True, slots=True)
class Urls:
    """How a database is reached: as its owner, and as the application."""

    owner: str
    app: str

    @property
    def role(self) -> str:
        """The application's role."""
        return str(psycopg.conninfo.conninfo_to_dict(self.app).get("user") or "")


def own_urls(settings: Settings) -> Urls:
    """The URLs of the lender's own PostgreSQL."""
    assert settings.database_url
    return Urls(settings.owner_url or settings.database_url, settings.database_url)


def embedded_urls(owner: str) -> Urls:
    """The URLs of the embedded database."""
    return Urls(owner, re.sub(r"^(\w+://)[^@/]*@", rf"\1{APP_ROLE}@", owner))


def make_app_role(connection: psycopg.Connection) -> None:
    """The application's role of an embedded server, which only those reach who reach its socket."""
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (APP_ROLE,)).fetchone() is None:
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(APP_ROLE)))


def protect(urls: Urls) -> None:
    """Give each role what is its own; without effect where that is done, and where both are one."""
    if urls.owner == urls.app:
        return
    app = sql.Identifier(urls.role)
    with psycopg.connect(urls.owner, connect_timeout=5) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        if connection.execute("SELECT to_regclass('audit_entry')").fetchone() == (None,):
            return
        there = {"app": urls.role, "protected": list(PROTECTED)}
        misplaced = connection.execute(_MISPLACED, there).fetchall()
        if not misplaced:
            return
        connection.execute(sql.SQL("GRANT USAGE, CREATE ON SCHEMA public TO {}").format(app))
        for kind, name, guarded in misplaced:
            # Names come from the catalog of the database, quoted where they have to be.
            change = sql.SQL(f"ALTER {kind} {name} OWNER TO {{}}")
            connection.execute(change.format(sql.SQL("CURRENT_USER") if guarded else app))
        for table, rights in PROTECTED.items():
            place = sql.Identifier(table)
            connection.execute(sql.SQL("REVOKE ALL ON {} FROM {}, PUBLIC").format(place, app))
            connection.execute(sql.SQL(f"GRANT {rights} ON {{}} TO {{}}").format(place, app))


def is_protected(url: str) -> bool:
    """Whether the role of a URL can neither change the audit log nor take its guards away."""
    with psycopg.connect(url, connect_timeout=5) as connection:
        return connection.execute(_UNPROTECTED).fetchone() == (False,)
