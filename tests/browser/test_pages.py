"""Every page of every role: it opens, says nothing to the console, and axe finds nothing serious; rights hold."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.conftest import Lender, Pages

ROLES = (
    "sales",
    "underwriter",
    "operations",
    "collector",
    "finance",
    "strategist",
    "builder",
    "admin",
    "security",
    "auditor",
    "manager",
)
# Pages that no menu leads to at once, by who opens them.
DEEPER = {
    "builder": (
        "/admin/objects?object=x_vehicle",
        "/admin/objects?object=x_vehicle&tab=layout",
        "/admin/objects?object=lead&tab=bin",
        "/admin/packages",
        "/o/x_vehicle/new",
    ),
    "security": ("/o/role_grant/new", "/admin/access"),
    "admin": ("/o/user/new", "/o/department/new", "/admin/day-end"),
    "manager": ("/o/lead?deleted=1", "/portfolio", "/collections", "/o/product"),
}
SERIOUS = ("serious", "critical")
SHIFT_LIMIT = 0.02  # cumulative layout shift
WATCH_SHIFTS = """
window.shifted = 0; window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) {
    window.shifted += entry.value;
    window.shifts.push(entry.sources.map((one) => one.node?.className ?? one.node?.nodeName));
  }
}).observe({ type: 'layout-shift', buffered: true });
"""


def menu(page: Page) -> list[str]:
    page.locator("nav a.menu-item").first.wait_for()
    paths: list[str] = page.evaluate(
        "[...document.querySelectorAll('nav a.menu-item')].map(a => a.getAttribute('href'))"
    )
    return paths


def serious(page: Page) -> list[tuple[str, str]]:
    """What axe finds that is serious: the rule and the first place."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:120]) for one in found if one["impact"] in SERIOUS]


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_opens_and_is_accessible(pages: Pages, lender: Lender, role: str) -> None:
    page = pages(role)
    for path in menu(page):
        page.goto(lender.base + path)
        page.wait_for_load_state("networkidle")
        expect(page.get_by_role("main")).to_be_visible()
        assert page.get_by_role("alert").all_inner_texts() == [], path
        assert serious(page) == [], path


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("role", "paths"), DEEPER.items(), ids=DEEPER)
def test_pages_behind_the_menu_are_accessible(
    pages: Pages, lender: Lender, role: str, paths: tuple[str, ...], theme: str
) -> None:
    page = pages(role, theme=theme)
    for path in paths:
        page.goto(lender.base + path)
        page.wait_for_load_state("networkidle")
        assert serious(page) == [], path
    if role == "security":  # a role's rights, by the first of the list
        page.goto(f"{lender.base}/admin/roles")
        page.locator(".split-item").first.click()
        page.wait_for_load_state("networkidle")
        assert serious(page) == [], "a role"


def test_roles_see_only_their_own_pages(pages: Pages, lender: Lender) -> None:
    opened = {role: set(menu(pages(role))) for role in ("sales", "collector", "admin", "auditor")}
    assert (
        "/o/lead" in opened["sales"]
        and "/collections" not in opened["sales"]
        and "/admin/audit" not in opened["sales"]
    )
    assert "/collections" in opened["collector"] and "/o/lead" not in opened["collector"]
    assert "/o/party" not in opened["admin"] and "/admin/day-end" in opened["admin"]
    assert "/admin/audit" in opened["auditor"] and "/o/loan" not in opened["auditor"]
    page = pages("collector")
    page.goto(f"{lender.base}/o/lead")
    expect(page.get_by_role("main")).not_to_contain_text("新建线索")


@pytest.mark.parametrize(("theme", "language"), [("light", "zh"), ("dark", "en")])
def test_phone_pages_stay_in_width_and_in_place(
    pages: Pages, lender: Lender, theme: str, language: str
) -> None:
    """No page scrolls sideways at 390 px, and what has been drawn does not move when the rest arrives."""
    page = pages("manager", phone=True, theme=theme)
    page.add_init_script(f"localStorage.setItem('zhuxin:language', '\"{language}\"'); {WATCH_SHIFTS}")
    paths = page.evaluate(
        "fetch('/api/v1/me').then(r => r.json()).then(me => me.menu.map(item => item.path))"
    )
    assert {"/", "/o/lead", "/o/loan", "/inbox", "/portfolio", "/quote"} <= set(paths)
    for path in paths:
        page.goto(lender.base + path)
        page.wait_for_load_state("networkidle")
        expect(page.locator("html")).to_have_attribute("lang", {"zh": "zh-CN", "en": "en-US"}[language])
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        assert page.evaluate("window.shifted") <= SHIFT_LIMIT, (path, page.evaluate("window.shifts"))


def test_a_custom_field_is_usable_at_once(pages: Pages, lender: Lender) -> None:
    admin = pages("builder")
    admin.goto(f"{lender.base}/admin/objects?object=lead")
    admin.get_by_role("button", name="添加字段").click()
    dialog = admin.get_by_role("dialog")
    dialog.get_by_label("名称", exact=True).fill("客户等级")
    dialog.get_by_label("编码").fill("grade")
    dialog.get_by_label("类型", exact=True).click()
    admin.keyboard.type("单选")  # a click would race with the list that scrolls
    admin.keyboard.press("Enter")
    for number, words in enumerate(("金牌", "银牌")):
        dialog.get_by_role("button", name="添加选项").click()
        dialog.get_by_label(f"名称 {number + 1}").fill(words)
    dialog.get_by_role("button", name="添加字段").click()
    expect(dialog).to_be_hidden()
    sales = pages("sales")
    sales.goto(f"{lender.base}/o/lead/new")
    expect(sales.get_by_label("客户等级")).to_be_visible()


def test_a_wrong_password_says_so_and_opens_nothing(lender: Lender, browser) -> None:  # type: ignore[no-untyped-def]
    page = browser.new_page(locale="zh-CN")
    page.goto(lender.base)
    page.get_by_label("用户名").fill("sales")
    page.get_by_label("密码").fill("wrong-password-1")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_contain_text("用户名或密码不正确")
    expect(page.get_by_role("navigation")).to_have_count(0)
    page.close()
