"""Blocks of a page, each kind with its check.

A check is made as a caller: as the system before a page is published, and as who opens it, so that what she may not read
is left out by the same rule.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from zhuxin.core.errors import Refusal
from zhuxin.kernel.actions.registry import ACTIONS
from zhuxin.kernel.definitions.kinds import Faults
from zhuxin.kernel.definitions.layouts import NEEDS, check_view
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.pages.buttons import check_button, readable_objects
from zhuxin.kernel.pages.frames import frame_hosts, host_of
from zhuxin.kernel.pages.parameters import named_in
from zhuxin.kernel.permissions.caller import Caller
from zhuxin.kernel.records.lists.groups import check_groups
from zhuxin.kernel.records.queries import check_query

VIEWS = ("table", "kanban", "calendar", "gallery")
SHAPES = ("bar", "line", "pie", "funnel")
SPANS = ("today", "this_week", "this_month", "this_quarter", "this_year")
AGAINST = ("same_days", "whole")
LIST_LIMIT, TEXT_LIMIT, BUTTON_LIMIT = 50, 20_000, 20
ANY_DAY, ANY_ID = date(2000, 1, 1), "01900000-0000-7000-8000-000000000000"


class _Blind:
    """Stands in for the vault where a filter is only read and never run."""

    def blinds(self, *_: Any) -> list[bytes]:
        return []


@dataclass(frozen=True, slots=True)
class Block:
    """A block under check: for whom, at which place of the body, with which parameters, and where faults go."""

    caller: Caller
    body: Mapping[str, Any]
    pointer: str
    parameters: Mapping[str, Mapping[str, Any]]
    faults: Faults

    def within(self, part: str) -> str:
        return f"{self.pointer}/{part}"

    def object(self) -> bool:
        """Whether its object is one that the caller reads."""
        return self.faults.among(
            self.within("object"), self.body.get("object"), readable_objects(self.caller), "对象", "object"
        )

    def fields(self) -> Mapping[str, Field]:
        """Fields of its object that the caller may see."""
        key = self.body["object"]
        seen = self.caller.rights.object(key).fields
        return {name: one for name, one in self.caller.catalog.object(key).fields.items() if name in seen}

    def wrong(self, part: str, zh: str, en: str, code: str = "value.wrong_type") -> None:
        self.faults.add(self.within(part), code, zh, en)

    def refused(self, part: str, run: Callable[[], Any]) -> None:
        """Note what the record engine says to a part."""
        try:
            run()
        except Refusal as refusal:
            self.faults.add(self.within(part), refusal.code, *refusal.label)

    def columns(self) -> None:
        given = self.body.get("columns") or []
        if not isinstance(given, list):
            self.wrong("columns", "应为列表", "Must be a list")
            return
        fields = self.fields()
        for place, one in enumerate(given):
            self.faults.among(self.within(f"columns/{place}"), one, fields, "字段", "field")

    def rows(self) -> None:
        """Filter, sort and limit of what is listed."""
        self.filter()
        if self.body.get("sort") is not None:
            self.refused(
                "sort", lambda: check_query(self.caller, self.body["object"], sort=str(self.body["sort"]))
            )
        limit = self.body.get("limit", 10)
        if type(limit) is not int or not 0 < limit <= LIST_LIMIT:
            self.wrong("limit", f"应为 1 到 {LIST_LIMIT}", f"Must be 1 to {LIST_LIMIT}")

    def filter(self) -> None:
        given = self.body.get("filter")
        if given is None:
            return
        self.parameter_names("filter", given)
        stood_in = _without_parameters(given, self.fields())
        self.refused(
            "filter",
            lambda: check_query(
                self.caller, self.body["object"], filter_=stood_in, vault=_Blind(), today=ANY_DAY
            ),
        )

    def parameter_names(self, part: str, value: Any) -> None:
        for name in dict.fromkeys(named_in(value)):
            if name not in self.parameters:
                self.wrong(
                    part, f"没有参数 {name}", f"There is no parameter {name}", "page.unknown_parameter"
                )

    def parameter(self, part: str = "parameter") -> None:
        self.faults.among(self.within(part), self.body.get(part), self.parameters, "参数", "parameter")

    def figures(self, by: tuple[str, ...]) -> None:
        measure = self.body.get("measure", "count")
        measures = () if measure == "count" else (str(measure),)
        self.refused("measure", lambda: check_groups(self.caller, self.body["object"], (), measures))
        if by:
            self.refused("by", lambda: check_groups(self.caller, self.body["object"], by, ()))
        self.filter()


def _without_parameters(node: Any, fields: Mapping[str, Field]) -> Any:
    """A filter in which each condition on a parameter asks only whether the field is empty: its value comes later."""
    if isinstance(node, Mapping):
        if "field" in node and "op" in node and any(named_in(node.get("value"))):
            one = fields.get(str(node["field"]))
            if node["field"] == "id":
                return {**node, "value": [ANY_ID] if "in" in str(node["op"]) else ANY_ID}
            if one is not None and node["op"] not in kind_of(one).ops:
                return {**node, "value": None}
            return {"field": node["field"], "op": "is_null", "value": True}
        return {key: _without_parameters(value, fields) for key, value in node.items()}
    return [_without_parameters(one, fields) for one in node] if isinstance(node, list) else node


def _list(block: Block) -> None:
    if not block.object():
        return
    view = block.body.get("view", "table")
    if block.faults.among(block.within("view"), view, VIEWS, "视图类型", "kind of view") and view in NEEDS:
        drawn = {"label": "·", "kind": view, **{need: block.body.get(need) for need in NEEDS[view]}}
        check_view(block.caller.catalog.object(block.body["object"]), drawn, block.pointer, block.faults)
    block.columns()
    block.rows()


def _form(block: Block) -> None:
    if not block.object():
        return
    one, granted = (
        block.caller.catalog.object(block.body["object"]),
        block.caller.rights.object(block.body["object"]),
    )
    if not (one.writable and granted.create and not one.archived):
        block.wrong("object", "不能新建这种记录", "Records of it cannot be created", "page.not_created")
    presets = block.body.get("presets") or {}
    if not isinstance(presets, Mapping):
        block.wrong("presets", "应为对象", "Must be an object")
        return
    fields = block.fields()
    for key in presets:
        block.faults.among(block.within(f"presets/{key}"), key, fields, "字段", "field")
    block.parameter_names("presets", presets)


def _record(block: Block) -> None:
    if block.object():
        block.columns()
    block.parameter()


def _related(block: Block) -> None:
    block.parameter()
    if not block.object():
        return
    via = block.body.get("via")
    fields, via = block.fields(), block.body.get("via")
    known = block.faults.among(block.within("via"), via, fields, "字段", "field")
    if known and kind_of(fields[str(via)]).key not in ("reference", "user", "department"):
        block.wrong("via", "这个字段不是关联", "This field is no reference", "view.field_unsuited")
    block.columns()
    block.rows()


def _chart(block: Block) -> None:
    if not block.object():
        return
    block.faults.among(block.within("shape"), block.body.get("shape"), SHAPES, "图形", "kind of chart")
    by = block.body.get("by")
    if not isinstance(by, str):
        block.wrong("by", "缺少分组字段", "The field to group by is missing", "value.missing")
    block.figures((by,) if isinstance(by, str) else ())


def _number(block: Block) -> None:
    if not block.object():
        return
    block.figures(())
    compare = block.body.get("compare")
    if compare is None:
        return
    if not isinstance(compare, Mapping):
        block.wrong("compare", "应为对象", "Must be an object")
        return
    block.faults.among(block.within("compare/span"), compare.get("span"), SPANS, "期间", "period")
    if compare.get("against") is not None:
        block.faults.among(
            block.within("compare/against"), compare["against"], AGAINST, "比较范围", "comparison"
        )
    fields, field = block.fields(), compare.get("field")
    known = block.faults.among(block.within("compare/field"), field, fields, "字段", "field")
    if known and kind_of(fields[str(field)]).key not in ("date", "datetime"):
        block.wrong("compare/field", "应为日期字段", "Must be a date field", "view.field_unsuited")


def _text(block: Block) -> None:
    given = block.body.get("text")
    texts = list(given.values()) if isinstance(given, Mapping) else [given]
    if not texts or any(not isinstance(one, str) or len(one) > TEXT_LIMIT for one in texts):
        block.wrong("text", f"应为最多 {TEXT_LIMIT} 字的文字", f"A text of at most {TEXT_LIMIT} characters")


def _buttons(block: Block) -> None:
    given = block.body.get("buttons")
    if not isinstance(given, list) or not 0 < len(given) <= BUTTON_LIMIT:
        block.wrong("buttons", f"应有 1 到 {BUTTON_LIMIT} 个按钮", f"Takes 1 to {BUTTON_LIMIT} buttons")
        return
    for place, one in enumerate(given):
        check_button(block.caller, one, block.within(f"buttons/{place}"), block.faults)
        if isinstance(one, Mapping):
            block.parameter_names(
                f"buttons/{place}", [one.get(part) for part in ("values", "params", "record", "filter")]
            )
            _button_target(block, one, f"buttons/{place}")


def _button_target(block: Block, one: Mapping[str, Any], part: str) -> None:
    """The filter of a list it leads to, and the record its action works on."""
    object_key, values = one.get("object"), one.get("values")
    if (
        one.get("kind") == "list"
        and isinstance(object_key, str)
        and object_key in readable_objects(block.caller)
    ):
        replace(block, body=one, pointer=block.within(part)).filter()
    spec = ACTIONS.get(str(one.get("action")))
    given = values if isinstance(values, Mapping) else {}
    if spec is not None and spec.record_key and spec.record_key not in given:
        where = f"{part}/values/{spec.record_key}"
        block.wrong(where, "缺少操作的记录", "The record it works on is missing", "value.missing")


def _frame(block: Block) -> None:
    host = host_of(block.body.get("url"))
    if host is None:
        block.wrong("url", "应为 https 开头的网址", "Must be an https address", "page.bad_url")
    elif host not in frame_hosts():
        block.wrong(
            "url",
            f"设置 frame_hosts 中没有 {host}",
            f"{host} is not in the setting frame_hosts",
            "page.host_not_allowed",
        )


BLOCKS: Mapping[str, Callable[[Block], None]] = {
    "list": _list,
    "form": _form,
    "record": _record,
    "related": _related,
    "chart": _chart,
    "number": _number,
    "text": _text,
    "buttons": _buttons,
    "frame": _frame,
}
