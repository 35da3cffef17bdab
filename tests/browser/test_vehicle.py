"""What a builder does in an afternoon: an object with its sub-table, form, views, page and role, used, changed, rolled back.

Once by the mouse, once by the keyboard alone; without a restart, and without code.
"""

import json
import re

import httpx
import pytest
from playwright.sync_api import expect

from browser.conftest import PASSWORD, Lender, Pages
from browser.hands import Hand, Keys, Mouse, key_of
from browser.test_builder import accessible, saved

PLAIN = (
    ("号牌", "文本"),
    ("里程", "数字"),
    ("担保金额", "金额"),
    ("折扣", "百分比"),
    ("登记日期", "日期"),
    ("看车时间", "日期时间"),
    ("已装定位", "是/否"),
    ("车主电话", "手机号"),
    ("成色", "评分"),
    ("车主邮箱", "邮箱"),
    ("备注", "多行文本"),
)


def new_object(hand: Hand, lender: Lender, name: str) -> str:
    page = hand.page
    page.goto(f"{lender.base}/admin/objects")
    hand.press(page.get_by_role("button", name="新建对象"))
    dialog = page.get_by_role("dialog")
    hand.fill(dialog.get_by_label("名称", exact=True), name)
    hand.submit(dialog.get_by_role("button", name="新建对象"))
    expect(page.get_by_role("heading", name=re.compile(name)).first).to_be_visible()
    page.wait_for_url("**object=x_*")
    return page.url.split("object=")[1].split("&")[0]


def new_field(hand: Hand, name: str, kind: str, **more: str | tuple[str, ...]) -> str:
    """Add a field in the drawer; its key. What its kind asks for comes by label, in the order of the form."""
    page = hand.page
    hand.press(page.get_by_role("button", name="添加字段"))
    drawer = page.get_by_role("dialog")
    hand.fill(drawer.get_by_label("名称", exact=True), name)
    hand.choose(drawer.get_by_label("类型", exact=True), kind)
    for label, given in more.items():
        if label == "选项":
            for number, words in enumerate(given, start=1):
                hand.press(drawer.get_by_role("button", name="添加选项"))
                hand.fill(drawer.get_by_label(f"名称 {number}", exact=True), words)
        elif label == "公式":
            hand.fill(drawer.get_by_label("公式", exact=True), str(given))
        else:
            hand.choose(drawer.get_by_label(re.compile(f"^{label}")).first, str(given))
    hand.submit(drawer.get_by_role("button", name="添加字段"))
    expect(drawer).to_be_hidden()
    return key_of(page, name)


def publish(hand: Hand, reason: str) -> None:
    page = hand.page
    hand.press(page.get_by_role("button", name="发布"))
    dialog = page.get_by_role("dialog")
    hand.fill(dialog.get_by_label("原因"), reason)
    hand.submit(dialog.get_by_role("button", name="发布"))
    expect(dialog).to_be_hidden()


def define(hand: Hand, lender: Lender, name: str) -> tuple[str, dict[str, str]]:
    """The vehicle with 16 fields of 15 kinds, its valuations as a sub-table; its key, and the keys of fields by name."""
    page = hand.page
    vehicle = new_object(hand, lender, name)
    keys = {label: new_field(hand, label, kind) for label, kind in PLAIN}
    keys["车况"] = new_field(hand, "车况", "单选", 选项=("良好", "较差"))
    keys["车主"] = new_field(hand, "车主", "关联记录", 关联对象="客户")
    valuation = new_object(hand, lender, f"{name}估值")
    amount = new_field(hand, "估值", "金额")
    back = new_field(hand, "车辆", "关联记录", 关联对象=name)
    page.goto(f"{lender.base}/admin/objects?object={vehicle}")
    keys["估值记录"] = new_field(hand, "估值记录", "子表", 关联对象=f"{name}估值")
    rollup(hand, name, amount)
    keys["抵押率"] = new_field(
        hand, "抵押率", "公式", 公式=f"{keys['担保金额']} / {key_of(page, '最新估值')}", 结果类型="百分比"
    )
    assert valuation != vehicle
    assert back.startswith("x_")
    return vehicle, keys


def rollup(hand: Hand, name: str, amount: str) -> None:
    """The latest amount of the valuations."""
    page = hand.page
    hand.press(page.get_by_role("button", name="添加字段"))
    drawer = page.get_by_role("dialog")
    hand.fill(drawer.get_by_label("名称", exact=True), "最新估值")
    hand.choose(drawer.get_by_label("类型", exact=True), "汇总")
    hand.choose(drawer.get_by_label(re.compile("^结果类型")), "金额")
    hand.choose(drawer.get_by_label("子对象", exact=True), f"{name}估值")
    hand.choose(drawer.get_by_label("怎么汇总", exact=True), "最近一条")
    hand.choose(drawer.get_by_label("汇总哪个字段", exact=True), "估值")
    hand.submit(drawer.get_by_role("button", name="添加字段"))
    expect(drawer).to_be_hidden()
    assert amount


