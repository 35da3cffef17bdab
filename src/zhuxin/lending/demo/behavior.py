"""How the demo's borrowers pay. Pure and seeded by the applicant, so that a resumed run pays as the first one would have."""

import random
from dataclasses import dataclass

SETTLES_EARLY = 0.05


@dataclass(frozen=True, slots=True)
class Payer:
    """When an installment is paid: `delay_days` from its due date by number (0: on time), None: never.

    `settles_at` is the installment on whose due date the whole loan is paid off.
    """

    delays: tuple[int | None, ...]
    settles_at: int | None


def payer(index: int, good: bool, periods: int) -> Payer:
    """Good borrowers pay on time, a few of them early; bad ones are late more and more, and most stop in the end."""
    draw = random.Random(f"payer {index}")
    if good:
        settles = draw.randrange(3, periods) if periods > 6 and draw.random() < SETTLES_EARLY else None
        return Payer((0,) * periods, settles)
    first_miss = draw.randrange(1, max(2, periods // 2) + 1)
    stops = draw.random() < 0.65
    delays: list[int | None] = [0] * (first_miss - 1)
    late = draw.randrange(3, 25)
    while len(delays) < periods:
        if stops and len(delays) >= first_miss + 1:
            delays.append(None)
        else:
            delays.append(late)
            late = min(late + draw.randrange(0, 15), 75)
    return Payer(tuple(delays), None)
