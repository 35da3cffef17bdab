"""Money is paid out by two people, in real Chromium: one asks, another sees what will be done and lets it run."""

from playwright.sync_api import expect

from browser.conftest import Lender, Pages
from browser.test_journey import NAME, approve, countersign, main_action, take_and_convert

SECOND_PERSON = True


def test_a_disbursement_by_two_people(pages: Pages, lender: Lender) -> None:
    application = take_and_convert(pages("sales"), lender)
    countersign(pages("underwriter"), lender)
    second = pages("underwriter2")
    second.goto(f"{lender.base}/inbox")
    approve(second)

    operations = pages("operations")
    operations.goto(application)
    operations.get_by_role("button", name="生成合同").click()
    operations.get_by_role("link", name="查看合同").click()
    operations.wait_for_url("**/o/contract/*-*")
    main_action(operations, "签署合同")
    main_action(operations, "发起放款")
    expect(operations.get_by_text("已提交复核")).to_be_visible()

    # Who asked sees her request, and cannot approve it.
    operations.goto(f"{lender.base}/reviews")
    mine = operations.locator(".split-detail")
    expect(mine).to_contain_text("由另一位有权限的人复核后执行")
    expect(mine.get_by_role("button", name="撤回")).to_be_visible()
    expect(mine.get_by_role("button", name="通过并执行")).to_have_count(0)

    finance = pages("finance")
    finance.goto(f"{lender.base}/reviews")
    shown = finance.locator(".split-detail")
    expect(shown).to_contain_text(NAME)
    expect(shown).to_contain_text("7894")
    shown.get_by_role("button", name="通过并执行").click()
    dialog = finance.get_by_role("dialog")
    dialog.get_by_label("意见").fill("核对无误")
    dialog.get_by_role("button", name="复核通过").click()
    expect(dialog).to_be_hidden()
    finance.get_by_text("已处理", exact=True).click()
    expect(finance.locator(".split-list")).to_contain_text("已通过")
    for _ in range(60):
        operations.goto(f"{lender.base}/o/loan")
        if operations.get_by_text("LN0000").count():
            break
        operations.wait_for_timeout(500)
    expect(operations.get_by_text("LN0000").first).to_be_visible()


def test_security_takes_a_packages_roles_over(pages: Pages, lender: Lender) -> None:
    """A builder's package asks for a role; nothing is given until security lets it."""
    from browser.hands import send

    builder = pages("builder")
    builder.goto(f"{lender.base}/admin/packages")
    files = {
        "package.yaml": "key: clerks\nversion: 1\nlabel: 柜员\n",
        "roles/clerk.yaml": "key: clerk\nname: 柜员\ngrants: {objects: {channel: {read: true, scope: all}}, actions: [], menu: []}\n",
    }
    asked = send(builder, "/actions/package.install", files=files)
    assert "second_person" in asked["result"]
    security = pages("security")
    security.goto(f"{lender.base}/reviews")
    for name in ("安装方案包", "采用方案包的角色"):
        security.locator(".split-item").filter(has_text=name).click()
        shown = security.locator(".split-detail")
        expect(shown.get_by_role("heading", name=name)).to_be_visible()
        shown.get_by_role("button", name="通过并执行").click()
        dialog = security.get_by_role("dialog")
        dialog.get_by_role("button", name="复核通过").click()
        expect(dialog).to_be_hidden()
    security.goto(f"{lender.base}/admin/roles")
    expect(security.get_by_text("柜员").first).to_be_visible()
