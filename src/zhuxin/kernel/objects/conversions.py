"""Which kind a field can become, and the SQL that turns a stored value into one of the other kind.

Every expression gives NULL where a value cannot be one of the new kind. What it gives always passes the kind's own `parse`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from psycopg import sql

from zhuxin.kernel.fields.email.spec import ADDRESS
from zhuxin.kernel.fields.long_text.spec import LIMIT as LONG_LIMIT
from zhuxin.kernel.fields.parsing import TEXT_LIMIT
from zhuxin.kernel.fields.types import Field, Option
from zhuxin.kernel.fields.url.spec import LIMIT as URL_LIMIT

Expression = sql.Composable


@dataclass(frozen=True, slots=True)
class Conversion:
    """One field becoming another: `old` as it is stored, `new` as it will be; `zone` is the lender's."""

    old: Field
    new: Field
    zone: str


Maker = Callable[[Conversion, Expression], Expression]


def _sql(text: str, **parts: object) -> Expression:
    """SQL of a trusted text; parts that are no SQL yet become literals."""
    return sql.SQL(text).format(
        **{key: one if isinstance(one, sql.Composable) else sql.Literal(one) for key, one in parts.items()}
    )


# A number as people write it: trimmed, and with commas only where thousands are.
_BARE = "CASE WHEN btrim({v}) ~ '^-?[0-9]{{1,3}}(,[0-9]{{3}})+([.][0-9]+)?$' THEN replace(btrim({v}), ',', '') ELSE btrim({v}) END"
_DECIMAL = "^-?[0-9]{{1,15}}([.][0-9]{{1,12}})?$"


def _number(v: Expression) -> Expression:
    """The numeric value of a text, or NULL."""
    return _sql(f"(CASE WHEN {_BARE} ~ '{_DECIMAL}' THEN ({_BARE})::numeric END)", v=v)


def _limited(text: Expression, one: Field, limit: int) -> Expression:
    return _sql(
        "(CASE WHEN btrim({t}) <> '' THEN rtrim(left(btrim({t}), {limit})) END)",
        t=text,
        limit=one.max_length or limit,
    )


def _to_text(text: Callable[[Conversion, Expression], Expression]) -> dict[str, Maker]:
    """Text of a value for each kind that holds free text."""
    return {
        "text": lambda c, v: _limited(text(c, v), c.new, TEXT_LIMIT),
        "long_text": lambda c, v: _limited(text(c, v), c.new, LONG_LIMIT),
    }


def _case(v: Expression, cases: list[tuple[list[str], str]]) -> Expression:
    """What is said where a text is one of the words: the first case that holds."""
    parts = [
        _sql("WHEN {v} = ANY({words}) THEN {said}", v=v, words=words, said=said) for words, said in cases
    ]
    return _sql("(CASE {cases} END)", cases=sql.SQL(" ").join(parts)) if parts else sql.SQL("NULL::text")


def _name(c: Conversion, v: Expression) -> Expression:
    """What the option of a stored value is called."""
    return _case(v, [([one.value], one.label.zh) for one in c.old.options])


def _words_of(c: Conversion, option: Option) -> list[str]:
    """What stands for an option: its value, its names, and the old values that had one of these names."""
    names = (option.label.zh, option.label.en)
    taken = c.new.option_values
    return [
        *dict.fromkeys(word for word in names if word not in taken or word == option.value),
        *(one.value for one in c.old.options if one.label.zh in names and one.value not in taken),
    ]


def _option(c: Conversion, v: Expression) -> Expression:
    """The option whose value or name a text is; a value goes before a name."""
    text = _sql("btrim({v})", v=v)
    by_value = [([one.value], one.value) for one in c.new.options]
    return _case(text, by_value + [(_words_of(c, one), one.value) for one in c.new.options])


def _several(c: Conversion, v: Expression, parts: Expression) -> Expression:
    """The options that a list of texts names, in their order, or NULL."""
    chosen = [
        _sql(
            "(CASE WHEN {parts} && {words}::text[] THEN ARRAY[{value}::text] END)",
            parts=parts,
            words=[one.value, *_words_of(c, one)],
            value=one.value,
        )
        for one in c.new.options
    ]
    joined = sql.SQL(" || ").join([sql.SQL("'{}'::text[]"), *chosen])
    return _sql("(CASE WHEN {v} IS NOT NULL THEN nullif({joined}, '{{}}') END)", v=v, joined=joined)


