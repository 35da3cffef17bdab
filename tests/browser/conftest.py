"""A lender of its own, run as the README says, and a real Chromium. A page that logs an error to the console fails its test."""

import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

PASSWORD = "browser-pass-1"
DAYS_BACK = 70
LONG = ("test_vehicle", "test_journey", "test_pages", "test_forms")
FAILURES = Path(__file__).parent / "failures"
# Two browsers, two servers and two databases share the machine: what should come may take its time.
ACT_MS, EXPECT_MS = 20_000, 15_000
expect.set_options(timeout=EXPECT_MS)
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, so that no worker is left with one while the other has nothing to do."""
    items.sort(key=lambda one: one.path.stem not in LONG)


@dataclass
class Lender:
    """A running lender; its business date lies `DAYS_BACK` days before today, so that days can pass."""

    base: str
    first_date: date
    database: str

    def run(self, statement: str, *values: object) -> None:
        with psycopg.connect(self.database) as connection:
            connection.execute(statement, values)  # type: ignore[arg-type]


@contextmanager
def running(directory: Path, *, second_person: bool = False) -> Iterator[str]:
    """`zhuxin run --demo` on a directory, and its address; ended at the end. Files in which one person does it all go without a
    second one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    environment = {
        **os.environ,
        "ZHUXIN_DEMO_APPLICANTS": "0",
        "ZHUXIN_SECOND_PERSON": str(second_person).lower(),
        "ZHUXIN_DEMO_PASSWORD": PASSWORD,
        "ZHUXIN_PAYMENT_DELAY_SECONDS": "0",
        "ZHUXIN_CONTACT_START_HOUR": "0",
        "ZHUXIN_CONTACT_END_HOUR": "24",
    }
    command = [sys.executable, "-m", "zhuxin.cli", "run", "--demo", "--data", str(directory), "--port", port]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if "Ctrl-C" in line:
            break
    assert process.poll() is None, "zhuxin run did not start"
    yield f"http://127.0.0.1:{port}"
    process.send_signal(signal.SIGTERM)
    process.wait(30)
    process.stdout.close()


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """What a first start leaves behind, made once for all workers."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    made = shared / "installed"
    with open(shared / "installing", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            directory = Path(tempfile.mkdtemp(prefix="zhuxin-browser-"))
            directory.chmod(0o755)
            with running(directory):
                pass
            shutil.move(directory, made)
    return made


@pytest.fixture(scope="module")
def lender(installed: Path, request: pytest.FixtureRequest) -> Iterator[Lender]:
    """One for each file: what one file publishes is in no other file's menus. One that says `SECOND_PERSON = True` has four eyes."""
    directory = Path(tempfile.mkdtemp(prefix="zhuxin-browser-"))
    directory.chmod(0o755)
    subprocess.run(
        ["cp", "--archive", f"{installed}/.", str(directory)], check=True
    )  # with whom it belongs to
    four_eyes = getattr(request.module, "SECOND_PERSON", False)
    with running(directory, second_person=four_eyes) as base:
        first = datetime.now(UTC).date() - timedelta(days=DAYS_BACK)
        found = Lender(base, first, f"postgresql://postgres:@/zhuxin?host={directory / 'postgres'}")
        found.run("UPDATE business_day SET business_date = %s", first)
        found.run(
            "INSERT INTO guide_answer SELECT id, unnest(role_keys), 'declined', now() FROM user_account"
        )  # no first steps
        yield found
    shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed after each file: Playwright's event loop must not outlive it, for others have loops of their own."""
    executable = next(filter(None, map(shutil.which, BROWSERS)))
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
        context = self.browser.new_context(
            viewport=size,
            locale=locale,
            color_scheme=theme,  # type: ignore[arg-type]
            reduced_motion="reduce",  # a menu that still grows takes no click where the machine is slow
        )
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
