"""The thousand applicants: real attributes from the data set, made-up people around them.

Names, phones, ID numbers and cards come from Faker (zh_CN) and are seeded: the same every time, with valid check digits.
"""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from stdnum import luhn
from stdnum.cn import ric

DATA = Path(__file__).parents[2] / "packages" / "consumer_loan" / "demo"
SEED = 20260101
INTAKE_DAYS = 365
MARK = "german_credit#{:04d}"
CHANNELS = ("web_form", "douyin", "call_center", "partner_api", "branch")
DISTRICTS = ("110101", "310101", "440103", "510104", "330102")
BANKS = ("中国工商银行", "中国建设银行", "中国农业银行", "招商银行", "交通银行")


@dataclass(frozen=True, slots=True)
class Applicant:
    """One row of the data set with a person around it. `fields` are values of the application as the API takes them;
    `intake_day` is the day, counted from the first, on which the lead comes in; `good` is what became of the loan."""

    index: int
    name: str
    phone: str
    id_number: str
    bank_card: str
    bank_name: str
    channel: int
    intake_day: int
    good: bool
    fields: dict[str, Any]

    @property
    def mark(self) -> str:
        """The lead's source, by which a loaded applicant is known again."""
        return MARK.format(self.index)


def load_applicants(first_date: date, limit: int = 1000) -> list[Applicant]:
    """The applicants in order of intake; ages fit the data set as of the first date."""
    mapping = yaml.safe_load((DATA / "mapping.yaml").read_text(encoding="utf-8"))["columns"]
    with open(DATA / "german_credit.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))[:limit]
    from faker import Faker  # only who makes the demo waits for it

    faker = Faker("zh_CN")
    faker.seed_instance(SEED)
    draw = random.Random(SEED)
    days = sorted(draw.randrange(INTAKE_DAYS) for _ in rows)
    people = _people(faker, draw, first_date)
    applicants = []
    for index, (row, day) in enumerate(zip(rows, days, strict=True), 1):
        name, phone, id_number, card = next(people)(
            int(row["age_in_years"]), row["personal_status_and_sex"].startswith("male")
        )
        applicants.append(
            Applicant(
                index,
                name,
                phone,
                id_number,
                card,
                draw.choice(BANKS),
                draw.randrange(len(CHANNELS)),
                day,
                row["creditability"] == "good",
                dict(_fields(mapping, row)),
            )
        )
    return applicants


def _fields(mapping: dict[str, Any], row: dict[str, str]) -> Iterator[tuple[str, Any]]:
    for column, to in mapping.items():
        raw = row[column]
        if "field" not in to:
            continue
        if "values" in to:
            yield to["field"], to["values"][raw]
        elif to["field"] == "amount":
            yield "amount", f"{raw}.00"
        else:
            yield to["field"], int(raw)


def _people(faker: Any, draw: random.Random, first_date: date) -> Iterator[Any]:
    """Makers of unique people for an age and a sex."""
    phones: set[str] = set()

    def make(age: int, male: bool) -> tuple[str, str, str, str]:
        name = faker.name_male() if male else faker.name_female()
        phone = faker.phone_number()
        while phone in phones:
            phone = faker.phone_number()
        phones.add(phone)
        born = first_date - timedelta(days=age * 365 + age // 4 + draw.randrange(1, 360))
        id_number = _id_number(draw, born, male)
        card = f"62220{draw.randrange(10**13):013d}"
        return name, phone, id_number, card + luhn.calc_check_digit(card)

    while True:
        yield make


def _id_number(draw: random.Random, born: date, male: bool) -> str:
    """A valid number: its district must have existed on the day of birth."""
    while True:
        order = draw.randrange(500) * 2 + (1 if male else 0)
        body = f"{draw.choice(DISTRICTS)}{born:%Y%m%d}{order:03d}"
        number: str = body + ric.calc_check_digit(body + "0")
        if ric.is_valid(number):
            return number
