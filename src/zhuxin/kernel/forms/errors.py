"""Facts of external forms; what they say tells nothing of records."""

from zhuxin.core.errors import Conflict, Invalid
from zhuxin.core.text import Label


class FormClosed(Conflict):
    code = "external_form.closed"
    text = Label("表单未开放或已截止", "The form is not open")


class FormFull(Conflict):
    code = "external_form.full"
    text = Label("表单名额已满", "The form takes no more answers")


class BadChallenge(Invalid):
    code = "external_form.challenge"
    text = Label("页面已过期，请重新提交", "The page is out of date; submit once more")


class NotTaken(Conflict):
    code = "external_form.not_taken"
    text = Label("现在无法提交，请联系我们", "This cannot be taken now; please contact us")
