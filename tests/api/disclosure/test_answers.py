"""What gives out a secret has no dry run, leaves its entry before the value goes out, and is kept nowhere."""

import inspect

import pytest

from support.app import nothing_changes
from support.http import act, attempt, refused
from support.lending import make_application, new_person
from zhuxin.kernel.actions.registry import ACTIONS

# Opens a value to write it elsewhere, and answers with ids.
OPENS_FOR_ITSELF = {"lead.convert"}
DISCLOSING = sorted(name for name, spec in ACTIONS.items() if spec.discloses)


async def entries(app, name):
    async with app.database.connection() as connection:
        return await connection.value(
            "SELECT count(*) FROM audit_entry WHERE name = %(name)s", {"name": name}
        )


@pytest.fixture(scope="module")
async def customer(app):
    person = new_person()
    return person, (await make_application(app, person=person)).party_id


def test_every_action_that_makes_or_opens_a_secret_says_that_it_discloses():
    makes = {
        name
        for name, spec in ACTIONS.items()
        if any(word in inspect.getsource(spec.handler) for word in ("new_token(", ".decrypt("))
    }
    assert makes - OPENS_FOR_ITSELF <= set(DISCLOSING)
    assert {"record.reveal", "export.take", "external_form.open"} <= set(DISCLOSING)


@pytest.mark.parametrize("name", DISCLOSING)
async def test_a_disclosing_action_has_no_dry_run(app, as_user, name):
    client = await as_user("admin")
    spec = ACTIONS[name]
    values = {one.key: "00000000-0000-0000-0000-000000000000" for one in spec.inputs if one.required}
    async with app.database.connection() as connection:
        callers = [
            row.username
            for row in await connection.all("SELECT username FROM user_account WHERE status = 'active'")
        ]
    tried = 0
    for username in callers:
        client = await as_user(username)
        async with nothing_changes(app):
            response = await client.post(f"/actions/{name}", params={"dry_run": "true"}, json=values)
        if response.status_code != 403:
            refused(response, 422, "action.no_dry_run")
            tried += 1
    assert tried


async def test_a_reveal_is_in_the_log_each_time_and_its_value_nowhere(app, as_user, customer):
    person, party_id = customer
    client = await as_user("underwriter")
    asked = {"object": "party", "id": party_id, "field": "id_number", "reason": "核对身份"}
    async with nothing_changes(app):
        refused(
            await client.post("/actions/record.reveal", params={"dry_run": "true"}, json=asked),
            422,
            "action.no_dry_run",
        )
    before = await entries(app, "record.revealed")
    shown = await act(client, "record.reveal", once="reveal-1", **asked)
    assert shown["value"] == person.id_number
    assert await entries(app, "record.revealed") == before + 1
    async with nothing_changes(app):
        again = await client.post(
            "/actions/record.reveal", json=asked, headers={"idempotency-key": "reveal-1"}
        )
        refused(again, 409, "idempotency.answer_not_kept")
    async with app.database.connection() as connection:
        tables = await connection.all("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")
        holding = [
            table.name
            for table in tables
            if await connection.value(
                f'SELECT EXISTS (SELECT 1 FROM "{table.name}" t WHERE t::text LIKE %(text)s)',
                {"text": f"%{person.id_number}%"},
            )
        ]
    assert holding == []


async def test_an_answer_is_kept_encrypted_and_given_again(app, as_user):
    client, person = await as_user("sales"), new_person()
    async with app.database.connection() as connection:
        channel = await connection.value("SELECT id FROM channel ORDER BY key LIMIT 1")
    values = {"name": "留存检查", "phone": person.phone, "channel_id": channel}
    headers = {"idempotency-key": "kept"}
    first = await client.post("/records/lead", json=values, headers=headers)
    assert first.status_code == 201, first.text
    async with nothing_changes(app):
        assert (await client.post("/records/lead", json=values, headers=headers)).json() == first.json()
    async with app.database.connection() as connection:
        kept = bytes(await connection.value("SELECT answer FROM idempotency_key WHERE key = 'kept'"))
    assert "留存检查".encode() not in kept and len(kept) > 100


async def test_a_reveal_without_the_right_says_nothing_and_leaves_nothing(app, as_user, customer):
    asked = {"object": "party", "id": customer[1], "field": "id_number", "reason": "x"}
    before = await entries(app, "record.revealed")
    refused(await attempt(await as_user("collector"), "record.reveal", **asked), 403, "permission.denied")
    assert await entries(app, "record.revealed") == before
