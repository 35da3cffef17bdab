"""The builder makes an object, its form and its board in real Chromium, by mouse and by keyboard alone."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Lender, Pages
from browser.hands import drag, key_of

SETTLE_MS = 1_000


def accessible(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [
        (one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")
    ] == []


def create_object(page: Page, lender: Lender, name: str) -> str:
    """Create an object in its dialog; its key."""
    page.goto(f"{lender.base}/admin/objects")
    page.get_by_role("button", name="新建对象").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("名称", exact=True).fill(name)
    dialog.get_by_label("编号前缀").fill("CAR")
    dialog.get_by_role("button", name="新建对象").click()
    page.wait_for_url("**object=x_*")
    return page.url.split("object=")[1].split("&")[0]


def add_field(page: Page, name: str, kind: str, **more: object) -> str:
    """Add a field in the drawer; its key."""
    page.get_by_role("button", name="添加字段").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("名称", exact=True).fill(name)
    drawer.get_by_label("类型", exact=True).click()
    page.keyboard.type(kind)
    page.keyboard.press("Enter")
    for number, words in enumerate(more.get("options", ()), start=1):  # type: ignore[arg-type,var-annotated]
        drawer.get_by_role("button", name="添加选项").click()
        drawer.get_by_label(f"名称 {number}", exact=True).fill(words)
    if "expression" in more:
        drawer.get_by_label("公式", exact=True).fill(str(more["expression"]))
    drawer.get_by_role("button", name="添加字段").click()
    expect(drawer).to_be_hidden()
    return key_of(page, name)


def publish(page: Page, reason: str) -> None:
    page.get_by_role("button", name="发布").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("原因").fill(reason)
    dialog.get_by_role("button", name="发布").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("status").get_by_text("与已发布版本一致")).to_be_visible()


def saved(page: Page) -> None:
    expect(page.locator(".designer-bar [role=status]")).to_have_text("草稿已保存")


def test_the_builder_makes_an_object_by_mouse(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    key = create_object(page, lender, "车辆")
    state = add_field(page, "车况", "单选", options=("在库", "售出"))
    price = add_field(page, "车价", "金额")
    add_field(page, "双倍车价", "公式", expression=f"{price} * 2")
    note = add_field(page, "售出说明", "文本")
    accessible(page)

    page.get_by_role("tab", name="布局").click()
    page.get_by_role("button", name="添加一节").click()
    page.get_by_label("节的名称").fill("售出")
    drag(page, page.locator(f"[data-item='field:{note}']"), page.locator(".canvas-section").last)
    expect(page.locator(".canvas-section").last).to_contain_text("售出说明")
    page.get_by_label("何时显示").fill(f"{state} ==")
    expect(page.get_by_role("button", name="1 处问题", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="发布")).to_be_disabled()
    page.get_by_label("何时显示").fill(f"{state} == 'option_2'")
    expect(page.get_by_role("button", name="处问题")).to_have_count(0)
    saved(page)
    accessible(page)
    publish(page, "表单")

    page.get_by_text("视图", exact=True).click()
    page.get_by_role("button", name="添加视图").click()
    page.get_by_label("视图名称").fill("车况看板")
    page.get_by_label("类型", exact=True).click()
    page.locator(".ant-select-item-option").get_by_text("看板", exact=True).click()
    saved(page)
    accessible(page)
    publish(page, "看板")

    page.goto(f"{lender.base}/o/{key}/new")
    page.get_by_label("名称").fill("帕萨特")
    page.get_by_label("车价").fill("1000.50")
    page.get_by_label("车况").click()
    page.locator(".ant-select-item-option").get_by_text("在库").click()
    page.get_by_role("button", name="新建车辆").click()
    page.wait_for_url(f"**/o/{key}/*-*")
    expect(page.get_by_role("definition").filter(has_text=re.compile(r"^2,?001$"))).to_be_visible()

    page.goto(f"{lender.base}/o/{key}?view=view_2")
    card = page.locator("[data-card]")
    expect(page.locator("[data-column=option_1]")).to_contain_text("帕萨特")
    drag(page, card, page.locator("[data-column=option_2]"))
    expect(page.locator("[data-column=option_2]")).to_contain_text("帕萨特")
    expect(page.get_by_text("「帕萨特」已移到「售出」")).to_be_visible()
    page.reload()
    expect(page.locator("[data-column=option_2]")).to_contain_text("帕萨特")
    accessible(page)

    page.goto(f"{lender.base}/admin/objects?object={key}&tab=layout")
    page.get_by_role("button", name="版本").click()
    page.locator(".versions li").last.get_by_role("button", name="回到这一版").click()
    dialog = page.get_by_role("dialog").last
    dialog.get_by_label("原因").fill("看板不要了")
    dialog.get_by_role("button", name="回滚").click()
    expect(page.get_by_text("已作为第 3 版重新发布")).to_be_visible()
    page.goto(f"{lender.base}/o/{key}")
    expect(page.locator(".grid-row.body")).to_contain_text("帕萨特")
    expect(page.get_by_role("tab", name="车况看板")).to_have_count(0)


def tab_to(page: Page, target: Locator, limit: int = 80) -> None:
    """Press Tab until the target has the focus: what cannot be reached by keyboard fails."""
    for _ in range(limit):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not reached by Tab: {target}")


def test_the_builder_makes_an_object_by_keyboard_alone(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    page.goto(f"{lender.base}/admin/objects")
    tab_to(page, page.get_by_role("button", name="新建对象"))
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    tab_to(page, dialog.get_by_label("名称", exact=True))
    page.keyboard.type("门店")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**object=x_*")

    for name, kind in (("租金", "金额"), ("面积", "数字")):
        tab_to(page, page.get_by_role("button", name="添加字段"))
        page.keyboard.press("Enter")
        drawer = page.get_by_role("dialog")
        tab_to(page, drawer.get_by_label("名称", exact=True))
        page.keyboard.type(name)
        tab_to(page, drawer.get_by_label("类型", exact=True))
        page.keyboard.type(kind)
        page.keyboard.press("Enter")
        page.keyboard.press("Control+Enter")
        expect(drawer).to_be_hidden()
        expect(page.get_by_role("cell", name=name, exact=True)).to_be_visible()

    tab_to(page, page.get_by_role("tab", name="字段"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    fields = page.locator("[data-item^='field:']")
    expect(fields).to_have_text(["名称 *", "租金", "面积"])
    tab_to(page, fields.nth(2))
    page.keyboard.press("Shift+ArrowUp")
    expect(fields).to_have_text(["名称 *", "面积", "租金"])
    expect(fields.nth(1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(fields.nth(2)).to_be_focused()
    page.keyboard.press("Delete")
    expect(fields).to_have_text(["名称 *", "面积"])
    page.keyboard.press("Control+z")
    expect(fields).to_have_text(["名称 *", "面积", "租金"])
    page.keyboard.press("Control+z")
    expect(fields).to_have_text(["名称 *", "租金", "面积"])
    page.keyboard.press("Control+Shift+z")
    expect(fields).to_have_text(["名称 *", "面积", "租金"])
    tab_to(page, fields.nth(1))
    page.keyboard.press("Enter")
    expect(page.get_by_label("何时显示")).to_be_focused()
    saved(page)

    button = page.get_by_role("button", name="发布")
    tab_to(page, button)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    tab_to(page, dialog.get_by_label("原因"))
    page.keyboard.type("换顺序")
    page.keyboard.press("Control+Enter")
    expect(dialog).to_be_hidden()
    expect(page.locator(".designer-bar [role=status]")).to_have_text("与已发布版本一致")


def test_a_form_obeys_its_conditions(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    key = create_object(page, lender, "押品")
    price = add_field(page, "评估价", "金额")
    reason = add_field(page, "高价理由", "文本")
    page.get_by_role("tab", name="布局").click()
    page.locator(f"[data-item='field:{reason}']").click()
    page.get_by_label("何时显示").fill(f"{price} > 1000")
    page.get_by_label("何时必填").fill("true")
    saved(page)
    publish(page, "条件")

    page.goto(f"{lender.base}/o/{key}/new")
    why = page.get_by_label("高价理由")
    page.get_by_label("名称").fill("金条")
    page.get_by_label("评估价").fill("1000.00")
    expect(why).to_have_count(0)
    page.get_by_label("评估价").fill("1000.01")
    expect(why).to_be_visible()
    page.get_by_role("button", name="新建押品").click()
    expect(page.get_by_text("请填写高价理由")).to_be_visible()
    why.fill("稀有")
    page.get_by_label("评估价").fill("999.00")
    expect(why).to_have_count(0)
    page.get_by_role("button", name="新建押品").click()
    page.wait_for_url(f"**/o/{key}/*-*")
    expect(page.get_by_text("稀有")).to_have_count(0)
