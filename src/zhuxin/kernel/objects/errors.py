"""Facts of defining fields."""

from zhuxin.core.errors import Conflict, Invalid
from zhuxin.core.text import Label


class BadFieldKey(Invalid):
    code = "field.bad_key"
    text = Label(
        "字段编码应以小写字母开头，只含小写字母、数字和下划线，最长 40 位",
        "A field key begins with a lower-case letter and has only a–z, 0–9 and _, at most 40",
    )


class FieldExists(Conflict):
    code = "field.exists"
    text = Label("字段 {key} 已存在", "The field {key} exists already")


class KindNotOffered(Invalid):
    code = "field.kind_not_offered"
    text = Label("不能新建 {kind} 类型的字段", "A field of kind {kind} cannot be added")


class OptionsMissing(Invalid):
    code = "field.options_missing"
    text = Label("单选字段至少要有一个选项，且选项不能重复", "A choice needs options, each once")


class FieldLimit(Conflict):
    code = "field.limit"
    text = Label("一个对象最多 {limit} 个字段", "An object has at most {limit} fields")
