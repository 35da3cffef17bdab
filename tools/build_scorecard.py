"""Build the scorecard of the consumer loan package from the German credit data.

Run it from the root of the checkout:

    python tools/build_scorecard.py            # print the step and how well it separates
    python tools/build_scorecard.py --write    # put it between the marks in decisions/consumer_loan.yaml

The bins are set below by hand. For each, the weight of evidence is ln(share of the good / share of the bad).
A logistic regression on these weights gives each characteristic its coefficient. Points scale them so that
600 points are odds of 3 good to 1 bad and each 20 points double the odds. The arithmetic is plain Python and
leaves nothing to chance: two runs give the same points. Values and words of the bins come from the package.
"""

import argparse
import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

PACKAGE = Path(__file__).parents[1] / "src/zhuxin/packages/consumer_loan"
DECISION = PACKAGE / "decisions/consumer_loan.yaml"
BEGIN, END = "  # scorecard:begin", "  # scorecard:end"

BASE_POINTS, BASE_ODDS, POINTS_TO_DOUBLE = 600, 3.0, 20
FOLDS = 5
NOT_GIVEN = {"zh": "未填写", "en": "Not given"}

Row = Mapping[str, Any]
Weights = list[list[float]]


@dataclass(frozen=True)
class Characteristic:
    """A field of the application and its bins: lists of option values, or lower edges of ranges."""

    field: str
    bins: tuple[tuple[str, ...], ...] = ()
    edges: tuple[int, ...] = ()
    zh: str = ""
    en: str = ""

    @property
    def key(self) -> str:
        return self.field.removeprefix("x_")

    def place(self, row: Row) -> int:
        """The bin of a row."""
        value = row[self.field]
        if self.edges:
            return sum(value >= edge for edge in self.edges)
        return next(place for place, values in enumerate(self.bins) if value in values)

    def size(self) -> int:
        return len(self.edges) + 1 if self.edges else len(self.bins)


# Not scored: sex, family and origin (x_personal_status, x_foreign_worker, x_dependents) and age, so that
# nobody is judged by who they are; x_telephone, x_residence_since, x_job and x_existing_credits, which tell
# next to nothing; and the purpose, which is free text.
CHARACTERISTICS = (
    Characteristic(
        "x_checking_account", (("none",), ("balance_200_up",), ("balance_0_to_200",), ("overdrawn",))
    ),
    Characteristic("periods", edges=(9, 16, 37), zh="期数", en="Periods"),
    Characteristic("amount", edges=(1400, 4000, 8000), zh="申请金额", en="Amount"),
    Characteristic(
        "x_credit_history", (("critical",), ("existing_paid", "delayed"), ("all_paid_here", "no_credits"))
    ),
    Characteristic(
        "x_savings",
        (("savings_1000_up", "savings_500_to_1000"), ("unknown",), ("savings_100_to_500",), ("under_100",)),
    ),
    Characteristic(
        "x_employment", (("years_7_up", "years_4_to_7"), ("years_1_to_4",), ("under_1_year", "unemployed"))
    ),
    Characteristic("x_installment_rate", edges=(2, 3, 4)),
    Characteristic("x_property", (("real_estate",), ("life_insurance", "car_or_other"), ("none",))),
    Characteristic("x_housing", (("own",), ("rent", "free"))),
    Characteristic("x_other_plans", (("none",), ("bank", "stores"))),
    Characteristic("x_other_debtors", (("guarantor",), ("none",), ("co_applicant",))),
)


def read_rows() -> list[dict[str, Any]]:
    """The applicants as facts of an application, and `good`."""
    columns = yaml.safe_load((PACKAGE / "demo/mapping.yaml").read_text("utf-8"))["columns"]
    with (PACKAGE / "demo/german_credit.csv").open(encoding="utf-8", newline="") as source:
        return [_facts(raw, columns) for raw in csv.DictReader(source)]


