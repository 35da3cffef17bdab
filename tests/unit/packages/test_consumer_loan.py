"""The packages that come installed: 1,000 real applicants through the rules, the process by hand, and pages
and rights that name only what exists."""

import asyncio
import importlib.util
import re
import sys
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import orjson
import pytest
import zen

from zhuxin import bootstrap
from zhuxin.kernel.actions.inputs import parse_values
from zhuxin.kernel.actions.registry import ACTIONS
from zhuxin.kernel.definitions.kinds import as_published
from zhuxin.kernel.fields.registry import kind_of
from zhuxin.kernel.objects.catalog import Catalog, Definition, field_from_json
from zhuxin.kernel.objects.define import OBJECTS
from zhuxin.kernel.packages.read import read_package
from zhuxin.kernel.permissions.grants import check_grants
from zhuxin.kernel.permissions.rights import Access, Rights
from zhuxin.kernel.printing.typeset import render_pdf
from zhuxin.kernel.rules.compile import compile_decision
from zhuxin.kernel.rules.decide import explain
from zhuxin.kernel.rules.expressions import evaluate
from zhuxin.kernel.workflows.core import advance
from zhuxin.kernel.workflows.definitions.check import check_definition, read_definition
from zhuxin.kernel.workflows.types import (
    CloseTasks,
    Ended,
    Event,
    OpenTasks,
    Returned,
    RunAction,
    RunDecision,
    Started,
    State,
    TaskDone,
    TasksOpened,
)
from zhuxin.lending.documents.contract_pdf import contract_data

ROOT = Path(__file__).parents[3]
BASE = read_package(bootstrap.PACKAGES / "base")
LOAN = read_package(bootstrap.PACKAGES / "consumer_loan")
DECISION = LOAN.definitions["decision", "consumer_loan"]
PROCESS = LOAN.definitions["process", "consumer_loan"]
LAYOUTS = {key: body for (kind, key), body in BASE.definitions.items() if kind == "layout"}
MENU = {one["key"]: one for one in BASE.definitions["menu", "main"]["items"]}
ROLES = {one["key"]: one for one in BASE.roles}

PANELS = {"journal", "transactions", "schedule", "process", "decision", "documents"}
# Rights that are granted like actions and asked for by pages, not called.
# Rights that are no action: what is read, looked at as somebody else, or taken along.
READING_RIGHTS = {
    "insights.read",
    "insights.company",
    "metrics.read",
    "job.read",
    "audit.read",
    "alert.read",
    "file.attach",
    "preview.start",
}
MENU_NEEDS = {
    "home": "insights.read",
    "portfolio": "insights.company",
    "inbox": "task.complete",
    "audit": "audit.read",
    "fields": "field.create",
    "day_end": "day_end.run",
}
MENU_OBJECTS = {"collections": "collection_case", "roles": "role"}


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_scorecard", ROOT / "tools/build_scorecard.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_scorecard"] = module
    spec.loader.exec_module(module)
    return module


