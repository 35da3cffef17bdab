"""What can be wrong with the terms of a loan. Each error carries a stable code and a JSON pointer."""

from __future__ import annotations

from decimal import Decimal

from zhuxin.core.text import Label


class InvalidTerms(Exception):
    """Terms that no schedule can be built from; `pointer` names the key at fault (RFC 6901)."""

    def __init__(self, code: str, pointer: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.code = code
        self.pointer = pointer
        self.label = Label(zh, en)


class RateAboveCap(Exception):
    """The annual rate, or the yearly cost over all charges, is above the lender's cap (24 %, 36 %, 4×LPR)."""

    code = "quote.rate_above_cap"
    pointer = "/annual_rate"

    def __init__(self, rate: Decimal, cap: Decimal) -> None:
        self.rate = rate
        self.cap = cap
        self.label = Label(
            f"年化成本 {rate:.2%} 高于上限 {cap:.2%}",
            f"The yearly cost of {rate:.2%} is above the cap of {cap:.2%}",
        )
        super().__init__(self.label.en)
