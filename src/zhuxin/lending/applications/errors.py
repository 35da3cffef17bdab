"""Facts of applying."""

from zhuxin.core.errors import Conflict, Invalid
from zhuxin.core.text import Label


class NotDraft(Conflict):
    code = "application.not_draft"
    text = Label("进件已提交，不能重复提交", "The application was submitted already")


class ConsentMissing(Conflict):
    code = "application.consent_missing"
    text = Label(
        "缺少客户授权：{purposes}，请先取得授权",
        "The customer has not agreed to {purposes}; get the consent first",
    )


class IdentityMissing(Conflict):
    code = "application.identity_missing"
    text = Label("客户缺少身份证号，请先补全", "The customer has no ID number; add it first")


class ProductInactive(Conflict):
    code = "application.product_inactive"
    text = Label("产品已停用", "The product is not active")


class OutsideProduct(Invalid):
    code = "application.outside_product"
    text = Label("须在产品规定的 {low} 到 {high} 之间", "Must be from {low} to {high}, as the product sets")


class NotApproved(Conflict):
    code = "application.not_approved"
    text = Label("进件未通过审批", "The application is not approved")
