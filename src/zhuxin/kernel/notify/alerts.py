"""Alerts: who reads very many records, reveals very many values, or tries very many passwords, is told to who watches (`alert.read`).

Looked for by the worker in what was noted within the last hour; each once an hour for one person or address.
"""

from dataclasses import dataclass
from datetime import timedelta

from zhuxin.core.audit.entries import Entry, append
from zhuxin.core.db.database import Connection
from zhuxin.core.ids import new_id
from zhuxin.kernel.actions.context import Services
from zhuxin.kernel.identity.holders import list_callers
from zhuxin.kernel.notify.tables import notification
from zhuxin.kernel.timeline import register_labels

RIGHT = "alert.read"
WINDOW = timedelta(hours=1)
_LOCK = "SELECT pg_advisory_xact_lock(7165006)"
# Each gives, of the last hour: a person or none, what she is called or the address, and how many.
_READING = """SELECT actor_id::text AS person, max(actor_name) AS who, sum(count) AS count FROM read_log
    WHERE at > %(since)s AND cardinality(record_ids) > 0 AND actor_id IS NOT NULL
    GROUP BY actor_id HAVING sum(count) > %(limit)s"""
_REVEALS = """SELECT actor_id AS person, max(actor_name) AS who, count(*) AS count FROM audit_entry
    WHERE at > %(since)s AND name = 'record.revealed' AND actor_id IS NOT NULL
    GROUP BY actor_id HAVING count(*) > %(limit)s"""
_LOG_INS = """SELECT NULL AS person, address AS who, count(*) AS count FROM audit_entry
    WHERE at > %(since)s AND name = 'identity.session.refused' AND address IS NOT NULL
    GROUP BY address HAVING count(*) > %(limit)s
    UNION ALL SELECT record_id, max(actor_name), count(*) FROM audit_entry
    WHERE at > %(since)s AND name = 'identity.session.refused' AND record_id IS NOT NULL
    GROUP BY record_id HAVING count(*) > %(limit)s"""
_RAISED = """SELECT EXISTS (SELECT 1 FROM audit_entry
    WHERE at > %(since)s AND name = %(name)s AND detail->>'about' = %(about)s)"""

register_labels(
    {
        "alert.mass_reading": ("大量查看客户资料", "Very many records read"),
        "alert.reveals": ("频繁查看敏感信息", "Very many values revealed"),
        "alert.failed_log_ins": ("登录失败过多", "Very many failed log-ins"),
    }
)


@dataclass(frozen=True, slots=True)
class _Watch:
    """One thing looked for, and the setting that says from how many on it is an alert."""

    name: str
    sql: str
    setting: str


WATCHES = (
    _Watch("alert.mass_reading", _READING, "alert_reads_per_hour"),
    _Watch("alert.reveals", _REVEALS, "alert_reveals_per_hour"),
    _Watch("alert.failed_log_ins", _LOG_INS, "alert_failed_log_ins_per_hour"),
)


async def raise_alerts(services: Services) -> int:
    """Look for what is out of the ordinary, and tell who watches; how many alerts there were."""
    raised = 0
    async with services.database.transaction() as connection:
        await connection.execute(_LOCK)
        for watch in WATCHES:
            limit = getattr(services.settings, watch.setting)
            since = services.clock.now() - WINDOW
            for row in await connection.all(watch.sql, {"since": since, "limit": limit}) if limit else ():
                seen = {"since": since, "name": watch.name, "about": row.person or row.who}
                if not await connection.value(_RAISED, seen):
                    await _tell(services, connection, watch.name, row.person, row.who, int(row.count))
                    raised += 1
    return raised


async def _tell(
    services: Services, connection: Connection, name: str, person: str | None, who: str, count: int
) -> None:
    now = services.clock.now()
    entry = Entry(
        name=name,
        at=now,
        actor_id=None,
        actor_name="system",
        object="user",
        record_id=person,
        detail={"about": person or who, "note": f"{who}: {count}"},
    )
    await append(connection, entry)
    watchers = await list_callers(connection, await services.catalog(connection), now)
    rows = [
        {
            "id": new_id(),
            "created_at": now,
            "user_id": one.user_id,
            "reason": "alerted",
            "name": name,
            "object": "user",
            "record_id": person or one.user_id,
            "actor_name": who,
            "note": str(count),
        }
        for one in watchers.values()
        if one.rights.may_call(RIGHT)
    ]
    await connection.insert_many(notification, rows)
