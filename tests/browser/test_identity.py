"""Logging in with a second factor in a real browser: a one-time code, and a passkey of a virtual authenticator."""

import re
import time

import pyotp
import pytest
from playwright.sync_api import Page, expect

from browser.conftest import PASSWORD


def log_in(page: Page, base: str, user: str) -> None:
    page.goto(f"{base}/login")
    page.get_by_label("用户名").fill(user)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


def open_account(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^账户")).click()
    page.get_by_role("menuitem", name="账号与安全").click()
    expect(page.get_by_role("heading", name="账号与安全")).to_be_visible()


def log_out(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^账户")).click()
    page.get_by_role("menuitem", name="退出登录").click()
    expect(page.get_by_label("用户名")).to_be_visible()


def test_an_app_is_added_and_asked_for_and_a_recovery_code_serves(pages, lender) -> None:
    page = pages("finance")
    open_account(page)
    page.get_by_role("button", name="添加验证方式").click()
    page.get_by_role("button", name="用手机上的验证器应用").click()
    secret = page.locator("code.secret").inner_text().replace(" ", "")
    page.get_by_label("验证码").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="确认并添加").click()
    shown = page.get_by_role("list", name="恢复码").locator("code")
    expect(shown).to_have_count(10)
    codes = shown.all_inner_texts()
    page.get_by_role("button", name="已妥善保存，继续").click()
    expect(page.get_by_text("恢复码还剩 10 个")).to_be_visible()

    log_out(page)
    log_in(page, lender.base, "finance")
    expect(page.get_by_role("heading", name="第二步验证")).to_be_visible()
    page.reload()
    page.get_by_label("验证码").fill(codes[0])
    page.get_by_role("button", name="继续").click()
    page.get_by_role("banner").wait_for()
    log_out(page)
    log_in(page, lender.base, "finance")
    time.sleep(30 - time.time() % 30)  # a code serves once, also across log-ins
    page.get_by_label("验证码").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="继续").click()
    page.get_by_role("banner").wait_for()


def test_a_passkey_is_made_and_opens_the_second_step(pages, lender) -> None:
    local = lender.base.replace("127.0.0.1", "localhost")  # passkeys are bound to a name
    page = pages("manager")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    log_in(page, local, "manager")
    page.get_by_role("banner").wait_for()
    open_account(page)
    page.get_by_role("button", name="添加验证方式").click()
    page.get_by_role("button", name=re.compile("用通行密钥")).click()
    page.get_by_role("button", name="已妥善保存，继续").click()
    log_out(page)
    log_in(page, local, "manager")
    page.get_by_role("button", name="用通行密钥").click()
    page.get_by_role("banner").wait_for()


def test_a_new_person_sets_her_password_by_the_link(pages, lender) -> None:
    admin = pages("admin")
    admin.goto(f"{lender.base}/o/user")
    admin.get_by_role("button", name="新建用户").click()
    admin.get_by_role("textbox", name="用户名").fill("newcomer")
    admin.get_by_role("textbox", name="姓名").fill("新人")
    admin.get_by_role("dialog").get_by_role("button", name="新建用户").click()
    link = admin.get_by_label("一次性链接").input_value()
    assert link.startswith(f"{lender.base}/set-password#")

    hers = admin.context.browser.new_context(locale="zh-CN").new_page()
    hers.goto(link)
    expect(hers.get_by_text("新人（用户名 newcomer）")).to_be_visible()
    hers.get_by_label("新密码", exact=True).fill("newcomer-is-here")
    hers.get_by_label("再输一次新密码").fill("newcomer-is-here")
    hers.get_by_role("button", name="设置密码并登录").click()
    expect(hers.get_by_role("alert")).to_contain_text("不能含有用户名或姓名")
    for label in ("新密码", "再输一次新密码"):
        hers.get_by_label(label, exact=True).fill("Zx8-kettle-moon")
    hers.get_by_role("button", name="设置密码并登录").click()
    expect(hers.get_by_role("banner")).to_be_visible()
    hers.goto(link)
    expect(hers.get_by_role("alert")).to_contain_text("链接无效、已使用或已过期")
    hers.context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_weighs_asks_once_more_and_goes_on(pages, lender, theme) -> None:
    page = pages("security", theme=theme)
    lender.run("UPDATE session SET verified_at = now() - interval '1 hour'")
    page.goto(f"{lender.base}/account")
    page.get_by_role("button", name="添加验证方式").click()
    page.get_by_role("button", name="用手机上的验证器应用").click()
    dialog = page.get_by_role("dialog", name="请再次验证身份")
    dialog.get_by_label("密码").fill("wrong-guess-1")
    dialog.get_by_role("button", name="继续").click()
    expect(dialog.get_by_role("alert")).to_contain_text("当前密码不正确")
    dialog.get_by_label("密码").fill(PASSWORD)
    dialog.get_by_role("button", name="继续").click()
    expect(page.locator("code.secret")).to_be_visible()
    pages.console.clear()  # the browser notes the refusals that were looked for
