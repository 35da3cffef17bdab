"""What is refused about second factors."""

from zhuxin.core.errors import Conflict, Invalid, Missing
from zhuxin.core.text import Label


class WrongCode(Invalid):
    code = "auth.code_wrong"
    text = Label(
        "验证码不正确、已用过，或须稍候再试；请用下一个验证码",
        "The code is wrong, was used, or it is too early for another try; use the next one",
    )


class PasskeyRefused(Invalid):
    code = "auth.passkey_refused"
    text = Label("通行密钥验证未通过，请重试", "The passkey could not be verified; try again")


class NoSuchFactor(Missing):
    code = "auth.no_such_factor"
    text = Label("没有这个验证方式", "There is no such factor")


class LastFactor(Conflict):
    code = "auth.last_factor"
    text = Label(
        "您的角色必须有第二种验证方式，请先添加另一个，再移除这个",
        "Your role needs a second factor; add another one before you remove this",
    )
