"""As whom an action runs: a caller, or a definition on behalf of who published it.

A definition gives nobody more than its author may do: its right is hers, as it is when the action runs. Someone who has left
keeps her roles on paper, so what she published goes on; what is taken from her roles is taken from her definitions.
"""

from dataclasses import dataclass

from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.permissions.rights import Rights


@dataclass(frozen=True, slots=True)
class Principal:
    """Rights to act with, and the definition that acts, as `process loan_approval`; None: a person or the system itself."""

    rights: Rights
    definition: str | None = None

    @classmethod
    def of(cls, caller: Caller) -> "Principal":
        return cls(caller.rights)
