"""What of reading records goes into the read log: every record of an object that holds sensitive fields or belongs to customers, and
long lists of any."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import orjson

from zhuxin.core.audit.reads import Read
from zhuxin.core.crypto.vault import Vault
from zhuxin.core.db.database import Connection
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.records.plan import Plan

LONG_LIST = 100
_PURPOSE = "read log filter"


def read_by(
    caller: Caller,
    kind: str,
    object_key: str | None,
    record_ids: Sequence[str] = (),
    *,
    count: int | None = None,
    filter_digest: str | None = None,
) -> Read:
    """A reading of a caller, or in a preview of who looks."""
    who = caller.previewer or caller
    return Read(
        at=who.at or datetime.now(UTC),
        actor_id=who.user_id,
        actor_name=who.name,
        kind=kind,
        object=object_key,
        record_ids=record_ids,
        count=len(record_ids) if count is None else count,
        filter=filter_digest,
        address=who.address,
        via=who.via,
        request_id=who.request_id,
    )


def note_reading(
    connection: Connection,
    caller: Caller,
    plan: Plan,
    kind: str,
    items: Sequence[Mapping[str, Any]],
    asked: Sequence[Any] = (),
    vault: Vault | None = None,
) -> None:
    """Note that a caller was shown records; the system itself reads unnoted. `asked` is the filter and the text they were found by."""
    if connection.reads is None or caller.system or not items:
        return
    if not plan.sensitive and len(items) < LONG_LIST:
        return
    about = [item["id"] for item in items] if plan.sensitive else []
    if plan.sensitive and (key := plan.definition.party_field) and key != "id":
        about += dict.fromkeys(item[key] for item in items if item.get(key))
    digest = None
    if vault is not None and any(asked):
        digest = vault.blind(orjson.dumps(asked, default=str).decode(), _PURPOSE).hex()
    read = read_by(caller, kind, plan.definition.key, about, count=len(items), filter_digest=digest)
    connection.reads.note(read)
