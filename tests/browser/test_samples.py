"""Sample data on the packages page: added by one button, removed by one, told beforehand."""

from playwright.sync_api import expect

from browser.conftest import Lender, Pages
from browser.test_builder import accessible


def test_samples_are_added_and_removed(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    page.goto(f"{lender.base}/admin/packages")
    row = page.get_by_role("row", name="vehicle_collateral")
    row.get_by_role("button", name="添加示例数据").click()
    expect(row).to_contain_text("12 条")
    page.goto(f"{lender.base}/o/x_vehicle")
    expect(page.get_by_role("row").filter(has_text="示A00001")).to_be_visible()

    page.goto(f"{lender.base}/admin/packages")
    row.get_by_role("button", name="移除示例数据").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("将彻底删除 12 条示例记录")
    accessible(page)
    dialog.get_by_role("button", name="移除示例数据").click()
    expect(page.get_by_text("已移除 12 条示例记录")).to_be_visible()
    expect(row.get_by_role("button", name="添加示例数据")).to_be_visible()
