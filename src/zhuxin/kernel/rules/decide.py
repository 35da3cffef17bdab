"""Running a published decision and saying why it came out as it did."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
import zen

from zhuxin.core.errors import Invalid
from zhuxin.core.text import Label
from zhuxin.kernel.objects.catalog import Catalog, Definition
from zhuxin.kernel.rules.compile import compile_decision
from zhuxin.kernel.rules.facts import used_facts


class DecisionFailed(Invalid):
    code = "decision.failed"
    text = Label("规则 {key} 无法得出结果：{why}", "The decision {key} gives no result: {why}")


@dataclass(frozen=True, slots=True)
class Decided:
    """What came out, and why: `score_lines` of each scorecard characteristic, `reasons` of each row of a reasons table.

    `result` holds every step's value by its key; `explanation` is JSON as pages show it and as it is stored.
    """

    rule: str
    version: int
    result: Mapping[str, Any]
    explanation: Mapping[str, Any]


def decide(catalog: Catalog, key: str, facts: Mapping[str, Any]) -> Decided:
    """Run a published decision on facts (JSON values); raises `UnknownDefinition` or `DecisionFailed`."""
    found = catalog.definition("decision", key)
    try:
        result = _engine(catalog, found).evaluate(orjson.dumps(facts))["result"]
    except RuntimeError as error:
        raise DecisionFailed(key=key, why=str(error)[:300]) from None
    return Decided(key, found.version, result, explain(found.body, result, facts))


def explain(body: Mapping[str, Any], result: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """The explanation: score lines with the bin hit and its points, and reasons with whether each was hit."""
    score_lines, reasons = [], []
    for step in body["steps"]:
        if step["kind"] == "scorecard":
            lines = result.get(f"{step['key']}_lines", {})
            for one in step["characteristics"]:
                line = lines[one["key"]]
                score_lines.append(
                    {
                        "characteristic": one["label"],
                        "value": one["bins"][int(line["bin"])].get("label") or _at(facts, one["field"]),
                        "points": line["points"],
                        "field": one["field"],
                    }
                )
        elif step.get("reasons"):
            hit = {row["code"] for row in result.get(step["key"]) or []}
            reasons += [
                {"code": code, "label": label, "hit": code in hit} for code, label in step["reasons"].items()
            ]
    return {"score_lines": score_lines, "reasons": reasons, "facts": used_facts(body, facts)}


def _engine(catalog: Catalog, found: Definition) -> Any:
    """The engine of a definition, built at most once per catalog."""
    memo_key = ("decision", found.id)
    if memo_key not in catalog.memo:
        catalog.memo[memo_key] = zen.ZenEngine().create_decision(
            orjson.dumps(compile_decision(found.body)).decode()
        )
    return catalog.memo[memo_key]


def _at(facts: Mapping[str, Any], path: str) -> Any:
    value: Any = facts
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value
