"""The description of the API as a page: served by the system alone, and requests can be tried with one's session."""

from playwright.sync_api import expect

from browser.conftest import Lender, Pages


def test_requests_can_be_tried_with_the_session_of_who_is_logged_in(pages: Pages, lender: Lender) -> None:
    page = pages("sales")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_default_timeout(30_000)
    page.goto(f"{lender.base}/api/docs")
    page.locator("#operations-tag-records").click()
    page.locator("#operations-records-list_lead").get_by_role("button").first.click()
    operation = page.locator("#operations-records-list_lead")
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()
    expect(operation.locator(".live-responses-table .response .response-col_status")).to_contain_text("200")

    page.locator("#operations-tag-records").click()  # closed again: it holds hundreds of operations
    page.locator("#operations-tag-actions").click()
    convert = page.locator("#operations-actions-lead_convert")
    convert.get_by_role("button").first.click()
    convert.get_by_role("button", name="Try it out").click()
    with page.expect_response(lambda answer: answer.url.endswith("/actions/lead.convert")) as answered:
        convert.locator("textarea").fill("[]")
        convert.get_by_role("button", name="Execute").click()
    # Past log-in and CSRF: it is the input that is refused.
    assert answered.value.json()["code"] == "invalid.fields"
    pages.console = [said for said in pages.console if "422" not in said]
    assert [url for url in asked if not url.startswith((lender.base, "blob:", "data:"))] == []
