"""A signature drawn by hand, kept as a stored picture."""

from dataclasses import replace

from zhuxin.core.text import Label
from zhuxin.kernel.fields.image.spec import KIND as IMAGE

KIND = replace(IMAGE, key="signature", label=Label("签名", "Signature"), media_types=("image/png",))
