"""One customer from lead to settled loan, in real Chromium, each step by who does it."""

from datetime import date, timedelta

from playwright.sync_api import Locator, Page, expect

from browser.conftest import Lender, Pages

NAME, PHONE, ID_NUMBER, CARD = "王小明", "13812348888", "11010119900307803X", "6222021234567894"


def choose(page: Page, scope: Locator, label: str, option: str) -> None:
    """Pick an option of a select by its words."""
    scope.get_by_label(label).click()
    page.locator(".ant-select-item-option").get_by_text(option, exact=True).click()


def main_action(page: Page, name: str) -> None:
    """Press the record's main action and confirm it, where it asks."""
    page.get_by_role("button", name=name, exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=name, exact=True).click()
    expect(dialog).to_be_hidden()


def fill_day(page: Page, field: Locator, day: date) -> None:
    """Type a day as a clerk does: over what stands there, then Enter."""
    field.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(day.isoformat(), delay=20)
    page.keyboard.press("Enter")
    expect(field).to_have_value(day.isoformat())


def run_day_end(page: Page, lender: Lender, through: date) -> None:
    """Run business days through a date and wait until the books have reached the next one."""
    page.goto(f"{lender.base}/admin/day-end")
    page.wait_for_load_state("networkidle")
    fill_day(page, page.get_by_label("运行到"), through)
    page.get_by_role("button", name="运行日终").click()
    expect(page.get_by_role("dialog")).to_contain_text(through.isoformat())
    page.get_by_role("dialog").get_by_role("button", name="运行日终").click()
    reached = (through + timedelta(days=1)).isoformat()
    expect(page.locator("dl.figures")).to_contain_text(reached, timeout=60_000)


def test_a_lead_becomes_a_settled_loan(pages: Pages, lender: Lender) -> None:
    application = take_and_convert(pages("sales"), lender)

    countersign(pages("underwriter"), lender)
    phone = pages("underwriter2", phone=True)
    phone.goto(f"{lender.base}/inbox")
    phone.locator(".split-item").first.click()
    approve(phone)

    operations = pages("operations")
    loan = sign_and_disburse(operations, lender, application)

    admin = pages("admin")
    first_due = add_month(lender.first_date)
    run_day_end(admin, lender, first_due - timedelta(days=1))
    post_repayment(operations, loan, "458.40")
    expect(operations.get_by_text("已入账还款 458.40 元")).to_be_visible()

    second_due = add_month(lender.first_date, 2)
    run_day_end(admin, lender, second_due + timedelta(days=4))
    promise_to_pay(pages("collector"), lender, second_due + timedelta(days=5))

    operations.goto(loan)
    expect(operations.locator(".detail-head")).to_contain_text("逾期")
    operations.get_by_role("button", name="更多").first.click()
    operations.get_by_role("menuitem", name="提前结清").click()
    dialog = operations.get_by_role("dialog")
    dialog.get_by_role("button", name="提前结清").click()
    expect(dialog).to_be_hidden()
    expect(operations.locator(".detail-head")).to_contain_text("已结清")

    collector = pages("collector")
    collector.goto(f"{lender.base}/o/collection_case?view=closed")
    expect(collector.get_by_text(NAME).first).to_be_visible()


def take_and_convert(page: Page, lender: Lender) -> str:
    """Sales enters a lead, converts it with consents, and submits the application; its address."""
    page.goto(f"{lender.base}/o/lead/new")
    page.get_by_label("姓名").fill(NAME)
    page.get_by_label("手机号").fill(PHONE)
    choose(page, page.get_by_role("main"), "渠道", "官网表单")
    page.get_by_role("button", name="新建线索").click()
    page.wait_for_url("**/o/lead/*-*")
    page.get_by_role("button", name="转为进件").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("身份证号").fill(ID_NUMBER)
    dialog.get_by_label("收款银行卡").fill(CARD)
    choose(page, dialog, "产品", "个人消费贷")
    dialog.get_by_label("申请金额").fill("5000")
    dialog.get_by_label("期数").fill("12")
    for consent in dialog.get_by_role("checkbox").all():
        assert not consent.is_checked(), "a consent must never be ticked beforehand"
        consent.check()
    dialog.get_by_role("button", name="转为进件").click()
    page.get_by_role("link", name="查看进件").click()
    page.wait_for_url("**/o/application/*-*")
    page.get_by_role("button", name="提交审批").click()
    expect(page.locator(".detail-head")).to_contain_text("审批中")
    return page.url.split("?")[0]


def countersign(page: Page, lender: Lender) -> None:
    page.goto(f"{lender.base}/inbox")
    expect(page.get_by_text("建议人工审核")).to_be_visible()
    approve(page)


def approve(page: Page) -> None:
    page.get_by_role("button", name="资料齐全").click()
    page.get_by_role("button", name="通过", exact=True).click()
    expect(page.get_by_text("已通过「")).to_be_visible()


def sign_and_disburse(page: Page, lender: Lender, application: str) -> str:
    """Operations makes the contract, has it signed, and pays out; the loan's address."""
    page.goto(application)
    page.get_by_role("button", name="生成合同").click()
    page.get_by_role("link", name="查看合同").click()
    page.wait_for_url("**/o/contract/*-*")
    main_action(page, "签署合同")
    main_action(page, "发起放款")
    for _ in range(60):
        page.goto(f"{lender.base}/o/loan")
        if page.get_by_text("LN0000").count():
            break
        page.wait_for_timeout(500)
    page.locator("a[data-title]").first.click()
    page.wait_for_url("**/o/loan/*-*")
    return page.url.split("?")[0]


def post_repayment(page: Page, loan: str, amount: str) -> None:
    page.goto(loan)
    page.get_by_role("button", name="登记还款").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("金额").fill(amount)
    dialog.get_by_role("button", name="登记还款").click()


def promise_to_pay(page: Page, lender: Lender, day: date) -> None:
    """The collector logs a call and takes a promise."""
    page.goto(f"{lender.base}/collections")
    call = page.get_by_role("form", name="登记联系")
    choose(page, call, "渠道", "电话")
    choose(page, call, "结果", "承诺还款")
    call.get_by_role("button", name="登记联系").click()
    expect(page.get_by_text("已记录对")).to_be_visible()
    promise = page.get_by_role("form", name="登记承诺")
    promise.get_by_label("承诺金额").fill("458.40")
    fill_day(page, promise.get_by_label("承诺日期"), day)
    promise.get_by_role("button", name="登记承诺").click()
    expect(page.get_by_text("承诺 ").first).to_be_visible()


def add_month(day: date, months: int = 1) -> date:
    from zhuxin.core.dates import add_months

    return add_months(day, months)
