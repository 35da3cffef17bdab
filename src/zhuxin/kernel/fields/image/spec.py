"""A stored picture, by the id of its file."""

from dataclasses import replace

from zhuxin.core.text import Label
from zhuxin.kernel.fields.file.spec import KIND as FILE

KIND = replace(FILE, key="image", label=Label("图片", "Image"), media_types=("image/png", "image/jpeg"))
