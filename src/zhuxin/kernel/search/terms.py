"""What a text of a record is found by, kept by a trigger of its table in one indexed column.

`field_terms` (migrations/sql/search_terms.sql) makes the lexemes `<field>:<part>`; the query names the fields the caller may
read, so that nothing is found by a text she may not see.
"""

from collections.abc import Iterable

from zhuxin.kernel.fields.types import Field
from zhuxin.kernel.objects.define import SEARCH_TERMS
from zhuxin.kernel.objects.types import ObjectDef

LONGEST = 24
WORDS = 5


def is_termed(one: Field) -> bool:
    """Whether a field's text is found by its lexemes; longer texts are looked into by trigrams."""
    return one.kind == "auto_number" or (one.kind == "text" and one.searchable)


def termed_fields(definition: ObjectDef) -> list[str]:
    """The keys of the fields an object's records are found by."""
    if SEARCH_TERMS not in definition.table.c:
        return []
    return [key for key, one in definition.fields.items() if is_termed(one)]


def terms_query(keys: Iterable[str], text: str) -> str:
    """The text search of an input: each of its words begins a lexeme of one of the fields."""
    words = text.lower().split()[:WORDS]
    return " & ".join(f"({' | '.join(_lexeme(key, word) for key in keys)})" for word in words)


def _lexeme(key: str, word: str) -> str:
    quoted = f"{key}:{word[:LONGEST]}".replace("\\", "\\\\").replace("'", "''")
    # One or two Chinese characters are lexemes of their own, whose frequency the planner knows.
    whole = len(word) <= 2 and all("一" <= one <= "鿿" for one in word)
    return f"'{quoted}'" if whole else f"'{quoted}':*"


def trigger_body(keys: Iterable[str]) -> str:
    """What the trigger of a table does: lexemes anew where a text changed, or where they are asked for by setting them null."""
    keys = list(keys)
    if not keys:
        return "BEGIN RETURN NEW; END"
    changed = " OR ".join(f'NEW."{key}" IS DISTINCT FROM OLD."{key}"' for key in keys)
    terms = " || ".join(f"field_terms('{key}', NEW.\"{key}\"::text)" for key in keys)
    return (
        f"BEGIN IF TG_OP = 'INSERT' OR NEW.{SEARCH_TERMS} IS NULL OR {changed} THEN"
        f" NEW.{SEARCH_TERMS} := array_to_tsvector({terms}); END IF; RETURN NEW; END"
    )
