"""Guides: what a person answered is remembered for her, and for her alone."""

from support.app import nothing_changes
from support.http import act, attempt, refused


async def answers(client):
    return (await client.get("/me")).json()["guides"]


async def test_an_answer_is_remembered_for_who_gave_it(as_user):
    sales, other = await as_user("sales"), await as_user("sales2")
    assert await answers(sales) == {}
    await act(sales, "guide.answer", guide="sales", answer="declined")
    assert await answers(sales) == {"sales": "declined"}
    await act(sales, "guide.answer", guide="sales", answer="taken")
    assert await answers(sales) == {"sales": "taken"}
    assert await answers(other) == {}


async def test_every_installed_role_may_answer(as_user):
    for name in ("underwriter", "collector", "builder", "admin", "security", "auditor", "manager"):
        await act(await as_user(name), "guide.answer", guide=name, answer="taken")


async def test_a_bad_answer_leaves_nothing(app, as_user):
    sales = await as_user("sales2")
    async with nothing_changes(app):
        refused(
            await attempt(sales, "guide.answer", guide="sales", answer="later"),
            422,
            "invalid.fields",
            "/answer",
        )
        refused(await attempt(sales, "guide.answer", answer="taken"), 422, "invalid.fields", "/guide")
        refused(
            await attempt(sales, "guide.answer", guide="admin", answer="taken"), 404, "not_found", "/guide"
        )
        refused(
            await attempt(as_user.anonymous(), "guide.answer", guide="sales", answer="taken"),
            401,
            "auth.required",
        )
