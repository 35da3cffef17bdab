"""The audit log: sealed, verified, readable by the auditor alone, and any tampering named."""

import pytest

from support.app import acting, as_owner
from support.http import act, refused
from support.lending import make_lead
from zhuxin.bootstrap import seal_audit
from zhuxin.core.audit.seal import verify


async def verdict(app):
    while await seal_audit(app):
        pass
    async with app.database.connection() as connection:
        return await verify(connection, app.vault.keys)


async def tamper(app, sql):
    """Change what the triggers guard, as somebody could who owns the database."""
    async with as_owner(app) as connection:
        await connection.execute(sql)


async def some_entry(app):
    async with app.database.connection() as connection:
        return await connection.value(
            "SELECT id FROM audit_entry WHERE name = 'lead.created' ORDER BY id DESC LIMIT 1"
        )


async def test_untouched_log_holds(app, as_user):
    lead_id = await make_lead(app)
    await act(await as_user("sales"), "lead.follow_up", lead_id=lead_id, note="约好周三")
    found = await verdict(app)
    assert found.fault is None
    assert found.entries > 10
    assert found.unsealed == 0


@pytest.mark.parametrize(
    ("change", "back"),
    [
        (
            "UPDATE audit_entry SET actor_name = actor_name || '!' WHERE id = {id}",
            "UPDATE audit_entry SET actor_name = rtrim(actor_name, '!') WHERE id = {id}",
        ),
        (
            "UPDATE audit_entry SET detail = detail || '{{\"x\": 1}}' WHERE id = {id}",
            "UPDATE audit_entry SET detail = detail - 'x' WHERE id = {id}",
        ),
        (
            "UPDATE audit_entry SET at = at + interval '1 second' WHERE id = {id}",
            "UPDATE audit_entry SET at = at - interval '1 second' WHERE id = {id}",
        ),
    ],
)
async def test_changed_entry_is_named(app, change, back):
    await make_lead(app)
    assert (await verdict(app)).fault is None
    entry = await some_entry(app)
    await tamper(app, change.format(id=entry))
    assert f"entry {entry} was changed" in (await verdict(app)).fault
    await tamper(app, back.format(id=entry))
    assert (await verdict(app)).fault is None


async def test_entry_changed_before_it_is_sealed_is_named(app):
    await verdict(app)
    await make_lead(app)
    entry = await some_entry(app)
    await tamper(app, f"UPDATE audit_entry SET actor_name = actor_name || '!' WHERE id = {entry}")
    assert f"entry {entry} was changed" in (await verdict(app)).fault
    await tamper(app, f"UPDATE audit_entry SET actor_name = rtrim(actor_name, '!') WHERE id = {entry}")


async def test_forged_entry_stands_outside_the_chain(app):
    await verdict(app)
    async with acting(app) as context:
        await context.connection.execute(
            "INSERT INTO audit_entry (at, actor_name, name, detail, digest) VALUES (now(), 'x', 'y', '{}', '\\x00')"
        )
    fault = (await verdict(app)).fault
    await tamper(app, "DELETE FROM audit_entry WHERE name = 'y'")
    await tamper(app, "DELETE FROM audit_unsealed WHERE entry_id NOT IN (SELECT id FROM audit_entry)")
    assert fault is not None


async def test_missing_entry_and_missing_batch_are_named(app):
    await make_lead(app)
    await verdict(app)
    entry = await some_entry(app)
    async with app.database.connection() as connection:
        last = await connection.value("SELECT max(number) FROM audit_batch")
    await tamper(app, f"DELETE FROM audit_entry WHERE id = {entry}")
    assert f"entry {entry} is missing" in (await verdict(app)).fault
    await tamper(app, f"DELETE FROM audit_batch WHERE number = {last - 1}")
    assert (await verdict(app)).fault == f"batch {last - 1} is missing"


async def test_auditor_reads_page_by_page_and_others_do_not(app, as_user):
    auditor = await as_user("auditor")
    for _ in range(5):
        await make_lead(app)
    seen, cursor = [], None
    while True:
        params = {"limit": 7, **({"cursor": cursor} if cursor else {})}
        page = (await auditor.get("/audit", params=params)).json()
        seen += [entry["id"] for entry in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen))
    assert seen == sorted(seen, reverse=True)
    for username in ("sales", "manager", "admin", "security", "operations"):
        refused(await (await as_user(username)).get("/audit"), 403, "permission.denied")


@pytest.mark.parametrize(
    "params",
    [
        {"limit": "x"},
        {"limit": "0"},
        {"limit": "²"},
        {"limit": "-1"},
        {"cursor": "x"},
        {"cursor": "WyJ4Il0"},
        {"cursor": "W1sxXV0"},
        {"object": "a\u0000"},
    ],
)
async def test_bad_page_is_refused(as_user, params):
    assert (await (await as_user("auditor")).get("/audit", params=params)).status_code == 422
