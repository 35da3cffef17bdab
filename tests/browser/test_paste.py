"""Cells are chosen by mouse and keyboard, copied, pasted into with a report of what could not be, and put back."""

from playwright.sync_api import Page, expect

from browser.conftest import Lender, Pages
from browser.test_builder import accessible

COPY = """() => { const data = new DataTransfer()
  document.activeElement.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }))
  return data.getData('text/plain') }"""
PASTE = """text => { const data = new DataTransfer(); data.setData('text/plain', text)
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })) }"""


def cost(page: Page, row: int) -> str:
    return page.locator(f'[data-row="{row}"] [data-cell="cost_per_lead"]').inner_text()


def test_cells_are_copied_pasted_and_put_back(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    page.goto(f"{lender.base}/o/channel")
    first, second = (page.locator(f'[data-row="{row}"] [data-cell="cost_per_lead"]') for row in (0, 1))
    second.wait_for()
    before = [cost(page, 0), cost(page, 1)]
    start, end = first.bounding_box(), second.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 20, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(end["x"] + 30, end["y"] + 12, steps=5)
    page.mouse.up()
    expect(page.locator(".cell.picked")).to_have_count(2)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate(COPY) == "\n".join(each.replace(",", "") for each in before)

    page.evaluate(PASTE, "81.5\r\n不是数\r\n")
    report = page.locator(".paste-report")
    expect(report).to_contain_text("已粘贴 1 格")
    expect(report).to_contain_text("请输入金额")
    expect(first).to_have_text("81.50")
    expect(second).to_have_text(before[1])
    accessible(page)
    page.keyboard.press("Control+z")
    expect(report).to_contain_text("已撤销，1 行恢复原样")
    expect(first).to_have_text(before[0])
    report.get_by_role("button", name="关闭").click()

    page.keyboard.press("Escape")
    expect(page.locator(".cell.picked")).to_have_count(0)
    page.keyboard.press("j")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator(".cell.picked")).to_have_count(4)
