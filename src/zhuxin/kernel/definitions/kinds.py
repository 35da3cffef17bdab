"""The kinds of definitions that people change, and how each is checked before it is published."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from zhuxin.core.db.database import Connection
from zhuxin.core.errors import FieldFault, Invalid, InvalidFields
from zhuxin.core.text import Label
from zhuxin.kernel.objects.catalog import Catalog, Definition
from zhuxin.kernel.permissions.rights import Rights

BEYOND = "definition.beyond_rights"
BEYOND_YOU = Label(
    "您没有操作 {action} 的权限，不能发布执行它的定义",
    "You have no right to {action}, so you cannot publish what runs it",
)
Check = Callable[[Catalog, str, Mapping[str, Any]], None]
Acts = Callable[[Mapping[str, Any]], Iterable[tuple[str, str]]]
InUse = Callable[[Connection, str], Awaitable[Label | None]]


@dataclass(frozen=True, slots=True)
class DefinitionKind:
    """`check(catalog, key, body)` raises `InvalidFields` naming every fault by its place in the body. One that is `withdrawable` can be
    taken out of use, unless other definitions or, as `in_use(connection, key)` says, something else rests on it.

    `acts(body)`: the actions that it runs by itself, each with its place; who publishes it may call each of them. One that
    `decides` on money or people's rights is published by two people.
    """

    key: str
    label: Label
    check: Check
    withdrawable: bool = False
    in_use: InUse | None = None
    acts: Acts | None = None
    decides: bool = False


KINDS: dict[str, DefinitionKind] = {}


def define_kind(
    key: str,
    zh: str,
    en: str,
    check: Check,
    *,
    withdrawable: bool = False,
    in_use: InUse | None = None,
    acts: Acts | None = None,
    decides: bool = False,
) -> None:
    """Register a kind of definition."""
    KINDS[key] = DefinitionKind(key, Label(zh, en), check, withdrawable, in_use, acts, decides)


class UnknownKind(Invalid):
    code = "definition.unknown_kind"
    text = Label("没有这种定义：{kind}", "There is no kind of definition {kind}")


def definition_kind(kind: str) -> DefinitionKind:
    """A kind by its key; raises `UnknownKind`."""
    found = KINDS.get(kind)
    if found is None:
        raise UnknownKind(pointer="/kind", kind=kind)
    return found


def faults_of(catalog: Catalog, kind: str, key: str, body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What keeps a body from being published, each with its place; none where it is sound."""
    try:
        definition_kind(kind).check(catalog, key, body)
    except InvalidFields as invalid:
        return invalid.faults_json()
    return []


def beyond_rights(rights: Rights, kind: str, body: Mapping[str, Any]) -> list[FieldFault]:
    """The actions of a body that who publishes it may not call herself, each at its place: it runs on her behalf."""
    acts = definition_kind(kind).acts
    return [
        FieldFault(pointer, BEYOND, BEYOND_YOU.format(action=name))
        for pointer, name in (acts(body) if acts else ())
        if not rights.may_call(name)
    ]


def as_published(catalog: Catalog, bodies: Mapping[tuple[str, str], Mapping[str, Any]]) -> Catalog:
    """The catalog as if these bodies were published: what comes together is checked together."""
    coming = {(kind, key): Definition("", kind, key, 0, body) for (kind, key), body in bodies.items()}
    return replace(catalog, definitions={**catalog.definitions, **coming}, memo={})


class Faults:
    """Collects what is wrong with a body, each by its place, and raises them together."""

    def __init__(self) -> None:
        self.found: list[FieldFault] = []

    def add(self, pointer: str, code: str, zh: str, en: str) -> None:
        self.found.append(FieldFault(pointer, code, Label(zh, en)))

    def done(self) -> None:
        if self.found:
            raise InvalidFields(self.found)

    def label(self, pointer: str, value: Any) -> None:
        """A label is a text or `{"zh", "en"}`."""
        texts = list(value.values()) if isinstance(value, Mapping) else [value]
        if not texts or not all(isinstance(text, str) and text.strip() for text in texts):
            self.add(f"{pointer}/label", "label.missing", "缺少名称", "The name is missing")

    def title(self, pointer: str, value: Any) -> None:
        """A title is a text or `{"zh", "en"}`; the English one may be left out."""
        first = value.get("zh") if isinstance(value, Mapping) else value
        texts = list(value.values()) if isinstance(value, Mapping) else [value]
        if not isinstance(first, str) or not first.strip() or not all(isinstance(one, str) for one in texts):
            self.add(pointer, "label.missing", "缺少名称", "The name is missing")

    def only(self, pointer: str, body: Mapping[str, Any], known: Collection[str]) -> None:
        """A body has no part but those known."""
        for part in body:
            if part not in known:
                self.add(
                    f"{pointer}/{part}", "definition.unknown_part", "没有这一部分", "There is no such part"
                )

    def among(self, pointer: str, value: Any, known: Any, zh: str, en: str) -> bool:
        """Whether a value is one of those known; noted where it is not."""
        if isinstance(value, str) and value in known:
            return True
        self.add(pointer, "definition.unknown_part", f"没有{zh} {value}", f"There is no {en} {value}")
        return False
