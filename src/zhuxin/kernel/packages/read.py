"""Reading a package from its files, in a directory or a zip. `docs/howto/packages.md` describes the files."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from zhuxin.core.errors import Invalid
from zhuxin.core.text import Label
from zhuxin.kernel.packages.parts.departments import Departments, check_departments
from zhuxin.kernel.packages.parts.unique_keys import check_keys, in_order

FILE_LIMIT, BYTES_LIMIT = 2000, 5_000_000
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
SUFFIXES = (".yaml", ".typ")
BASE, DEPARTMENTS = "base.yaml", "departments.yaml"


class BadPackage(Invalid):
    code = "package.invalid"
    text = Label("方案包有误：{why}", "The package is not valid: {why}")


@dataclass(frozen=True, slots=True)
class Package:
    """What a package holds: objects, custom fields and keys of several fields by object, definitions by kind and key, roles,
    departments by key, records and sample records by object. `base` are digests of what its parts were where it was copied
    from, by part."""

    key: str
    version: int
    label: Any = None
    objects: dict[str, dict[str, Any]] = field(default_factory=dict)
    fields: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    definitions: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    roles: list[dict[str, Any]] = field(default_factory=list)
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    samples: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    base: dict[str, str] = field(default_factory=dict)
    unique_keys: dict[str, list[list[str]]] = field(default_factory=dict)
    departments: Departments = field(default_factory=dict)


# Folder of the package → kind of definition.
FOLDERS = {
    "layouts": "layout",
    "menus": "menu",
    "pages": "page",
    "processes": "process",
    "decisions": "decision",
    "prints": "print",
    "external_forms": "external_form",
}
TEMPLATES = "templates"
FOLDER_OF = {kind: folder for folder, kind in FOLDERS.items()}


def file_of(kind: str, key: str) -> str:
    """The file of a package that holds a definition."""
    return f"{TEMPLATES}/{key}.typ" if kind == "template" else f"{FOLDER_OF[kind]}/{key}.yaml"


def read_package(directory: Path) -> Package:
    """The package of a directory."""
    found = {
        path.relative_to(directory).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(directory.rglob("*"))
        if path.suffix in SUFFIXES and path.relative_to(directory).parts[0] != "demo"
    }
    return parse_package(found)


def files_of_zip(content: bytes) -> dict[str, str]:
    """The texts of a zipped package; raises `BadPackage` for what is no zip, too large, or not a package's file."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        raise BadPackage(why=Label("不是 zip 文件", "not a zip file")) from None
    entries = [one for one in archive.infolist() if not one.is_dir()]
    if len(entries) > FILE_LIMIT or sum(one.file_size for one in entries) > BYTES_LIMIT:
        raise BadPackage(why=Label("文件过多或过大", "too many or too large files"))
    try:
        return {one.filename: archive.read(one).decode("utf-8") for one in entries}
    except (UnicodeDecodeError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        raise BadPackage(why=Label("文件无法读取", "a file cannot be read")) from None


def parse_package(files: Mapping[str, str]) -> Package:
    """The package that texts by relative path make up. Raises `BadPackage` naming the file at fault."""
    if "package.yaml" not in files:
        raise BadPackage(why=Label("缺少 package.yaml", "package.yaml is missing"))
    head = _yaml("package.yaml", files["package.yaml"])
    if (
        not isinstance(head, dict)
        or not isinstance(head.get("key"), str)
        or type(head.get("version")) is not int
    ):
        raise BadPackage(why=Label("package.yaml 应含 key 和 version", "package.yaml holds key and version"))
    if not KEY.fullmatch(head["key"]):
        raise BadPackage(
            why=Label(
                "package.yaml 的 key 只含 a–z、0–9 和 _", "the key of package.yaml has only a–z, 0–9 and _"
            )
        )
    package = Package(head["key"], head["version"], head.get("label"))
    for name in sorted(files):
        if name == BASE:
            package.base.update(_base(files[name]))
        elif name == DEPARTMENTS:
            package.departments.update(_departments(files[name]))
        elif name != "package.yaml":
            _take(package, PurePosixPath(name), files[name])
    return package


def _base(text: str) -> dict[str, str]:
    body = _yaml(BASE, text)
    if not isinstance(body, dict) or not all(isinstance(one, str) for one in (*body, *body.values())):
        raise BadPackage(why=Label(f"{BASE} 应为文本到文本的映射", f"{BASE} maps texts to texts"))
    return body


def _departments(text: str) -> Departments:
    body = _yaml(DEPARTMENTS, text)
    if not check_departments(body):
        why = Label(
            f"{DEPARTMENTS} 应为编码到 name、parent 的映射", f"{DEPARTMENTS} maps keys to name and parent"
        )
        raise BadPackage(why=why)
    found: Departments = body
    return found


def _take(package: Package, path: PurePosixPath, text: str) -> None:
    if len(path.parts) != 2 or path.suffix not in SUFFIXES:
        raise BadPackage(why=Label(f"多余的文件 {path}", f"no place for the file {path}"))
    folder, key = path.parts[0], path.stem
    if folder == TEMPLATES and path.suffix == ".typ":
        package.definitions[("template", key)] = {"source": text}
        return
    body = _yaml(str(path), text)
    if folder in FOLDERS:
        package.definitions[(FOLDERS[folder], key)] = _mapping(path, body)
    elif folder == "objects":
        if not key.startswith("x_"):
            why = Label(
                f"{path}：方案包只带自己的对象（x_…）", f"{path}: a package brings objects of its own (x_…)"
            )
            raise BadPackage(pointer=f"/files/{path}", why=why)
        package.objects[key] = _mapping(path, body)
        if keys := package.objects[key].pop("unique_keys", None):  # where packages of old said them
            package.unique_keys[key] = _keys(path, keys)
    elif folder == "unique_keys":
        package.unique_keys[key] = _keys(path, body)
    elif folder == "fields":
        if not isinstance(body, list) or not all(isinstance(one, dict) and "key" in one for one in body):
            raise BadPackage(why=Label(f"{path} 应为字段列表", f"{path} is a list of fields"))
        package.fields[key] = body
    elif folder == "roles":
        package.roles.append(_mapping(path, body))
    elif folder == "samples":
        if not isinstance(body, list) or not all(isinstance(one, dict) for one in body):
            raise BadPackage(why=Label(f"{path} 应为记录列表", f"{path} is a list of records"))
        package.samples[key] = body
    elif folder == "records":
        package.records[key] = _mapping(path, body)
    else:
        raise BadPackage(why=Label(f"多余的文件 {path}", f"no place for the file {path}"))


def _keys(path: PurePosixPath, body: Any) -> list[list[str]]:
    if not check_keys(body):
        raise BadPackage(why=Label(f"{path} 应为字段组的列表", f"{path} is a list of lists of fields"))
    return in_order(body)


def _mapping(path: PurePosixPath, body: Any) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise BadPackage(why=Label(f"{path} 应为映射", f"{path} is a mapping"))
    return body


def _yaml(name: str, text: str) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        line = f":{place.line + 1}" if place else ""
        raise BadPackage(
            why=Label(f"{name}{line} 不是有效的 YAML", f"{name}{line} is not valid YAML")
        ) from None
