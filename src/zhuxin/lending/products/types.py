"""What a product offers to choose from."""

from zhuxin.kernel.objects.define import options

METHODS = options(
    "equal_installment:等额本息:Equal installment",
    "equal_principal:等额本金:Equal principal",
    "interest_first:先息后本:Interest first",
    "bullet:一次性还本付息:Bullet",
    "flat:等本等息:Flat",
)
DAY_COUNTS = options(
    "30/360:30/360:30/360",
    "30E/360:30E/360:30E/360",
    "actual/360:实际/360:Actual/360",
    "actual/365:实际/365:Actual/365",
    "actual/actual:实际/实际:Actual/actual",
)
ROUNDINGS = options(
    "half_up:四舍五入:Half up", "half_even:四舍六入五成双:Half even", "down:舍去:Down", "up:进一:Up"
)
