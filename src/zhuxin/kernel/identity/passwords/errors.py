"""What is refused about the present password."""

from zhuxin.core.errors import Invalid
from zhuxin.core.text import Label


class WrongPresentPassword(Invalid):
    code = "auth.present_password_wrong"
    text = Label(
        "当前密码不正确，或须稍候再试", "The present password is wrong, or it is too early for another try"
    )