def lay_out(hand: Hand, keys: dict[str, str]) -> None:
    """A condition on the form, a board and a calendar; each published."""
    page = hand.page
    tab = page.get_by_role("tab", name="布局")
    if isinstance(hand, Keys):
        hand.reach(page.get_by_role("tab", name="字段"))
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
    else:
        hand.press(tab)
    hand.press(page.locator(f"[data-item='field:{keys['备注']}']"))
    hand.fill(page.get_by_label("何时必填"), f"{keys['车况']} == 'option_2'")
    saved(page)
    for button, left in (("撤销", ""), ("重做", f"{keys['车况']} == 'option_2'")):
        hand.press(page.get_by_role("button", name=button))
        hand.press(page.locator(f"[data-item='field:{keys['备注']}']"))
        expect(page.get_by_label("何时必填")).to_have_value(left)
    saved(page)
    publish(hand, "表单")
    views = page.get_by_label("设计哪一部分").get_by_text("视图", exact=True)
    if isinstance(hand, Keys):
        hand.reach(page.get_by_label("设计哪一部分").get_by_role("radio").first)
        for _ in range(2):
            page.keyboard.press("ArrowRight")
    else:
        views.click()
    for name, kind in (("车况看板", "看板"), ("登记日历", "日历")):
        hand.press(page.get_by_role("button", name="添加视图"))
        hand.fill(page.get_by_label("视图名称"), name)
        hand.choose(page.get_by_label("类型", exact=True), kind)
        if kind == "看板":
            hand.choose(page.get_by_label("按哪个字段分列", exact=True), "车况")
    saved(page)
    publish(hand, "视图")


def make_page(hand: Hand, lender: Lender, name: str, key: str) -> None:
    """A page with a chart of the vehicles by condition."""
    page = hand.page
    page.goto(f"{lender.base}/admin/pages")
    hand.press(page.get_by_role("button", name="新建页面").first)
    dialog = page.get_by_role("dialog")
    hand.fill(dialog.get_by_label("名称", exact=True), f"{name}概览")
    hand.fill(dialog.get_by_label("编码"), key)
    hand.submit(dialog.get_by_role("button", name="新建页面"))
    page.wait_for_url(f"**key={key}")
    hand.press(page.locator("[data-item='new:chart']"))
    properties = page.get_by_label("属性")
    hand.choose(properties.get_by_label("对象", exact=True), name)
    hand.choose(properties.get_by_label("按什么分组", exact=True), "车况")
    saved(page)
    publish(hand, "概览")


def make_role(hand: Hand, lender: Lender, name: str, plate: str) -> str:
    """A role that sees its department's vehicles, the plate masked; its key."""
    page, key = hand.page, f"keeper{len(name)}{type(hand).__name__.lower()}"
    page.goto(f"{lender.base}/admin/roles")
    hand.press(page.get_by_role("button", name="新建角色"))
    dialog = page.get_by_role("dialog")
    hand.fill(dialog.get_by_label("编码"), key)
    hand.fill(dialog.get_by_label("名称"), f"{name}专员")
    hand.submit(dialog.get_by_role("button", name="新建角色"))
    page.wait_for_url("**role=*")
    hand.fill(page.get_by_label("查找对象"), name)
    for label in (name, f"{name}估值"):
        for right in ("看", "建"):
            box = page.get_by_label(f"{label} {right}", exact=True)
            hand.reach(box)
            if isinstance(hand, Keys):
                page.keyboard.press("Space")
            expect(box).to_be_checked()
    hand.choose(page.get_by_label(f"{name} 范围", exact=True), "本部门")
    hand.press(page.get_by_role("button", name=f"设置{name}的字段权限", exact=True))
    hand.choose(page.locator(f"[id$='-{plate}']"), "脱敏")
    hand.press(page.get_by_role("button", name="保存权限"))
    hand.press(page.get_by_role("dialog").get_by_role("button", name="保存权限"))
    expect(page.get_by_text("下一次请求起生效").first).to_be_visible()
    return key


def give(lender: Lender, username: str, *roles: str) -> None:
    """The roles of a person, as the security administrator sets them."""
    with httpx.Client(base_url=f"{lender.base}/api/v1", trust_env=False) as client:
        log_in = {"username": "security", "password": PASSWORD}
        client.headers["x-csrf-token"] = client.post("/auth/login", json=log_in).json()["csrf_token"]
        mine = json.dumps({"field": "username", "op": "eq", "value": username})
        found = client.get("/records/user", params={"filter": mine}).json()["items"]
        given = client.post(
            "/actions/user.set_roles", json={"user_id": found[0]["id"], "role_keys": list(roles)}
        )
        assert given.status_code == 200, given.text


