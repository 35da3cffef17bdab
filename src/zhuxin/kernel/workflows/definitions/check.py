"""Reading and checking process definitions. A fault names its place, such as `/nodes/route/branches/0/when`."""

from collections.abc import Iterator, Mapping
from typing import Any

from zhuxin.core.errors import FieldFault, InvalidFields
from zhuxin.core.text import Label
from zhuxin.kernel.actions.registry import ACTIONS, UnknownAction
from zhuxin.kernel.actions.runner import NotForDefinitions
from zhuxin.kernel.definitions.kinds import define_kind
from zhuxin.kernel.objects.catalog import Catalog, Definition
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.rules.expressions import expression_fault
from zhuxin.kernel.workflows.definitions.graph import Nodes, endless, exits, reached
from zhuxin.kernel.workflows.definitions.shape import shape_faults
from zhuxin.kernel.workflows.forms import form_faults
from zhuxin.kernel.workflows.nodes.start import start_faults
from zhuxin.kernel.workflows.types import Node, ProcessDefinition

ACTING = ("action", "record_with")  # the parts of a node that name an action
DECIDING = ("approval", "decision")  # the kinds of nodes at which people or a rule decide


def read_definition(found: Definition) -> ProcessDefinition:
    """The core's form of a stored definition."""
    nodes = {one["id"]: Node(one["id"], one["kind"], one) for one in found.body["nodes"]}
    return ProcessDefinition(found.key, found.version, found.body["object"], nodes, found.publisher)


def process_named(catalog: Catalog, key: str) -> ProcessDefinition:
    """The published process of a key; raises `UnknownDefinition`."""
    memo_key = ("process", key)
    if memo_key not in catalog.memo:
        catalog.memo[memo_key] = read_definition(catalog.definition("process", key))
    found: ProcessDefinition = catalog.memo[memo_key]
    return found


def check_definition(body: Mapping[str, Any], catalog: Catalog) -> None:
    """Raises `InvalidFields` naming every fault of a process definition, as of a catalog: of its shape, or else of its meaning."""
    faults = list(shape_faults(body))
    if isinstance(body.get("object"), str) and body["object"] not in catalog.objects:
        faults.append(
            FieldFault("/object", "object.unknown", Label("没有这个对象", "There is no such object"))
        )
    if not faults:
        nodes = {one["id"]: one for one in body["nodes"]}
        faults = [*_whole_faults(body, nodes)]
        for node_id, one in nodes.items():
            faults += [
                FieldFault(f"/nodes/{node_id}{place}", code, text)
                for place, code, text in _node_faults(
                    one, nodes, catalog.objects.get(body["object"]), catalog
                )
            ]
    if not faults:
        faults = list(_graph_faults(nodes))
    if faults:
        raise InvalidFields(faults)


def _whole_faults(body: Mapping[str, Any], nodes: Nodes) -> Iterator[FieldFault]:
    if len(nodes) != len(body["nodes"]):
        twice = Label("节点编号重复", "Node ids are not unique")
        yield FieldFault("/nodes", "process.duplicate_node", twice)
    if [one["kind"] for one in nodes.values()].count("start") != 1:
        single = Label("应有且只有一个开始节点", "There must be exactly one start")
        yield FieldFault("/nodes", "process.one_start", single)


def _node_faults(
    one: Mapping[str, Any], nodes: Nodes, subject: ObjectDef | None, catalog: Catalog
) -> Iterator[tuple[str, str, Label]]:
    """Place within the node, code and words of what is wrong with it."""
    if one["kind"] == "start":
        yield from start_faults(one, catalog.roles)
    if one["kind"] == "decision" and ("decision", one["rule"]) not in catalog.definitions:
        yield "/rule", "process.unknown_rule", Label("没有这条规则", "There is no such decision")
    if one["kind"] == "form" and subject is not None:
        yield from form_faults(subject, one["fields"])
    for part in ACTING:
        if part in one and (why := _action_fault(one[part])):
            yield f"/{part}", *why
    for pointer, target, _ in exits(one):
        if target not in nodes:
            text = Label(f"没有节点 {target}", f"There is no node {target}")
            yield pointer, "process.unknown_node", text
    for pointer, expression in expressions(one):
        if fault := expression_fault(expression):
            text = Label(f"表达式有误：{fault.zh}", f"The expression is not valid: {fault.en}")
            yield pointer, "expression.invalid", text


def _action_fault(name: str) -> tuple[str, Label] | None:
    """Code and words of why a process cannot run an action, if it cannot."""
    spec = ACTIONS.get(name)
    if spec is None:
        return UnknownAction.code, UnknownAction.text.format(name=name)
    if not spec.for_definitions:
        return NotForDefinitions.code, NotForDefinitions.text.format(action=name)
    return None


def _graph_faults(nodes: Nodes) -> Iterator[FieldFault]:
    for node_id in sorted(set(nodes) - reached(nodes)):
        text = Label("从开始节点无法到达", "Cannot be reached from the start")
        yield FieldFault(f"/nodes/{node_id}", "process.unreachable", text)
    for node_id in sorted(endless(nodes)):
        text = Label(
            "这一圈节点不等待任何人，会一直转下去",
            "This ring of nodes waits for nobody and would run for ever",
        )
        yield FieldFault(f"/nodes/{node_id}", "process.endless", text)
    for node_id in sorted(reached(nodes, around=DECIDING)):
        spec = ACTIONS.get(nodes[node_id].get("action", ""))
        if spec is not None and spec.needs_decision:
            text = Label(
                "可以不经任何审批或规则到达这里", "This can be reached without any approval or decision"
            )
            yield FieldFault(f"/nodes/{node_id}", "process.undecided", text)


def acts_of(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each action a process runs, with its place."""
    nodes = body.get("nodes")
    for one in nodes if isinstance(nodes, list) else ():
        for part in ACTING if isinstance(one, Mapping) else ():
            if one.get(part):
                yield f"/nodes/{one.get('id')}/{part}", str(one[part])


define_kind(
    "process",
    "流程",
    "Process",
    lambda catalog, key, body: check_definition(body, catalog),
    acts=acts_of,
    decides=True,
)


def expressions(one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Pointer and text of each expression of a node."""
    for place, branch in enumerate(one.get("branches", ())):
        yield f"/branches/{place}/when", branch.get("when", "")
    for key, value in one.get("inputs", {}).items():
        if isinstance(value, str) and value.startswith("="):
            yield f"/inputs/{key}", value[1:]
