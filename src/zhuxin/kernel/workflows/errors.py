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


class WrongSubject(Invalid):
    code = "process.wrong_subject"
    text = Label("这个流程不用于这个对象", "The process is not for this object")


class NotByHand(Forbidden):
    code = "process.not_by_hand"
    text = Label("这个流程不能由您手动发起", "You may not start this process by hand")


class ProcessRuns(Conflict):
    code = "process.running"
    text = Label("这条记录上已有一个这样的流程在进行", "The process is running on this record already")
