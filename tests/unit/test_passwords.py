"""Passwords: what is stored, and what a name that does not exist costs."""

from argon2 import PasswordHasher

from zhuxin.core.crypto.passwords import DECOY, hash_password, password_matches


async def test_a_password_is_the_stored_one_or_not():
    stored = await hash_password("correct horse")
    assert await password_matches(stored, "correct horse")
    assert not await password_matches(stored, "wrong horse")
    assert not await password_matches("no hash", "correct horse")


async def test_a_name_that_does_not_exist_takes_as_long_and_never_matches():
    assert not PasswordHasher().check_needs_rehash(DECOY)
    assert not await password_matches(None, "no password of anybody")