TOOL = _tool()
APPLICANTS = TOOL.read_rows()


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The catalog as it is with both packages installed."""
    objects = dict(OBJECTS)
    for package in (BASE, LOAN):
        for key, bodies in package.fields.items():
            custom = {one.key: one for one in map(field_from_json, bodies)}
            objects[key] = replace(objects[key], fields={**objects[key].fields, **custom})
    return Catalog(1, objects, {}, {key: one["grants"] for key, one in ROLES.items()}, {})


# The decision


def _decide(application: Mapping[str, Any], **facts: Any) -> dict[str, Any]:
    every = {"application": dict(application), "party": {"status": "active"}, **facts}
    result: dict[str, Any] = ENGINE.evaluate(orjson.dumps(every))["result"]
    return result


ENGINE = zen.ZenEngine().create_decision(orjson.dumps(compile_decision(DECISION)).decode())
SOUND = next(row for row in APPLICANTS if _decide(row)["outcome"] == {"outcome": "approve", "band": "A"})


@pytest.fixture(scope="module")
def decided() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(row, _decide(row)) for row in APPLICANTS]


def test_about_half_are_approved_and_a_quarter_referred(decided: list[Any]) -> None:
    outcomes = [result["outcome"]["outcome"] for _, result in decided]
    assert len(outcomes) == 1000
    assert 450 <= outcomes.count("approve") <= 550
    assert 200 <= outcomes.count("refer") <= 300
    assert outcomes.count("decline") == 1000 - outcomes.count("approve") - outcomes.count("refer")


def test_the_approved_turn_out_better_than_the_referred_and_these_better_than_the_declined(
    decided: list[Any],
) -> None:
    def bad_rate(outcome: str) -> float:
        good = [row["good"] for row, result in decided if result["outcome"]["outcome"] == outcome]
        return good.count(False) / len(good)

    assert bad_rate("approve") < 0.15
    assert bad_rate("approve") + 0.1 < bad_rate("refer") < bad_rate("decline") - 0.1
    assert bad_rate("decline") > 0.5


def test_bad_rates_rise_from_band_to_band(decided: list[Any]) -> None:
    bands: dict[str, list[bool]] = {}
    for row, result in decided:
        bands.setdefault(result["outcome"]["band"], []).append(row["good"])
    rates = [bands[band].count(False) / len(bands[band]) for band in "ABCDE"]
    assert rates == sorted(rates)


def test_the_score_separates_good_from_bad(decided: list[Any]) -> None:
    assert TOOL.area_under_curve([(result["score"], row["good"]) for row, result in decided]) >= 0.72


def test_the_scorecard_is_what_the_tool_builds() -> None:
    built = TOOL.scorecard_step(APPLICANTS)
    assert next(step for step in DECISION["steps"] if step["key"] == "score") == built
    assert TOOL.to_yaml(built) in TOOL.DECISION.read_text("utf-8")


def test_the_engine_scores_as_the_tool_does(decided: list[Any]) -> None:
    base, points = TOOL.points_of(APPLICANTS)
    assert [result["score"] for _, result in decided] == [TOOL.score(row, base, points) for row in APPLICANTS]


def test_the_explanation_adds_up_to_the_score_and_names_every_reason(decided: list[Any]) -> None:
    card, table = (
        next(step for step in DECISION["steps"] if step["key"] == key) for key in ("score", "reasons")
    )
    for row, result in decided:
        told = explain(DECISION, result, {"application": row})
        assert card["base"] + sum(line["points"] for line in told["score_lines"]) == result["score"]
        assert len(told["score_lines"]) == len(card["characteristics"])
        assert {one["code"] for one in told["reasons"]} == set(table["reasons"])
        assert {one["code"] for one in told["reasons"] if one["hit"]} == {
            one["code"] for one in result["reasons"]
        }


@pytest.mark.parametrize(
    ("code", "outcome", "changes"),
    [
        ("under_age", "decline", {"x_age": 17}),
        ("unemployed_large", "decline", {"x_employment": "unemployed", "amount": 6000.01}),
        (
            "overdrawn_poor_history",
            "decline",
            {"x_checking_account": "overdrawn", "x_credit_history": "no_credits"},
        ),
        ("burden_too_high", "decline", {"amount": 1200.0, "periods": 6, "monthly_income": 333.0}),
        ("young", "refer", {"x_age": 19}),
        ("long_term", "refer", {"periods": 61}),
        ("many_credits", "refer", {"x_existing_credits": 4}),
        ("past_delay", "refer", {"x_credit_history": "delayed"}),
        ("incomplete", "refer", {"x_checking_account": None}),
        ("incomplete", "refer", {"x_credit_history": None}),
        ("incomplete", "refer", {"x_employment": None}),
    ],
)
def test_each_rule_alone_decides(code: str, outcome: str, changes: dict[str, Any]) -> None:
    assert SOUND["x_employment"] != "unemployed"
    result = _decide({**SOUND, **changes})
    assert [one["code"] for one in result["reasons"]] == [code]
    assert result["outcome"]["outcome"] == outcome


def test_a_frozen_customer_is_declined() -> None:
    result = _decide(SOUND, party={"status": "frozen"})
    assert [one["code"] for one in result["reasons"]] == ["customer_frozen"]
    assert result["outcome"]["outcome"] == "decline"


@pytest.mark.parametrize("application", [{}, {"amount": 5000.0, "periods": 12, "monthly_income": None}])
def test_an_application_without_its_facts_goes_to_a_person(application: dict[str, Any]) -> None:
    result = _decide(application)
    assert result["outcome"]["outcome"] == "refer"
    assert {one["code"] for one in result["reasons"]} == {"incomplete"}


def test_nothing_is_decided_on_sex_family_or_origin() -> None:
    graph = orjson.dumps(compile_decision(DECISION)).decode()
    assert not re.findall("x_personal_status|x_foreign_worker|x_dependents|gender", graph)


# The process


class Walk:
    """An instance carried by hand: what the shell would do is noted, and answered by the test."""

    def __init__(self, outcome: str):
        self.definition = read_definition(Definition("1", "process", "consumer_loan", 1, PROCESS))
        self.state, self.effects = State(), []
        self.take(Started())
        assert self.effects == [RunDecision("rules", "consumer_loan", "application.record_decision")]
        self.take(Returned("rules", {"score": 600, "outcome": {"outcome": outcome, "band": "B"}}))

    def take(self, event: Event) -> None:
        facts = {"application": {"amount": 5000.0}, "party": {}, "product": {}, "business_date": "2026-01-05"}
        self.state, effects = advance(
            self.definition, self.state, event, lambda text, found: evaluate(text, {**facts, **found})
        )
        self.effects = list(effects)


def test_the_process_is_sound(catalog: Catalog) -> None:
    check_definition(PROCESS, as_published(catalog, LOAN.definitions))


@pytest.mark.parametrize(
    ("outcome", "node", "action", "ended"),
    [
        ("approve", "approve", "application.approve", "approved"),
        ("decline", "decline", "application.reject", "rejected"),
    ],
)
def test_a_clear_answer_of_the_rules_stands(outcome: str, node: str, action: str, ended: str) -> None:
    walk = Walk(outcome)
    assert [(one.node, one.action) for one in walk.effects if isinstance(one, RunAction)] == [(node, action)]
    walk.take(Returned(node, {}))
    assert walk.effects == [Ended(ended)]
    assert walk.state.path == ("start", "rules", "route", node, ended)


def test_a_doubtful_one_needs_two_underwriters() -> None:
    walk = Walk("refer")
    assert walk.effects == [OpenTasks("review", "approval", {"role": "underwriter", "pick": 2})]
    walk.take(TasksOpened("review", ("a", "b")))
    walk.take(TaskDone("review", "a", "approve", {}))
    assert (walk.effects, walk.state.current) == ([], ("review",))
    walk.take(TaskDone("review", "b", "approve", {}))
    assert walk.effects == [CloseTasks("review"), RunAction("approve", "application.approve", {})]
    walk.take(Returned("approve", {}))
    assert walk.effects == [Ended("approved")]


def test_one_underwriter_rejects_it() -> None:
    walk = Walk("refer")
    walk.take(TasksOpened("review", ("a", "b")))
    walk.take(TaskDone("review", "b", "reject", {}))
    assert walk.effects == [
        CloseTasks("review"),
        RunAction("reject", "application.reject", {"reason": "信审拒绝"}),
    ]
    walk.take(Returned("reject", {}))
    assert walk.effects == [Ended("rejected")]


def test_the_process_calls_only_what_exists() -> None:
    for one in PROCESS["nodes"]:
        assert one.get("action", "application.approve") in ACTIONS
        assert one.get("record_with", "application.record_decision") in ACTIONS
        assert ("decision", one.get("rule", "consumer_loan")) in LOAN.definitions
        assert one.get("assign", {"role": "underwriter"})["role"] in ROLES


# Fields, records and the demo data


def test_every_applicant_fits_the_fields(catalog: Catalog) -> None:
    fields = catalog.object("application").fields
    for row in APPLICANTS:
        for key, value in row.items():
            if key != "good":
                kind_of(fields[key]).parse(f"{value}.00" if key == "amount" else value, fields[key])


def test_records_can_be_installed(catalog: Catalog) -> None:
    for package in (BASE, LOAN):
        for object_key, body in package.records.items():
            fields, before = catalog.object(object_key).fields, set[str]()
            for row in body["rows"]:
                references = {key: value for key, value in row.items() if isinstance(value, dict)}
                assert all(value["$ref"].split("/")[1] in before for value in references.values())
                rest = {key: value for key, value in row.items() if key not in references}
                parse_values([one for one in fields.values() if one.key in rest or one.required], rest)
                before.add(row[body["match"]])


def test_the_product_names_a_process_and_a_template_of_its_package() -> None:
    for row in LOAN.records["product"]["rows"]:
        assert ("process", row["process_key"]) in LOAN.definitions
        assert ("template", row["contract_template"]) in LOAN.definitions


# Pages, menu and rights


def test_every_object_has_a_layout() -> None:
    assert set(LAYOUTS) == set(OBJECTS)


@pytest.mark.parametrize("key", sorted(OBJECTS))
def test_a_layout_names_only_what_exists(key: str) -> None:
    layout, fields = LAYOUTS[key], OBJECTS[key].fields
    assert set(layout) == {"views", "form", "detail", "actions"}
    for view in layout["views"]:
        assert set(view["columns"]) <= set(fields) and fields[view["sort"].lstrip("-")].computed is False
        for term in _terms(view["filter"]):
            _check_term(fields[term["field"]], term)
    placed = [name for section in layout["form"] for name in section["fields"]]
    assert len(placed) == len(set(placed))
    assert all(not (fields[name].read_only or fields[name].computed) for name in placed)
    assert bool(placed) == OBJECTS[key].writable
    if placed:
        assert {name for name, one in fields.items() if one.required and not one.read_only} <= set(placed)
    _check_detail(key, layout["detail"])
    assert all(ACTIONS[name].object == key and ACTIONS[name].for_people for name in layout["actions"])


def _check_detail(key: str, detail: dict[str, Any]) -> None:
    fields = OBJECTS[key].fields
    assert {detail["status"]} - {None} <= set(fields)
    assert 2 <= len(detail["figures"]) <= 5 and set(detail["figures"]) <= set(fields)
    assert {name for section in detail["sections"] for name in section["fields"]} <= set(fields)
    for tab in detail["tabs"]:
        if "panel" in tab:
            assert tab["panel"] in PANELS
            continue
        related = OBJECTS[tab["object"]].fields
        assert set(tab["columns"]) <= set(related)
        assert related[tab["via"]].target == key
        assert not related[tab["sort"].lstrip("-")].computed


def _terms(node: Mapping[str, Any] | None) -> Iterator[Mapping[str, Any]]:
    if node is None:
        return
    for word in ("and", "or"):
        for part in node.get(word, ()):
            yield from _terms(part)
    if "field" in node:
        yield node


def _check_term(one: Any, term: Mapping[str, Any]) -> None:
    assert term["op"] in kind_of(one).ops and not one.computed
    for value in term["value"] if isinstance(term["value"], list) else [term["value"]]:
        if value == "$today":
            assert one.kind == "date"
        elif value == "$user.id":
            assert one.kind == "user"
        elif term["op"] != "is_null":
            kind_of(one).parse(value, one)


@pytest.mark.parametrize("key", sorted(ROLES))
def test_a_role_grants_only_what_exists_and_what_its_menu_needs(key: str, catalog: Catalog) -> None:
    grants = ROLES[key]["grants"]
    check_grants(catalog, grants)
    for name in grants["actions"]:
        area = name.removesuffix("*")
        assert (
            name in READING_RIGHTS
            or name.endswith(".export")
            or name.removesuffix(".approve").removesuffix(".ask") in ACTIONS
            or any(one == name or (area != name and one.startswith(area)) for one in ACTIONS)
        )
    rights = Rights(catalog, (key,))
    for entry in grants["menu"]:
        assert rights.may_call(MENU_NEEDS[entry]) if entry in MENU_NEEDS else True
        path = MENU[entry]["path"]
        shown = MENU_OBJECTS.get(entry) or (path.removeprefix("/o/") if path.startswith("/o/") else None)
        assert shown is None or rights.object(shown).read


@pytest.mark.parametrize("key", sorted(ROLES))
def test_everyone_sees_own_tasks_colleagues_and_products(key: str, catalog: Catalog) -> None:
    rights = Rights(catalog, (key,))
    assert all(rights.object(one).read for one in ("task", "user", "department", "product", "channel"))
    assert rights.object("task").scope == ("all" if key == "manager" else "own")
    assert rights.object("user").access("name") == Access.READ


@pytest.mark.parametrize("key", ["admin", "security", "auditor", "builder"])
def test_who_runs_the_system_sees_no_customer(key: str, catalog: Catalog) -> None:
    rights = Rights(catalog, (key,))
    seen = {name for name in catalog.objects if rights.object(name).read}
    people = {"user", "department", "department_member", "role", "role_grant"}
    assert seen <= {*people, "product", "channel", "task"}
    assert not rights.may_call("record.reveal")


def test_the_three_administrators_are_separate(catalog: Catalog) -> None:
    powers = {"admin": "user.create", "security": "role.set_grants", "auditor": "audit.read"}
    for key in ROLES:
        assert [role for role, power in powers.items() if Rights(catalog, (key,)).may_call(power)] == (
            [key] if key in powers else []
        )


def test_identity_numbers_are_masked_but_for_those_who_need_them(catalog: Catalog) -> None:
    found = {key: Rights(catalog, (key,)).object("party").access("id_number") for key in ROLES}
    assert {key for key, access in found.items() if access >= Access.READ} == {
        "sales",
        "underwriter",
        "operations",
    }
    assert found["collector"] == found["manager"] == Access.MASKED


# Words and the contract


def _labels(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key in ("label", "help") and value is not None:
                yield f"{path}/{key}", value
            yield from _labels(value, f"{path}/{key}")
            if key == "reasons" and isinstance(value, Mapping):
                yield from ((f"{path}/{key}/{code}", label) for code, label in value.items())
    elif isinstance(node, list):
        for place, one in enumerate(node):
            yield from _labels(one, f"{path}/{place}")


@pytest.mark.parametrize("package", [BASE, LOAN], ids=lambda one: one.key)
def test_every_label_is_chinese_and_english(package: Any) -> None:
    whole = {"fields": package.fields, **{"/".join(key): body for key, body in package.definitions.items()}}
    labels = list(_labels(whole))
    assert len(labels) > 50
    for path, label in labels:
        assert set(label) == {"zh", "en"}, path
        assert label["zh"].strip() and re.search(r"[A-Za-z0-9]", label["en"]), path
        assert not re.search(r"[一-鿿]", label["en"]), path
    assert all(one["name"] and one["name_en"] for one in package.roles)


def test_the_contract_is_a_pdf_in_chinese() -> None:
    contract = SimpleNamespace(
        number="CT00000042",
        principal=12_000_050,
        annual_rate=Decimal("0.18"),
        periods=Decimal(24),
        repayment_method="equal_installment",
    )
    product = SimpleNamespace(
        name="个人消费贷",
        penalty_annual_rate=Decimal("0.27"),
        day_count="30/360",
        rounding="half_up",
        repayment_method="equal_installment",
        grace_days=3,
    )
    borrower = SimpleNamespace(
        name="王芳",
        id_number_masked="1****************4",
        phone_masked="138****8888",
        bank_card_masked="************8888",
    )
    data = contract_data(contract, product, borrower, "筑信消费金融有限公司", date(2026, 1, 5))
    pdf = asyncio.run(render_pdf(LOAN.definitions["template", "consumer_loan_contract"]["source"], data))
    assert pdf.startswith(b"%PDF")
    shown = _characters(pdf)
    for words in (
        "借款合同",
        "综合融资成本",
        "还款计划表",
        "王芳",
        "筑信消费金融有限公司",
        "壹拾贰万元零伍角整",
        "等额本息",
    ):
        assert set(words) <= shown


def _characters(pdf: bytes) -> set[str]:
    """The characters the fonts of a PDF were told to show, from their ToUnicode maps."""
    found: set[str] = set()
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            text = zlib.decompressobj().decompress(stream).decode("latin-1")
        except zlib.error:
            continue
        if "beginbfchar" in text or "beginbfrange" in text:
            codes = re.findall(r"<[0-9A-Fa-f]{2,4}> <([0-9A-Fa-f]{4})>", text)
            found |= {chr(int(code, 16)) for code in codes}
    return found
