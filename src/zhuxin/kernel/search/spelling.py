"""What a text is called in plain Latin letters."""

import re

from sqlalchemy import select

from zhuxin.core.db.database import Connection
from zhuxin.kernel.search.tables import pinyin


async def spelled(connection: Connection, text: str) -> list[str]:
    """The words of a text in `a-z0-9`, each Chinese character as its most frequent reading: 车辆A1 → che, liang, a1."""
    found = await connection.all(select(pinyin).where(pinyin.c.ch.in_(sorted(set(text)))))
    sounds = {row.ch: row.readings.partition(",")[0] for row in found}
    return re.findall(r"[a-z0-9]+", "".join(f" {sounds[ch]} " if ch in sounds else ch for ch in text.lower()))
