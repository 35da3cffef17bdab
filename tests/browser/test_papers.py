"""Papers: print templates of blocks and of Word, printed from a record; a form that a stranger fills in and signs."""

import io
import re

import docx
import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Lender, Pages
from browser.hands import Hand, Keys, Mouse, send, steady
from browser.test_builder import accessible, publish, saved


def word(text: str) -> dict[str, object]:
    """A Word file of one paragraph, as a file chooser takes it."""
    made, kept = docx.Document(), io.BytesIO()
    made.add_paragraph(text)
    made.save(kept)
    mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return {"name": "合同.docx", "mimeType": mime, "buffer": kept.getvalue()}


def define(page: Page, key: str, name: str) -> None:
    send(page, "/actions/object.create", key=key, label_zh=name)
    for field, label, kind in (
        ("amount", "金额", "money"),
        ("home", "住址", "address"),
        ("hand", "签名", "signature"),
    ):
        send(page, "/actions/field.create", object=f"x_{key}", key=field, label_zh=label, kind=kind)


def create(hand: Hand, name: str, object_name: str, key: str) -> None:
    """A new paper in its dialog."""
    page = hand.page
    hand.press(page.get_by_role("button", name="新建").first)
    dialog = page.get_by_role("dialog")
    hand.fill(dialog.get_by_label("名称", exact=True), name)
    hand.choose(dialog.get_by_label("对象", exact=True), object_name)
    hand.fill(dialog.get_by_label("编码"), key)
    hand.submit(dialog.get_by_role("button", name="新建"))
    page.wait_for_url(f"**key={key}")


def printed(page: Page, lender: Lender, name: str) -> bytes:
    """The file of a paper printed from the record that is open."""
    page.get_by_role("button", name="更多操作").first.click()
    with page.expect_response(re.compile(r"/prints/\w+$")) as answered:
        page.get_by_role("menuitem", name=name).click()
    return page.request.get(f"{lender.base}/api/v1/files/{answered.value.json()['file_id']}/content").body()


@pytest.mark.parametrize(("way", "key", "name"), [(Mouse, "deal", "成交单"), (Keys, "sale", "销售单")])
def test_a_paper_of_blocks_is_designed_and_printed(
    pages: Pages, lender: Lender, way: type[Hand], key: str, name: str
) -> None:
    hand = way(pages("builder"))
    page = hand.page
    define(page, key, name)
    made = send(page, f"/records/x_{key}", x_name="一号", x_amount="1234.50")
    page.goto(f"{lender.base}/admin/prints")
    create(hand, "回执", name, f"{key}_receipt")
    expect(page.get_by_role("img", name="第 1 页")).to_be_visible()
    blocks = page.locator("[data-item^='block:']")
    hand.press(page.get_by_role("button", name="文字", exact=True))
    hand.fill(page.get_by_label("内容", exact=True), "金额大写：{x_amount | capital}")
    expect(blocks).to_have_count(3)
    hand.press(page.get_by_role("button", name="签字栏"))
    expect(blocks).to_have_count(4)
    if isinstance(hand, Keys):
        blocks.last.focus()
        page.keyboard.press("Control+z")
    else:
        page.get_by_role("button", name="撤销").click()
    expect(blocks).to_have_count(3)
    if isinstance(hand, Keys):
        page.keyboard.press("Control+Shift+z")
    else:
        page.get_by_role("button", name="重做").click()
    expect(blocks).to_have_count(4)
    saved(page)
    accessible(page)
    publish(page, "回执")
    page.goto(f"{lender.base}/o/x_{key}/{made['id']}")
    assert printed(page, lender, "打印：回执").startswith(b"%PDF")


