"""What an action declares of its second person, and what that person is shown."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from zhuxin.core.text import Label

Inputs = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what will be done, as both people see it. A `hidden` one, such as a record's version, is only compared."""

    label: Label
    value: str
    hidden: bool = False

    def to_json(self) -> dict[str, Any]:
        return {"label": self.label.to_json(), "value": self.value, "hidden": self.hidden}


@dataclass(frozen=True, slots=True)
class SecondPerson:
    """That an action needs a second person, as installed; an administrator may set it otherwise (`second_person.set_rule`).

    `applies(context, inputs)`: whether this call does; None: each one. `shows(context, inputs)`: the facts, read anew before it runs:
    where they differ from those that were shown, it does not. `amount(context, inputs)`: minor units, for a rule from an
    amount on.
    """

    applies: Callable[[Any, Inputs], Awaitable[bool]] | None = None
    shows: Callable[[Any, Inputs], Awaitable[list[Fact]]] | None = None
    amount: Callable[[Any, Inputs], Awaitable[int]] | None = None


ALWAYS = SecondPerson()
