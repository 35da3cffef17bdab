"""The master key changed while the system runs: everything opens and is found as before, and nothing needs the old key."""

import shutil

import pytest
from sqlalchemy import LargeBinary

from support.http import Clients, act, records
from support.lending import make_application, new_person
from zhuxin.bootstrap import App, seal_audit, seal_files
from zhuxin.core.audit.seal import verify
from zhuxin.core.crypto.places import PLACES
from zhuxin.core.crypto.vault import Vault
from zhuxin.core.db.schema import metadata
from zhuxin.kernel.keys.rotate import begin, rotate
from zhuxin.kernel.objects.define import OBJECTS

# Binary columns that hold no ciphertext: digests, hashes, and keys that are public.
DIGESTS = {
    ("audit_entry", "digest"), ("audit_batch", "digests"), ("audit_batch", "previous_hash"), ("audit_batch", "hash"),
    ("stored_file", "digest"), ("export_request", "link_digest"), ("external_challenge", "digest"),
    ("idempotency_key", "request_hash"), ("second_factor", "credential_id"), ("second_factor", "public_key"),
}  # fmt: skip
# Answers are dropped with the old key; that somebody answered a form once is forgotten with it.
DROPPED = {("idempotency_key", "answer"), ("external_submission", "person")}


@pytest.fixture(scope="module")
def key(app, tmp_path_factory):
    """A key file of this file's own: the run's is shared."""
    path = tmp_path_factory.mktemp("keys") / "master.key"
    shutil.copyfile(app.settings.key_file, path)
    return path


@pytest.fixture
async def own(app, database_url, key):
    opened = App(app.settings.model_copy(update={"key_file": key}), database_url, app.clock)
    await opened.open()
    async with opened.queue.app.open_async():
        yield opened
    await opened.close()


def test_every_binary_column_is_known_to_a_change_of_keys():
    fields = {
        (one.table.name, column.name)
        for one in OBJECTS.values()
        for column in one.table.columns
        if column.name.endswith(("_cipher", "_blind"))
    }
    places = {(place.table.name, place.column) for place in PLACES}
    known = fields | places | DIGESTS | DROPPED
    unknown = {
        (table.name, column.name)
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    } - known
    # Digests of tokens and challenges of log-in are named so.
    assert {one for one in unknown if one[1] not in ("digest", "challenge", "key")} == set()


async def test_a_changed_key_opens_finds_and_seals_everything(own):
    clients, person = Clients(own), new_person()
    party_id = (await make_application(own, person=person)).party_id
    client = await clients("underwriter")
    await seal_audit(own)
    before = own.vault.keys
    counted = {}
    version = await rotate(own, lambda what, count: counted.update({what: count}), lambda: seal_files(own))
    assert version == before.current + 1
    assert {"party.id_number_cipher", "party.phone_cipher", "lead.phone_cipher"} <= set(counted)
    keys = own.vault.keys
    assert set(keys.masters) == {version} and before.current in keys.audit
    shown = await act(client, "record.reveal", object="party", id=party_id, field="id_number", reason="核对")
    assert shown["value"] == person.id_number
    asked = f'{{"field": "id_number", "op": "eq", "value": "{person.id_number}"}}'
    assert [item["id"] for item in await records(client, "party", filter=asked)] == [party_id]
    while await seal_audit(own):
        pass
    async with own.database.connection() as connection:
        assert (await verify(connection, keys)).fault is None
        versions = await connection.all("SELECT version FROM key_fingerprint")
        assert [row.version for row in versions] == [version]
        old = await connection.value("SELECT count(*) FROM party WHERE get_byte(id_number_cipher, 0) <> 2")
        assert old == 0


async def test_a_change_that_was_stopped_goes_on_and_meanwhile_either_key_serves(own):
    clients, first, second = Clients(own), new_person(), new_person()
    old_id = (await make_application(own, person=first)).party_id
    version = begin(own.vault)
    assert begin(own.vault) == version  # called again it begins nothing anew
    new_id = (await make_application(own, person=second)).party_id
    client = await clients("underwriter")
    for person, party_id in ((first, old_id), (second, new_id)):
        asked = f'{{"field": "id_number", "op": "eq", "value": "{person.id_number}"}}'
        assert [item["id"] for item in await records(client, "party", filter=asked)] == [party_id]
        found = await client.post("/records/party:duplicates", json={"id_number": person.id_number})
        assert [item["record"]["id"] for item in found.json()["items"]] == [party_id]
    # A customer known under the old key is recognized, and not made once more.
    assert (await make_application(own, person=first)).party_id == old_id
    assert await rotate(own, lambda *_: None, lambda: seal_files(own)) == version
    assert set(own.vault.keys.masters) == {version}
    assert await rotate(own, lambda *_: None, lambda: seal_files(own)) == version + 1


async def test_another_process_takes_the_new_key_over_by_itself(own):
    other = Vault(own.vault.path)
    sealed = other.encrypt("value", "place")
    begin(own.vault)
    assert other.decrypt(own.vault.encrypt("new", "place"), "place") == "new"
    assert other.decrypt(sealed, "place") == "value"
    assert other.encrypt("value", "place")[0] == own.vault.keys.current
