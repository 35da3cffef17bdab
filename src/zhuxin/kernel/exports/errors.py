"""Facts of exports."""

from zhuxin.core.errors import Conflict, Forbidden, Missing
from zhuxin.core.text import Label


class ExportNotAllowed(Forbidden):
    code = "export.not_allowed"
    text = Label(
        "您的角色不能导出「{object}」，请联系管理员",
        "Your roles may not export “{object_en}”; ask an administrator",
    )


class ExportTooLarge(Conflict):
    code = "export.too_large"
    text = Label(
        "共 {rows} 行，超过免审批的 {limit} 行。请缩小筛选范围，或申请导出，由另一位有「审批导出」权限的人批准",
        "{rows} rows are more than the {limit} that need no approval. Narrow the filter, or ask for the export: "
        "another person with the right to approve exports then approves it",
    )


class SheetTooLong(Conflict):
    code = "export.sheet_too_long"
    text = Label(
        "Excel 表格最多 {limit} 行，请缩小筛选范围或导出 CSV",
        "A spreadsheet holds {limit} rows; narrow the filter or export CSV",
    )


class OwnExport(Forbidden):
    code = "export.own"
    text = Label("不能审批自己的导出申请", "You cannot approve an export that you asked for yourself")


class ExportDecided(Conflict):
    code = "export.decided"
    text = Label("这个导出申请已经处理过", "This export has been decided already")


class ExportGone(Missing):
    code = "export.gone"
    text = Label(
        "导出文件不存在、未完成或已过期，请重新导出",
        "The export is not there, not ready or has expired; export again",
    )
