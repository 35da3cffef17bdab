"""The registry of node kinds: a new kind is one file and one line here."""

from zhuxin.kernel.workflows.nodes.action import KIND as ACTION
from zhuxin.kernel.workflows.nodes.approval import KIND as APPROVAL
from zhuxin.kernel.workflows.nodes.decision import KIND as DECISION
from zhuxin.kernel.workflows.nodes.end import KIND as END
from zhuxin.kernel.workflows.nodes.exclusive import KIND as EXCLUSIVE
from zhuxin.kernel.workflows.nodes.form import KIND as FORM
from zhuxin.kernel.workflows.nodes.kind import NodeKind
from zhuxin.kernel.workflows.nodes.start import KIND as START

NODE_KINDS: dict[str, NodeKind] = {
    kind.key: kind
    for kind in (
        ACTION,
        APPROVAL,
        DECISION,
        END,
        EXCLUSIVE,
        FORM,
        START,
    )
}
