"""The kind of definition `template`: the typst source of a contract, tried on a contract that is made up."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from zhuxin.kernel.definitions.kinds import Faults, define_kind
from zhuxin.kernel.objects.catalog import Catalog
from zhuxin.kernel.printing.typeset import source_fault
from zhuxin.lending.documents.contract_pdf import contract_data

SOURCE_LIMIT = 200_000
# Packages of typst would be fetched from the outside.
FETCHING = "@preview"


def check_template(catalog: Catalog, key: str, body: Mapping[str, Any]) -> None:
    """Raises `InvalidFields` where a source does not make a contract of what every contract has, with the line at fault."""
    faults = Faults()
    faults.only("", body, {"source"})
    source = body.get("source")
    if not isinstance(source, str) or not 0 < len(source.strip()) <= len(source) <= SOURCE_LIMIT:
        zh, en = f"应为 1 到 {SOURCE_LIMIT} 字的文字", f"Must be a text of 1 to {SOURCE_LIMIT}"
        faults.add("/source", "value.wrong_type", zh, en)
    elif FETCHING in source:
        zh, en = f"不能使用从外部取用的 {FETCHING} 包", f"{FETCHING} packages are fetched and cannot be used"
        faults.add("/source", "template.fetches", zh, en)
    elif fault := source_fault(source, _sample()):
        why, line = fault.why, fault.line
        at = ("", "") if line is None else (f"第 {line} 行：", f"Line {line}: ")
        faults.add(
            "/source", "template.invalid", f"{at[0]}模板有误：{why}", f"{at[1]}the template fails: {why}"
        )
    faults.done()


def _sample() -> dict[str, Any]:
    """What a template is given for a contract that stands for all."""
    contract = SimpleNamespace(
        number="C0000001", principal=1_200_000, annual_rate=Decimal("0.072"), periods=12,
        repayment_method="equal_installment",
    )  # fmt: skip
    product = SimpleNamespace(
        name="样例产品", day_count="30/360", rounding="half_up", penalty_annual_rate=Decimal("0.108")
    )
    party = SimpleNamespace(
        name="张三",
        id_number_masked="1****************1",
        phone_masked="138****0000",
        bank_card_masked="****0000",
    )
    return contract_data(contract, product, party, "样例贷款人", date(2026, 1, 31))


define_kind("template", "合同模板", "Contract template", check_template, decides=True)
