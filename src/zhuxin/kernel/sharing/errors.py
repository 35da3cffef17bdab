"""Facts of sharing records."""

from zhuxin.core.errors import Conflict, Forbidden, Invalid
from zhuxin.core.text import Label


class SharedForReading(Forbidden):
    code = "share.read_only"
    text = Label(
        "这条记录只共享给您查看；需要修改请联系共享人",
        "This record is shared with you for reading; ask who shared it for the right to change it",
    )


class OneGrantee(Invalid):
    code = "share.one_grantee"
    text = Label("请选择一个用户、部门或角色", "Choose one user, department or role")


class UnknownGrantee(Invalid):
    code = "share.unknown_grantee"
    text = Label("共享对象不存在或已停用", "There is no such user, department or role, or it is disabled")


class EndsInThePast(Invalid):
    code = "share.ends_in_the_past"
    text = Label("截止日期应不早于今天", "The last day must not be in the past")


class TooManyShares(Conflict):
    code = "share.too_many"
    text = Label(
        "一条记录最多共享给 {limit} 个对象，请改为共享给部门或角色",
        "A record is shared with at most {limit}; share it with a department or a role instead",
    )


class SharedTooOften(Conflict):
    code = "share.too_often"
    text = Label(
        "您 24 小时内共享的记录已达 {limit} 条，请明天再试，或请管理员按角色授权",
        "You have shared {limit} records within 24 hours; try tomorrow, or ask for rights by role",
    )
