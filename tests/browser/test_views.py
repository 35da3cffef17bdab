"""Views of a list: changed, saved, shared, opened first, and put right again."""

from playwright.sync_api import Page, expect

from browser.conftest import Lender, Pages
from browser.hands import send
from browser.test_builder import accessible


def choose(page: Page, words: str) -> None:
    """Do something with the view that is open."""
    page.get_by_role("button", name="视图的操作").click()
    page.get_by_role("menuitem", name=words).click()


def test_a_view_is_saved_shared_and_opens_first(pages: Pages, lender: Lender) -> None:
    page = pages("manager")
    page.goto(f"{lender.base}/o/product")
    page.get_by_role("columnheader").get_by_role("button").first.click()
    expect(page.get_by_text("有未保存的改动")).to_be_attached()
    choose(page, "另存为视图")
    page.get_by_role("dialog").get_by_label("名称").fill("产品一览")
    page.get_by_role("dialog").get_by_role("button", name="另存为视图").click()
    tab = page.get_by_role("tab", name="产品一览")
    expect(tab).to_have_attribute("aria-selected", "true")
    expect(page.get_by_text("有未保存的改动")).not_to_be_attached()
    choose(page, "设为默认视图")
    expect(page.get_by_text("以后先打开「产品一览」")).to_be_visible()
    choose(page, "分享")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="所有人").check()
    dialog.get_by_role("button", name="分享").click()
    expect(page.get_by_text("已把视图「产品一览」分享给所有人")).to_be_visible()
    page.goto(f"{lender.base}/o/product")
    expect(tab).to_have_attribute("aria-selected", "true")
    other = pages("sales")
    other.goto(f"{lender.base}/o/product")
    other.get_by_role("tab", name="产品一览").click()
    other.locator(".head-sort").nth(1).click()
    expect(other.get_by_text("有未保存的改动")).to_be_attached()
    other.get_by_role("button", name="视图的操作").click()
    expect(other.get_by_role("menuitem", name="保存视图", exact=True)).to_have_count(0)
    other.get_by_role("menuitem", name="还原改动").click()
    expect(other.get_by_text("有未保存的改动")).not_to_be_attached()
    choose(page, "删除视图")
    page.get_by_role("dialog").get_by_role("button", name="删除视图").click()
    expect(tab).to_have_count(0)


def test_a_list_is_exported_and_downloaded(pages: Pages, lender: Lender) -> None:
    page = pages("manager")
    page.goto(f"{lender.base}/o/product")
    page.get_by_role("button", name="导出").click()
    page.get_by_role("menuitem", name="Excel").click()
    expect(page.get_by_text("开始导出")).to_be_visible()
    page.get_by_role("button", name="后台任务").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载").first.click()
    assert taken.value.suggested_filename.endswith(".xlsx")
    assert taken.value.path().read_bytes().startswith(b"PK")


def test_columns_are_moved_widened_pinned_and_added_up_by_keyboard(pages: Pages, lender: Lender) -> None:
    page = pages("manager")
    page.goto(f"{lender.base}/o/product")
    heads = page.locator("[data-column]")
    heads.first.wait_for()
    first, second = heads.nth(0).get_attribute("data-column"), heads.nth(1).get_attribute("data-column")
    button = page.locator(f"[data-column={first}] .head-sort")
    button.focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(heads.nth(0)).to_have_attribute("data-column", str(second))
    before = page.locator(f"[data-column={first}]").bounding_box()
    button.focus()
    page.keyboard.press("Alt+Shift+ArrowRight")
    page.wait_for_url("**widths**")
    after = page.locator(f"[data-column={first}]").bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] > before["width"]
    menu = page.locator(f"[data-column={first}] .head-menu")
    menu.press("Enter")
    page.get_by_role("menuitem", name="冻结在左侧").click()
    expect(heads.nth(0)).to_have_attribute("data-column", str(first))
    menu.press("Enter")
    page.get_by_role("menuitem", name="计数").click()
    expect(page.locator(".grid-foot")).to_contain_text("计数")
    choose(page, "还原改动")
    expect(page.locator(".grid-foot")).to_have_count(0)


def test_a_cell_is_changed_in_place(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    page.goto(f"{lender.base}/o/channel")
    page.locator('[data-row="0"] [data-cell="name"]').wait_for()
    page.keyboard.press("j")
    page.keyboard.press("F2")
    editor = page.locator(".cell-editor input").first
    before = editor.input_value()
    editor.fill("")
    editor.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("请填写名称")
    editor.press("Escape")
    expect(page.locator(".cell-editor")).to_have_count(0)
    expect(page.locator('[data-row="0"] [data-cell="name"]')).to_have_text(before)
    page.locator('[data-row="0"] [data-cell="cost_per_lead"]').dblclick()
    page.locator(".cell-editor input").first.fill("61.5")
    page.locator(".cell-editor input").first.press("Enter")
    expect(page.locator('[data-row="0"] [data-cell="cost_per_lead"]')).to_have_text("61.50")


def test_roomy_cells_are_changed_beside_themselves(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    # Playwright takes choosers over from here on; begun only when one is waited for, it may come later than the key.
    page.on("filechooser", lambda _: None)
    send(page, "/actions/object.create", key="kit", label_zh="工具箱")
    for key, kind, more in (
        ("ok", "boolean", {}),
        ("spot", "location", {}),
        ("tags", "multi_choice", {"options": ["金", "银"]}),
        ("paper", "file", {}),
    ):
        send(page, "/actions/field.create", object="x_kit", key=key, label_zh=key, kind=kind, **more)
    send(page, "/records/x_kit", x_name="甲")
    page.goto(f"{lender.base}/o/x_kit")
    cells = {
        key: page.locator(f'[data-row="0"] [data-cell="x_{key}"]') for key in ("ok", "spot", "tags", "paper")
    }
    editor = page.locator(".cell-popover")
    cells["ok"].dblclick()
    expect(editor.get_by_role("checkbox")).to_be_focused()
    accessible(page)
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(cells["ok"]).to_have_text("是")
    latitude = editor.get_by_label("纬度")
    expect(latitude).to_be_focused()
    latitude.fill("91")
    page.keyboard.press("Enter")
    expect(editor.get_by_role("alert")).to_contain_text("纬度为 -90 到 90")
    expect(cells["spot"]).to_have_text("—")
    latitude.fill("39.9")
    page.keyboard.press("Tab")
    expect(editor.get_by_label("经度")).to_be_focused()
    page.keyboard.type("116.4")
    page.keyboard.press("Enter")
    expect(cells["spot"]).to_have_text("39.9, 116.4")
    cells["tags"].dblclick()
    editor.get_by_role("combobox").press("ArrowDown")
    page.locator(".ant-select-item-option", has_text="银").click()
    page.keyboard.press("Tab")
    expect(cells["tags"]).to_have_text("银")
    choose = editor.get_by_role("button", name="paper")
    expect(choose).to_be_focused()
    page.keyboard.press("Escape")
    expect(editor).to_have_count(0)
    cells["paper"].dblclick()
    expect(choose).to_be_focused()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 a"})
    expect(editor.get_by_role("link", name="a.pdf")).to_be_visible()
    expect(choose).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(editor).to_have_count(0)
    expect(cells["paper"]).not_to_have_text("—")
