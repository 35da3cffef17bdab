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


class BadObjectKey(Invalid):
    code = "object.bad_key"
    text = Label(
        "对象编码应以小写字母开头，只含小写字母、数字和下划线，2 到 40 位；编号前缀为 1 到 8 位大写字母、数字或短横",
        "An object key begins with a lower-case letter and has 2 to 40 of a–z, 0–9 and _; a number prefix has 1 to 8 of A–Z, 0–9 and -",
    )


class ObjectExists(Conflict):
    code = "object.exists"
    text = Label("对象 {key} 已存在", "The object {key} exists already")


class ObjectLimit(Conflict):
    code = "object.limit"
    text = Label("最多 {limit} 个对象", "There are at most {limit} objects")


class NotCustom(Conflict):
    code = "object.not_custom"
    text = Label(
        "{key} 随系统提供，只能增加字段，不能归档、改名或删除",
        "{key} comes with the system: fields can be added, it cannot be renamed, archived or deleted",
    )


class ObjectNotEmpty(Conflict):
    code = "object.not_empty"
    text = Label(
        "对象里还有 {count} 条记录（含回收站）。请清空，或导出全部记录后勾选「连同已导出的记录一起删除」，或改为归档",
        "The object still has {count} records, the recycle bin included. Empty it, or export them all and say so, or archive it",
    )


class NotExported(Conflict):
    code = "object.not_exported"
    text = Label(
        "没有找到最后一次改动之后、含全部字段和全部 {count} 条记录的导出（回收站要先清空）。请先在列表里导出全部",
        "There is no export of all fields and all {count} records after the last change; the recycle bin must be empty."
        " Export the whole list first",
    )


class ObjectReferred(Conflict):
    code = "object.referred"
    text = Label(
        "对象「{object}」有字段关联到它，请先移除该字段",
        "The object “{object_en}” has a field that refers to it; remove that field first",
    )


class TitleNotText(Invalid):
    code = "object.title_field"
    text = Label(
        "标题字段应是文本或编号，{field} 不是", "A title field is a text or a number; {field} is not"
    )


class UnknownTarget(Invalid):
    code = "field.unknown_target"
    text = Label("没有可关联的对象 {target}", "There is no object {target} to refer to")


class NotReferring(Invalid):
    code = "field.not_referring"
    text = Label(
        "{field} 不是关联到「{object}」的字段。子表的每一行要用它指向本记录",
        "{field} does not refer to “{object}”; each row of a sub-table refers to its record by it",
    )


class BadRollup(Invalid):
    code = "field.bad_rollup"
    text = Label("汇总设置有误：{why}", "The rollup is not valid: {why}")


class KeyExists(Conflict):
    code = "unique_key.exists"
    text = Label("{fields}已经不可重复", "{fields_en} is unique already")


class NotUniqueYet(Conflict):
    code = "unique_key.repeated"
    text = Label(
        "{fields}有 {groups} 个值重复，共 {records} 条记录。请先合并或修改这些记录，未做任何改动",
        "{groups} values of {fields_en} repeat, in {records} records. Merge or change these first; nothing was changed",
    )


class NotUnique(Conflict):
    code = "record.not_unique"
    text = Label("已有另一条记录的{fields}与此相同", "Another record has the same {fields_en}")


class FieldNeeded(Conflict):
    code = "field.needed"
    text = Label("「{by}」用到字段 {key}，请先改掉", "“{by}” uses the field {key}; change that first")


class OptionInUse(Conflict):
    code = "field.option_in_use"
    text = Label(
        "还有记录选了要移除的选项（{used}），先把它们改成别的，或保留选项",
        "Records still have options that are to go ({used}); change them first, or keep the options",
    )


class ConversionNotOffered(Invalid):
    code = "field.conversion_not_offered"
    text = Label(
        "{kind} 类型的字段不能这样转换，可以转为：{offered}",
        "A field of kind {kind} cannot be converted so; it can become: {offered}",
    )


class ConversionLoses(Conflict):
    code = "field.conversion_loses"
    text = Label(
        "{rows} 条记录有值，其中 {lost} 条会丢失内容，未做任何改动。确认后请选择接受丢失",
        "{rows} records have a value and {lost} of them would lose something; nothing was changed. Accept the loss to go on",
    )


class ConvertedBefore(Conflict):
    code = "field.converted_before"
    text = Label(
        "上次转换前的值还在 {key} 里。请先撤销那次转换，或彻底删除 {key}",
        "The values of before the last conversion are still in {key}. Take that back, or delete {key} for good",
    )


class TooManyToConvert(Conflict):
    code = "field.too_many_to_convert"
    text = Label(
        "有 {count} 条记录，超过 {limit} 条不能直接转换。请新建一个目标类型的字段，用批量修改分批写入，再移除旧字段",
        "There are {count} records; more than {limit} are not converted in place."
        " Add a field of the new kind, copy the values in bulk, and remove the old field",
    )


class NotCustomField(Conflict):
    code = "field.not_custom"
    text = Label(
        "{key} 是系统字段，不能修改或移除", "{key} came with the system and cannot be changed or removed"
    )
