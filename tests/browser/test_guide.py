"""Help and the first-run guide, as somebody new meets them."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.conftest import Lender, Pages
from browser.test_builder import accessible

TOURS = sorted((Path(__file__).parents[2] / "web/src/features/guide/tours").glob("*.json"))


def test_help_tells_of_the_page_that_is_open_and_finds_the_rest(pages: Pages, lender: Lender) -> None:
    page = pages("sales")
    page.goto(f"{lender.base}/o/lead")
    expect(page.get_by_role("tab").first).to_be_visible()
    page.keyboard.press("F1")
    drawer = page.get_by_role("dialog", name="帮助")
    expect(drawer.get_by_role("heading", name="线索")).to_be_visible()
    accessible(page)

    drawer.get_by_label("在帮助里搜索").fill("首字母")
    drawer.get_by_role("button", name="搜索和快捷键").click()
    expect(drawer.get_by_role("heading", name="快捷键", exact=True)).to_be_visible()

    drawer.get_by_role("button", name="全部主题").click()
    drawer.get_by_role("button", name="工作台").click()
    drawer.get_by_role("button", name="资产组合").click()  # a link inside the text
    expect(drawer.get_by_role("heading", name="资产组合")).to_be_visible()
    drawer.get_by_role("button", name="返回").click()
    expect(drawer.get_by_role("heading", name="工作台")).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()


def test_a_guide_is_offered_once_taken_to_its_end_and_can_be_taken_again(
    pages: Pages, lender: Lender
) -> None:
    lender.run("DELETE FROM guide_answer WHERE guide = 'sales'")
    page = pages("sales")
    offer = page.get_by_role("region", name="新手引导")
    expect(offer).to_be_visible()
    accessible(page)
    offer.get_by_role("button", name="开始引导").click()
    tour = page.locator(".ant-tour")
    for title in ("从这里开始一天", "登记线索", "常用视图", "进件", "找什么都从这里"):
        expect(tour).to_contain_text(title)
        expect(tour.get_by_role("button", name="下一步")).to_be_focused()
        accessible(page)
        page.keyboard.press("Enter")
    expect(tour).to_contain_text("随时看帮助")
    tour.get_by_role("button", name="结束导览").click()
    expect(tour).to_be_hidden()
    expect(offer).to_be_hidden()

    page.reload()
    page.get_by_role("banner").wait_for()
    expect(offer).to_be_hidden()
    page.get_by_role("button", name="帮助").click()
    page.get_by_role("dialog").get_by_role("button", name="新手引导").click()
    expect(tour).to_contain_text("从这里开始一天")
    page.keyboard.press("Escape")
    expect(tour).to_be_hidden()


def test_a_guide_that_is_declined_is_not_offered_again(pages: Pages, lender: Lender) -> None:
    lender.run("DELETE FROM guide_answer WHERE guide = 'collector'")
    page = pages("collector")
    page.get_by_role("region", name="新手引导").get_by_role("button", name="不用了").click()
    expect(page.get_by_role("region", name="新手引导")).to_be_hidden()
    page.reload()
    page.get_by_role("banner").wait_for()
    expect(page.get_by_role("region", name="新手引导")).to_be_hidden()


@pytest.mark.parametrize("tour", TOURS, ids=lambda tour: tour.stem)
def test_each_step_of_a_guide_finds_its_place(pages: Pages, lender: Lender, tour: Path) -> None:
    page = pages(tour.stem)
    for step in json.loads(tour.read_text()):
        if not page.url.split("?")[0].endswith(step["page"]):
            page.goto(lender.base + step["page"])
        expect(page.locator(f'[data-guide="{step["mark"]}"]').first, step["title"]["zh"]).to_be_visible()


def test_a_guide_that_was_left_goes_on_where_it_was(pages: Pages, lender: Lender) -> None:
    page = pages("builder")
    page.get_by_role("button", name="帮助").click()
    page.get_by_role("dialog").get_by_role("button", name="新手引导").click()
    tour = page.locator(".ant-tour")
    expect(tour.get_by_role("button", name="下一步")).to_be_focused()
    page.keyboard.press("Enter")
    expect(tour).to_contain_text("字段和布局")
    expect(tour.get_by_role("button", name="下一步")).to_be_focused()
    page.keyboard.press("Escape")
    expect(tour).to_be_hidden()
    page.goto(f"{lender.base}/admin/packages")
    page.get_by_role("button", name="帮助").click()
    page.get_by_role("dialog").get_by_role("button", name="新手引导").click()
    expect(tour).to_contain_text("字段和布局")
    assert page.url.endswith("/admin/objects")
