"""The sentences of an explanation, and the words they are made of."""

from zhuxin.core.text import Label
from zhuxin.kernel.permissions.rights import Access

VERBS = {
    "read": Label("查看", "read"),
    "create": Label("新建", "create"),
    "update": Label("修改", "change"),
    "delete": Label("删除", "delete"),
}
SCOPES = {
    "own": Label("本人的", "her own"),
    "head": Label("本人负责的部门及下级的", "those of departments she heads and below"),
    "department": Label("本部门的", "her departments'"),
    "tree": Label("本部门及下级的", "her departments' and those below"),
    "all": Label("全部", "all"),
}
KINDS = {
    "user": Label("用户", "user"),
    "department": Label("部门", "department"),
    "role": Label("角色", "role"),
}
ACCESS = {"read": Label("可查看", "may read"), "write": Label("可修改", "may change")}
LEVELS = {
    Access.HIDDEN: Label("隐藏", "hidden"),
    Access.MASKED: Label("脱敏", "masked"),
    Access.READ: Label("可查看", "readable"),
    Access.WRITE: Label("可修改", "writable"),
}

NO_ROLE = Label("没有任何角色，因此什么也看不到", "Has no role, and so sees nothing")
ROLE = Label(
    "角色「{role}」允许{verbs}「{object}」，数据范围：{scope}",
    "Role “{role_en}” grants {verbs_en} on “{object_en}”, scope: {scope_en}",
)
ROLE_NOT = Label(
    "角色「{role}」没有授予查看「{object}」", "Role “{role_en}” does not grant reading “{object_en}”"
)
BINNED = Label("记录在回收站里", "The record is in the recycle bin")
ALL = Label("数据范围是全部，因此包括这条记录", "The scope is all, this record included")
PARENT = Label(
    "数据范围随它所属的「{object}」：能看到那一条，才能看到这一条",
    "The scope follows the “{object_en}” it belongs to: who sees that one sees this one",
)
OWNER = Label("本人是负责人", "Owns the record")
NOT_OWNER = Label("负责人是 {owner}，不是本人", "The owner is {owner}, somebody else")
CANDIDATE = Label("记录等待本人的某个角色处理", "The record waits for one of her roles")
DEPARTMENT = Label(
    "记录属于部门「{department}」，在数据范围（{scope}：{hers}）之内",
    "The record belongs to department “{department}”, within the scope ({scope_en}: {hers})",
)
NOT_DEPARTMENT = Label(
    "记录属于部门「{department}」，不在数据范围（{scope}：{hers}）之内",
    "The record belongs to department “{department}”, outside the scope ({scope_en}: {hers})",
)
HEADED = Label(
    "记录属于部门「{department}」，本人是这个部门或其上级部门的负责人",
    "The record belongs to department “{department}”, which she heads, or one above it",
)
NOT_HEADED = Label(
    "记录属于部门「{department}」，本人不是这个部门或其上级部门的负责人",
    "The record belongs to department “{department}”; she heads neither it nor one above it",
)
SHARE = Label(
    "{by} 共享给{kind}「{name}」：{access}，截止：{until}",
    "Shared by {by} with {kind_en} “{name_en}”: {access_en}, until: {until_en}",
)
SHARE_ENDED = Label(
    "{by} 共享给{kind}「{name}」，已于 {until} 结束",
    "Shared by {by} with {kind_en} “{name_en}”; it ended on {until_en}",
)
FIELD_OWN = Label(
    "字段「{field}」：角色「{role}」单独设为{access}",
    "Field “{field_en}”: role “{role_en}” sets it to {access_en}",
)
FIELD_C3 = Label(
    "字段「{field}」：分级为 C3，角色「{role}」没有写权限也没有单独授权，因此脱敏",
    "Field “{field_en}”: classified C3, and role “{role_en}” neither writes nor grants it, so it is {access_en}",
)
FIELD_DEFAULT = Label(
    "字段「{field}」：按角色「{role}」对对象的权限，{access}",
    "Field “{field_en}”: {access_en} by the rights of role “{role_en}” to the object",
)
