"""What a text of a print template inserts: `{field}`, `{reference.field}`, `{= expression}`, each with a format `| capital`."""

import re
from dataclasses import dataclass

INSERT = re.compile(r"\{(=?)([^{}]*)\}")
FORMATS = ("capital", "long", "plain")


@dataclass(frozen=True, slots=True)
class Insert:
    """One place of a text: a path of field keys, or an expression; `format` is empty where the field decides."""

    path: tuple[str, ...]
    expression: str
    format: str


def read_insert(computed: str, inside: str) -> Insert:
    """What stands between braces. `||` belongs to the expression; a single `|` begins the format."""
    words = re.split(r"(?<!\|)\|(?!\|)", inside)
    body, form = words[0].strip(), words[1].strip() if len(words) > 1 else ""
    if computed:
        return Insert((), body, form)
    return Insert(tuple(part.strip() for part in body.split(".")), "", form)


def inserts_in(text: str) -> list[Insert]:
    """Every insert of a text, in order."""
    return [read_insert(*match.groups()) for match in INSERT.finditer(text)]
