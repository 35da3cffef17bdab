"""Paying out: control points, the payer's callback, failure and retry, and one loan whatever happens."""

import pytest

from support.app import acting, ledger_faults, nothing_changes, run_jobs
from support.http import act, attempt, record, records, refused
from support.lending import REFERRED, make_application, make_contract, new_person
from zhuxin.lending.disbursements.actions import complete


async def loans_of(client, contract_id):
    return [one for one in await records(client, "loan", limit=200) if one["contract_id"] == contract_id]


async def test_callback_books_the_loan(app, as_user):
    contract_id, client = await make_contract(app), await as_user("operations")
    made = await act(client, "disbursement.request", contract_id=contract_id)
    assert made["amount"] == "12000.00"
    assert await loans_of(client, contract_id) == []
    await run_jobs(app)
    (loan,) = await loans_of(client, contract_id)
    assert (loan["principal"], loan["outstanding_principal"], loan["status"]) == (
        "12000.00",
        "12000.00",
        "active",
    )
    paid_out = await record(client, "disbursement", made["disbursement_id"])
    assert paid_out["status"] == "succeeded"
    assert "*" in paid_out["payee_masked"]
    assert (await record(client, "application", loan["application_id"]))["status"] == "disbursed"
    assert await ledger_faults(app) == {}


async def test_failed_payment_is_tried_again_and_books_one_loan(app, as_user):
    contract_id = await make_contract(app, person=new_person(card_ends_0000=True))
    client = await as_user("operations")
    made = await act(client, "disbursement.request", contract_id=contract_id)
    async with nothing_changes(app):
        early = await attempt(client, "disbursement.retry", disbursement_id=made["disbursement_id"])
        refused(early, 409, "disbursement.not_failed")
    await run_jobs(app)
    failed = await record(client, "disbursement", made["disbursement_id"])
    assert (failed["status"], failed["failure_reason"]) == ("failed", "账户状态异常")
    assert await loans_of(client, contract_id) == []
    await act(client, "disbursement.retry", disbursement_id=made["disbursement_id"])
    await run_jobs(app)
    assert len(await loans_of(client, contract_id)) == 1
    assert (await record(client, "disbursement", made["disbursement_id"]))["attempts"] == 2
    assert await ledger_faults(app) == {}


async def test_callback_that_comes_twice_or_late_books_one_loan(app, as_user):
    contract_id, client = await make_contract(app), await as_user("operations")
    made = await act(client, "disbursement.request", contract_id=contract_id)
    reference = (await record(client, "disbursement", made["disbursement_id"]))["reference"]
    async with acting(app) as context:
        assert await complete(context, reference, "succeeded", None)
    async with nothing_changes(app):
        for outcome in ("succeeded", "failed"):
            async with acting(app) as context:
                assert await complete(context, reference, outcome, "晚到") is None
    await run_jobs(app)
    assert len(await loans_of(client, contract_id)) == 1
    assert await ledger_faults(app) == {}


async def test_contract_is_paid_out_once_and_only_when_signed(app, as_user):
    unsigned, client = await make_contract(app, signed=False), await as_user("operations")
    async with nothing_changes(app):
        refused(
            await attempt(client, "disbursement.request", contract_id=unsigned),
            409,
            "disbursement.not_signed",
        )
    await act(client, "contract.sign", contract_id=unsigned)
    async with nothing_changes(app):
        assert (await attempt(client, "contract.sign", contract_id=unsigned)).status_code == 409
    await act(client, "disbursement.request", contract_id=unsigned)
    async with nothing_changes(app):
        refused(
            await attempt(client, "disbursement.request", contract_id=unsigned), 409, "disbursement.exists"
        )


async def test_who_approved_does_not_pay_out(app, as_user):
    security = await as_user("security")
    (person,) = [
        one for one in await records(security, "user", limit=200) if one["username"] == "underwriter"
    ]
    applied = await make_application(app, REFERRED)
    for username in ("underwriter", "underwriter2"):
        client = await as_user(username)
        for task in await records(client, "task", limit=200):
            if task["subject_id"] == applied.application_id:
                await act(client, "task.complete", task_id=task["id"], outcome="approve")
    operations = await as_user("operations")
    contract = await act(operations, "contract.generate", application_id=applied.application_id)
    await act(operations, "contract.sign", contract_id=contract["contract_id"])
    await act(security, "user.set_roles", user_id=person["id"], role_keys=["underwriter", "operations"])
    both = await as_user("underwriter")
    async with nothing_changes(app):
        response = await attempt(both, "disbursement.request", contract_id=contract["contract_id"])
        refused(response, 409, "disbursement.maker_is_checker")
    await act(security, "user.set_roles", user_id=person["id"], role_keys=["underwriter"])
    await act(operations, "disbursement.request", contract_id=contract["contract_id"])


async def test_contract_has_a_pdf_that_its_reader_may_open(app, as_user):
    applied, client = await make_application(app), await as_user("operations")
    made = await act(client, "contract.generate", application_id=applied.application_id)
    response = await client.get(f"/files/{made['file_id']}/content")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert "frame-ancestors 'self'" in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert (await (await as_user("sales")).get(f"/files/{made['file_id']}/content")).status_code == 200
    for stranger in ("sales2", "finance", "collector"):
        response = await (await as_user(stranger)).get(f"/files/{made['file_id']}/content")
        assert response.status_code in (403, 404), stranger
    async with nothing_changes(app):
        again = await attempt(client, "contract.generate", application_id=applied.application_id)
        assert again.status_code == 409


@pytest.mark.parametrize("answers", [REFERRED])
async def test_application_that_is_not_approved_gets_no_contract(app, as_user, answers):
    applied, client = await make_application(app, answers), await as_user("operations")
    async with nothing_changes(app):
        response = await attempt(client, "contract.generate", application_id=applied.application_id)
        assert response.status_code == 409, response.text
