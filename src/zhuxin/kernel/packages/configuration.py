"""All that is defined as one package, with what it stood on: the way from one environment to another."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import orjson
import yaml

from zhuxin.core.db.database import Connection
from zhuxin.kernel.identity.queries import list_roles
from zhuxin.kernel.objects.catalog import Catalog, field_to_json
from zhuxin.kernel.objects.define import define_custom_object
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.packages.environment import SANDBOX_ROLE, find_installation
from zhuxin.kernel.packages.export import export_files
from zhuxin.kernel.packages.parts.departments import Departments, read_departments
from zhuxin.kernel.packages.parts.unique_keys import keys_of
from zhuxin.kernel.packages.read import BASE, DEPARTMENTS, FOLDER_OF

CONFIGURATION = "configuration"
_LABEL = "全部配置"


async def configuration_files(connection: Connection, catalog: Catalog) -> dict[str, str]:
    """Every object, field, definition and role as the files of a package. From a copy they come with `base.yaml`: what each
    part was when the copy was made, so that the other side tells its own changes from those made here."""
    files = export_files(
        catalog,
        key=CONFIGURATION,
        version=catalog.revision,
        label=_LABEL,
        objects=sorted(catalog.objects),
        definitions=sorted(name for name in catalog.definitions if name[0] in (*FOLDER_OF, "template")),
        roles=sorted(key for key in catalog.roles if key != SANDBOX_ROLE),
        role_names={row.key: row.name for row in await list_roles(connection)},
    )
    files[DEPARTMENTS] = yaml.safe_dump(
        await read_departments(connection), allow_unicode=True, sort_keys=False
    )
    here = await find_installation(connection)
    if here.base:
        files[BASE] = yaml.safe_dump(here.base)
    return files


def digests(catalog: Catalog, departments: Departments) -> dict[str, str]:
    """A digest of each part by its name, such as `layout/lead`, `field/lead.x_source`, `object/x_car`, `unique_keys/lead`,
    `role/sales`, `department/hq`."""
    found = {f"{kind}/{key}": digest(one.body) for (kind, key), one in catalog.definitions.items()}
    for key, one in catalog.objects.items():
        if one.custom:
            found[f"object/{key}"] = digest(whole(one))
        if keys := keys_of(one):
            found[f"unique_keys/{key}"] = digest(keys)
        fields = [each for each in one.fields.values() if each.custom]
        found |= {f"field/{key}.{each.key}": digest(field_to_json(each)) for each in fields}
    roles = {key: grants for key, grants in catalog.roles.items() if key != SANDBOX_ROLE}
    found |= {f"department/{key}": digest(one) for key, one in departments.items()}
    return found | {f"role/{key}": digest(grants) for key, grants in roles.items()}


def described(one: ObjectDef) -> dict[str, Any]:
    """What a custom object is called, as far as it can be changed."""
    return {
        "label": one.label.to_json(),
        "label_plural": one.plural.to_json(),
        "description": one.description.to_json(),
        "icon": one.icon,
        "title_field": one.title_field,
    }


def whole(one: ObjectDef, archived: bool | None = None) -> dict[str, Any]:
    """What a custom object is called, and whether it is out of use: it is said only where it is."""
    out = one.archived if archived is None else archived
    return described(one) | ({"archived": True} if out else {})


def brought_object(key: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """The same of an object as a package brings it."""
    return whole(define_custom_object(key, {"title_field": "x_name", **body}), bool(body.get("archived")))


def digest(body: Mapping[str, Any] | list[Any]) -> str:
    """Names a body: the same for the same content."""
    return sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()[:20]
