"""Facts of paying out: each is a key control point that no process can skip."""

from zhuxin.core.errors import Conflict
from zhuxin.core.text import Label


class NotSigned(Conflict):
    code = "disbursement.not_signed"
    text = Label("合同未签署，不能放款", "The contract is not signed; it cannot be paid out")


class AlreadyRequested(Conflict):
    code = "disbursement.exists"
    text = Label("该合同已发起放款", "The contract's disbursement was requested already")


class PayeeMissing(Conflict):
    code = "disbursement.payee_missing"
    text = Label("客户没有收款银行卡，请先补全", "The customer has no bank card; add it first")


class MakerIsChecker(Conflict):
    code = "disbursement.maker_is_checker"
    text = Label(
        "审批人不能为同一笔进件放款，请由其他人办理",
        "Who approved the application may not pay it out; ask somebody else",
    )


class NotFailed(Conflict):
    code = "disbursement.not_failed"
    text = Label("放款没有失败，不需要重试", "The disbursement has not failed; there is nothing to retry")


class PartyFrozen(Conflict):
    code = "disbursement.party_frozen"
    text = Label("客户已冻结，不能放款", "The customer is frozen; nothing can be paid out")
