"""A number the system gives, such as LN00000042: a prefix and a sequence of its own."""

from dataclasses import replace

from zhuxin.core.text import Label
from zhuxin.kernel.fields.text.spec import KIND as TEXT

KIND = replace(
    TEXT, key="auto_number", label=Label("自动编号", "Auto number"), sample="LN00000042", mask=None
)
