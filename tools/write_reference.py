"""Write `docs/reference/settings.md` and `errors.md`, and the kinds of fields for the web tests, from the code.

A tidy test checks that they are current.
"""

import importlib
import json
import pkgutil
from pathlib import Path

import zhuxin
from zhuxin import bootstrap
from zhuxin.api.kernel.catalog import describe_kinds
from zhuxin.core.errors import FieldFault, Refusal
from zhuxin.core.settings import Settings

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
assert bootstrap.FEATURES


def settings_page() -> str:
    """A table of every setting."""
    rows = []
    for name, info in Settings.model_fields.items():
        default = "" if info.default is None else str(info.default)
        if name == "web_dir":
            default = "web/dist"
        rows.append(f"| `ZHUXIN_{name.upper()}` | {default} | {info.description} |")
    return "\n".join(["# Settings", "", "| variable | default | what it does |", "|---|---|---|", *rows, ""])


def errors_page() -> str:
    """A table of every refusal by its code."""
    for module in pkgutil.walk_packages(zhuxin.__path__, "zhuxin."):
        if not module.name.endswith((".cli", ".asgi")):
            importlib.import_module(module.name)
    found: dict[str, Refusal | type[Refusal]] = {}
    frontier = [Refusal]
    while frontier:
        one = frontier.pop()
        frontier += one.__subclasses__()
        if one not in (Refusal, FieldFault):
            found.setdefault(one.code, one)
    rows = [f"| `{code}` | {found[code].text.zh} | {found[code].text.en} |" for code in sorted(found)]
    return "\n".join(["# Error codes", "", "| code | 中文 | English |", "|---|---|---|", *rows, ""])


def kinds_json() -> str:
    """Every kind of field as the catalog tells of it, for the tests of its React side."""
    return json.dumps(describe_kinds(), ensure_ascii=False, indent=1) + "\n"


PAGES = {
    "settings.md": settings_page,
    "errors.md": errors_page,
    "../../web/src/kernel/fields/kinds.json": kinds_json,
}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")
