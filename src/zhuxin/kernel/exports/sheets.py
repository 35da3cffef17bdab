"""The files an export is written to, row after row in constant memory. A text never becomes a formula."""

import csv
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import xlsxwriter

from zhuxin.kernel.exports.cells import Cell
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.fields.types import Field

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
SHEET_ROWS = 1_000_000
EXACT = Decimal(10) ** 15  # from here on a spreadsheet's numbers lose digits


class Sheet(Protocol):
    """A file under way."""

    def row(self, cells: Sequence[Cell]) -> None: ...

    def close(self, mark: str) -> None:
        """End the file with the mark of who took it, and when."""
        ...


class CsvSheet:
    """UTF-8 with a mark of its encoding, so that spreadsheets open it right."""

    def __init__(self, path: Path, fields: Sequence[Field], locale: str):
        self._file = open(path, "w", encoding="utf-8-sig", newline="")  # noqa: SIM115
        self._writer = csv.writer(self._file)
        self._writer.writerow([guarded(one.label.in_language(locale)) for one in fields])

    def row(self, cells: Sequence[Cell]) -> None:
        self._writer.writerow([self._text(cell) for cell in cells])

    def close(self, mark: str) -> None:
        self._writer.writerow([mark])
        self._file.close()

    @staticmethod
    def _text(cell: Cell) -> str:
        if isinstance(cell, str):
            return guarded(cell)
        if isinstance(cell, datetime):
            return f"{cell:%Y-%m-%d %H:%M:%S}"
        return "" if cell is None else str(cell)


class XlsxSheet:
    """One sheet; rows that are written leave the memory."""

    def __init__(self, path: Path, fields: Sequence[Field], locale: str):
        options = {"constant_memory": True, "tmpdir": str(path.parent)}
        self._book = xlsxwriter.Workbook(str(path), options)
        self._sheet = self._book.add_worksheet()
        self._quoted = self._book.add_format({"quote_prefix": True})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._instant = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._numbers = [self._book.add_format({"num_format": _number_format(one)}) for one in fields]
        head = self._book.add_format({"bold": True, "bottom": 1})
        for place, one in enumerate(fields):
            self._sheet.set_column(place, place, 16)
            self._sheet.write_string(0, place, one.label.in_language(locale), head)
        self._sheet.freeze_panes(1, 0)
        self._at = 1

    def row(self, cells: Sequence[Cell]) -> None:
        for place, cell in enumerate(cells):
            self._write(place, cell)
        self._at += 1

    def _write(self, place: int, cell: Cell) -> None:
        sheet, at = self._sheet, self._at
        if isinstance(cell, Decimal) and abs(cell) < EXACT:
            sheet.write_number(at, place, float(cell), self._numbers[place])
        elif isinstance(cell, datetime):
            sheet.write_datetime(at, place, cell, self._instant)
        elif isinstance(cell, date):
            sheet.write_datetime(at, place, cell, self._day)
        elif cell is not None:
            text = str(cell)[:32_767]
            sheet.write_string(at, place, text, self._quoted if text.startswith(DANGEROUS) else None)

    def close(self, mark: str) -> None:
        self._sheet.write_string(self._at + 1, 0, mark)
        self._sheet.set_header(f"&L{mark.replace('&', '&&')}"[:255])
        self._book.set_properties({"comments": mark})
        self._book.close()


SHEETS: dict[str, Any] = {"xlsx": XlsxSheet, "csv": CsvSheet}


def guarded(text: str) -> str:
    """A text that a spreadsheet would take for a formula, marked as the text it is."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _number_format(one: Field) -> str:
    kind = kind_of(one).key
    if kind == "money":
        return "#,##0.00"
    if kind == "percent":
        return "0.00##%"
    return f"0.{'0' * one.scale}" if one.scale else "General"
