"""What records are found by: lexemes of their names and numbers, in characters, pinyin and initials."""
