"""What a field is, and what a field kind has to say of itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.types import TypeEngine

from zhuxin.core.text import Label

# Operators in the order a filter builder shows them.
COMPARE = ("eq", "ne", "lt", "le", "gt", "ge", "between", "is_null")
CHOOSE = ("eq", "ne", "in", "not_in", "is_null")
SEARCH = ("contains", "starts_with", "eq", "ne", "in", "is_null")
WHEN = (*COMPARE, "within")
EXACT = ("eq", "is_null")
SEVERAL = "multi_reference"  # the kind that refers to several records
AMONG = ("has", "has_all", "not_has", "is_null")


class BadValue(Exception):
    """A value that its field does not take: a code and what to do, in both languages."""

    def __init__(self, code: str, label: Label):
        super().__init__(label.en)
        self.code, self.label = code, label


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a choice; `tone` colors a status: ok, wait, warn, bad or none."""

    value: str
    label: Label
    tone: str = "none"


@dataclass(frozen=True, slots=True)
class Check:
    """An expression that must not be false when a record is written, and what to say where it is."""

    expression: str
    message: Label


@dataclass(frozen=True, slots=True)
class Rollup:
    """What a field gathers from records that refer to its own: `function` over `field` of `object`, found by `via`."""

    object: str
    via: str
    function: str
    field: str | None = None


# `(catalog, rights)` to a render of a stored value.
ShownBy = Callable[[Any, Any], Callable[[Any], Any]]


@dataclass(frozen=True, slots=True)
class Field:
    """A typed column of an object, or one input of an action.

    `minimum`/`maximum` are in the field's own unit as text or number; `scale` is the count of decimal places of a
    number; `target` the object a reference points to, and `on_delete` what becomes of it when that record goes: refuse,
    clear or cascade; `only` is a filter, as JSON text, that the records it may
    name pass; a sub-table
    holds the records of `target` that refer to its record by their field `via`. A `computed` field has no column: its object
    says how it is read.
    An auto number that is `gapless` is given out one after the other, so that records of its object are made one at a time.
    One is read by who may read the field it is `guarded_as`, and `shown_by` renders one that holds what other fields say.
    A formula (`expression`) and a `rollup` are columns too, of the kind `result`, which the engine keeps right.
    """

    key: str
    kind: str
    label: Label
    required: bool = False
    read_only: bool = False
    unique: bool = False
    gapless: bool = False
    indexed: bool = False
    searchable: bool = False
    max_length: int | None = None
    minimum: str | None = None
    maximum: str | None = None
    scale: int = 0
    options: tuple[Option, ...] = ()
    target: str | None = None
    default: Any = None
    help: Label | None = None
    sensitivity: str | None = None
    on_delete: str = "refuse"
    result: str | None = None
    expression: str | None = None
    rollup: Rollup | None = None
    via: str | None = None
    only: str | None = None
    default_expression: str | None = None
    checks: tuple[Check, ...] = ()
    custom: bool = False
    computed: bool = False
    guarded_as: str | None = None
    shown_by: ShownBy | None = None

    @property
    def option_values(self) -> frozenset[str]:
        return frozenset(option.value for option in self.options)


def target_of(kind: str, given: str | None) -> str | None:
    """The object that a field of a kind refers to: people and departments refer to what they are called after."""
    return kind if kind in ("user", "department") else given


@dataclass(frozen=True, slots=True)
class FieldKind:
    """A kind of field: storage, validation, operators, display.

    `parse(value, field)` turns a JSON value into what is stored and raises `BadValue`; `render` turns a stored value
    into JSON (None: it goes out as it is), `render_whole` does so for a field without decimal places; `mask` shows a
    value to who may not read it. An `encrypted` kind is stored as ciphertext, masked form and blind index, and is found
    only by its whole value; `render` is then for a value that was revealed. `sensitivity` is how its fields are classified
    where nobody says otherwise. A kind with `media_types` holds the id of a stored file of one of them. What is not `stored`
    has no column: its values are records of their own. Records can be kept unique by a `keyable` kind; two that agree in one
    that `identifies` may be one and the same.
    """

    key: str
    label: Label
    column: TypeEngine[Any]
    parse: Callable[[Any, Field], Any]
    ops: tuple[str, ...]
    sample: Any
    json_schema: Mapping[str, Any]
    render: Callable[[Any], Any] | None = None
    render_whole: Callable[[Any], Any] | None = None
    mask: Callable[[str], str] | None = None
    encrypted: bool = False
    sensitivity: str | None = None
    media_types: tuple[str, ...] = ()
    sortable: bool = True
    stored: bool = True
    keyable: bool = True
    identifies: bool = False
    filterable: bool = field(default=True)
