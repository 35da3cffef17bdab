"""Days and hours as people put them in: picked or typed, on a record's page and in a list, in the lender's zone."""

from playwright.sync_api import Page, expect

from browser.conftest import Lender, Pages
from browser.hands import send

FIELDS = (("day", "日期", "date"), ("at", "时间", "datetime"))
# By field: what is typed, what is kept of it, and what is kept when the 20th is picked then.
GIVEN = {
    "日期": ("x_day", "2031-05-06", "2031-05-06", "2031-05-20"),
    "时间": ("x_at", "2031-05-06 10:05", "2031-05-06T02:05:00Z", "2031-05-20T02:05:00Z"),
}


def new_record(page: Page, key: str) -> str:
    """A record of an object with a day and an instant; the path of its page."""
    send(page, "/actions/object.create", key=key, label_zh=key)
    for name, label, kind in FIELDS:
        send(page, "/actions/field.create", object=f"x_{key}", key=name, label_zh=label, kind=kind)
    made = send(page, f"/records/x_{key}", x_name="门店")
    return f"x_{key}/{made['id']}"


def kept(page: Page, path: str) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(
        "async (path) => (await fetch(`/api/v1/records/${path}`)).json()", path
    )
    return found


def test_a_record_keeps_what_is_typed_with_enter_and_what_is_picked(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    path = new_record(page, "visit")
    save = page.get_by_role("button", name="保存")
    for label, (field, typed, stored, picked) in GIVEN.items():
        page.goto(f"{lender.base}/o/{path}")
        page.get_by_role("button", name=f"修改{label}").click()
        page.get_by_role("textbox", name=label).fill(typed)
        page.keyboard.press("Enter")
        save.click()
        expect(save).to_be_hidden()
        assert kept(page, path)[field] == stored

        page.get_by_role("button", name=f"修改{label}").click()
        page.get_by_role("textbox", name=label).click()
        page.locator('.ant-picker-cell[title="2031-05-20"]').click()
        page.get_by_role("heading", name="门店").click()
        save.click()
        expect(save).to_be_hidden()
        assert kept(page, path)[field] == picked


def test_a_cell_keeps_what_was_typed_when_it_is_left(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    path = new_record(page, "stop")
    page.goto(f"{lender.base}/o/x_stop")
    for field, typed, stored in (
        ("x_day", "2032-01-02", "2032-01-02"),
        ("x_at", "2032-01-02 09:30", "2032-01-02T01:30:00Z"),
    ):
        for leave in ("Tab", "click"):
            page.locator(f'[data-row="0"] [data-cell="{field}"]').dblclick()
            page.locator(".cell-editor input").fill(
                typed if leave == "Tab" else typed.replace("2032", "2033")
            )
            with page.expect_response(lambda one: one.request.method == "PATCH"):
                if leave == "Tab":
                    page.keyboard.press("Tab")
                else:
                    page.get_by_role("heading", name="stop").click()
            assert kept(page, path)[field] == (stored if leave == "Tab" else stored.replace("2032", "2033"))
            page.keyboard.press("Escape")
            expect(page.locator(".cell-editor")).to_have_count(0)
