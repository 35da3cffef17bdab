"""The builder makes a page in real Chromium, by mouse and by keyboard alone; others open it."""

from playwright.sync_api import Page, expect

from browser.conftest import Lender, Pages
from browser.hands import Mouse, drag, send, steady
from browser.test_builder import accessible, publish, saved, tab_to


def create_page(page: Page, lender: Lender, title: str, key: str) -> None:
    page.goto(f"{lender.base}/admin/pages")
    page.get_by_role("button", name="新建页面").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("名称", exact=True).fill(title)
    dialog.get_by_label("编码").fill(key)
    dialog.get_by_role("button", name="新建页面").click()
    page.wait_for_url(f"**key={key}")


def choose(page: Page, label: str, words: str) -> None:
    """Choose in a select of the properties by what is typed."""
    page.get_by_label("属性").get_by_label(label, exact=True).click()
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def placed(page: Page, block: str) -> str:
    return page.locator(f"[data-item={block}]").get_attribute("aria-label") or ""


def test_a_page_is_made_by_mouse_and_opened_by_another_role(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    create_page(page, lender, "产品概览", "products_board")
    grid = page.locator(".page-canvas")
    drag(page, page.locator("[data-item='new:number']"), grid, ".page-ghost")
    expect(page.locator("[data-item=block_1]")).to_have_count(1)
    page.locator("[data-item='new:list']").click()
    page.locator("[data-item='new:chart']").click()
    choose(page, "按什么分组", "名称")
    saved(page)
    before = placed(page, "block_3")
    edge = page.locator(".canvas-block", has=page.locator("[data-item=block_3]")).locator(".canvas-edge")
    edge.scroll_into_view_if_needed()
    box = steady(page, edge)
    page.mouse.move(box["x"] + 8, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] - 140, box["y"] - 60, steps=8)
    page.mouse.up()
    expect(page.locator("[data-item=block_3]")).not_to_have_attribute("aria-label", before)
    page.get_by_role("button", name="撤销").click()
    expect(page.locator("[data-item=block_3]")).to_have_attribute("aria-label", before)
    page.get_by_role("button", name="重做").click()
    expect(page.locator("[data-item=block_3]")).not_to_have_attribute("aria-label", before)
    saved(page)
    accessible(page)

    page.locator("[data-item='new:frame']").click()
    expect(page.get_by_role("button", name="1 处问题", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="发布")).to_be_disabled()
    page.get_by_role("button", name="1 处问题", exact=True).click()
    page.get_by_role("button", name="跳到").click()
    expect(page.locator("[data-item=block_4]")).to_be_focused()
    page.keyboard.press("Delete")
    expect(page.locator("[data-item=block_4]")).to_have_count(0)
    saved(page)

    page.get_by_role("button", name="发布").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("发布后放进菜单").check()
    dialog.get_by_label("原因").fill("第一版")
    accessible(page)
    dialog.get_by_role("button", name="发布").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_label("菜单", exact=True).get_by_role("link", name="产品概览")).to_be_visible()

    other = pages("manager")
    other.get_by_label("菜单", exact=True).get_by_role("link", name="产品概览").click()
    other.wait_for_url("**/p/products_board")
    expect(other.get_by_role("heading", name="产品概览")).to_be_visible()
    expect(other.locator("[data-block=block_2]").get_by_role("table")).to_be_visible()
    expect(other.locator("[data-block=block_3]")).to_contain_text("部门按名称的数量")
    accessible(other)


def test_a_page_is_made_by_keyboard_alone(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    create_page(page, lender, "键盘页面", "keys_board")
    tab_to(page, page.locator("[data-item='new:number']"))
    page.keyboard.press("Enter")
    expect(page.locator("[data-item=block_1]")).to_be_focused()
    start = placed(page, "block_1")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("[data-item=block_1]")).to_have_attribute(
        "aria-label", start.replace("第 1 列第 1 行，宽 3", "第 2 列第 2 行，宽 4")
    )
    page.wait_for_timeout(1_100)
    page.keyboard.press("Delete")
    expect(page.locator("[data-item=block_1]")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(page.locator("[data-item=block_1]")).to_have_count(1)
    page.keyboard.press("Control+Shift+z")
    expect(page.locator("[data-item=block_1]")).to_have_count(0)
    page.keyboard.press("Control+z")
    saved(page)
    publish(page, "键盘")
    page.goto(f"{lender.base}/p/keys_board")
    expect(page.locator("[data-block=block_1]")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".page-column [data-block=block_1]")).to_be_visible()
    accessible(page)


