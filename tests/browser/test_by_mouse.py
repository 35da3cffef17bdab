"""What people do by mouse every day: choosing rows, naming somebody in a comment, giving up what was just begun."""

from playwright.sync_api import expect

from browser.conftest import Lender, Pages
from browser.hands import send


def test_rows_are_chosen_one_by_one_and_up_to_another(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    send(page, "/actions/object.create", key="shelf", label_zh="货架")
    send(
        page,
        "/actions/field.create",
        object="x_shelf",
        key="note",
        label_zh="备注",
        kind="text",
        max_length=5,
    )
    for number in range(6):
        send(page, "/records/x_shelf", x_name=f"第 {number} 号")
    page.goto(f"{lender.base}/o/x_shelf")
    boxes = page.get_by_role("checkbox", name="选择这一行")
    for at in (0, 2, 3, 2):
        boxes.nth(at).click()
    expect(page.get_by_text("已选 2 条")).to_be_visible()
    assert [boxes.nth(at).is_checked() for at in range(6)] == [True, False, False, True, False, False]
    boxes.nth(1).click()
    boxes.nth(4).click(modifiers=["Shift"])
    expect(page.get_by_text("已选 5 条")).to_be_visible()

    page.get_by_role("button", name="批量修改").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox").click()
    page.keyboard.type("备注")
    page.keyboard.press("Enter")
    dialog.get_by_label("备注").fill("上架")
    dialog.get_by_role("button", name="批量修改").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("cell", name="上架")).to_have_count(5)

    boxes.nth(5).click()
    page.get_by_role("toolbar").get_by_role("button", name="删除").click()
    page.get_by_role("dialog").get_by_role("button", name="删除").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(boxes).to_have_count(5)


def test_who_is_named_in_a_comment_is_told(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    made = send(page, "/records/channel", key="by_mouse", name="鼠标渠道", kind="partner")
    page.goto(f"{lender.base}/o/channel/{made['id']}")
    box = page.get_by_role("textbox", name="写评论")
    box.click()
    page.keyboard.type("请看 @")
    page.get_by_role("menuitem").first.click()
    with page.expect_response("**/actions/record.comment") as answer:
        page.keyboard.press("Control+Enter")
    assert answer.value.status == 200
    assert len(answer.value.request.post_data_json["mentions"]) == 1


def test_what_was_never_published_goes_with_its_draft(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    body = {"object": "x_vehicle", "label": "废单", "blocks": [{"kind": "heading", "text": "废单"}]}
    send(page, "/actions/definition.save", kind="print", key="given_up", body=body)
    page.goto(f"{lender.base}/admin/prints?key=given_up")
    page.get_by_role("button", name="放弃草稿").click()
    page.get_by_role("dialog").get_by_role("button", name="放弃草稿").click()
    expect(page.get_by_role("heading", name="打印模板")).to_be_visible()
    expect(page.get_by_text("given_up")).to_have_count(0)
