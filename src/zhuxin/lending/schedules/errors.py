"""What can be wrong with the terms of a loan. Each error carries a stable code and a JSON pointer."""

from __future__ import annotations

from decimal import Decimal


class InvalidTerms(Exception):
    """Terms that no schedule can be built from; `pointer` names the key at fault (RFC 6901)."""

    def __init__(self, code: str, pointer: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.pointer = pointer
        self.message = message


class RateAboveCap(Exception):
    """The annual rate, or the yearly cost over all charges, is above the lender's cap (24 %, 36 %, 4×LPR)."""

    code = "quote.rate_above_cap"
    pointer = "/annual_rate"

    def __init__(self, rate: Decimal, cap: Decimal) -> None:
        self.rate = rate
        self.cap = cap
        self.message = f"the yearly cost of {rate:f} is above the cap of {cap:f}"
        super().__init__(self.message)
