"""Actions by name. A feature registers each of its writes here; UI, API, processes and imports all call them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from zhuxin.core.errors import Missing
from zhuxin.core.text import Label
from zhuxin.kernel.fields.types import Field

Handler = Callable[..., Awaitable[dict[str, Any]]]


class UnknownAction(Missing):
    code = "action.unknown"
    text = Label("没有名为 {name} 的操作", "There is no action {name}")


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """A typed command. `record_key` is the input that names the record it works on; `enabled_when` a filter on that
    record outside of which pages do not offer it (the handler checks by itself). One that `discloses` gives out a secret: it has no
    dry run, and its answer is not kept with an idempotency key. A `step_up` one asks for a proof, not long ago, of who calls it."""

    name: str
    label: Label
    inputs: tuple[Field, ...]
    handler: Handler
    object: str | None = None
    record_key: str | None = None
    enabled_when: dict[str, Any] | None = None
    confirm: Label | None = None
    danger: bool = False
    internal: bool = False
    discloses: bool = False
    step_up: bool = False


ACTIONS: dict[str, ActionSpec] = {}


def action(
    name: str,
    zh: str,
    en: str,
    *inputs: Field,
    object: str | None = None,
    record_key: str | None = None,
    enabled_when: dict[str, Any] | None = None,
    confirm: tuple[str, str] | None = None,
    danger: bool = False,
    internal: bool = False,
    discloses: bool = False,
    step_up: bool = False,
) -> Callable[[Handler], Handler]:
    """Register a handler `async (context, **inputs) -> result`. An `internal` action is for processes, not for pages;
    one that `discloses` gives out a secret."""

    def register(handler: Handler) -> Handler:
        if name in ACTIONS:
            raise ValueError(f"action {name} is registered twice")
        ACTIONS[name] = ActionSpec(
            name,
            Label(zh, en),
            inputs,
            handler,
            object,
            record_key,
            enabled_when,
            Label(*confirm) if confirm else None,
            danger,
            internal,
            discloses,
            step_up,
        )
        return handler

    return register


def action_named(name: str) -> ActionSpec:
    """The action of a name; raises `UnknownAction`."""
    found = ACTIONS.get(name)
    if found is None:
        raise UnknownAction(name=name)
    return found