def _facts(raw: Mapping[str, str], columns: Mapping[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = {"good": raw["creditability"] == "good"}
    for name, column in columns.items():
        if "field" in column:
            facts[column["field"]] = column["values"][raw[name]] if "values" in column else int(raw[name])
    return facts


def weights_of_evidence(rows: Sequence[Row]) -> Weights:
    """The weight of each bin by characteristic; half a case more in each count keeps them finite."""
    found = []
    for one in CHARACTERISTICS:
        good, bad = [0.5] * one.size(), [0.5] * one.size()
        for row in rows:
            (good if row["good"] else bad)[one.place(row)] += 1
        goods, bads = sum(good), sum(bad)
        found.append([math.log(g / goods / (b / bads)) for g, b in zip(good, bad, strict=True)])
    return found


def inputs_of(row: Row, weights: Weights) -> list[float]:
    """The regression's input: 1 for the intercept, then the weight of each bin the row falls in."""
    return [1.0, *(weight[one.place(row)] for one, weight in zip(CHARACTERISTICS, weights, strict=True))]


def fit(inputs: Sequence[Sequence[float]], good: Sequence[bool]) -> list[float]:
    """Coefficients of the logistic regression of `good`, by Newton's method."""
    count = len(inputs[0])
    coefficients = [0.0] * count
    for _ in range(25):
        gradient, curvature = [0.0] * count, [[0.0] * count for _ in range(count)]
        for values, outcome in zip(inputs, good, strict=True):
            chance = 1 / (1 + math.exp(-_dot(coefficients, values)))
            slope, bend = outcome - chance, chance * (1 - chance)
            for at, value in enumerate(values):
                gradient[at] += slope * value
                line, part = curvature[at], bend * value
                for other in range(at + 1):
                    line[other] += part * values[other]
        for at in range(count):
            for other in range(at + 1, count):
                curvature[at][other] = curvature[other][at]
        step = _solve(curvature, gradient)
        coefficients = [one + more for one, more in zip(coefficients, step, strict=True)]
        if max(map(abs, step)) < 1e-10:
            return coefficients
    raise ArithmeticError("the regression does not converge")


def _dot(left: Iterable[float], right: Iterable[float]) -> float:
    return sum(a * b for a, b in zip(left, right, strict=True))


def _solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """The x of matrix · x = vector, by elimination with pivots."""
    lines = [[*line, value] for line, value in zip(matrix, vector, strict=True)]
    count = len(lines)
    for at in range(count):
        pivot = max(range(at, count), key=lambda place: abs(lines[place][at]))
        lines[at], lines[pivot] = lines[pivot], lines[at]
        for place in range(at + 1, count):
            factor = lines[place][at] / lines[at][at]
            lines[place] = [one - factor * other for one, other in zip(lines[place], lines[at], strict=True)]
    found = [0.0] * count
    for at in reversed(range(count)):
        rest = _dot(lines[at][at + 1 : count], found[at + 1 :])
        found[at] = (lines[at][count] - rest) / lines[at][at]
    return found


def points_of(rows: Sequence[Row]) -> tuple[int, list[list[int]]]:
    """The base and each bin's points; raises `ArithmeticError` where a coefficient has the wrong sign."""
    weights = weights_of_evidence(rows)
    intercept, *slopes = fit([inputs_of(row, weights) for row in rows], [row["good"] for row in rows])
    for one, slope in zip(CHARACTERISTICS, slopes, strict=True):
        if slope <= 0:
            raise ArithmeticError(f"{one.key} has a coefficient of {slope:.3f}: leave it out or bin it anew")
    factor = POINTS_TO_DOUBLE / math.log(2)
    base = BASE_POINTS - factor * math.log(BASE_ODDS) + factor * intercept
    points = [
        [round(factor * slope * weight) for weight in bins]
        for slope, bins in zip(slopes, weights, strict=True)
    ]
    return round(base), points


def score(row: Row, base: int, points: Sequence[Sequence[int]]) -> int:
    """The score of one applicant."""
    return base + sum(bins[one.place(row)] for one, bins in zip(CHARACTERISTICS, points, strict=True))


def area_under_curve(scored: Sequence[tuple[int, bool]]) -> float:
    """The chance that a good one scores above a bad one; ties count half."""
    good = [points for points, is_good in scored if is_good]
    bad = [points for points, is_good in scored if not is_good]
    wins = sum((one > other) + (one == other) / 2 for one in good for other in bad)
    return wins / (len(good) * len(bad))


def scorecard_step(rows: Sequence[Row]) -> dict[str, Any]:
    """The scorecard as a step of the decision. Without a value a characteristic gives its fewest points."""
    base, points = points_of(rows)
    return {
        "key": "score",
        "kind": "scorecard",
        "label": {"zh": "申请评分", "en": "Application score"},
        "base": base,
        "characteristics": [
            {
                "key": one.key,
                "field": f"application.{one.field}",
                "label": _label(one),
                "bins": [*_bins(one, bins), {"when": "", "points": min(bins), "label": NOT_GIVEN}],
            }
            for one, bins in zip(CHARACTERISTICS, points, strict=True)
        ],
    }


@lru_cache(maxsize=1)
def _fields() -> dict[str, Any]:
    return {
        one["key"]: one for one in yaml.safe_load((PACKAGE / "fields/application.yaml").read_text("utf-8"))
    }


def _label(one: Characteristic) -> dict[str, str]:
    return {"zh": one.zh, "en": one.en} if one.zh else dict(_fields()[one.field]["label"])


def _bins(one: Characteristic, points: Sequence[int]) -> list[dict[str, Any]]:
    if one.edges:
        return [
            {"when": when, "points": found, "label": label}
            for (when, label), found in zip(_ranges(one.edges), points, strict=True)
        ]
    words = {option["value"]: option["label"] for option in _fields()[one.field]["options"]}
    return [
        {
            "when": ", ".join(f'"{value}"' for value in values),
            "points": found,
            "label": {
                "zh": "；".join(words[value]["zh"] for value in values),
                "en": "; ".join(words[value]["en"] for value in values),
            },
        }
        for values, found in zip(one.bins, points, strict=True)
    ]


def _ranges(edges: Sequence[int]) -> list[tuple[str, dict[str, str]]]:
    low, high = edges[0], edges[-1]
    return [
        (f"< {low}", {"zh": f"小于 {low}", "en": f"Below {low}"}),
        *(
            (f"[{start}..{stop})", {"zh": f"{start} 至 {stop}（不含）", "en": f"{start} to below {stop}"})
            for start, stop in pairwise(edges)
        ),
        (f">= {high}", {"zh": f"{high} 及以上", "en": f"{high} or more"}),
    ]


def to_yaml(step: Mapping[str, Any]) -> str:
    """The step as it stands in the decision file: one bin a line."""
    lines = [
        f"  - key: {step['key']}",
        f"    kind: {step['kind']}",
        f"    label: {_words(step['label'])}",
        f"    base: {step['base']}",
        "    characteristics:",
    ]
    for one in step["characteristics"]:
        lines += [
            f"      - key: {one['key']}",
            f"        field: {one['field']}",
            f"        label: {_words(one['label'])}",
            "        bins:",
            *(
                f"          - {{when: '{bin_['when']}', points: {bin_['points']}, "
                f"label: {_words(bin_['label'])}}}"
                for bin_ in one["bins"]
            ),
        ]
    return "\n".join(lines) + "\n"


def _words(label: Mapping[str, str]) -> str:
    english = label["en"]
    return (
        f'{{zh: {label["zh"]}, en: "{english}"}}'
        if "," in english
        else f"{{zh: {label['zh']}, en: {english}}}"
    )


def main() -> None:
    """Print or write the step, and say how well it separates."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="write the step into the decision file")
    arguments = parser.parse_args()
    rows = read_rows()
    text = to_yaml(scorecard_step(rows))
    if arguments.write:
        whole = DECISION.read_text("utf-8")
        before, after = whole.split(BEGIN, 1)[0], whole.split(END, 1)[1]
        DECISION.write_text(f"{before}{BEGIN}\n{text}{END}{after}", "utf-8")
    else:
        print(text)
    unseen: list[tuple[int, bool]] = []
    for fold in range(FOLDS):
        learned = [row for place, row in enumerate(rows) if place % FOLDS != fold]
        unseen += _scored(learned, rows[fold::FOLDS])
    known, new = area_under_curve(_scored(rows, rows)), area_under_curve(unseen)
    print(f"# AUC {known:.3f}; on applicants it has not seen {new:.3f}")


def _scored(learned: Sequence[Row], rows: Sequence[Row]) -> list[tuple[int, bool]]:
    base, points = points_of(learned)
    return [(score(row, base, points), row["good"]) for row in rows]


if __name__ == "__main__":
    main()