def fill_in(hand: Hand, lender: Lender, vehicle: str, name: str) -> None:
    """A vehicle with two valuations, by its form, whose condition asks for a note."""
    page = hand.page
    page.goto(f"{lender.base}/o/{vehicle}/new")
    hand.fill(page.get_by_label("名称", exact=True).first, "帕萨特")
    hand.fill(page.get_by_label(re.compile("^号牌")), "粤B12345")
    hand.fill(page.get_by_label(re.compile("^里程")), "12000")
    hand.fill(page.get_by_label(re.compile("^担保金额")), "60000")
    hand.choose(page.get_by_label(re.compile("^车况")), "较差")
    for number, amount in ((1, "100000"), (2, "80000")):
        hand.press(page.get_by_role("button", name=f"添加{name}估值"))
        hand.fill(page.get_by_label(f"第 {number} 行 名称"), f"第 {number} 次")
        hand.fill(page.get_by_label(f"第 {number} 行 估值"), amount)
    hand.submit(page.get_by_role("button", name=f"新建{name}"))
    expect(page.get_by_text("请填写备注")).to_be_visible()
    hand.fill(page.get_by_label(re.compile("^备注")), "有事故")
    hand.submit(page.get_by_role("button", name=f"新建{name}"))
    page.wait_for_url(f"**/o/{vehicle}/*-*")
    facts = page.get_by_role("definition")
    expect(facts.filter(has_text=re.compile(r"^¥?80,000\.00$")).first).to_be_visible()
    expect(facts.filter(has_text=re.compile(r"^75(\.0+)? ?%$")).first).to_be_visible()


def convert(hand: Hand, lender: Lender, vehicle: str) -> None:
    """The mileage becomes a text; and the layout goes back to its first version."""
    page = hand.page
    page.goto(f"{lender.base}/admin/objects?object={vehicle}")
    hand.press(page.get_by_role("button", name="转换「里程」的类型"))
    hand.choose(page.get_by_label(re.compile("^现在是")), "文本")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("1 条记录有值，都能完整转换")).to_be_visible()
    hand.press(dialog.get_by_role("button", name=re.compile("^转 ?换$")))
    expect(dialog).to_be_hidden()
    row = page.get_by_role("row").filter(has=page.get_by_role("cell", name="里程", exact=True))
    expect(row).to_contain_text("文本")


def roll_back(hand: Hand, lender: Lender, vehicle: str) -> None:
    page = hand.page
    page.goto(f"{lender.base}/admin/objects?object={vehicle}&tab=layout")
    hand.press(page.get_by_role("button", name="版本"))
    hand.press(page.locator(".versions li").last.get_by_role("button", name="回到这一版"))
    dialog = page.get_by_role("dialog").last
    hand.fill(dialog.get_by_label("原因"), "先不要看板")
    hand.submit(dialog.get_by_role("button", name="回滚"))
    expect(page.get_by_text("已作为第 3 版重新发布")).to_be_visible()


@pytest.mark.parametrize(("way", "name"), [(Mouse, "押品车"), (Keys, "质押车")])
def test_a_builder_makes_vehicles_and_a_role_works_with_them(
    pages: Pages, lender: Lender, way: type[Hand], name: str
) -> None:
    hand = way(pages("builder"))
    page = hand.page
    vehicle, keys = define(hand, lender, name)
    accessible(page)
    lay_out(hand, keys)
    accessible(page)
    board = f"vehicles_{way.__name__.lower()}"
    make_page(hand, lender, name, board)
    fill_in(hand, lender, vehicle, name)
    accessible(page)

    role = make_role(way(pages("security")), lender, name, keys["号牌"])
    give(lender, "admin", "admin", role)
    give(lender, "sales2", "sales", role)
    near, far = pages("admin"), pages("sales2")
    near.goto(f"{lender.base}/o/{vehicle}")
    expect(near.locator(".grid-row.body")).to_have_count(1)
    expect(near.locator(".grid-row.body")).to_contain_text("帕萨特")
    expect(near.get_by_text("粤B12345")).to_have_count(0)
    far.goto(f"{lender.base}/o/{vehicle}")
    expect(far.get_by_text("帕萨特")).to_have_count(0)
    near.goto(f"{lender.base}/o/{vehicle}?view=view_2")
    expect(near.locator("[data-column=option_2]")).to_contain_text("帕萨特")
    near.goto(f"{lender.base}/p/{board}")
    chart = re.compile("较差 1")
    expect(near.get_by_role("img", name=chart)).to_be_visible()
    far.goto(f"{lender.base}/p/{board}")
    expect(far.locator("[data-block=block_1]")).to_contain_text("没有符合条件")
    expect(far.get_by_role("img", name=chart)).to_have_count(0)

    convert(hand, lender, vehicle)
    roll_back(hand, lender, vehicle)
    near.goto(f"{lender.base}/o/{vehicle}")
    expect(near.locator(".grid-row.body")).to_contain_text("帕萨特")
    expect(near.get_by_role("tab", name="车况看板")).to_have_count(0)
    give(lender, "admin", "admin")
    give(lender, "sales2", "sales")
