"""Masks, and how many values they leave to who sees them beside the other fields (docs/algorithms/masks.md)."""

import re
from collections import Counter

import pytest
from stdnum import numdb
from stdnum.cn import ric

from zhuxin.core.crypto.masks import mask_bank_card, mask_id_number, mask_phone

FEWEST = 1_000
# Of the sequence number three digits: with the gender known half of them.
SEQUENCES_OF_A_GENDER = 500
CHECK_DIGITS = 11


@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        (mask_id_number, "110101199003078515", "1****************5"),
        (mask_id_number, "11010119900307803X", "1****************X"),
        (mask_id_number, "810000199003078515", "*****************5"),
        (mask_id_number, "911124198108030024", "*****************4"),
        (mask_id_number, "110***********8515", "1****************5"),
        (mask_id_number, "1****************5", "1****************5"),
        (mask_id_number, "*****************5", "*****************5"),
        (mask_phone, "13812348888", "138****8888"),
        (mask_bank_card, "6222021234568888", "************8888"),
    ],
)
def test_what_a_mask_shows(mask, value, shown):
    assert mask(value) == shown


def districts() -> Counter[str]:
    """How many districts of GB/T 2260 in force there are by the first digit that is shown."""
    found: Counter[str] = Counter()
    for _, province, _, _, counties in numdb.get("cn/loc").prefixes:
        for _, county, _, words, _ in counties:
            # `[1983-]` is in force since then, `[-2010]` no more; cities as a whole end in 00.
            if not county.endswith("00") and not re.match(r"\[\d*-\d+\]", words["county"]):
                found[mask_id_number(f"{province}{county}".ljust(18, "0"))[0]] += 1
    return found


def test_an_id_number_with_birth_date_and_gender_shown_leaves_a_thousand_candidates():
    """Left open: the district behind its first digit, and the sequence number; the check digit takes ten of eleven away."""
    by_digit = districts()
    assert set(by_digit) - {"*"} == set("123456")
    left = {digit: count * SEQUENCES_OF_A_GENDER // CHECK_DIGITS for digit, count in by_digit.items()}
    assert min(left[digit] for digit in "123456") > 10 * FEWEST, left
    # Numbers from 7 on are all shown alike: residents of Taiwan, Hong Kong and Macao (83, 81, 82), and foreigners
    # (9, province, country of ISO 3166-1).
    foreigners = 31 * 200
    assert (3 + foreigners) * SEQUENCES_OF_A_GENDER // CHECK_DIGITS > 100 * FEWEST


def test_the_check_digit_takes_ten_of_eleven_candidates_away():
    """Counted, not reckoned: of one district and day the sequences of one gender that end in a given check digit."""
    ends = Counter(ric.calc_check_digit(f"11010119900307{sequence:03d}0") for sequence in range(1, 1000, 2))
    assert sum(ends.values()) == SEQUENCES_OF_A_GENDER
    assert set(ends) == set("0123456789X")
    assert min(ends.values()) >= SEQUENCES_OF_A_GENDER // CHECK_DIGITS - 1


def test_phones_and_cards_leave_a_thousand_candidates():
    assert mask_phone("13812348888").count("*") >= 4  # 10,000
    # A card of 16 digits whose bank, and so its first six digits, is known; its Luhn digit takes nine of ten away.
    assert 10 ** (mask_bank_card("6222021234568888").count("*") - 6 - 1) >= FEWEST
