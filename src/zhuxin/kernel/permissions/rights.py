"""Rights from roles. Several roles add up verb by verb: each verb has the widest scope that some role grants it with, and a wide
read never widens an update. What a narrow grant says of fields does not count beyond its rows: where grants of one verb differ
in scope, fields are as the widest says.

Grants of a role, as stored:
`{"objects": {"lead": {"read": true, "create": true, "update": true, "delete": false, "scope": "own",
"fields": {"phone": "masked"}}}, "actions": ["lead.convert", "loan.*"], "menu": ["leads"]}`; `"x_*"` stands for any
custom object, `"*"` for any object.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Any

from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.permissions.sources import sensitivity_of, sources_of

VERBS = ("read", "create", "update", "delete")
# From narrow to wide, but that `head` and `department` both count where both are granted.
SCOPES = ("own", "head", "department", "tree", "all")


class Access(IntEnum):
    """What a caller may do with a field; each level includes the ones before it."""

    HIDDEN = 0
    MASKED = 1
    READ = 2
    WRITE = 3


ACCESS_WORDS = {"hidden": Access.HIDDEN, "masked": Access.MASKED, "read": Access.READ, "write": Access.WRITE}


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a verb goes; `headed`: the departments the caller heads, and those below, are in it whatever it is otherwise."""

    scope: str = "own"
    headed: bool = False


OWN = Reach()


@dataclass(frozen=True, slots=True)
class ObjectRights:
    """What a caller may do with one object, and with which of its records. `fields` names every field that is not hidden."""

    read: bool
    create: bool
    update: bool
    delete: bool
    fields: Mapping[str, Access]
    reaches: Mapping[str, Reach] = field(default_factory=dict)

    def reach(self, verb: str) -> Reach:
        """How far a verb goes. Where it is not granted, an action's own right is what counts: it reaches what is read."""
        return self.reaches.get(verb) or self.reaches.get("read", OWN)

    @property
    def scope(self) -> str:
        """How far reading goes."""
        return self.reach("read").scope

    def access(self, field_key: str) -> Access:
        return self.fields.get(field_key, Access.HIDDEN)


NOTHING = ObjectRights(False, False, False, False, {})


class Rights:
    """The rights of a set of roles, worked out once per catalog revision."""

    def __init__(self, catalog: Catalog, role_keys: tuple[str, ...]):
        self.key = role_keys
        self._catalog = catalog
        self._grants = [catalog.roles[key] for key in role_keys if key in catalog.roles]
        self._objects: dict[str, ObjectRights] = {}
        self._levels: dict[str, Mapping[str, Access]] = {}
        self._actions = frozenset(name for grants in self._grants for name in grants.get("actions", ()))

    def object(self, object_key: str) -> ObjectRights:
        if object_key not in self._objects:
            definition = self._catalog.objects.get(object_key)
            self._objects[object_key] = self._work_out(definition) if definition else NOTHING
        return self._objects[object_key]

    def may_call(self, action: str) -> bool:
        """Whether an action is granted by name, by its area (`loan.*`) or by `*`."""
        return bool(self._actions & {action, f"{action.split('.')[0]}.*", "*"})

    def over(self, catalog: Catalog, role_keys: tuple[str, ...]) -> "Rights":
        """The same rights over a newer catalog."""
        return rights_of(catalog, role_keys)

    def may_export(self, object_key: str) -> bool:
        """Whether `<object>.export` is granted by its very name: `lead.*` is about actions and does not bring it along."""
        whole = ("x_*", "*") if object_key.startswith("x_") else ("*",)
        return "*" in self._actions or any(f"{key}.export" in self._actions for key in (object_key, *whole))

    def menu(self) -> tuple[str, ...]:
        """Keys of the menu entries the roles open, in the order they are granted."""
        return tuple(dict.fromkeys(key for grants in self._grants for key in grants.get("menu", ())))

    def _work_out(self, definition: ObjectDef) -> ObjectRights:
        given = self._given(definition.key)
        if not given:
            return NOTHING
        verbs = {verb: any(one.get(verb, False) for one in given) for verb in VERBS}
        plain = self._plain(definition.key)
        fields = {key: self._derived(definition, key, plain) for key in definition.fields}
        return ObjectRights(
            **verbs,
            fields={key: level for key, level in fields.items() if level},
            reaches={
                verb: _reach_of([one for one in given if one.get(verb)]) for verb in VERBS if verbs[verb]
            },
        )

    def _given(self, object_key: str) -> list[Mapping[str, Any]]:
        return [one for grants in self._grants if (one := object_grant(grants, object_key)) is not None]

    def _plain(self, object_key: str) -> Mapping[str, Access]:
        """The access to each field of an object, whatever it is made of."""
        if object_key not in self._levels:
            given, definition = self._given(object_key), self._catalog.objects[object_key]
            self._levels[object_key] = {key: _level(given, definition, key) for key in definition.fields}
        return self._levels[object_key]

    def _derived(self, definition: ObjectDef, field_key: str, plain: Mapping[str, Access]) -> Access:
        """The access to a field, no more than to anything it is made of."""
        level = plain[field_key]
        for object_key, source in sources_of(self._catalog, definition.key, field_key):
            whole = self._catalog.objects[object_key].fields[source].shown_by is None
            level = min(level, self._plain(object_key)[source]) if whole else Access.HIDDEN
        return level


