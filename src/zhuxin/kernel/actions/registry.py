"""Actions by name. A feature registers each of its writes here; UI, API, processes and imports all call them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from zhuxin.core.errors import Missing
from zhuxin.core.text import Label
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.permissions.rights import Rights
from zhuxin.kernel.second_person.types import SecondPerson

Handler = Callable[..., Awaitable[dict[str, Any]]]


class UnknownAction(Missing):
    code = "action.unknown"
    text = Label("没有名为 {name} 的操作", "There is no action {name}")


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """A typed command. `record_key` is the input that names the record it works on; `enabled_when` a filter on that
    record outside of which pages do not offer it (the handler checks by itself).

    `run_by` says who may run it at all: `people`, `definitions` (a published process, on behalf of who published it) or
    `anyone` of these. `everyone`: each user may, without a grant, and the handler checks by itself.
    One that `discloses` gives out a secret: it has no dry run, and its answer is not kept with an idempotency key.
    A `step_up` one asks for a proof, not long ago, of who calls it.
    One that `needs_decision` is run by a process only behind an approval or a rule.
    """

    name: str
    label: Label
    inputs: tuple[Field, ...]
    handler: Handler
    object: str | None = None
    record_key: str | None = None
    enabled_when: dict[str, Any] | None = None
    confirm: Label | None = None
    danger: bool = False
    run_by: str = "people"
    everyone: bool = False
    discloses: bool = False
    step_up: bool = False
    needs_decision: bool = False
    second_person: SecondPerson | None = None

    @property
    def for_people(self) -> bool:
        return self.run_by != "definitions"

    @property
    def for_definitions(self) -> bool:
        return self.run_by != "people"

    def allows(self, rights: Rights) -> bool:
        """Whether a person with these rights may call it: by its name, or `<name>.ask` where a second person lets it run."""
        if not self.for_people:
            return False
        asks = self.second_person is not None and rights.may_call(f"{self.name}.ask")
        return self.everyone or asks or rights.may_call(self.name)


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
    run_by: str = "people",
    everyone: bool = False,
    discloses: bool = False,
    step_up: bool = False,
    needs_decision: bool = False,
    second_person: SecondPerson | None = None,
) -> Callable[[Handler], Handler]:
    """Register a handler `async (context, **inputs) -> result`. Unless `run_by` says so, no definition may run it;
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
            run_by,
            everyone,
            discloses,
            step_up,
            needs_decision,
            second_person,
        )
        return handler

    return register


def actions_for(rights: Rights) -> list[ActionSpec]:
    """The actions that a person with these rights may call."""
    return [spec for spec in ACTIONS.values() if spec.allows(rights)]


def action_named(name: str) -> ActionSpec:
    """The action of a name; raises `UnknownAction`."""
    found = ACTIONS.get(name)
    if found is None:
        raise UnknownAction(name=name)
    return found
