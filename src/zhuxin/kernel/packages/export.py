"""Writing what is defined as a package's files: readable, in a stable order, the same bytes for the same definitions."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from zhuxin.core.errors import Missing
from zhuxin.core.text import Label
from zhuxin.kernel.objects.catalog import Catalog, field_to_json
from zhuxin.kernel.packages.parts.unique_keys import keys_of
from zhuxin.kernel.packages.read import KEY, BadPackage, file_of

_EMPTY: tuple[Any, ...] = (None, False, "", [], 0)


def export_files(
    catalog: Catalog,
    *,
    key: str,
    version: int,
    label: str,
    objects: Sequence[str] = (),
    definitions: Sequence[tuple[str, str]] = (),
    roles: Sequence[str] = (),
    role_names: Mapping[str, str],
) -> dict[str, str]:
    """Texts by path: objects with their custom fields and layout, definitions by (kind, key), and roles.

    Raises `Missing` where one of them is not there.
    """
    if not KEY.fullmatch(key):
        raise BadPackage(
            pointer="/key",
            why=Label("编码应以小写字母开头，只含 a–z、0–9 和 _", "a key has only a–z, 0–9 and _"),
        )
    files = {"package.yaml": _text({"key": key, "version": version, "label": {"zh": label, "en": label}})}
    wanted = list(definitions)
    for object_key in objects:
        one = catalog.object(object_key)
        if one.custom:
            files[f"objects/{object_key}.yaml"] = _text(
                {
                    "label": one.label.to_json(),
                    "label_plural": one.plural.to_json(),
                    "description": one.description.to_json(),
                    "icon": one.icon,
                    "title_field": one.title_field,
                    "number_prefix": one.number_prefix,
                    **({"archived": True} if one.archived else {}),
                }
            )
        if keys := keys_of(one):
            files[f"unique_keys/{object_key}.yaml"] = _text(keys)
        fields = [_short(field_to_json(each)) for each in one.fields.values() if each.custom]
        if fields:
            files[f"fields/{object_key}.yaml"] = _text(fields)
        if ("layout", object_key) in catalog.definitions:
            wanted.append(("layout", object_key))
    for kind, name in dict.fromkeys(wanted):
        body = catalog.definition(kind, name).body
        files[file_of(kind, name)] = body["source"] if kind == "template" else _text(body)
    for role in roles:
        if role not in catalog.roles:
            raise Missing(pointer="/roles")
        grants = {"key": role, "name": role_names[role], "grants": catalog.roles[role]}
        files[f"roles/{role}.yaml"] = _text(grants)
    return files


def zipped(files: Mapping[str, str]) -> bytes:
    """A zip whose bytes depend on the texts alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), files[name])
    return buffer.getvalue()


def _short(body: dict[str, Any]) -> dict[str, Any]:
    """A field without what it leaves at its default."""
    kept = {
        key: value
        for key, value in body.items()
        if value not in _EMPTY or (key == "default" and value is not None)
    }
    if kept.get("on_delete") == "refuse":
        del kept["on_delete"]
    return kept


def _text(body: Any) -> str:
    return yaml.safe_dump(body, allow_unicode=True, sort_keys=False, width=120)
