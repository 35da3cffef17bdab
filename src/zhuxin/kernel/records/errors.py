"""Facts of reading and writing records."""

from zhuxin.core.errors import Conflict, Forbidden, Invalid, Stale
from zhuxin.core.text import Label


class BadFilter(Invalid):
    code = "filter.invalid"
    text = Label("筛选条件有误：{why}", "The filter is not valid: {why}")


class BadSort(Invalid):
    code = "sort.invalid"
    text = Label("不能按 {field} 排序", "Cannot sort by {field}")


class BadFields(Invalid):
    code = "fields.unknown"
    text = Label("没有字段 {field}", "There is no field {field}")


class NotWritable(Forbidden):
    code = "record.managed"
    text = Label(
        "这类记录由业务操作产生，不能直接增删改",
        "Records of this kind are made by business actions, not by hand",
    )


class StaleRecord(Stale):
    pass


class DefinitionMoved(Conflict):
    code = "record.definition_moved"
    text = Label(
        "字段刚刚被转换为别的类型，未保存。请刷新后重试",
        "A field has just become one of another kind; nothing was saved. Reload and try again",
    )


class VersionRequired(Invalid):
    code = "record.version_required"
    text = Label("缺少版本号（If-Match）", "The record version is missing (If-Match)")


class StateNotAllowed(Conflict):
    code = "record.state"
    text = Label("当前状态为「{status}」，不能{verb}", "The state is “{status}”; cannot {verb}")


class ReferredTo(Conflict):
    code = "record.referred_to"
    text = Label(
        "有 {count} 条「{object}」关联到这条记录，请先处理它们",
        "{count} records of “{object_en}” refer to this one; deal with them first",
    )


class OwnAncestor(Conflict):
    code = "record.own_ancestor"
    text = Label(
        "不能移到自己或自己的下级之下",
        "A record cannot be moved below itself or below one of those below it",
    )


class BadGroup(Invalid):
    code = "group.invalid"
    text = Label("分组统计有误：{why}", "The grouping is not valid: {why}")
