"""The approval process: rules, two underwriters, and who may do what when."""

import pytest

from support.app import nothing_changes
from support.http import act, attempt, record, records, refused
from support.lending import APPROVED, DECLINED, REFERRED, make_application


async def tasks_of(as_user, applied):
    """The application's open tasks with the client of whom each is assigned to."""
    found = []
    for username in ("underwriter", "underwriter2"):
        client = await as_user(username)
        tasks = await records(client, "task", limit=200)
        found += [
            (client, task)
            for task in tasks
            if task["subject_id"] == applied.application_id and task["status"] == "open"
        ]
    return found


async def status_of(as_user, applied):
    return (await record(await as_user("manager"), "application", applied.application_id))["status"]


@pytest.mark.parametrize(
    ("answers", "status", "outcome"), [(APPROVED, "approved", "approve"), (DECLINED, "rejected", "decline")]
)
async def test_clear_answers_are_decided_by_the_rules(app, as_user, answers, status, outcome):
    applied = await make_application(app, answers)
    assert applied.status == status
    client = await as_user("underwriter")
    (decision,) = [
        one
        for one in await records(client, "decision", limit=200)
        if one["application_id"] == applied.application_id
    ]
    assert decision["outcome"] == outcome
    lines = decision["explanation"]["score_lines"]
    assert decision["score"] == 593 + sum(line["points"] for line in lines)
    hits = [one["code"] for one in decision["explanation"]["reasons"] if one["hit"]]
    assert hits == (["under_age"] if outcome == "decline" else [])
    found = await record(client, "application", applied.application_id)
    process = (await client.get(f"/process-instances/{found['process_instance_id']}")).json()
    assert process["status"] == ("completed" if status == "approved" else "rejected")
    assert process["path"][:3] == ["start", "rules", "route"]
    assert await tasks_of(as_user, applied) == []


async def test_doubtful_case_needs_both_underwriters(app, as_user):
    applied = await make_application(app, REFERRED)
    assert applied.status == "in_review"
    (first, task_1), (second, task_2) = await tasks_of(as_user, applied)
    await act(first, "task.complete", task_id=task_1["id"], outcome="approve", opinion="同意")
    assert await status_of(as_user, applied) == "in_review"
    await act(second, "task.complete", task_id=task_2["id"], outcome="approve")
    assert await status_of(as_user, applied) == "approved"
    found = await record(first, "application", applied.application_id)
    process = (await first.get(f"/process-instances/{found['process_instance_id']}")).json()
    outcomes = [
        entry["outcome"] for entry in process["history"] if entry["node"] == "review" and entry["actor"]
    ]
    assert outcomes.count("approve") == 2


async def test_one_rejection_ends_it_and_cancels_the_other_task(app, as_user):
    applied = await make_application(app, REFERRED)
    (first, task_1), (second, task_2) = await tasks_of(as_user, applied)
    async with nothing_changes(app):
        silent = await attempt(first, "task.complete", task_id=task_1["id"], outcome="reject")
        refused(silent, 422, "task.opinion_required", "/opinion")
        other = await attempt(first, "task.complete", task_id=task_1["id"], outcome="submit")
        refused(other, 422, "task.outcome", "/outcome")
    await act(first, "task.complete", task_id=task_1["id"], outcome="reject", opinion="还款来源不足")
    assert await status_of(as_user, applied) == "rejected"
    assert (await record(second, "task", task_2["id"]))["status"] == "canceled"
    async with nothing_changes(app):
        refused(
            await attempt(second, "task.complete", task_id=task_2["id"], outcome="approve"),
            409,
            "task.closed",
        )


async def test_somebody_elses_task_cannot_be_done(app, as_user):
    applied = await make_application(app, REFERRED)
    (first, _), (_, task_2) = await tasks_of(as_user, applied)
    stranger, sales = await as_user("operations"), await as_user("sales")
    async with nothing_changes(app):
        for client in (first, stranger, sales):
            response = await attempt(client, "task.complete", task_id=task_2["id"], outcome="approve")
            refused(response, 403, "task.not_yours")
            refused(await attempt(client, "task.claim", task_id=task_2["id"]), 403, "task.not_yours")


async def test_task_is_completed_once(app, as_user):
    applied = await make_application(app, REFERRED)
    (first, task_1), _ = await tasks_of(as_user, applied)
    await act(first, "task.complete", task_id=task_1["id"], outcome="approve")
    async with nothing_changes(app):
        for outcome in ("approve", "reject"):
            response = await attempt(
                first, "task.complete", task_id=task_1["id"], outcome=outcome, opinion="再想想"
            )
            refused(response, 409, "task.closed")


async def test_application_is_submitted_once(app, as_user):
    applied, client = await make_application(app), await as_user("sales")
    async with nothing_changes(app):
        response = await attempt(client, "application.submit", application_id=applied.application_id)
        assert response.status_code == 409, response.text


async def test_withdrawn_consent_stops_submission(app, as_user):
    applied, client = await make_application(app, submit=False), await as_user("sales")
    consents = [
        one for one in await records(client, "consent", limit=200) if one["party_id"] == applied.party_id
    ]
    assert {one["purpose"] for one in consents} == {"credit_query", "data_processing"}
    (name,) = [
        one["name"]
        for one in (await client.get("/catalog")).json()["actions"]
        if one["name"] == "consent.withdraw"
    ]
    (spec,) = [one for one in (await client.get("/catalog")).json()["actions"] if one["name"] == name]
    await act(client, name, **{spec["record_key"]: consents[0]["id"]})
    async with nothing_changes(app):
        response = await attempt(client, "application.submit", application_id=applied.application_id)
        assert response.status_code == 409, response.text
        assert "consent" in response.json()["code"]
