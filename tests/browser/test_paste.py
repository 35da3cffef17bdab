"""Cells are chosen by mouse and keyboard, copied, pasted into with a report of what could not be, and put back."""

import re

from playwright.sync_api import Page, expect

from browser.conftest import Lender, Pages
from browser.hands import send, steady
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
    start, end = steady(page, first), steady(page, second)
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


def test_records_and_people_are_pasted_by_what_they_are_called(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    send(
        page, "/actions/object.create", key="station", label_zh="站点", label_en="Station", number_prefix="ST"
    )
    define(page, "x_station", "open", "boolean")
    stations = [("东站", True), ("西站", True), ("西站", True), ("南站", False)]
    made = [send(page, "/records/x_station", x_name=name, x_open=opened) for name, opened in stations]
    send(page, "/actions/object.create", key="tour", label_zh="巡访", label_en="Tour")
    only = {"field": "x_open", "op": "eq", "value": True}
    define(page, "x_tour", "at", "reference", target="x_station", only=only)
    define(page, "x_tour", "way", "multi_reference", target="x_station")
    define(page, "x_tour", "who", "user")
    define(page, "x_tour", "unit", "department")
    for name in ("一", "二", "三", "四"):
        send(page, "/records/x_tour", x_name=name)
    page.goto(f"{lender.base}/o/x_tour?sort=created_at")
    page.locator('[data-row="3"]').wait_for()
    page.keyboard.press("j")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator('[data-row="0"] [data-cell="x_at"]')).to_have_class(re.compile("picked"))

    number = made[2]["x_number"]
    lines = (
        f"东站\t东站、{number}\t{name_of(page, 'user')}\t{name_of(page, 'department')}",
        f"{number}\t\t没有这个人",
        "西站",
        "南站",
    )
    page.evaluate(PASTE, "\r\n".join(lines))
    report = page.locator(".paste-report")
    expect(report).to_contain_text("已粘贴 5 格")
    expect(report).to_contain_text("没有找到「没有这个人」")
    expect(report).to_contain_text("「西站」有多条")
    expect(report).to_contain_text("没有找到「南站」")
    row = page.locator('[data-row="0"]')
    expect(row.locator('[data-cell="x_at"]')).to_have_text("东站")
    expect(row.locator('[data-cell="x_way"]')).to_have_text("东站、西站")
    expect(row.locator('[data-cell="x_who"]')).to_have_text(name_of(page, "user"))
    expect(row.locator('[data-cell="x_unit"]')).to_have_text(name_of(page, "department"))
    written = page.evaluate("fetch('/api/v1/records/x_tour?sort=created_at').then(a => a.json())")["items"]
    assert [one["x_at"] for one in written] == [made[0]["id"], made[2]["id"], None, None]
    assert written[0]["x_way"] == [made[0]["id"], made[2]["id"]]
    assert [one["x_who"] for one in written[1:]] == [None] * 3
    page.keyboard.press("Control+z")
    expect(report).to_contain_text("已撤销，2 行恢复原样")
    expect(row.locator('[data-cell="x_at"]')).not_to_contain_text("东站")


def define(page: Page, object_key: str, key: str, kind: str, **more: object) -> None:
    send(page, "/actions/field.create", object=object_key, key=key, label_zh=key, kind=kind, **more)


def name_of(page: Page, kind: str) -> str:
    """What somebody, or a department, is called."""
    found = page.evaluate("kind => fetch(`/api/v1/records/${kind}?limit=1`).then(a => a.json())", kind)
    return str(found["items"][0]["name"])


def test_an_address_is_chosen_in_its_cell_by_keyboard(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    send(page, "/actions/object.create", key="site", label_zh="场地", label_en="Site")
    define(page, "x_site", "place", "address")
    send(page, "/records/x_site", x_name="一")
    page.goto(f"{lender.base}/o/x_site")
    cell = page.locator('[data-row="0"] [data-cell="x_place"]')
    cell.dblclick()
    division = page.locator("#cell-x_place")
    expect(division).to_be_focused()
    page.keyboard.type("深圳 南山")
    expect(page.locator(".ant-cascader-dropdown").get_by_text("深圳市")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".address-input")).to_contain_text("南山区")
    page.keyboard.press("Tab")
    expect(page.locator("#cell-x_place-detail")).to_be_focused()
    page.keyboard.type("科技路 1 号")
    page.keyboard.press("Enter")
    expect(page.locator(".cell-popover")).to_have_count(0)
    expect(cell).to_contain_text("广东省深圳市")
