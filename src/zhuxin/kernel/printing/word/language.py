"""What a Word template may say: fields, conditions over them, and loops over sub-tables; nothing else of Jinja, nothing of Python."""

import re
from collections.abc import Sequence
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment

from zhuxin.core.text import Label
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.printing.inserts import FORMATS
from zhuxin.kernel.printing.word.shown import EMPTY, Shown
from zhuxin.kernel.records.expand import ROWS

FILLED_LIMIT = 10_000_000
LOOP_WORDS = ("index", "first", "last", "length")
Scope = dict[str, ObjectDef]


class Unfilled:
    """Stands for a part that has faults: it is left as it is."""

    def __init__(self, source: str):
        self.source = source

    def render(self, _: Any) -> str:
        return self.source


class WordLanguage(SandboxedEnvironment):
    """Reads the parts of a template, notes what does not hold in `faults`, and what it uses in `paths` and `tables`."""

    def __init__(self, catalog: Catalog, definition: ObjectDef):
        super().__init__(autoescape=True)
        self.catalog, self.definition = catalog, definition
        self.faults: list[Label] = []
        self.paths: set[tuple[str, ...]] = set()
        self.tables: set[str] = set()
        self.filled = 0
        self.filters = {form: _writer(form) for form in FORMATS}
        self.tests, self.globals = {}, {}
        self._lines: list[str] = []

    def from_string(self, source: Any, *_: Any, **__: Any) -> Any:
        self._lines = re.split(r"\r\n|\r|\n", source)
        before = len(self.faults)
        try:
            self._body(self.parse(source).body, {})
            if len(self.faults) == before:
                return super().from_string(source)
        except TemplateSyntaxError as error:
            self._fault(
                error.lineno, Label("写法有误：{why}", "It cannot be read: {why}"), why=error.message or ""
            )
        except RecursionError:
            self._fault(1, Label("嵌套过深", "Nested too deeply"))
        return Unfilled(source)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Only the fields of a value, and the count of a loop: no attribute of a Python object."""
        if isinstance(obj, Shown):
            return obj.part(attribute)
        if isinstance(obj, LoopContext) and attribute in LOOP_WORDS:
            return getattr(obj, attribute)
        return EMPTY

    def getitem(self, obj: Any, argument: Any) -> Any:
        return EMPTY

    def _fault(self, line: int, label: Label, **values: object) -> None:
        text = re.sub(r"<[^>]+>", "", self._lines[min(line, len(self._lines)) - 1]).strip()
        near = Label("「{near}」：", "“{near}”: ").format(near=text[:60])
        told = label.format(**values)
        self.faults.append(Label(near.zh + told.zh, near.en + told.en))

    def _body(self, body: Sequence[nodes.Node], scope: Scope, times: int = 1) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                for one in node.nodes:
                    if isinstance(one, nodes.TemplateData):
                        self.filled += len(one.data) * times
                    else:
                        self._value(one, scope)
            elif isinstance(node, nodes.If):
                self._condition(node.test, scope)
                for part in (node.body, node.elif_, node.else_):
                    self._body(part, scope, times)
            elif isinstance(node, nodes.For):
                self._loop(node, scope)
            else:
                self._refuse(node)
        if self.filled > FILLED_LIMIT:
            self._fault(1, Label("填好后会过大", "It becomes too large when filled"))
            self.filled = 0

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        if scope or node.recursive or node.test is not None or not isinstance(node.target, nodes.Name):
            self._fault(
                node.lineno,
                Label("循环不能嵌套，也不能带条件", "A loop stands in no other and has no condition"),
            )
            return
        key = node.iter.name if isinstance(node.iter, nodes.Name) else ""
        one = self.definition.fields.get(key)
        target = self.catalog.objects.get(one.target or "") if one and one.kind == "children" else None
        if target is None:
            self._fault(node.lineno, Label("循环需要一个子表字段", "A loop takes a sub-table"))
            return
        self.tables.add(key)
        self._body(node.body, {node.target.name: target}, ROWS)
        self._body(node.else_, {})

    def _value(self, node: nodes.Node, scope: Scope) -> None:
        """What is written: a field with at most one format, or one of two by a condition."""
        if isinstance(node, nodes.Filter) and not (
            node.args or node.kwargs or node.dyn_args or node.dyn_kwargs
        ):
            if node.name not in FORMATS:
                self._fault(
                    node.lineno, Label("没有格式 {name}", "There is no format {name}"), name=node.name
                )
            elif isinstance(node.node, nodes.Name | nodes.Getattr):
                self._named(node.node, scope)
            else:
                self._refuse(node)
        elif isinstance(node, nodes.CondExpr):
            self._condition(node.test, scope)
            for one in (node.expr1, node.expr2):
                if one is not None and not isinstance(one, nodes.Const):
                    self._value(one, scope)
        elif isinstance(node, nodes.Name | nodes.Getattr):
            self._named(node, scope)
        else:
            self._refuse(node)

    def _condition(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.Compare):
            for one in (node.expr, *(each.expr for each in node.ops)):
                self._condition(one, scope)
            if any(each.op in ("in", "notin") for each in node.ops):
                self._refuse(node)
        elif isinstance(node, nodes.And | nodes.Or):
            self._condition(node.left, scope)
            self._condition(node.right, scope)
        elif isinstance(node, nodes.Not | nodes.Neg):
            if isinstance(node, nodes.Neg) and not isinstance(node.node, nodes.Const):
                self._refuse(node)
            self._condition(node.node, scope)
        elif isinstance(node, nodes.Name) and self._is_table(node.name, scope):
            self.tables.add(node.name)
        elif isinstance(node, nodes.Name | nodes.Getattr):
            self._named(node, scope)
        elif not isinstance(node, nodes.Const):
            self._refuse(node)

    def _is_table(self, key: str, scope: Scope) -> bool:
        one = self.definition.fields.get(key)
        return one is not None and one.kind == "children" and key not in scope

    def _named(self, node: nodes.Name | nodes.Getattr, scope: Scope) -> None:
        """A field, one of a record referred to, one of a row, or the count of a loop."""
        inner = node.node if isinstance(node, nodes.Getattr) else node
        if not isinstance(inner, nodes.Name):
            self._refuse(node)
            return
        path = (inner.name, node.attr) if isinstance(node, nodes.Getattr) else (inner.name,)
        if scope and path[0] == "loop" and len(path) == 2 and path[1] in LOOP_WORDS:
            return
        if path[0] in scope:
            known = len(path) == 2 and path[1] in scope[path[0]].fields
        else:
            one = self.definition.fields.get(path[0])
            target = self.catalog.objects.get(one.target or "") if one else None
            known = one is not None and one.kind != "children"
            if len(path) == 2:
                known = known and target is not None and path[1] in target.fields
            if known:
                self.paths.add(path)
        if not known:
            self._fault(
                node.lineno, Label("没有字段 {name}", "There is no field {name}"), name=".".join(path)
            )

    def _refuse(self, node: nodes.Node) -> None:
        word = type(node).__name__
        self._fault(node.lineno, Label("这里不能使用 {word}", "{word} cannot be used here"), word=word)


def _writer(form: str) -> Any:
    return lambda value: value.written(form) if isinstance(value, Shown) else ""
