"""A lender of its own, run as the README says, and a real Chromium. A page that logs an error to the console fails its test."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

PASSWORD = "browser-pass-1"
DAYS_BACK = 70
FAILURES = Path(__file__).parent / "failures"
# Two browsers, two servers and two databases share the machine: what should come may take its time.
ACT_MS, EXPECT_MS = 20_000, 15_000
expect.set_options(timeout=EXPECT_MS)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


@dataclass
class Lender:
    """A running lender; its business date lies `DAYS_BACK` days before today, so that days can pass."""

    base: str
    first_date: date
    database: str

    def run(self, statement: str, *values: object) -> None:
        with psycopg.connect(self.database) as connection:
            connection.execute(statement, values)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def lender() -> Iterator[Lender]:
    directory = Path(tempfile.mkdtemp(prefix="zhuxin-browser-"))
    directory.chmod(0o755)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "ZHUXIN_DEMO_APPLICANTS": "0",
        "ZHUXIN_DEMO_PASSWORD": PASSWORD,
        "ZHUXIN_PAYMENT_DELAY_SECONDS": "0",
        "ZHUXIN_CONTACT_START_HOUR": "0",
        "ZHUXIN_CONTACT_END_HOUR": "24",
    }
    command = [
        sys.executable,
        "-m",
        "zhuxin.cli",
        "run",
        "--demo",
        "--data",
        str(directory),
        "--port",
        str(port),
    ]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if "Ctrl-C" in line:
            break
    assert process.poll() is None, "zhuxin run did not start"
    first = datetime.now(UTC).date() - timedelta(days=DAYS_BACK)
    found = Lender(
        f"http://127.0.0.1:{port}", first, f"postgresql://postgres:@/zhuxin?host={directory / 'postgres'}"
    )
    found.run("UPDATE business_day SET business_date = %s", first)
    found.run(
        "INSERT INTO guide_answer SELECT id, unnest(role_keys), 'declined', now() FROM user_account"
    )  # no first steps
    yield found
    process.send_signal(signal.SIGTERM)
    process.wait(30)
    process.stdout.close()
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed after each file: Playwright's event loop must not outlive it, for others have loops of their own."""
    executable = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield found
        found.close()


@dataclass
class Pages:
    """Opens pages for people; notes what their consoles say."""

    lender: Lender
    browser: Browser
    open: list[Page] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def __call__(
        self, user: str, *, phone: bool = False, theme: str = "light", locale: str = "zh-CN"
    ) -> Page:
        """A page where somebody has logged in."""
        size = {"width": 390, "height": 844} if phone else {"width": 1440, "height": 900}
        context = self.browser.new_context(viewport=size, locale=locale, color_scheme=theme)  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(ACT_MS)
        page.on("console", lambda said: self._note(user, said.type, said.text))
        page.on("pageerror", lambda error: self.console.append(f"{user}: {error}"))
        page.goto(f"{self.lender.base}/login")
        page.get_by_label("用户名").fill(user)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.get_by_role("banner").wait_for()
        self.open.append(page)
        return page

    def _note(self, user: str, kind: str, text: str) -> None:
        if kind == "error" and "401" not in text:  # before log-in the app asks who it is, and is told nobody
            self.console.append(f"{user}: {text}")


@pytest.fixture
def pages(lender: Lender, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    found = Pages(lender, browser)
    failed_before = request.session.testsfailed
    yield found
    if request.session.testsfailed > failed_before:
        FAILURES.mkdir(exist_ok=True)
        for number, page in enumerate(found.open):
            page.screenshot(path=FAILURES / f"{re.sub(r'[^a-z0-9_]+', '-', request.node.name)}-{number}.png")
    for page in found.open:
        page.context.close()
    assert found.console == []
