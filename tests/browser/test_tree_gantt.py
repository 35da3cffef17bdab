"""Records below records, and records in time: opened, moved by mouse and by keyboard, refused where they cannot go."""

import json
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from browser.conftest import Lender, Pages
from browser.hands import drag, send, steady
from browser.test_builder import accessible

PROJECT = "x_project"
TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date()


def day(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def make_projects(page: Page) -> dict[str, str]:
    """Projects below projects, with a start and an end, as a tree and as bars; ids by name."""
    send(page, "/actions/object.create", key="project", label_zh="项目", label_en="Project")
    for key, kind, more in (
        ("above", "reference", {"target": PROJECT}),
        ("begins", "date", {}),
        ("ends", "date", {}),
    ):
        send(page, "/actions/field.create", object=PROJECT, key=key, label_zh=key, kind=kind, **more)
    shown = {"columns": ["x_name", "x_begins", "x_ends"], "sort": "x_name"}
    views = [
        {"key": "tree", "label": {"zh": "层级", "en": "Tree"}, "kind": "tree", "parent": "x_above", **shown},
        {"key": "bars", "label": {"zh": "进度", "en": "Bars"}, "kind": "gantt", **shown},
    ]
    views[1] |= {"start": "x_begins", "end": "x_ends"}
    send(page, "/actions/definition.save", kind="layout", key=PROJECT, body={"views": views})
    send(page, "/actions/definition.publish", drafts=[{"kind": "layout", "key": PROJECT}], reason="视图")
    ids: dict[str, str] = {}
    for name, above, begins, ends in (
        ("甲", None, 0, 9),
        ("甲一", "甲", 1, 4),
        ("甲一一", "甲一", 2, 3),
        ("乙", None, 5, 12),
        ("丙", None, None, None),
    ):
        dates = {} if begins is None else {"x_begins": day(begins), "x_ends": day(ends or 0)}
        values = {"x_name": name, "x_above": ids.get(above or ""), **dates}
        ids[name] = send(page, f"/records/{PROJECT}", **values)["id"]
    return ids


def test_projects_as_a_tree_and_as_bars(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    ids = make_projects(page)

    page.goto(f"{lender.base}/o/{PROJECT}?view=tree")
    rows = {name: page.locator(f"[data-node='{id}']") for name, id in ids.items()}
    expect(page.locator("[data-node]")).to_have_count(3)
    rows["甲"].focus()
    page.keyboard.press("ArrowRight")
    expect(rows["甲一"]).to_have_attribute("aria-level", "2")
    page.keyboard.press("ArrowRight")
    expect(rows["甲一"]).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(rows["甲一一"]).to_have_attribute("aria-level", "3")
    accessible(page)
    drag(page, rows["甲"], rows["甲一一"])
    expect(page.get_by_text("不能移到自己或自己的下级之下")).to_be_visible()
    expect(rows["甲"]).to_have_attribute("aria-level", "1")
    pages.console = [said for said in pages.console if "409" not in said]
    drag(page, rows["乙"], rows["甲"])
    expect(page.get_by_text("「乙」已移到「甲」之下")).to_be_visible()
    expect(rows["乙"]).to_have_attribute("aria-level", "2")
    rows["乙"].focus()
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.get_by_text("「乙」已移到最上层")).to_be_visible()
    expect(rows["乙"]).to_have_attribute("aria-level", "1")
    page.goto(f"{lender.base}/o/{PROJECT}?view=tree&q=甲一一")
    expect(page.get_by_text("查找时不分层级")).to_be_visible()
    expect(page.locator("[data-node]")).to_have_count(1)
    later = json.dumps({"field": "x_begins", "op": "ge", "value": day(1)})
    page.goto(f"{lender.base}/o/{PROJECT}?view=tree&filter={later}")
    expect(rows["甲一"]).to_have_attribute("aria-level", "1")
    expect(page.locator("[data-node]")).to_have_count(2)

    page.goto(f"{lender.base}/o/{PROJECT}?view=bars")
    bar = page.get_by_role("button", name="乙，")
    expect(bar).to_have_attribute("aria-label", f"乙，{day(5)} 至 {day(12)}")
    expect(page.get_by_text("另有 1 条没有填日期")).to_be_visible()
    accessible(page)
    bar.focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+ArrowLeft")
    expect(page.get_by_text(f"「乙」已改为 {day(7)} 至 {day(13)}")).to_be_visible()
    box = steady(page, bar)
    one = box["width"] / 7
    page.mouse.move(box["x"] + box["width"], box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] + 2 * one, box["y"] + box["height"] / 2, steps=6)
    page.mouse.up()
    expect(page.get_by_text(f"「乙」已改为 {day(7)} 至 {day(15)}")).to_be_visible()
    page.get_by_text("周", exact=True).click()
    sheet = page.locator(".gantt-tools [aria-live]")
    page.get_by_role("button", name="往后").click()
    expect(page).to_have_url(re.compile("zoom=week.*at=|at=.*zoom=week"))
    later = sheet.inner_text()
    page.reload()
    expect(sheet).to_have_text(later)
    page.go_back()
    expect(page).not_to_have_url(re.compile("at="))
    expect(sheet).not_to_have_text(later)
    expect(bar).to_have_attribute("aria-label", f"乙，{day(7)} 至 {day(15)}")
