"""Help and the first-run guide, as somebody new meets them."""

from playwright.sync_api import expect

from browser.conftest import Lender, Pages
from browser.test_builder import accessible


def test_help_tells_of_the_page_that_is_open_and_finds_the_rest(pages: Pages, lender: Lender) -> None:
    page = pages("sales")
    page.goto(f"{lender.base}/o/lead")
    expect(page.get_by_role("tab").first).to_be_visible()
    page.keyboard.press("F1")
    drawer = page.get_by_role("dialog", name="帮助")
    expect(drawer.get_by_role("heading", name="线索")).to_be_visible()
    accessible(page)

    drawer.get_by_label("在帮助里搜索").fill("首字母")
    drawer.get_by_role("button", name="搜索和快捷键").click()
    expect(drawer.get_by_role("heading", name="快捷键", exact=True)).to_be_visible()

    drawer.get_by_role("button", name="全部主题").click()
    drawer.get_by_role("button", name="工作台").click()
    drawer.get_by_role("button", name="资产组合").click()  # a link inside the text
    expect(drawer.get_by_role("heading", name="资产组合")).to_be_visible()
    drawer.get_by_role("button", name="返回").click()
    expect(drawer.get_by_role("heading", name="工作台")).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
