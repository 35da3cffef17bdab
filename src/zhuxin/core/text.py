"""Words shown to people, in Chinese and English."""

from typing import NamedTuple


class Label(NamedTuple):
    """One text in both languages; Chinese is the default."""

    zh: str
    en: str

    def format(self, **values: object) -> "Label":
        """Both texts with `{name}` places filled; a label fills each with its own text."""
        zh, en = (
            {name: one[place] if isinstance(one, Label) else one for name, one in values.items()}
            for place in (0, 1)
        )
        return Label(self.zh.format(**zh), self.en.format(**en))

    def in_language(self, locale: str) -> str:
        """The text for a locale such as `zh-CN` or `en-US`."""
        return self.en if locale.startswith("en") else self.zh

    def to_json(self) -> dict[str, str]:
        return {"zh": self.zh, "en": self.en}


def label_of(value: object) -> Label:
    """A label from stored data: `{"zh": …, "en": …}` or one text for both."""
    if isinstance(value, dict):
        zh = str(value.get("zh") or value.get("en") or "")
        return Label(zh, str(value.get("en") or zh))
    return Label(str(value), str(value))
