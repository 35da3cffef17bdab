"""Install Debian's Chromium for the browser tests where none is found."""

import os
import shutil
import subprocess
import sys

if shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome"):
    sys.exit(0)
sudo = [] if os.geteuid() == 0 else ["sudo"]
environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
subprocess.run([*sudo, "apt-get", "update", "-qq"], check=True, env=environment)
packages = ["chromium", "fonts-noto-cjk"]
subprocess.run(
    [*sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    check=True,
    env=environment,
)