# Rights to read that a preview never lends: the log, others' jobs, who may see what.
_NOT_LENT = ("audit.read", "job.read", "role.set_grants")


class PreviewRights(Rights):
    """What a previewer sees as somebody else: the other's rights, but no more than a mask of the fields that her own roles
    deny her, nor of sensitive ones that she does not read herself."""

    def __init__(self, catalog: Catalog, role_keys: tuple[str, ...], own: Rights):
        super().__init__(catalog, role_keys)
        self.key = ("preview", *role_keys, "by", *own.key)
        self._own = own

    def may_call(self, action: str) -> bool:
        return super().may_call(action) and (action not in _NOT_LENT or self._own.may_call(action))

    def _work_out(self, definition: ObjectDef) -> ObjectRights:
        granted, own = super()._work_out(definition), self._own.object(definition.key)

        def lent(key: str) -> bool:
            hers = own.access(key) >= Access.READ
            return hers if own.read else not sensitivity_of(self._catalog, definition.key, key)

        fields = {
            key: level if lent(key) else min(level, Access.MASKED) for key, level in granted.fields.items()
        }
        return replace(granted, fields=fields)


def object_grant(grants: Mapping[str, Any], object_key: str) -> Mapping[str, Any] | None:
    """What the grants of a role say of an object, by its own key, as a custom object, or as any."""
    objects = grants.get("objects", {})
    whole = (object_key, "x_*", "*") if object_key.startswith("x_") else (object_key, "*")
    found: Mapping[str, Any] | None = next((objects[key] for key in whole if key in objects), None)
    return found


def _reach_of(granting: Sequence[Mapping[str, Any]]) -> Reach:
    """The widest scope of some grants; `head` counts beside it."""
    scopes = {one.get("scope", "own") for one in granting}
    return Reach(max(scopes, key=SCOPES.index, default="own"), "head" in scopes)


def _level(given: Sequence[Mapping[str, Any]], definition: ObjectDef, field_key: str) -> Access:
    """Read as the grants that reach furthest in reading say, written as those that reach furthest in writing do."""
    reading = [one for one in given if one.get("read")]
    writing = [one for one in given if one.get("create") or one.get("update")]
    written = _in_widest(writing, definition, field_key) if writing else Access.HIDDEN
    if not reading:
        return written
    level = _in_widest(reading, definition, field_key)
    writes = level >= Access.READ and written == Access.WRITE
    return Access.WRITE if writes else min(level, Access.READ)


def _in_widest(granting: Sequence[Mapping[str, Any]], definition: ObjectDef, field_key: str) -> Access:
    """What the grants of the widest scopes say of a field; of scopes that do not hold one another the least of it."""
    scopes = {one.get("scope", "own") for one in granting}
    widest = max(scopes, key=SCOPES.index)
    beside = {"head"} & scopes if widest in ("department", "tree") else set()
    return min(
        max(_field_access(one, definition, field_key) for one in granting if one.get("scope", "own") == scope)
        for scope in {widest, *beside}
    )


def _field_access(grant: Mapping[str, Any], definition: ObjectDef, field_key: str) -> Access:
    """A field's access by its own grant, or by the object's: write where records may be written, else read.

    A field classified C3 is masked unless its grant says otherwise.
    """
    word = grant.get("fields", {}).get(field_key)
    if word is not None:
        return ACCESS_WORDS[word]
    one = definition.fields[field_key]
    writes = bool(grant.get("create") or grant.get("update"))
    if not (writes or grant.get("read")):
        return Access.HIDDEN
    if one.sensitivity == "C3" and kind_of(one).mask and not writes:
        return Access.MASKED
    return Access.WRITE if writes and not one.read_only else Access.READ


def rights_of(catalog: Catalog, role_keys: Iterable[str]) -> Rights:
    """The rights of some roles; worked out at most once per catalog."""
    key = tuple(sorted(role_keys))
    memo_key = ("rights", key)
    if memo_key not in catalog.memo:
        catalog.memo[memo_key] = Rights(catalog, key)
    found: Rights = catalog.memo[memo_key]
    return found


def preview_rights(catalog: Catalog, role_keys: Iterable[str], own: Rights) -> Rights:
    """The rights of some roles as somebody with rights of her own may look at them."""
    found = PreviewRights(catalog, tuple(sorted(role_keys)), own)
    kept: Rights = catalog.memo.setdefault(("rights", found.key), found)
    return kept
