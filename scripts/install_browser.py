"""Install Debian's Chromium for the browser tests where none is found: the one without a window, where there is one."""

import os
import shutil
import subprocess
import sys

SHELL = "chromium-headless-shell"
if any(map(shutil.which, (SHELL, "chromium", "chromium-browser", "google-chrome"))):
    sys.exit(0)
sudo = [] if os.geteuid() == 0 else ["sudo"]
environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
subprocess.run([*sudo, "apt-get", "update", "-qq"], check=True, env=environment)
known = subprocess.run(["apt-cache", "show", SHELL], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
packages = ["chromium" if known.returncode else SHELL, "fonts-noto-cjk"]
subprocess.run(
    [*sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    check=True,
    env=environment,
)
