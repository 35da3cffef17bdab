"""A Word template checked, and filled with what a caller sees of a record."""

import io
from collections.abc import Mapping
from typing import Any

from docxtpl import DocxTemplate

from zhuxin.core.errors import Invalid
from zhuxin.core.text import Label
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.objects.types import ObjectDef
from zhuxin.kernel.printing.values import Paper
from zhuxin.kernel.printing.word.archive import BadWord, word_of
from zhuxin.kernel.printing.word.language import WordLanguage
from zhuxin.kernel.printing.word.shown import EMPTY, Shown


class WordUnreadable(Invalid):
    code = "print.word"
    text = Label("Word 模板不能填写：{why}", "The Word template cannot be filled: {why}")


def check_word(catalog: Catalog, definition: ObjectDef, data: Any) -> list[Label]:
    """What keeps a Word file from being a template of an object; none where it is sound."""
    try:
        return _tried(word_of(data), catalog, definition).faults
    except BadWord as bad:
        return [bad.label]
    except WordUnreadable as refusal:
        return [refusal.label]


def _tried(content: bytes, catalog: Catalog, definition: ObjectDef) -> WordLanguage:
    """Fills a template with empty values: finds its faults, and what it uses."""
    language = WordLanguage(catalog, definition)
    tables = {key: EMPTY for key, one in definition.fields.items() if one.kind == "children"}
    _fill(content, {**dict.fromkeys(definition.fields, EMPTY), **tables}, language)
    return language


def _fill(content: bytes, values: Mapping[str, Shown], language: WordLanguage) -> bytes:
    template, kept = DocxTemplate(io.BytesIO(content)), io.BytesIO()
    try:
        template.render(dict(values), language, autoescape=True)
        template.save(kept)
    except Exception as error:
        # The library fails in many ways on a file that looks like Word but is none.
        raise WordUnreadable(why=type(error).__name__) from error
    return kept.getvalue()


class WordTemplate:
    """A sound template: the references and sub-tables it needs, and its filling."""

    def __init__(self, catalog: Catalog, definition: ObjectDef, data: Any):
        try:
            self.content = word_of(data)
        except BadWord as bad:
            raise WordUnreadable(why=bad.label.en) from bad
        self.catalog, self.definition = catalog, definition
        tried = _tried(self.content, catalog, definition)
        # Fields it names may have gone since it was published.
        if tried.faults:
            raise WordUnreadable(why=" ".join(one.zh for one in tried.faults[:3]))
        self.references = {path[0] for path in tried.paths if len(path) > 1}
        self.tables = tried.tables

    def fill(self, paper: Paper, rows: Mapping[str, list[Paper]]) -> bytes:
        """The document of one record; it computes for a while."""
        values = {key: _shown(paper, key) for key in self.definition.fields}
        for key, found in rows.items():
            values[key] = Shown(lambda _: "", rows=[_row(one) for one in found])
        return _fill(self.content, values, WordLanguage(self.catalog, self.definition))


def _shown(paper: Paper, key: str) -> Shown:
    def part(inner: str) -> Shown:
        other = paper.other(key)
        return _shown(other, inner) if other else EMPTY

    return Shown(lambda form: paper.value((key,), form), paper.operand(key), part)


def _row(paper: Paper) -> Shown:
    return Shown(lambda _: "", paper.record.get("id"), lambda key: _shown(paper, key))
