"""What the browser loads of script from log-in to home, gzipped as it travels, measured in Chromium."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from support import PASSWORD, empty_lender, free_port, wait_until_ready

REACH = 350 * 1024


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        lender = empty_lender(Path(directory))
        port = free_port()
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "granian",
                "--interface",
                "asgi",
                "--port",
                str(port),
                "--no-ws",
                "--log-level",
                "error",
                "zhuxin.asgi:app",
            ],
            env={**os.environ, **lender.environment},
        )
        try:
            wait_until_ready(port)
            sizes = script_sizes(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait()
            lender.stop()
    total = sum(sizes.values())
    print(
        json.dumps(
            {
                "name": "web",
                "value": total,
                "unit": "bytes gzip",
                "reach": REACH,
                "holds": total <= REACH,
                "detail": sizes,
            }
        )
    )


def script_sizes(base: str) -> dict[str, int]:
    """Bytes of each script on the way from the log-in page to home."""
    sizes: dict[str, int] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page()

        def note(response) -> None:
            if response.url.endswith(".js"):
                sizes[response.url.rsplit("/", 1)[1]] = int(response.headers.get("content-length", 0))

        page.on("response", note)
        page.goto(base)
        page.get_by_label("用户名").fill("manager")
        page.get_by_label("密码").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("nav")
        page.wait_for_load_state("networkidle")
        browser.close()
    return sizes


if __name__ == "__main__":
    main()
