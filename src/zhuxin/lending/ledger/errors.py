"""What can be wrong with a posting."""

from __future__ import annotations


class NoPostingRule(LookupError):
    """The product's rules do not say where a component of this kind goes."""

    code = "ledger.no_posting_rule"

    def __init__(self, kind: str, component: str) -> None:
        super().__init__(f"no posting rule for {component} when {kind}")
        self.kind = kind
        self.component = component
