"""What an object is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table

from zhuxin.core.text import Label
from zhuxin.kernel.fields.types import Field


@dataclass(frozen=True, slots=True)
class UniqueKey:
    """Fields by which the records of an object are told apart, taken together; `state` is building, ready or failed."""

    fields: tuple[str, ...]
    state: str = "ready"


@dataclass(frozen=True, slots=True)
class ObjectDef:
    """A kind of record: its fields and the table they are columns of.

    `writable`: people may create, change and delete records directly; where it is False only the actions of the feature
    write. `scope_parent`: a record is seen by who sees its parent, given as (reference field, object). `party_field`: the
    field that names the customer a record belongs to, for her timeline. `claim_field`: a list column of role keys whose
    members see a record as their own. `computed`: SQL expressions of the computed fields over the table. A `custom`
    object was made by people; while it is `archived` its records can be read and not written. `guarded` fields of a record that is there
    change only with a second person.
    """

    key: str
    label: Label
    plural: Label
    description: Label
    title_field: str
    fields: Mapping[str, Field]
    table: Table
    writable: bool = True
    scope_parent: tuple[str, str] | None = None
    party_field: str | None = None
    claim_field: str | None = None
    owner_field: str = "owner_id"
    computed: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    custom: bool = False
    archived: bool = False
    icon: str | None = None
    number_prefix: str | None = None
    unique_keys: tuple[UniqueKey, ...] = ()
    guarded: frozenset[str] = frozenset()
