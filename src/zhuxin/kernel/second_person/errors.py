"""Facts of asking a second person."""

from zhuxin.core.errors import Conflict, Forbidden, Invalid
from zhuxin.core.text import Label


class OwnRequest(Forbidden):
    code = "second_person.own"
    text = Label(
        "不能复核自己的申请，请由另一人复核", "You cannot decide on your own request; another person does"
    )


class NotWaiting(Conflict):
    code = "second_person.decided"
    text = Label("这个申请已处理或已撤回", "This request has been decided or withdrawn")


class RequestExpired(Conflict):
    code = "second_person.expired"
    text = Label("这个申请已过期，请重新发起", "This request has expired; ask again")


class RequesterLost(Conflict):
    code = "second_person.requester_lost"
    text = Label(
        "申请人已停用或不再有此权限，不能执行",
        "The requester is disabled or has lost the right; it cannot run",
    )


class FactsChanged(Conflict):
    code = "second_person.changed"
    text = Label(
        "申请之后相关内容有改动，请退回，由申请人核对后重新发起",
        "What the request is about has changed since; refuse it, and the requester asks again",
    )


class NeedsSecondPerson(Conflict):
    code = "second_person.needed"
    text = Label(
        "「{field}」须由第二人复核，请在记录页面单独修改并提交复核",
        "“{field_en}” needs a second person; change it on the record's page by itself, and it goes to one",
    )


class BadRule(Invalid):
    code = "second_person.bad_rule"
    text = Label("这个操作不能这样设置复核", "The second person of this action cannot be set like this")