def test_a_word_file_is_checked_looked_at_and_printed(pages: Pages, lender: Lender) -> None:
    hand = Mouse(pages("builder"))
    page = hand.page
    define(page, "pact", "协议")
    made = send(page, "/records/x_pact", x_name="甲方", x_amount="88.00")
    page.goto(f"{lender.base}/admin/prints")
    create(hand, "协议书", "协议", "pact_word")
    page.get_by_label("上传 Word 文件").set_input_files(word("签约人 {{ x_nobody }}"))  # type: ignore[arg-type]
    expect(page.get_by_role("alert").first).to_contain_text("x_nobody")
    expect(page.get_by_role("button", name="发布")).to_be_disabled()
    page.get_by_label("换一个文件").set_input_files(word("签约人 {{ x_name }}，{{ x_amount | capital }}"))  # type: ignore[arg-type]
    expect(page.get_by_text("检查通过")).to_be_visible()
    expect(page.get_by_role("img", name="第 1 页")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载填好的文件").click()
    filled = docx.Document(io.BytesIO(taken.value.path().read_bytes()))
    assert filled.paragraphs[0].text == "签约人 甲方，捌拾捌元整"
    saved(page)
    accessible(page)
    publish(page, "协议书")
    page.goto(f"{lender.base}/o/x_pact/{made['id']}")
    assert printed(page, lender, "打印：协议书（PDF）").startswith(b"%PDF")
    assert printed(page, lender, "打印：协议书（Word）").startswith(b"PK")


@pytest.mark.parametrize(("way", "key", "name"), [(Mouse, "visit", "预约单"), (Keys, "claim", "申诉单")])
def test_a_stranger_fills_in_a_form_and_signs(
    pages: Pages, lender: Lender, way: type[Hand], key: str, name: str
) -> None:
    hand = way(pages("builder"))
    page = hand.page
    define(page, key, name)
    page.goto(f"{lender.base}/admin/forms")
    create(hand, "网上预约", name, f"{key}_form")
    asked = page.locator(".designer-canvas [data-item]")
    for label in ("住址", "签名"):
        if asked.filter(has_text=label).count() == 0:
            hand.choose(page.get_by_label("填写的字段").get_by_role("combobox"), label)
        expect(asked.filter(has_text=label)).to_have_count(1)
    expect(page.get_by_role("heading", name="签名")).to_be_visible()
    needed = page.get_by_role("checkbox", name="必填")
    if isinstance(hand, Keys):
        hand.reach(needed)
        page.keyboard.press("Space")
    else:
        needed.check()
    expect(asked.filter(has_text="签名")).to_contain_text("必填")
    saved(page)
    accessible(page)
    publish(page, "开放")
    hand.press(page.get_by_role("button", name="开放表单"))
    link = page.get_by_role("textbox", name="链接").input_value()

    visitor = page.context.browser.new_page(locale="zh-CN", viewport={"width": 390, "height": 844})  # type: ignore[union-attr]
    visitor.goto(link)
    visitor.get_by_label("名称", exact=True).fill("王五")
    visitor.get_by_role("button", name="提交").click()
    expect(visitor.get_by_text("请在「签名」处签名")).to_be_visible()
    division = visitor.get_by_label(re.compile("^住址"))
    division.click()
    visitor.keyboard.type("深圳 南山")
    expect(visitor.locator(".ant-cascader-dropdown").get_by_text("深圳市")).to_be_visible()
    visitor.keyboard.press("ArrowDown")
    visitor.keyboard.press("Enter")
    expect(visitor.locator(".address-input")).to_contain_text("南山区")
    visitor.get_by_label("街道、门牌号").fill("科技路 1 号")
    visitor.get_by_role("button", name="签名").click()
    pad = steady(visitor, visitor.locator("canvas"))
    visitor.mouse.move(pad["x"] + 20, pad["y"] + 20)
    visitor.mouse.down()
    visitor.mouse.move(pad["x"] + 120, pad["y"] + 60, steps=5)
    visitor.mouse.up()
    visitor.get_by_role("button", name="用这个签名").click()
    expect(visitor.get_by_role("img", name="签名", exact=True)).to_be_visible()
    accessible(visitor)
    visitor.get_by_role("button", name="提交").click()
    expect(visitor.get_by_role("status")).to_contain_text("已提交")
    visitor.close()

    page.goto(f"{lender.base}/o/x_{key}")
    page.get_by_role("link", name="王五").click()
    expect(page.get_by_role("definition").filter(has_text="广东省深圳市").first).to_be_visible()
    expect(page.get_by_role("img", name="签名", exact=True)).to_be_visible()
