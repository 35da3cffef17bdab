"""Lending's facts in words, for timelines and the audit log."""

from zhuxin.kernel.timeline import register_labels, register_source

register_labels(
    {
        "lending.lead.assigned": ("分配线索", "Lead assigned"),
        "lending.lead.followed_up": ("跟进线索", "Lead followed up"),
        "lending.lead.closed": ("关闭线索", "Lead closed"),
        "lending.lead.converted": ("线索转为进件", "Lead converted"),
        "lending.party.recognized": ("识别为已有客户", "Known customer recognized"),
        "lending.party.payee_changed": ("更换收款卡", "Payee's card changed"),
        "lending.consent.granted": ("取得授权", "Consent granted"),
        "lending.consent.withdrawn": ("撤回授权", "Consent withdrawn"),
        "lending.application.submitted": ("提交审批", "Application submitted"),
        "lending.application.decided": ("规则决策", "Decided by rule"),
        "lending.application.approved": ("审批通过", "Application approved"),
        "lending.application.rejected": ("审批拒绝", "Application rejected"),
        "lending.contract.generated": ("生成合同", "Contract made"),
        "lending.contract.signed": ("签署合同", "Contract signed"),
        "lending.disbursement.requested": ("发起放款", "Disbursement requested"),
        "lending.disbursement.retried": ("重新放款", "Disbursement retried"),
        "lending.disbursement.failed": ("放款失败", "Disbursement failed"),
        "lending.loan.disbursed": ("放款到账", "Loan disbursed"),
        "lending.repayment.posted": ("还款入账", "Repayment posted"),
        "lending.repayment.reversed": ("还款冲正", "Repayment reversed"),
        "lending.collection.opened": ("催收立案", "Collection case opened"),
        "lending.collection.closed": ("催收结案", "Collection case closed"),
        "lending.collection.contacted": ("催收联系", "Borrower contacted"),
        "lending.collection.assigned": ("案件改派", "Case reassigned"),
        "lending.promise.taken": ("承诺还款", "Promise to pay"),
        "lending.day_end.requested": ("发起日终", "Day-end requested"),
        "lending.day_end.completed": ("日终完成", "Day-end completed"),
        "demo.requested": ("生成演示数据", "Demo requested"),
    }
)
register_source("lending.application.decided", "decision")
