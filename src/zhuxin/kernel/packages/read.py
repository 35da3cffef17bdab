"""Reading a package directory. `docs/howto/packages.md` describes the files."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Package:
    """What a directory holds: custom fields by object, definitions by kind and key, roles, and records by object."""

    key: str
    version: int
    fields: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    definitions: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    roles: list[dict[str, Any]] = field(default_factory=list)
    records: dict[str, dict[str, Any]] = field(default_factory=dict)


# Folder of the package → kind of definition.
FOLDERS = {"layouts": "layout", "menus": "menu", "processes": "process", "decisions": "decision"}


def read_package(directory: Path) -> Package:
    """The package of a directory."""
    head = _load(directory / "package.yaml")
    definitions = {
        (kind, path.stem): _load(path)
        for folder, kind in FOLDERS.items()
        for path in sorted((directory / folder).glob("*.yaml"))
    }
    definitions |= {
        ("template", path.stem): {"source": path.read_text(encoding="utf-8")}
        for path in sorted((directory / "templates").glob("*.typ"))
    }
    return Package(
        key=head["key"],
        version=head["version"],
        definitions=definitions,
        fields={path.stem: _load(path) for path in sorted((directory / "fields").glob("*.yaml"))},
        roles=[_load(path) for path in sorted((directory / "roles").glob("*.yaml"))],
        records={path.stem: _load(path) for path in sorted((directory / "records").glob("*.yaml"))},
    )


def _load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
