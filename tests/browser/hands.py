"""Two ways to do the same on a page: by the mouse, and by the keyboard alone, where what Tab does not reach fails."""

from typing import Any

from playwright.sync_api import FloatRect, Locator, Page, expect

TAB_LIMIT = 200
OPTIONS = 30
SEND = """async ([path, body]) => {
  const me = await (await fetch('/api/v1/me')).json()
  const headers = { 'content-type': 'application/json', 'x-csrf-token': me.csrf_token }
  const answer = await fetch('/api/v1' + path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(await answer.text())
  return answer.json()
}"""


class Mouse:
    def __init__(self, page: Page):
        self.page = page

    def reach(self, target: Locator) -> None:
        target.click()

    def press(self, target: Locator) -> None:
        target.click()

    def fill(self, target: Locator, words: str) -> None:
        target.fill(words)

    def choose(self, target: Locator, words: str) -> None:
        """An option of a select by its whole name."""
        target.click()
        if target.get_attribute("aria-autocomplete") == "list" and target.get_attribute("readonly") is None:
            self.page.keyboard.type(words)  # a long list draws only what is near
        self.page.locator(".ant-select-dropdown:visible .ant-select-item-option").get_by_text(
            words, exact=True
        ).first.click()

    def submit(self, button: Locator) -> None:
        button.click()


class Keys:
    def __init__(self, page: Page):
        self.page = page

    def reach(self, target: Locator) -> None:
        """Press Tab until the target has the focus."""
        expect(target).to_be_attached()
        for _ in range(TAB_LIMIT):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"not reached by Tab: {target}")

    def press(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")

    def fill(self, target: Locator, words: str) -> None:
        self.reach(target)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def choose(self, target: Locator, words: str) -> None:
        self.reach(target)
        self.page.keyboard.press("ArrowDown")
        active = self.page.locator(".ant-select-dropdown:visible .ant-select-item-option-active")
        if target.get_attribute("readonly") is None:
            self.page.keyboard.type(words)
            expect(active.first).to_contain_text(words)
        for _ in range(OPTIONS):
            if active.first.inner_text() == words:
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")

    def submit(self, button: Locator) -> None:
        """What Ctrl-Enter does for every form."""
        self.page.keyboard.press("Control+Enter")


Hand = Mouse | Keys


def steady(page: Page, target: Locator) -> FloatRect:
    """Where something lies, once it lies still."""
    before = None
    while (now := target.bounding_box()) is None or now != before:
        before = now
        page.wait_for_timeout(50)
    return now


def drag(page: Page, source: Locator, target: Locator, mark: str = ".over") -> None:
    """Drag by the real mouse to the middle of the target; let go once the mark is at it that says it takes it."""
    start = steady(page, source)
    page.mouse.move(start["x"] + 30, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + start["height"] / 2 + 6, steps=3)
    marked = f"element => !!(element.closest('{mark}') ?? element.querySelector('{mark}'))"
    for nudge in range(100):
        end = steady(page, target)  # what is lifted may move others
        page.mouse.move(end["x"] + end["width"] / 2 + nudge % 2, end["y"] + end["height"] / 2, steps=8)
        if target.evaluate(marked):
            break
    else:
        raise AssertionError(f"nothing takes what is dragged: {target}")
    page.mouse.up()


def key_of(page: Page, name: str) -> str:
    """The key of a field in the list of an object's fields."""
    row = page.get_by_role("row").filter(has=page.get_by_role("cell", name=name, exact=True))
    return row.locator("code").first.inner_text()


def send(page: Page, path: str, **body: Any) -> Any:
    """What the API answers to the person of a page; a refusal raises."""
    return page.evaluate(SEND, [path, body])
