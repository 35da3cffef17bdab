"""How Chinese characters are read, most frequent reading first, as the database turns names into pinyin."""

from sqlalchemy import Column, Table, Text

from zhuxin.core.db.schema import metadata, text_column

pinyin = Table("pinyin", metadata, Column("ch", Text, primary_key=True), text_column("readings"))
