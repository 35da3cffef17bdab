"""Amounts in Chinese capitals (大写), as contracts and receipts need them. Source: 《票据法》支付结算办法 附一."""

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")


def amount_in_words(amount_minor: int) -> str:
    """12000050 (分) → 壹拾贰万元零伍角整 style words; raises `ValueError` below 0 or over 16 digits of 元."""
    yuan, cents = divmod(amount_minor, 100)
    if amount_minor < 0 or yuan >= 10**16:
        raise ValueError("the amount is out of range for words")
    jiao, fen = divmod(cents, 10)
    words = _whole(yuan) + "元" if yuan else ""
    if not cents:
        return (words or "零元") + "整"
    if yuan and (not jiao or yuan % 10 == 0):
        words += "零"
    if jiao:
        words += DIGITS[jiao] + "角"
    return words + (DIGITS[fen] + "分" if fen else "整")


def _whole(value: int) -> str:
    """A whole number in words: groups of four digits, one 零 for any run of zeros inside."""
    groups = []
    while value:
        value, group = divmod(value, 10_000)
        groups.append(group)
    words, gap = "", False
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            gap = bool(words)
            continue
        if words and (gap or group < 1000):
            words += "零"
        words += _group(group) + GROUPS[place]
        gap = group % 10 == 0 and place > 0
    return words


def _group(group: int) -> str:
    words, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + PLACES[place]
            gap = False
        else:
            gap = True
    return words
