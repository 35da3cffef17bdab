"""Facts of contacting people who owe."""

from zhuxin.core.errors import Conflict, Invalid
from zhuxin.core.text import Label


class QuietHours(Conflict):
    code = "collection.quiet_hours"
    text = Label("{end}:00 至次日 {start}:00 不得联系借款人", "No contact from {end}:00 to {start}:00")


class ContactLimit(Conflict):
    code = "collection.contact_limit"
    text = Label("今天已联系 {count} 次，达到上限", "Contacted {count} times today, which is the limit")


class ComplaintStops(Conflict):
    code = "collection.complaint"
    text = Label(
        "客户已投诉，须先处理投诉才能再次联系",
        "The customer complained; settle the complaint before further contact",
    )


class CaseClosed(Conflict):
    code = "collection.closed"
    text = Label("案件已关闭", "The case is closed")


class PromiseInPast(Invalid):
    code = "promise.date"
    text = Label(
        "承诺日期不得早于营业日 {today}", "The promised day must not be before the business date {today}"
    )


class PromiseTooMuch(Invalid):
    code = "promise.amount"
    text = Label(
        "承诺金额不得超过结清金额 {payoff}", "The promise must not exceed the payoff amount {payoff}"
    )
