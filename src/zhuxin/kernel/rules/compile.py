"""From a decision as people write it (steps of scorecards, tables and expressions) to a zen-engine graph.

Steps run one after the other; each adds its result to the facts under its own key, so a later step may use it.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

Node = dict[str, Any]


def compile_decision(body: Mapping[str, Any]) -> dict[str, Any]:
    """The JDM graph of a decision's steps: input → step → … → output."""
    nodes = [_node("input", "inputNode", {})]
    for step in body["steps"]:
        nodes += _COMPILERS[step["kind"]](step)
    nodes.append(_node("output", "outputNode", {}))
    edges = [
        {"id": f"edge-{place}", "type": "edge", "sourceId": before["id"], "targetId": after["id"]}
        for place, (before, after) in enumerate(pairwise(nodes))
    ]
    return {"nodes": nodes, "edges": edges}


def _node(node_id: str, kind: str, content: Mapping[str, Any]) -> Node:
    return {
        "id": node_id,
        "name": node_id,
        "type": kind,
        "position": {"x": 0, "y": 0},
        "content": dict(content),
    }


def _through(**content: Any) -> dict[str, Any]:
    return {"passThrough": True, "inputField": None, "outputPath": None, "executionMode": "single", **content}


def _scorecard(step: Mapping[str, Any]) -> list[Node]:
    """A first-match table a characteristic, then the sum; points are integers."""
    key = step["key"]
    tables = [
        _table_node(
            f"{key}-{one['key']}",
            "first",
            f"{key}_lines.{one['key']}",
            [one["field"]],
            ["points", "bin"],
            [([bin_["when"]], [str(bin_["points"]), str(place)]) for place, bin_ in enumerate(one["bins"])],
        )
        for one in step["characteristics"]
    ]
    total = " + ".join(
        [str(step["base"]), *(f"{key}_lines.{one['key']}.points" for one in step["characteristics"])]
    )
    return [*tables, _expressions_node(f"{key}-total", {key: total})]


def _table(step: Mapping[str, Any]) -> list[Node]:
    """A decision table: each row has a condition a column (`when`, in column order) and its `then` values."""
    outputs = step["outputs"]
    rows = [(row["when"], [row["then"][name] for name in outputs]) for row in step["rows"]]
    return [_table_node(step["key"], step.get("hit", "first"), step["key"], step["columns"], outputs, rows)]


def _expressions(step: Mapping[str, Any]) -> list[Node]:
    return [_expressions_node(step["key"], step["values"])]


def _expressions_node(node_id: str, values: Mapping[str, str]) -> Node:
    expressions = [{"id": name, "key": name, "value": value} for name, value in values.items()]
    return _node(node_id, "expressionNode", _through(expressions=expressions))


def _table_node(
    node_id: str,
    hit: str,
    path: str,
    columns: Sequence[str],
    outputs: Sequence[str],
    rows: Sequence[tuple[Sequence[str], Sequence[str]]],
) -> Node:
    rules = []
    for place, (conditions, values) in enumerate(rows):
        cells = {f"in{at}": condition for at, condition in enumerate(conditions)}
        rules.append(
            {"_id": f"row{place}", **cells, **{f"out{at}": value for at, value in enumerate(values)}}
        )
    return _node(
        node_id,
        "decisionTableNode",
        _through(
            hitPolicy=hit,
            outputPath=path,
            rules=rules,
            inputs=[{"id": f"in{at}", "name": field, "field": field} for at, field in enumerate(columns)],
            outputs=[{"id": f"out{at}", "name": name, "field": name} for at, name in enumerate(outputs)],
        ),
    )


_COMPILERS = {"scorecard": _scorecard, "table": _table, "expressions": _expressions}
