"""House rules: lengths, names, words, and a reference that is current."""

import ast
import json
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON_LIMIT, TEST_LIMIT, TSX_LIMIT, FUNCTION_LIMIT, FOLDER_LIMIT = 400, 600, 250, 70, 15
FORBIDDEN = {"utils", "helpers", "common", "manager", "service", "misc"}
# Exceptions, each with its count; the list only shrinks.
LONG_FUNCTIONS: dict[str, int] = {}
FULL_FOLDERS: dict[str, int] = {}

sources = sorted((ROOT / "src").rglob("*.py"))
tests = sorted((ROOT / "tests").rglob("*.py"))
pages = sorted((ROOT / "web" / "src").rglob("*.ts*"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_too_long() -> None:
    long = [name(path) for path in sources if lines(path) > PYTHON_LIMIT]
    long += [name(path) for path in tests if lines(path) > TEST_LIMIT]
    long += [name(path) for path in pages if path.suffix == ".tsx" and lines(path) > TSX_LIMIT]
    assert long == []


def test_no_function_is_too_long() -> None:
    long = {}
    for path in sources:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > FUNCTION_LIMIT:
                    long[f"{name(path)}:{node.name}"] = length
    assert long == LONG_FUNCTIONS


def test_no_folder_is_too_full() -> None:
    counts: dict[str, int] = {}
    for path in [*sources, *(page for page in pages if ".test" not in page.name)]:
        counts[name(path.parent)] = counts.get(name(path.parent), 0) + 1
    assert {folder: count for folder, count in counts.items() if count > FOLDER_LIMIT} == FULL_FOLDERS


def test_no_module_has_an_empty_name() -> None:
    words = {word for path in [*sources, *pages] for word in (path.stem.lower(), path.parent.name.lower())}
    assert words & FORBIDDEN == set()


def test_every_public_module_and_class_says_what_it_is() -> None:
    silent = [
        name(path)
        for path in sources
        if path.stat().st_size and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_tables_objects_and_actions_are_in_the_glossary() -> None:
    from zhuxin import bootstrap
    from zhuxin.core.db.schema import metadata
    from zhuxin.kernel.actions.registry import ACTIONS
    from zhuxin.kernel.objects.define import OBJECTS

    assert bootstrap.FEATURES
    glossary = set(re.findall(r"[a-z_]+", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")))
    names = {*metadata.tables, *OBJECTS, *(action.split(".")[0] for action in ACTIONS)}
    assert names - glossary == set()


def test_reference_pages_are_current() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    import write_reference

    for page, write in write_reference.PAGES.items():
        assert (write_reference.REFERENCE / page).read_text(encoding="utf-8") == write(), (
            f"run tools/write_reference.py ({page})"
        )


def test_every_dependency_has_its_line_of_reason() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    wanted = [re.split(r"[\[<>=]", one)[0] for one in project["dependencies"]]
    assert [one for one in wanted if one not in reasons] == []


def test_commands_in_the_readme_exist() -> None:
    from typer.main import get_command

    from zhuxin.cli import main

    known = set(get_command(main).commands)  # type: ignore[attr-defined]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`zhuxin ([a-z-]+)", readme)) <= known
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"^make ([a-z]+)", readme, re.MULTILINE)) <= targets


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_menu_editor_names_every_installed_page(language: str) -> None:
    from zhuxin.kernel.pages.menu import INSTALLED

    words = (ROOT / "web" / "src" / "lib" / "words" / language / "pages.ts").read_text(encoding="utf-8")
    (named,) = re.findall(r"installed: \{ ('/'.*?) \}", words)
    assert sorted(re.findall(r"'(/[^']*)':", named)) == sorted(INSTALLED)


@pytest.mark.parametrize("lock", ["requirements.lock", "web/package-lock.json"])
def test_locks_name_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "index-url" not in text
    if lock.endswith(".json"):
        assert [
            key
            for key, one in json.loads(text)["packages"].items()
            if "resolved" in one and not one.get("link")
        ] == []
    else:
        assert "https://" not in text and "--hash=sha256:" in text