def _parts_of(v: Expression) -> Expression:
    return _sql("regexp_split_to_array(btrim({v}), '[[:space:]]*[,，、;；\n][[:space:]]*')", v=v)


def _minor(number: Expression) -> Expression:
    return _sql("(CASE WHEN abs({n}) < 1e16 THEN round({n} * 100)::bigint END)", n=number)


def _scaled(c: Conversion, number: Expression) -> Expression:
    return _sql("round({n}, {scale})", n=number, scale=c.new.scale)


def _ratio(number: Expression) -> Expression:
    return _sql("(CASE WHEN abs({n}) < 9999 THEN round({n}, 8) END)", n=number)


def _stars(number: Expression) -> Expression:
    return _sql("(CASE WHEN round({n}) BETWEEN 1 AND 5 THEN round({n})::smallint END)", n=number)


def _day(v: Expression) -> Expression:
    """A text as a day: 2026-01-05, 2026/1/5, 2026.1.5, 2026年1月5日."""
    plain = _sql("regexp_replace(translate(btrim({v}), '/.年月日', '-----'), '-$', '')", v=v)
    return _sql(
        "(CASE WHEN {p} ~ '^[1-9][0-9]{{3}}-[0-9]{{1,2}}-[0-9]{{1,2}}$' AND pg_input_is_valid({p}, 'date') THEN ({p})::date END)",
        p=plain,
    )


def _instant(c: Conversion, v: Expression) -> Expression:
    """A text as an instant; one without a zone is the lender's time."""
    return _sql(
        "(CASE WHEN NOT btrim({v}) ~ {form} OR NOT pg_input_is_valid(btrim({v}), 'timestamptz') THEN NULL"
        " WHEN btrim({v}) ~ '(Z|[+-][0-9]{{2}}:?[0-9]{{2}})$' THEN btrim({v})::timestamptz"
        " ELSE btrim({v})::timestamp AT TIME ZONE {zone} END)",
        v=v,
        zone=c.zone,
        form="^(19|[2-8][0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?$",
    )


def _yes_no(v: Expression) -> Expression:
    return _sql(
        "(CASE WHEN lower(btrim({v})) = ANY({yes}) THEN true WHEN lower(btrim({v})) = ANY({no}) THEN false END)",
        v=v,
        yes=["是", "对", "有", "true", "yes", "y", "1"],
        no=["否", "不", "无", "false", "no", "n", "0"],
    )


def _matching(v: Expression, pattern: str, limit: int) -> Expression:
    return _sql(
        "(CASE WHEN {v} ~ {pattern} AND length({v}) <= {limit} THEN {v} END)",
        v=v,
        pattern=f"^{pattern}$",
        limit=limit,
    )


def _local(c: Conversion, v: Expression) -> Expression:
    return _sql("({v} AT TIME ZONE {zone})", v=v, zone=c.zone)


def _words(v: Expression) -> Expression:
    """A number as text without trailing zeros."""
    return _sql("trim_scale({v}::numeric)::text", v=v)


_URL = r"https?://[^\s/?#@\\:]+(:[1-9][0-9]{0,3})?([/?#][^\s\\]*)?"

_FROM_TEXT: dict[str, Maker] = {
    **_to_text(lambda c, v: v),
    "number": lambda c, v: _scaled(c, _number(v)),
    "money": lambda c, v: _minor(_number(v)),
    "percent": lambda c, v: _ratio(_number(v)),
    "rating": lambda c, v: _stars(_number(v)),
    "date": lambda c, v: _day(v),
    "datetime": lambda c, v: _instant(c, v),
    "boolean": lambda c, v: _yes_no(v),
    "choice": _option,
    "multi_choice": lambda c, v: _several(c, v, _parts_of(v)),
    "email": lambda c, v: _matching(_sql("lower(btrim({v}))", v=v), ADDRESS, c.new.max_length or TEXT_LIMIT),
    "url": lambda c, v: _matching(_sql("btrim({v})", v=v), _URL, URL_LIMIT),
}
_MONEY = "({v} / 100.0)"

