"""Facts of taking money."""

from zhuxin.core.errors import Conflict, Invalid
from zhuxin.core.text import Label


class LoanSettled(Conflict):
    code = "loan.settled"
    text = Label("贷款已结清，不能再入账", "The loan is settled; nothing can be booked")


class AlreadyReversed(Conflict):
    code = "repayment.already_reversed"
    text = Label("这笔还款已冲正", "The repayment was reversed already")


class AmountNotPositive(Invalid):
    code = "repayment.amount"
    text = Label("金额须大于 0", "The amount must be above 0")
