"""The marks of numbered and bulleted paragraphs, counted in the order of the document."""

import re
from collections.abc import Callable
from typing import Any

from docx.oxml.ns import qn

from zhuxin.kernel.printing.word.styles import Element, local, number, value

LEVELS = 9
DIGITS = "〇一二三四五六七八九"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
# What fonts of signs hold in the private area, by what it looks like.
SIGNS = {
    0xB7: "•",
    0xA7: "▪",
    0xA8: "☐",
    0xFC: "✓",
    0xFE: "☑",
    0x52: "☑",
    0x6F: "☐",
    0x6C: "●",
    0x6E: "■",
    0xD8: "▸",
}


def sign(code: int) -> str:
    """A character; one of a font of signs as its likeness."""
    if not 0xF000 <= code <= 0xF0FF:
        return chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""
    return SIGNS.get(code - 0xF000, "•")


def chinese(count: int) -> str:
    """A number to 99 in Chinese, others in digits."""
    if not 0 < count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones else "")


def roman(count: int) -> str:
    text = ""
    for worth, letters in ROMAN:
        while 0 < worth <= count < 4000:
            text, count = text + letters, count - worth
    return text or str(count)


def letters(count: int) -> str:
    return chr(96 + (count - 1) % 26 + 1) * min((count - 1) // 26 + 1, 10) if count > 0 else str(count)


FORMS: dict[str, Callable[[int], str]] = {
    "upperLetter": lambda count: letters(count).upper(),
    "lowerLetter": letters,
    "upperRoman": lambda count: roman(count).upper(),
    "lowerRoman": roman,
    "decimalZero": lambda count: f"{count:02}",
    "decimalEnclosedCircle": lambda count: chr(0x245F + count) if 0 < count <= 20 else str(count),
    "decimalFullWidth": lambda count: str(count).translate({48 + one: 0xFF10 + one for one in range(10)}),
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "ideographDigital"), chinese
    ),
}  # fmt: skip


class Numbering:
    """Counts the lists of one document."""

    def __init__(self, document: Any):
        self._abstract: dict[str | None, Element] = {}
        self._lists: dict[str | None, Element] = {}
        self._counts: dict[str | None, list[int]] = {}
        part = document.part.numbering_part if _has_numbering(document) else None
        for one in part.element if part is not None else ():
            if local(one) == "abstractNum":
                self._abstract[value(one, "abstractNumId")] = one
            elif local(one) == "num":
                self._lists[value(one, "numId")] = one

    def mark(self, list_id: str | None, level: int) -> tuple[str, Element] | None:
        """The mark of the next paragraph of a list, and its level; None where it has none."""
        found = self._lists.get(list_id)
        abstract_id = value(found.find(qn("w:abstractNumId"))) if found is not None else None
        if abstract_id not in self._abstract or not 0 <= level < LEVELS:
            return None
        levels = {value(one, "ilvl"): one for one in self._abstract[abstract_id].iterchildren(qn("w:lvl"))}
        one = levels.get(str(level))
        if one is None:
            return None
        restart = any(local(each) == "lvlOverride" for each in found) if found is not None else False
        counts = self._counts.setdefault(list_id if restart else f"abstract {abstract_id}", [0] * LEVELS)
        counts[level] = counts[level] + 1 if counts[level] else _start(one)
        counts[level + 1 :] = [0] * (LEVELS - level - 1)
        form = value(one.find(qn("w:numFmt"))) or "decimal"
        text = (value(one.find(qn("w:lvlText"))) or "")[:100]
        if form == "bullet":
            return "".join(sign(ord(each)) for each in text), one

        def shown(match: re.Match[str]) -> str:
            inner = levels.get(str(int(match[1]) - 1))
            if inner is None:
                return ""
            count = counts[int(match[1]) - 1] or _start(inner)
            return FORMS.get(value(inner.find(qn("w:numFmt"))) or "", str)(count)

        return ("" if form == "none" else re.sub(r"%([1-9])", shown, text)), one


def _has_numbering(document: Any) -> bool:
    return any(one.reltype.endswith("/numbering") for one in document.part.rels.values())


def _start(level: Element) -> int:
    return int(number(value(level.find(qn("w:start"))), 1))