def test_the_menu_gets_a_group_and_a_role_its_home_by_keyboard(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    create_page(page, lender, "财务首页", "finance_home")
    page.locator("[data-item='new:text']").click()
    page.get_by_label("内容", exact=True).fill("**月结**前先对账")
    saved(page)
    publish(page, "首页")
    page.goto(f"{lender.base}/admin/menu")
    page.get_by_role("button", name="添加菜单项").click()
    page.get_by_role("menuitem", name="分组").click()
    page.get_by_label("名称", exact=True).fill("我的")
    page.get_by_role("button", name="添加菜单项").click()
    page.get_by_role("menuitem", name="网址").click()
    page.get_by_label("名称", exact=True).fill("帮助")
    expect(page.get_by_role("button", name="1 处问题", exact=True)).to_be_visible()
    page.get_by_label("网址", exact=True).fill("https://example.com/help")
    expect(page.get_by_role("button", name="处问题")).to_have_count(0)
    mine = page.get_by_label("菜单", exact=True).locator("[data-item]")
    mine.last.focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator(".sortable-item").last).to_have_css("margin-left", "24px")
    page.get_by_role("button", name="角色首页").click()
    choose(page, "财务", "财务首页")
    saved(page)
    accessible(page)
    publish(page, "分组和首页")

    other = pages("finance")
    expect(other.get_by_role("heading", name="财务首页")).to_be_visible()
    expect(other.get_by_text("月结", exact=True)).to_be_visible()
    expect(other.get_by_role("list", name="我的").get_by_role("link", name="帮助")).to_have_attribute(
        "href", "https://example.com/help"
    )
    accessible(other)


def test_a_button_is_put_on_records(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    page.goto(f"{lender.base}/admin/objects?object=product&tab=layout")
    page.get_by_label("设计哪一部分").get_by_text("操作", exact=True).click()
    page.get_by_role("button", name="添加按钮").click()
    page.get_by_label("名称", exact=True).fill("产品说明")
    expect(page.get_by_role("button", name="1 处问题", exact=True)).to_be_visible()
    page.get_by_label("网址", exact=True).fill("https://example.com/products")
    page.get_by_label("何时显示").fill("name != ''")
    expect(page.get_by_role("button", name="处问题")).to_have_count(0)
    saved(page)
    accessible(page)
    publish(page, "说明")
    page.goto(f"{lender.base}/o/product")
    page.locator("[data-title]").first.click()
    page.get_by_role("button", name="更多操作").first.click()
    expect(page.get_by_role("menuitem", name="产品说明")).to_be_visible()


def test_a_button_starts_a_process(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    send(page, "/actions/object.create", key="parcel", label_zh="包裹")
    parcel = send(page, "/records/x_parcel", x_name="一号")["id"]
    asked = {
        "mode": "any",
        "assign": {"role": "underwriter", "pick": 1},
        "approved": "done",
        "rejected": "done",
    }
    nodes = [
        {"id": "start", "kind": "start", "label": "开始", "next": "look", "by_hand": True},
        {"id": "look", "kind": "approval", "label": "查看", **asked},
        {"id": "done", "kind": "end", "label": "完", "outcome": "approved"},
    ]
    body = {"object": "x_parcel", "label": "包裹核查", "nodes": nodes}
    send(page, "/actions/definition.save", kind="process", key="parcel_check", body=body)
    drafts = [{"kind": "process", "key": "parcel_check"}]
    send(page, "/actions/definition.publish", drafts=drafts, reason="核查")
    page.goto(f"{lender.base}/admin/objects?object=x_parcel&tab=layout")
    page.get_by_label("设计哪一部分").get_by_text("操作", exact=True).click()
    page.get_by_role("button", name="添加按钮").click()
    page.get_by_label("名称", exact=True).fill("送去核查")
    properties = page.get_by_label("属性")
    Mouse(page).choose(properties.get_by_label("点了做什么", exact=True), "发起流程")
    choose(page, "流程", "包裹核查")
    expect(page.get_by_role("button", name="处问题")).to_have_count(0)
    saved(page)
    accessible(page)
    publish(page, "核查")
    page.goto(f"{lender.base}/o/x_parcel/{parcel}")
    for told in ("已发起流程", "已有一个这样的流程在进行"):
        page.get_by_role("button", name="更多操作").first.click()
        page.get_by_role("menuitem", name="送去核查").click()
        expect(page.get_by_text(told)).to_be_visible()
    pages.console = [said for said in pages.console if "409" not in said]
    found = []
    for name in ("underwriter", "underwriter2"):
        other = pages(name)
        other.goto(f"{lender.base}/inbox")
        other.wait_for_load_state("networkidle")
        found.append(other.get_by_text("查看 · 一号").count())
    assert sorted(map(bool, found)) == [False, True]  # picked by who has least to do
