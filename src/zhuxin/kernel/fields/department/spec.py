"""A department of the lender."""

from dataclasses import replace

from zhuxin.core.text import Label
from zhuxin.kernel.fields.reference.spec import KIND as REFERENCE

KIND = replace(REFERENCE, key="department", label=Label("部门", "Department"), ops=(*REFERENCE.ops, "under"))
