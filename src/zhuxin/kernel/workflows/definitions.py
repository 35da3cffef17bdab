"""Reading and checking process definitions. A fault names its place, such as `/nodes/route/branches/0/when`."""

from collections.abc import Iterator, Mapping
from typing import Any

from zhuxin.core.errors import FieldFault, InvalidFields
from zhuxin.core.text import Label
from zhuxin.kernel.definitions.kinds import define_kind
from zhuxin.kernel.objects.catalog import Catalog, Definition
from zhuxin.kernel.rules.expressions import expression_fault
from zhuxin.kernel.workflows.forms import form_faults
from zhuxin.kernel.workflows.nodes.registry import NODE_KINDS
from zhuxin.kernel.workflows.nodes.start import start_faults
from zhuxin.kernel.workflows.types import Node, ProcessDefinition


def read_definition(found: Definition) -> ProcessDefinition:
    """The core's form of a stored definition."""
    nodes = {one["id"]: Node(one["id"], one["kind"], one) for one in found.body["nodes"]}
    return ProcessDefinition(found.key, found.version, found.body["object"], nodes)


def process_named(catalog: Catalog, key: str) -> ProcessDefinition:
    """The published process of a key; raises `UnknownDefinition`."""
    memo_key = ("process", key)
    if memo_key not in catalog.memo:
        catalog.memo[memo_key] = read_definition(catalog.definition("process", key))
    found: ProcessDefinition = catalog.memo[memo_key]
    return found


def check_definition(body: Mapping[str, Any], catalog: Catalog) -> None:
    """Raises `InvalidFields` naming every fault of a process definition, as of a catalog."""
    faults: list[FieldFault] = []

    def fault(pointer: str, code: str, zh: str, en: str) -> None:
        faults.append(FieldFault(pointer, code, Label(zh, en)))

    subject = catalog.objects.get(body.get("object", ""))
    if subject is None:
        fault("/object", "object.unknown", "没有这个对象", "There is no such object")
    nodes = {one.get("id"): one for one in body.get("nodes", [])}
    if len(nodes) != len(body.get("nodes", [])):
        fault("/nodes", "process.duplicate_node", "节点编号重复", "Node ids are not unique")
    if [one.get("kind") for one in nodes.values()].count("start") != 1:
        fault("/nodes", "process.one_start", "应有且只有一个开始节点", "There must be exactly one start")
    for node_id, one in nodes.items():
        kind = NODE_KINDS.get(one.get("kind", ""))
        if kind is None:
            fault(
                f"/nodes/{node_id}/kind",
                "process.unknown_kind",
                "没有这种节点",
                "There is no such kind of node",
            )
            continue
        for key in (*kind.exits, *kind.required):
            if key not in one:
                fault(f"/nodes/{node_id}/{key}", "process.missing", "缺少此项", "Missing")
        if kind.key == "start":
            for place, code, text in start_faults(one, catalog.roles):
                fault(f"/nodes/{node_id}{place}", code, text.zh, text.en)
        if kind.key == "decision" and ("decision", one.get("rule")) not in catalog.definitions:
            fault(
                f"/nodes/{node_id}/rule", "process.unknown_rule", "没有这条规则", "There is no such decision"
            )
        if kind.key == "form" and subject is not None and "fields" in one:
            for place, code, text in form_faults(subject, one["fields"]):
                fault(f"/nodes/{node_id}{place}", code, text.zh, text.en)
        for pointer, target, _ in exits(one):
            if target not in nodes:
                fault(
                    f"/nodes/{node_id}{pointer}",
                    "process.unknown_node",
                    f"没有节点 {target}",
                    f"There is no node {target}",
                )
        for pointer, expression in expressions(one):
            if why := expression_fault(expression):
                fault(
                    f"/nodes/{node_id}{pointer}",
                    "expression.invalid",
                    f"表达式有误：{why.zh}",
                    f"The expression is not valid: {why.en}",
                )
    if not faults:
        for node_id in set(nodes) - _reached(nodes):
            fault(
                f"/nodes/{node_id}",
                "process.unreachable",
                "从开始节点无法到达",
                "Cannot be reached from the start",
            )
    if faults:
        raise InvalidFields(faults)


define_kind("process", "流程", "Process", lambda catalog, key, body: check_definition(body, catalog))


def exits(one: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Pointer, target and label of each way out of a node."""
    kind = NODE_KINDS[one["kind"]]
    for place, branch in enumerate(one.get("branches", ())):
        yield f"/branches/{place}/next", branch.get("next"), branch.get("label")
    for key in kind.exits:
        if key in one:
            yield f"/{key}", one[key], EXIT_LABELS.get(key)


EXIT_LABELS = {
    "approved": {"zh": "通过", "en": "Approved"},
    "rejected": {"zh": "拒绝", "en": "Rejected"},
    "otherwise": {"zh": "其他", "en": "Otherwise"},
}


def expressions(one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Pointer and text of each expression of a node."""
    for place, branch in enumerate(one.get("branches", ())):
        yield f"/branches/{place}/when", branch.get("when", "")
    for key, value in one.get("inputs", {}).items():
        if isinstance(value, str) and value.startswith("="):
            yield f"/inputs/{key}", value[1:]


def _reached(nodes: Mapping[str, Mapping[str, Any]]) -> set[str]:
    frontier = [node_id for node_id, one in nodes.items() if one["kind"] == "start"]
    found = set(frontier)
    while frontier:
        frontier = [
            target for node_id in frontier for _, target, _ in exits(nodes[node_id]) if target not in found
        ]
        found |= set(frontier)
    return found
