"""Facts of running processes."""

from zhuxin.core.errors import Conflict, Forbidden, Invalid
from zhuxin.core.text import Label


class TaskClosed(Conflict):
    code = "task.closed"
    text = Label("该任务已由他人处理或已取消", "The task was done by somebody else or canceled")


class NotYourTask(Forbidden):
    code = "task.not_yours"
    text = Label("该任务未分派给您", "The task is not assigned to you")


class NoAssignee(Conflict):
    code = "process.no_assignee"
    text = Label(
        "节点「{node}」找不到处理人，请检查角色「{role}」的成员",
        "Node {node} finds nobody to work on it; check who has the role {role}",
    )


class OutcomeNotOffered(Invalid):
    code = "task.outcome"
    text = Label("此任务不能以「{outcome}」结束", "The task cannot end with {outcome}")


class OpinionRequired(Invalid):
    code = "task.opinion_required"
    text = Label("拒绝时请填写意见", "A rejection needs an opinion")
