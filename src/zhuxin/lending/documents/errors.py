"""Facts of contracts."""

from zhuxin.core.errors import Conflict
from zhuxin.core.text import Label


class ContractExists(Conflict):
    code = "contract.exists"
    text = Label("该进件已有合同", "The application has a contract already")


class NotToBeSigned(Conflict):
    code = "contract.not_to_be_signed"
    text = Label("合同不在待签署状态", "The contract is not waiting to be signed")
