"""Powers that no one person may combine (三权分立), as data over actions: whoever may call one of them has its power, whatever
her role is called."""

from collections.abc import Iterable, Mapping
from typing import Any

POWERS: Mapping[str, frozenset[str]] = {
    "users": frozenset(("user.create", "user.reset_password")),
    "rights": frozenset(
        (
            "user.set_roles",
            "role.create",
            "role.set_grants",
            "role.bring",
            "role_grant.request",
            "role_grant.approve",
            "second_person.set_rule",
        )
    ),
    "audit": frozenset(("audit.read",)),
}


def powers_of(grants: Iterable[Mapping[str, Any]]) -> set[str]:
    """The powers that the grants of some roles give together. To let run what others asked for is none: nothing begins with it."""
    actions = {name for one in grants for name in one.get("actions", ())}
    return {power for power, names in POWERS.items() if any(_granted(name, actions) for name in names)}


def _granted(name: str, actions: set[str]) -> bool:
    return bool(actions & {name, f"{name.split('.')[0]}.*", "*"})
