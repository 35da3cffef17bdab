"""A stored file, by id."""

from dataclasses import replace

from zhuxin.core.text import Label
from zhuxin.kernel.fields.reference.spec import KIND as REFERENCE

MEDIA_TYPES = ("application/pdf", "image/png", "image/jpeg")
KIND = replace(REFERENCE, key="file", label=Label("文件", "File"), media_types=MEDIA_TYPES, keyable=False)
