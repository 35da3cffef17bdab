"""How a sensitive value is shown where it may not be read: enough to recognize, too little to use.

How many values remain for who sees a mask and the fields beside it is reckoned in `docs/algorithms/masks.md`.
"""


def mask_middle(value: str, head: int, tail: int) -> str:
    """The first `head` and last `tail` characters, stars between; short values become stars only."""
    if len(value) <= head + tail:
        return "*" * len(value)
    return value[:head] + "*" * (len(value) - head - tail) + (value[-tail:] if tail else "")


def mask_phone(value: str) -> str:
    """13812348888 → 138****8888."""
    return mask_middle(value, 3, 4)


def mask_id_number(value: str) -> str:
    """110101199003078515 → 1****************5; of the rare numbers from 7 on, 810000199003078515 → *****************5."""
    return mask_middle(value, 1 if value[:1] < "7" and value[:1] != "*" else 0, 1)


def mask_bank_card(value: str) -> str:
    """6222021234568888 → ************8888."""
    return mask_middle(value, 0, 4)


def mask_text(value: str) -> str:
    return mask_middle(value, 1, 1)
