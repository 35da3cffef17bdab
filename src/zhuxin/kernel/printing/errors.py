"""Facts of printing."""

from zhuxin.core.errors import Invalid
from zhuxin.core.text import Label


class NothingToPrint(Invalid):
    code = "print.records"
    text = Label("请选择 1 到 {limit} 条记录", "Choose 1 to {limit} records")


class PictureUnreadable(Invalid):
    code = "print.picture"
    text = Label("模板或记录里有无法读取的图片", "A picture of the template or of a record cannot be read")


class FormNotMade(Invalid):
    code = "print.form"
    text = Label("这个模板只能做成 PDF", "This template is made as PDF only")
