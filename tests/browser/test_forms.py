"""The builder lays a form out in full, by mouse and by keyboard alone, tries it out as a role and on a phone; a clerk fills it in."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Lender, Pages
from browser.hands import Hand, Keys, Mouse, drag, send
from browser.test_builder import accessible, saved
from browser.test_vehicle import give, publish

FIELDS = (
    ("amount", "金额", {"kind": "money"}),
    ("kind", "类别", {"kind": "choice", "options": ["普通", "加急"]}),
    ("secret", "内部价", {"kind": "money"}),
    ("note", "备注", {"kind": "text"}),
)


def define(page: Page, key: str, name: str) -> None:
    """An object with an amount, a choice, what a clerk does not see, a note, and a record above it."""
    send(page, "/actions/object.create", key=key.removeprefix("x_"), label_zh=name)
    above = ("upper", f"上级{name}", {"kind": "reference", "target": key})
    for field, label, more in (*FIELDS[:2], above, *FIELDS[2:]):
        send(page, "/actions/field.create", object=key, key=field, label_zh=label, **more)
    send(page, f"/records/{key}", x_name="总单", x_amount="88.00")


def make_clerk(page: Page, key: str, role: str, name: str) -> None:
    role_id = send(page, "/actions/role.create", key=role, name=name)["result"]["role_id"]
    grant = {"read": True, "create": True, "update": True, "scope": "all", "fields": {"x_secret": "hidden"}}
    send(
        page,
        "/actions/role.set_grants",
        role_id=role_id,
        grants={"objects": {key: grant}, "actions": [], "menu": []},
    )


def item(page: Page, name: str) -> Locator:
    return page.locator(f"[data-item='{name}']")


def lay_out(hand: Hand) -> None:
    """Two tabs, a text, an option with a condition, a fill, and a variant for phones."""
    page = hand.page
    hand.press(item(page, "section:0"))
    hand.fill(page.get_by_label("节的名称"), "基本")
    hand.choose(page.get_by_label("分节方式"), "标签页")
    hand.press(page.get_by_role("button", name="添加一节"))
    hand.fill(page.get_by_label("节的名称"), "补充")
    hand.choose(page.get_by_label("分节方式"), "标签页")
    second = page.locator(".canvas-section").nth(1)
    if isinstance(hand, Keys):
        hand.reach(item(page, "field:x_note"))
        page.keyboard.press("Shift+ArrowDown")
    else:
        drag(page, item(page, "field:x_note"), second)
    expect(second).to_contain_text("备注")

    if isinstance(hand, Keys):
        hand.press(item(page, "new:text"))
    else:
        drag(page, item(page, "new:text"), item(page, "field:x_note"), ".landing")
    expect(second.locator("[data-item]")).to_have_text([re.compile("补充"), "说明文字", "备注"])
    hand.fill(page.get_by_label("文字内容"), "写明来历")
    expect(second).to_contain_text("写明来历")

    hand.press(item(page, "field:x_kind"))
    hand.choose(page.get_by_label("给选项加条件"), "加急")
    hand.fill(page.get_by_role("textbox", name="「加急」只在这时可选"), "x_amount > 100")
    hand.press(item(page, "field:x_upper"))
    hand.choose(page.get_by_label("添加带出的字段"), "金额")
    expect(page.get_by_label("金额取自")).to_be_visible()
    saved(page)

    hand.press(page.get_by_role("button", name="添加变体"))
    hand.fill(page.get_by_label("属性").get_by_label("名称", exact=True), "手机版")
    hand.reach(item(page, "field:x_note"))
    page.keyboard.press("Delete")
    expect(item(page, "field:x_note")).to_have_count(0)
    hand.press(page.get_by_role("button", name="撤销"))
    expect(item(page, "field:x_note")).to_have_count(1)
    hand.press(page.get_by_role("button", name="重做"))
    expect(item(page, "field:x_note")).to_have_count(0)
    saved(page)


def preview(hand: Hand, clerk: str) -> None:
    """As the clerk, and on a phone; conditions work, nothing is written."""
    page = hand.page
    hand.press(page.get_by_role("button", name="预览"))
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("名称", exact=True)).to_be_visible()
    accessible(page)
    hand.choose(dialog.get_by_label("以哪个角色预览"), clerk)
    expect(dialog).to_contain_text("看不到：内部价。")
    hand.fill(dialog.get_by_label("名称", exact=True), "试单")
    hand.fill(dialog.get_by_label(re.compile("^金额")), "50")
    offers(hand, dialog, ["普通"])
    hand.fill(dialog.get_by_label(re.compile("^金额")), "150")
    offers(hand, dialog, ["普通", "加急"])
    device = dialog.get_by_label("用什么设备预览")
    if isinstance(hand, Keys):
        hand.reach(device.get_by_role("radio", checked=True))
        page.keyboard.press("ArrowRight")
    else:
        device.get_by_text("手机", exact=True).click()
    expect(dialog.locator("[data-device=phone]")).to_be_visible()
    hand.press(dialog.get_by_role("button", name="补充"))
    expect(dialog.get_by_text("写明来历")).to_be_visible()
    expect(dialog.get_by_label(re.compile("^备注"))).to_have_count(0)
    hand.press(dialog.get_by_role("button", name="基本"))
    hand.fill(dialog.get_by_label("名称", exact=True), "试单")
    hand.submit(dialog.get_by_role("button", name=re.compile("^新建")))
    expect(dialog.get_by_text("什么也没有保存")).to_be_visible()
    hand.press(dialog.get_by_role("button", name="关闭"))
    expect(dialog).to_be_hidden()


def offers(hand: Hand, within: Locator, words: list[str]) -> None:
    """What a choice offers now."""
    box = within.get_by_label(re.compile("^类别"))
    hand.reach(box)
    if isinstance(hand, Keys):
        hand.page.keyboard.press("ArrowDown")
    expect(hand.page.locator(".ant-select-dropdown:visible .ant-select-item-option")).to_have_text(words)
    hand.page.keyboard.press("Enter")


@pytest.mark.parametrize(("way", "key", "name"), [(Mouse, "x_slip", "领料单"), (Keys, "x_chit", "派工单")])
def test_a_form_is_designed_previewed_and_filled_in(
    pages: Pages, lender: Lender, way: type[Hand], key: str, name: str
) -> None:
    hand, clerk = way(pages("builder")), f"{name}员"
    page = hand.page
    define(page, key, name)
    role = f"clerk_{key.removeprefix('x_')}"
    make_clerk(pages("security"), key, role, clerk)
    page.goto(f"{lender.base}/admin/objects?object={key}&tab=layout")
    lay_out(hand)
    accessible(page)
    preview(hand, clerk)
    publish(hand, "表单")

    give(lender, "collector", "collector", role)
    desk = pages("collector")
    desk.goto(f"{lender.base}/o/{key}/new")
    Mouse(desk).choose(desk.get_by_label(re.compile(f"^上级{name}")), "总单")
    expect(desk.get_by_label(re.compile("^金额"))).to_have_value("88.00")
    desk.get_by_label("名称", exact=True).fill("一号")
    desk.get_by_role("button", name="补充").click()
    expect(desk.get_by_text("写明来历")).to_be_visible()
    desk.get_by_label(re.compile("^备注")).fill("老客户")
    desk.get_by_role("button", name=f"新建{name}").click()
    desk.wait_for_url(f"**/o/{key}/*-*")
    expect(desk.get_by_role("definition").filter(has_text="老客户")).to_be_visible()
    phone = pages("collector", phone=True)
    phone.goto(f"{lender.base}/o/{key}/new")
    phone.get_by_role("button", name="补充").click()
    expect(phone.get_by_text("写明来历")).to_be_visible()
    expect(phone.get_by_label(re.compile("^备注"))).to_have_count(0)
    give(lender, "collector", "collector")
