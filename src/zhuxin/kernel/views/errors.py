"""Facts of saved views."""

from zhuxin.core.errors import Conflict, Forbidden, Invalid, Stale
from zhuxin.core.text import Label


class StaleView(Stale):
    code = "view.stale"
    text = Label(
        "视图已被他人修改，请刷新后再保存", "Somebody changed the view; reload it before saving again"
    )


class TooManyViews(Conflict):
    code = "view.too_many"
    text = Label(
        "每个对象最多保存 {limit} 个视图，请先删除不用的",
        "At most {limit} views of an object can be saved; delete some first",
    )


class SensitiveFilter(Invalid):
    code = "view.sensitive_filter"
    text = Label(
        "按证件号、卡号、手机号等加密字段的值筛选的视图不能保存，请先去掉该条件",
        "A view that filters by the value of an encrypted field cannot be saved; take that condition out first",
    )


class NotYours(Forbidden):
    code = "view.not_yours"
    text = Label(
        "这是共享视图，修改它需要「共享视图」权限；可另存为自己的视图",
        "This view is shared; changing it needs the right to share views. Save it as your own instead",
    )
