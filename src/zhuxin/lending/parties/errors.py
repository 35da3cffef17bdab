"""Facts of customers."""

from zhuxin.core.errors import Conflict
from zhuxin.core.text import Label


class NameMismatch(Conflict):
    code = "party.name_mismatch"
    text = Label(
        "此身份证号的客户登记的是另一个姓名，请核对证件；若客户改过名，请先由运营更正",
        "The customer with this ID number is known by another name; check the papers, or have operations correct the name first",
    )
