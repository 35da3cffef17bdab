"""Facts of working leads."""

from zhuxin.core.errors import Conflict
from zhuxin.core.text import Label


class LeadClosed(Conflict):
    code = "lead.closed"
    text = Label("线索{status}，不能再操作", "The lead is converted or closed already")
