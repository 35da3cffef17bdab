"""The help for users: complete in both languages, and true to the words on the screen."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
HELP = ROOT / "docs" / "help"
GUIDES = ROOT / "web" / "src" / "features" / "guide" / "tours"
# How the help quotes what is on the screen.
QUOTED = {"zh": r"「([^」]+)」", "en": r"\*\*([^*]+)\*\*"}


def topics(language: str) -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((HELP / language).glob("*.md"))}


def test_the_app_lists_the_topics_there_are_in_both_languages() -> None:
    source = (ROOT / "web/src/features/help/topics.ts").read_text(encoding="utf-8")
    groups = source.partition("GROUPS = {")[2].partition("}")[0]
    listed = re.findall(r"'(\w+)'", groups)
    assert sorted(listed) == sorted(topics("zh")) == sorted(topics("en"))
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("language", QUOTED)
def test_each_topic_has_a_title_and_links_that_lead_somewhere(language: str) -> None:
    known = topics(language)
    assert [topic for topic, text in known.items() if not re.match(r"# \S.*\n", text)] == []
    links = {link for text in known.values() for link in re.findall(r"\]\(([^)]+)\)", text)}
    assert links - {f"{topic}.md" for topic in known} == set()


@pytest.mark.parametrize("language", QUOTED)
def test_quoted_words_are_words_of_the_product(language: str) -> None:
    exact, patterns = _words(language)
    unknown = {
        f"{topic}: {word}"
        for topic, text in topics(language).items()
        for word in re.findall(QUOTED[language], text)
        if word not in exact and not any(pattern.fullmatch(word) for pattern in patterns)
    }
    assert unknown == set()


@cache
def _words(language: str) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The words of pages, of packages and of what features define; with those into which something is put as patterns."""
    found = {*_of_pages(language), *_of_packages(), *_of_features()}
    open_ended = [word for word in found if "{{" in word and re.sub(r"\{\{\w+\}\}|\W", "", word)]
    patterns = (re.sub(r"\\\{\\\{\w+\\\}\\\}", ".+", re.escape(word)) for word in open_ended)
    return frozenset(found), tuple(re.compile(pattern) for pattern in patterns)


def _of_pages(language: str) -> Iterator[str]:
    for path in (ROOT / "web/src/lib/words" / language).glob("*.ts"):
        yield from re.findall(r"'((?:[^'\\]|\\.)*)'", path.read_text(encoding="utf-8"))


def _of_packages() -> Iterator[str]:
    for path in (ROOT / "src/zhuxin/packages").rglob("*.yaml"):
        yield from _strings(yaml.safe_load(path.read_text(encoding="utf-8")))


def _strings(body: Any) -> Iterator[str]:
    if isinstance(body, str):
        yield body
    elif isinstance(body, dict | list):
        for one in body.values() if isinstance(body, dict) else body:
            yield from _strings(one)


def _of_features() -> Iterator[str]:
    for path in (ROOT / "src/zhuxin").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_each_role_has_a_guide_through_pages_of_its_menu() -> None:
    roles = ROOT / "src/zhuxin/packages/base/roles"
    menu = yaml.safe_load((roles.parent / "menus/main.yaml").read_text(encoding="utf-8"))
    paths = {entry["key"]: entry["path"] for entry in menu["items"]}
    found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in GUIDES.glob("*.json")}
    assert sorted(found) == sorted(path.stem for path in roles.glob("*.yaml"))
    for key, steps in found.items():
        granted = yaml.safe_load((roles / f"{key}.yaml").read_text(encoding="utf-8"))["grants"]["menu"]
        assert {step["page"] for step in steps} <= {paths[entry] for entry in granted}, key
        assert 4 <= len(steps) <= 6, key


def test_guides_point_to_marks_that_are_there_in_words_of_both_languages() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "web/src").rglob("*.tsx"))
    marks, (words, _) = set(re.findall(r'data-guide="([\w-]+)"', source)), _words("zh")
    for path in GUIDES.glob("*.json"):
        for step in json.loads(path.read_text(encoding="utf-8")):
            assert step["mark"] in marks, (path.stem, step["mark"])
            assert all(step[part][language] for part in ("title", "text") for language in QUOTED), path.stem
            assert set(re.findall(QUOTED["zh"], step["text"]["zh"])) <= words, path.stem
