"""What a field is made of: a formula, a default or a rollup is as guarded as every field it takes from."""

from collections.abc import Iterator

from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.rules.exact import names_in

Source = tuple[str, str]  # object key, field key


def sources_of(catalog: Catalog, object_key: str, field_key: str) -> frozenset[Source]:
    """Every field that a field is made of, directly or through others; worked out once per catalog."""
    memo_key = ("sources", object_key, field_key)
    if memo_key not in catalog.memo:
        found: set[Source] = set()
        frontier = {(object_key, field_key)}
        while frontier:
            frontier = {each for one in frontier for each in _direct(catalog, *one)} - found
            found |= frontier
        catalog.memo[memo_key] = frozenset(found - {(object_key, field_key)})
    sources: frozenset[Source] = catalog.memo[memo_key]
    return sources


def sensitivity_of(catalog: Catalog, object_key: str, field_key: str) -> str | None:
    """The highest class (C1 to C3) of a field and of what it is made of; None: not classified."""
    found = [catalog.objects[object_key].fields[field_key].sensitivity]
    found += [
        catalog.objects[key].fields[name].sensitivity
        for key, name in sources_of(catalog, object_key, field_key)
    ]
    return max(filter(None, found), default=None)


def _direct(catalog: Catalog, object_key: str, field_key: str) -> Iterator[Source]:
    definition = catalog.objects[object_key]
    one = definition.fields[field_key]
    yield from ((object_key, name) for name in _named(definition, one))
    if one.guarded_as:
        yield object_key, one.guarded_as
    if one.rollup is not None and (far := catalog.objects.get(one.rollup.object)) is not None:
        yield from (
            (far.key, name) for name in (one.rollup.via, one.rollup.field) if name and name in far.fields
        )


def _named(definition: ObjectDef, one: Field) -> Iterator[str]:
    for text in (one.expression, one.default_expression):
        yield from (name for name in names_in(text or "") if name in definition.fields and name != one.key)