CONVERSIONS: dict[str, dict[str, Maker]] = {
    "text": _FROM_TEXT,
    "long_text": _FROM_TEXT,
    "email": _to_text(lambda c, v: v),
    "url": _to_text(lambda c, v: v),
    "uscc": _to_text(lambda c, v: v),
    "number": {
        **_to_text(lambda c, v: _words(v)),
        "number": lambda c, v: _scaled(c, v),
        "money": lambda c, v: _minor(v),
        "percent": lambda c, v: _ratio(v),
        "rating": lambda c, v: _stars(v),
    },
    "money": {
        **_to_text(lambda c, v: _sql("(" + _MONEY + ")::numeric(20, 2)::text", v=v)),
        "number": lambda c, v: _scaled(c, _sql(_MONEY, v=v)),
    },
    "percent": {
        **_to_text(lambda c, v: _words(v)),
        "number": lambda c, v: _scaled(c, v),
    },
    "rating": {
        **_to_text(lambda c, v: _sql("{v}::text", v=v)),
        "number": lambda c, v: _scaled(c, _sql("{v}::numeric", v=v)),
    },
    "date": {
        **_to_text(lambda c, v: _sql("to_char({v}, 'YYYY-MM-DD')", v=v)),
        "datetime": lambda c, v: _sql("({v}::timestamp AT TIME ZONE {zone})", v=v, zone=c.zone),
    },
    "datetime": {
        **_to_text(lambda c, v: _sql("to_char({local}, 'YYYY-MM-DD HH24:MI:SS')", local=_local(c, v))),
        "date": lambda c, v: _sql("{local}::date", local=_local(c, v)),
    },
    "boolean": _to_text(lambda c, v: _sql("(CASE {v} WHEN true THEN '是' WHEN false THEN '否' END)", v=v)),
    "choice": {
        **_to_text(lambda c, v: _sql("coalesce({name}, {v})", name=_name(c, v), v=v)),
        "choice": _option,
        "multi_choice": lambda c, v: _several(c, v, _sql("ARRAY[{v}]", v=v)),
    },
    "multi_choice": {
        **_to_text(lambda c, v: _listed(c, v)),
        "choice": lambda c, v: _option(c, _sql("{v}[1]", v=v)),
        "multi_choice": lambda c, v: _several(c, v, v),
    },
}


def _listed(c: Conversion, v: Expression) -> Expression:
    """The names of a list of options, joined."""
    name = _name(c, sql.SQL("one"))
    return _sql(
        "(SELECT string_agg(coalesce({name}, one), '、' ORDER BY place) FROM unnest({v}) WITH ORDINALITY AS each (one, place))",
        name=name,
        v=v,
    )


def _loses_more(c: Conversion, v: Expression, new: Expression) -> Expression:
    """Where a value would become another one that says less, though not NULL."""
    pair = (c.old.kind, c.new.kind)
    if c.old.kind in ("text", "long_text", "email", "url", "uscc") and c.new.kind in ("text", "long_text"):
        return _sql("btrim({v}) <> {new}", v=v, new=new)
    if c.new.kind in ("text", "long_text"):
        whole = CONVERSIONS[c.old.kind]["long_text"](Conversion(c.old, _unlimited(c.new), c.zone), v)
        return _sql("{whole} <> {new}", whole=whole, new=new)
    if pair == ("datetime", "date"):
        return _sql("{local}::time <> '00:00'", local=_local(c, v))
    if pair == ("multi_choice", "choice"):
        return _sql("cardinality({v}) > 1", v=v)
    if c.new.kind == "multi_choice" and c.old.kind != "choice":
        parts = v if c.old.kind == "multi_choice" else _parts_of(v)
        return _sql("cardinality({parts}) > cardinality({new})", parts=parts, new=new)
    if c.new.kind in ("number", "money", "percent", "rating"):
        was = _number(v) if c.old.kind in ("text", "long_text") else v
        was = _sql(_MONEY, v=was) if c.old.kind == "money" else was
        became = _sql(_MONEY, v=new) if c.new.kind == "money" else new
        return _sql("{was} <> {became}", was=was, became=became)
    return sql.SQL("false")


def _unlimited(one: Field) -> Field:
    return replace(one, max_length=1_000_000)


def offered(kind: str) -> tuple[str, ...]:
    """The kinds a field of a kind can become."""
    return tuple(CONVERSIONS.get(kind, ()))


def converted(c: Conversion, column: str) -> tuple[Expression, Expression]:
    """The value of the new kind of a column, and the condition that something of the old value is lost."""
    v = sql.Identifier(column)
    new = CONVERSIONS[c.old.kind][c.new.kind](c, v)
    lost = _sql("({v} IS NOT NULL AND ({new} IS NULL OR {more}))", v=v, new=new, more=_loses_more(c, v, new))
    return new, lost
