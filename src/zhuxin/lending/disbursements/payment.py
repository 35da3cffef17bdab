"""The payment connector. What an outside payer must do is small: take an order once per reference, and call back.

The simulator takes any order and calls back after a delay through the job queue; it fails a share of first attempts, and
every order whose account ends in 0000, so that retry can be seen.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Protocol

from zhuxin.core.money import format_minor
from zhuxin.kernel.actions.context import ActionContext
from zhuxin.kernel.connectors.log import log_call

CALLBACK_JOB = "lending.payment.called_back"


@dataclass(frozen=True, slots=True)
class PaymentOrder:
    """Pay an amount to an account; `reference` makes the order idempotent at the payer."""

    reference: str
    disbursement_id: str
    attempt: int
    amount_minor: int
    payee_name: str
    account: str


class PaymentConnector(Protocol):
    """An outside payer. `pay` only places the order; the outcome comes by callback."""

    async def pay(self, context: ActionContext, order: PaymentOrder) -> None: ...


class PaymentSimulator:
    """A payer that is not there; see the module's text."""

    async def pay(self, context: ActionContext, order: PaymentOrder) -> None:
        settings = context.services.settings
        outcome = "failed" if self._fails(order, settings.payment_failure_rate) else "succeeded"
        await log_call(
            context,
            "payment_simulator",
            "pay",
            reference=order.reference,
            attempt=order.attempt,
            request={"amount": format_minor(order.amount_minor), "account": f"****{order.account[-4:]}"},
            response={"accepted": True},
        )
        await context.enqueue(
            CALLBACK_JOB,
            at=context.services.clock.now() + timedelta(seconds=settings.payment_delay_seconds),
            reference=order.reference,
            outcome=outcome,
            reason="账户状态异常" if outcome == "failed" else None,
        )

    def _fails(self, order: PaymentOrder, rate: float) -> bool:
        if order.attempt > 1:
            return False
        draw = int.from_bytes(sha256(order.reference.encode()).digest()[:4], "big") / 2**32
        return order.account.endswith("0000") or draw < rate


PAYMENT: PaymentConnector = PaymentSimulator()
