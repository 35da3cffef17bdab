"""The audit log held against who owns the database, and with anchors against who has the key as well."""

import asyncio
import stat
from dataclasses import asdict

import orjson
import pytest

from support.app import as_owner
from support.lending import make_lead
from zhuxin.bootstrap import seal_audit, ship_anchors
from zhuxin.core.audit.anchors import BadAnchors, Syslog, read_anchors, ship, syslog_line
from zhuxin.core.audit.entries import entry_digest
from zhuxin.core.audit.seal import GENESIS, batch_hash, seal, verify


async def seal_all(app):
    while await seal_audit(app):
        pass


async def fault(app, anchors=()):
    async with app.database.connection() as connection:
        return (await verify(connection, app.vault.keys, anchors)).fault


@pytest.fixture
async def tampered(app):
    """Somebody who owns the database works on it; afterwards it is as before."""
    await make_lead(app)
    await seal_all(app)
    await make_lead(app)
    await seal_all(app)
    await ship_anchors(app)
    async with as_owner(app, roll_back=True) as connection:
        yield connection


async def cut_the_end(connection):
    last = await connection.find(
        "DELETE FROM audit_batch WHERE number = (SELECT max(number) FROM audit_batch) RETURNING number, entry_ids"
    )
    await connection.execute("DELETE FROM audit_entry WHERE id = ANY(%(ids)s)", {"ids": last.entry_ids})
    return last.number


async def recompute(connection, keys):
    """Write the hashes of all batches anew, with a key or as they were made without one."""
    previous = GENESIS
    for row in await connection.all("SELECT * FROM audit_batch ORDER BY number"):
        version = keys.current if keys else 0
        hashed = batch_hash(
            row.number, previous, row.entry_ids, bytes(row.digests), keys.audit_key(version) if keys else None
        )
        await connection.execute(
            "UPDATE audit_batch SET hash = %(hash)s, previous_hash = %(previous)s, key_version = %(version)s"
            " WHERE number = %(number)s",
            {"hash": hashed, "previous": previous, "version": version, "number": row.number},
        )
        previous = hashed


async def change_an_entry(connection, keys):
    """Change one entry and everything that the database holds about it."""
    batch = await connection.find("SELECT * FROM audit_batch ORDER BY number DESC LIMIT 1")
    entry_id = batch.entry_ids[0]
    await connection.execute(
        "UPDATE audit_entry SET actor_name = 'nobody' WHERE id = %(id)s", {"id": entry_id}
    )
    entry = await connection.find("SELECT * FROM audit_entry WHERE id = %(id)s", {"id": entry_id})
    digests = entry_digest(entry) + bytes(batch.digests)[32:]
    await connection.execute(
        "UPDATE audit_batch SET digests = %(digests)s WHERE number = %(number)s",
        {"digests": digests, "number": batch.number},
    )
    await recompute(connection, keys)


async def told(connection, app, with_anchors):
    anchors = list(read_anchors(app.settings.anchor_path)) if with_anchors else []
    return (await verify(connection, app.vault.keys, anchors)).fault


async def test_the_end_cut_off_is_found_by_anchors(app, tampered):
    assert await told(tampered, app, True) is None
    number = await cut_the_end(tampered)
    assert await told(tampered, app, False) is None  # the chain alone cannot tell
    assert (await told(tampered, app, True)).startswith(f"batch {number}, sealed at 2026-01-05T")


async def test_a_chain_recomputed_without_the_key_is_found(app, tampered):
    await change_an_entry(tampered, None)
    assert "without a key" in await told(tampered, app, False)


async def test_a_chain_recomputed_with_the_key_is_found_by_anchors(app, tampered):
    await change_an_entry(tampered, app.vault.keys)
    assert await told(tampered, app, False) is None
    assert "it was recomputed" in await told(tampered, app, True)


async def test_batches_from_before_keys_hold_and_the_chain_goes_on_over_them(app):
    await make_lead(app)
    await seal_all(app)
    async with as_owner(app, roll_back=True) as connection:
        await recompute(connection, None)  # as an earlier program sealed them
        assert "without a key" in (await verify(connection, app.vault.keys)).fault
        assert await seal(connection, app.clock.now(), app.vault.keys) == []  # the batch that closes them
        found = await verify(connection, app.vault.keys)
        assert found.fault is None and found.batches > 1
        assert await seal(connection, app.clock.now(), app.vault.keys) == []
        assert (await verify(connection, app.vault.keys)).batches == found.batches


async def test_each_batch_is_told_to_the_file_once_and_for_its_owner_alone(app):
    await make_lead(app)
    await seal_all(app)
    await ship_anchors(app)
    assert await ship_anchors(app) == 0
    path = app.settings.anchor_path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    anchors = list(read_anchors(path))
    assert [one.batch for one in anchors] == list(range(1, len(anchors) + 1))
    assert await fault(app, anchors) is None
    # A line that a kill has cut, and a line that is none.
    with open(path, "a") as file:
        file.write('{"batch": 99, "ha')
    assert list(read_anchors(path)) == anchors
    await make_lead(app)
    await seal_all(app)
    assert await ship_anchors(app) == 1
    with pytest.raises(BadAnchors):
        list(read_anchors(path))
    path.write_bytes(b"".join(orjson.dumps(asdict(one)) + b"\n" for one in anchors))


async def test_syslog_is_told_what_happened_while_it_was_away(app):
    lines = []

    async def take(reader, writer):
        while line := await reader.readline():
            lines.append(line.decode())
        writer.close()

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    target = Syslog(f"127.0.0.1:{port}")
    await make_lead(app)
    await seal_all(app)
    assert await ship(app.database, target) == 0  # away
    server = await asyncio.start_server(take, "127.0.0.1", port)
    shipped = await ship(app.database, target)
    await asyncio.sleep(0.05)
    server.close()
    await server.wait_closed()
    assert shipped == len(lines) > 0
    assert all(line.startswith("<109>1 2") and " zhuxin - audit-anchor - {" in line for line in lines)
    told_by_line = [orjson.loads(line[line.index("{") :])["batch"] for line in lines]
    assert told_by_line == sorted(set(told_by_line))


async def test_a_file_ofsyslog_lines_serves_as_anchors(app, tmp_path):
    await seal_all(app)
    await ship_anchors(app)
    anchors = list(read_anchors(app.settings.anchor_path))
    path = tmp_path / "messages"
    path.write_bytes(b"".join(syslog_line(one) + b"\n" for one in anchors))
    assert list(read_anchors(path)) == anchors
