"""A person who works with the system."""

from dataclasses import replace

from zhuxin.core.text import Label
from zhuxin.kernel.fields.reference.spec import KIND as REFERENCE

KIND = replace(REFERENCE, key="user", label=Label("用户", "User"))
