"""What a password must be like: long, hard to guess, and not made of its owner's names. Pure.

The length is the lender's setting (12 as installed: ASVS 5.0 6.2.1 asks for 8 and recommends 15; with a second factor for whoever
may do much, 12 is what people still type). Kinds of characters are asked for only where a password is short (等保 复杂度): a
passphrase of 20 characters needs none.
"""

from collections.abc import Iterable
from typing import Any

from zhuxin.core.crypto.passwords import PASSWORD_MAX
from zhuxin.core.errors import Invalid
from zhuxin.core.text import Label

PASSPHRASE = 20
RUN = 5  # characters beside each other on a keyboard, in order, or alike
COMMONEST = 10_000
GUESSES = 1e9  # by zxcvbn's reckoning; a log-in lets nobody try a millionth of that
_READ = 72  # zxcvbn looks at no more characters


class WeakPassword(Invalid):
    code = "auth.weak_password"
    text = Label("密码过于简单", "The password is too weak")


class PasswordTooShort(WeakPassword):
    code = "auth.password_too_short"
    text = Label("密码至少 {minimum} 个字符", "A password has at least {minimum} characters")


class PasswordTooLong(WeakPassword):
    code = "auth.password_too_long"
    text = Label("密码最多 {maximum} 个字符", "A password has at most {maximum} characters")


class PasswordOfOneKind(WeakPassword):
    code = "auth.password_of_one_kind"
    text = Label(
        "请至少用两类字符（小写、大写字母、数字、符号），或用 {passphrase} 个字符以上的一句话",
        "Use two kinds of characters (small and capital letters, digits, signs), or a phrase of {passphrase} or more characters",
    )


class PasswordNamesOwner(WeakPassword):
    code = "auth.password_names_owner"
    text = Label("密码不能含有用户名或姓名", "A password does not contain the username or the name")


class PasswordInRow(WeakPassword):
    code = "auth.password_in_row"
    text = Label(
        "密码不能含有键盘上相邻、连续或重复的一串字符，例如「{run}」",
        "A password contains no row of the keyboard, no sequence and no repetition such as “{run}”",
    )


class PasswordCommon(WeakPassword):
    code = "auth.password_common"
    text = Label("这个密码太常见，容易被猜到", "This password is too common and easily guessed")


def check_password(password: str, *, minimum: int, own: Iterable[str]) -> None:
    """Raises the `WeakPassword` that says what is wrong; `own` are names of its owner. Takes some milliseconds."""
    if len(password) < minimum:
        raise PasswordTooShort(pointer="/password", minimum=minimum)
    if len(password) > PASSWORD_MAX:
        raise PasswordTooLong(pointer="/password", maximum=PASSWORD_MAX)
    lowered = password.lower()
    if any(name in lowered for name in _names(own)):
        raise PasswordNamesOwner(pointer="/password")
    if len(password) < PASSPHRASE and _kinds(password) < 2:
        raise PasswordOfOneKind(pointer="/password", passphrase=PASSPHRASE)
    _check_guessable(password)


def _kinds(password: str) -> int:
    return sum(
        any(test(one) for one in password)
        for test in (
            str.islower,
            str.isupper,
            str.isdigit,
            lambda one: not one.isascii() or not one.isalnum(),
        )
    )


def _names(own: Iterable[str]) -> list[str]:
    """Names long enough to say something: three letters, or two characters that are no letters (韩梅)."""
    return [name for one in own if len(name := one.strip().lower()) >= (3 if name.isascii() else 2)]


def _check_guessable(password: str) -> None:
    # Both take a while to import and are needed only here.
    from zxcvbn import zxcvbn
    from zxcvbn.matching import dictionary_match, omnimatch

    read = password[:_READ]
    for match in omnimatch(read):
        if len(match["token"]) >= RUN and _is_row(match):
            raise PasswordInRow(pointer="/password", run=match["token"])
    bare = read.lower().strip("0123456789!@#$%^&*._-+=? ")
    common = (
        match["rank"] <= COMMONEST and match["token"] in (bare, read.lower())
        for match in dictionary_match(read.lower())
        if match["dictionary_name"] == "passwords"
    )
    if any(common) or zxcvbn(read, max_length=_READ)["guesses"] < GUESSES:
        raise PasswordCommon(pointer="/password")


def _is_row(match: dict[str, Any]) -> bool:
    """Whether a find of zxcvbn is a row of a keyboard as most have it, a sequence or a repetition."""
    keyboard = match["pattern"] == "spatial" and match["graph"] in ("qwerty", "keypad")
    return keyboard or match["pattern"] in ("sequence", "repeat")
