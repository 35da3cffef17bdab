"""Decisions and contract templates are checked like every definition: as drafts, when published, and in packages."""

import copy

import pytest
import yaml

from support.app import nothing_changes
from support.http import act, attempt, refused
from zhuxin.bootstrap import PACKAGES
from zhuxin.kernel.packages.export import zipped

DECISION = yaml.safe_load((PACKAGES / "consumer_loan/decisions/consumer_loan.yaml").read_text())
TEMPLATE = (PACKAGES / "consumer_loan/templates/consumer_loan_contract.typ").read_text()
SCORE, BURDEN, REASONS, COUNTS, OUTCOME = range(5)


@pytest.fixture(scope="module")
async def builder(as_user):
    return await as_user("builder")


def changed(*path, to):
    """The decision with one place of it set to something else."""
    body = copy.deepcopy(DECISION)
    *way, last = path
    found = body
    for step in way:
        found = found[step]
    found[last] = to
    return body


ROW = ("steps", REASONS, "rows", 0)
BIN = ("steps", SCORE, "characteristics", 1, "bins", 0)
BAD = [
    (changed("spell", to=1), "/spell", "definition.unknown_part"),
    (changed("key", to="other"), "/key", "decision.other_key"),
    (changed("steps", to=[]), "/steps", "value.out_of_range"),
    (changed("steps", to="none"), "/steps", "value.wrong_type"),
    (changed("steps", 0, to=3), "/steps/0", "value.wrong_type"),
    (changed("steps", SCORE, "kind", to="oracle"), "/steps/0/kind", "definition.unknown_part"),
    (changed("steps", SCORE, "base", to="593"), "/steps/0/base", "value.wrong_type"),
    (changed("steps", BURDEN, "key", to="party"), "/steps/1/key", "decision.name_taken"),
    (changed("steps", BURDEN, "key", to="score"), "/steps/1/key", "decision.name_taken"),
    (changed("steps", SCORE, "characteristics", 1, "field", to="application.x_gone"),
     "/steps/0/characteristics/1/field", "expression.unknown_field"),
    (changed("steps", SCORE, "characteristics", 1, "field", to="application.x_gone + 1"),
     "/steps/0/characteristics/1/field", "value.wrong_type"),
    (changed("steps", SCORE, "characteristics", 1, "bins", 4, "when", to="1"),
     "/steps/0/characteristics/1/bins", "decision.no_otherwise"),
    (changed(*BIN, "points", to=1.5), "/steps/0/characteristics/1/bins/0/points", "value.wrong_type"),
    (changed(*BIN, "when", to="< < 9"), "/steps/0/characteristics/1/bins/0/when", "expression.invalid"),
    (changed(*BIN, "when", to='"nine"'), "/steps/0/characteristics/1/bins/0/when", "decision.condition_unsuited"),
    (changed("steps", SCORE, "characteristics", 0, "bins", 0, "when", to='"nowhere"'),
     "/steps/0/characteristics/0/bins/0/when", "definition.unknown_part"),
    (changed("steps", BURDEN, "values", "payment_to_income", to="application.amount /"),
     "/steps/1/values/payment_to_income", "expression.invalid"),
    (changed("steps", BURDEN, "values", "payment_to_income", to="application.nothing / 2"),
     "/steps/1/values/payment_to_income", "expression.unknown_field"),
    (changed("steps", BURDEN, "values", "payment_to_income", to=3),
     "/steps/1/values/payment_to_income", "value.wrong_type"),
    (changed("steps", BURDEN, "values", "payment_to_income", to="party.id_number"),
     "/steps/1/values/payment_to_income", "expression.unknown_field"),
    (changed(*ROW, "when", 0, to="frozen"), "/steps/2/rows/0/when/0", "expression.unknown_field"),
    (changed(*ROW, "when", to=['"frozen"']), "/steps/2/rows/0/when", "decision.cells"),
    (changed(*ROW, "then", "code", to='"no_reason"'), "/steps/2/rows/0/then/code", "definition.unknown_part"),
    (changed(*ROW, "then", "level", to="stop"), "/steps/2/rows/0/then/level", "expression.unknown_field"),
    (changed(*ROW, "then", to={"code": '"young"'}), "/steps/2/rows/0/then/level", "value.wrong_type"),
    (changed("steps", REASONS, "hit", to="first"), "/steps/2/reasons", "decision.reasons_unsuited"),
    (changed("steps", OUTCOME, "columns", 0, to="later"), "/steps/4/columns/0", "expression.unknown_field"),
]  # fmt: skip


def pack(**files):
    return zipped(
        {"package.yaml": yaml.safe_dump({"key": "more_rules", "version": 1, "label": "规则"}), **files}
    )


async def test_what_comes_installed_is_sound(builder):
    for kind, key, body in (
        ("decision", "consumer_loan", DECISION),
        ("template", "consumer_loan_contract", {"source": TEMPLATE}),
    ):
        assert (await act(builder, "definition.save", kind=kind, key=key, body=body))["faults"] == []
        await act(builder, "definition.discard", kind=kind, key=key)


@pytest.mark.parametrize(("body", "pointer", "code"), BAD)
async def test_a_bad_decision_tells_its_place_and_is_not_published(app, builder, body, pointer, code):
    saved = await act(builder, "definition.save", kind="decision", key="consumer_loan", body=body)
    assert (pointer, code) in [(one["pointer"], one["code"]) for one in saved["faults"]]
    assert all(one["message"]["zh"] and one["message"]["en"] for one in saved["faults"])
    async with nothing_changes(app):
        drafts = [{"kind": "decision", "key": "consumer_loan"}]
        told = refused(
            await attempt(builder, "definition.publish", drafts=drafts, reason="试"), 422, "invalid.fields"
        )
        assert f"/drafts/0{pointer}" in [one["pointer"] for one in told["errors"]]
    await act(builder, "definition.discard", kind="decision", key="consumer_loan")


async def test_a_bad_decision_or_template_keeps_a_package_out(app, builder):
    """Every fault is told by the file it is in, at once."""
    decision = changed("steps", OUTCOME, "columns", 0, to="later") | {"key": "second"}
    content = pack(
        **{
            "decisions/second.yaml": yaml.safe_dump(decision, allow_unicode=True),
            "templates/second.typ": "#let data = json(bytes(sys.inputs.data))\n\n#data.contract.nothing",
            "templates/third.typ": '#import "@preview/cetz:0.3.0"',
        }
    )
    async with nothing_changes(app):
        told = refused(await builder.post("/packages/install", content=content), 422, "invalid.fields")
    places = {one["pointer"]: one for one in told["errors"]}
    assert set(places) == {
        "/files/decisions/second.yaml/steps/4/columns/0",
        "/files/templates/second.typ/source",
        "/files/templates/third.typ/source",
    }
    assert "3" in places["/files/templates/second.typ/source"]["message"]


async def test_what_comes_together_is_checked_together(builder):
    """A menu leads to a page, and a process runs a decision, that come in the same package."""
    page = {"title": {"zh": "页", "en": "Page"}, "blocks": []}
    menu = (await builder.get("/definitions/menu/main")).json()["published"]["body"]
    menu["items"].append({"key": "more", "label": {"zh": "更多", "en": "More"}, "page": "more_page"})
    content = pack(
        **{
            "decisions/second.yaml": yaml.safe_dump(DECISION | {"key": "second"}, allow_unicode=True),
            "menus/main.yaml": yaml.safe_dump(menu, allow_unicode=True),
            "pages/more_page.yaml": yaml.safe_dump(page, allow_unicode=True),
            "processes/second.yaml": yaml.safe_dump(process("second"), allow_unicode=True),
        }
    )
    done = await builder.post("/packages/install", content=content, params={"take": "menu/main"})
    assert done.status_code == 200, done.text
    saved = await act(builder, "definition.save", kind="process", key="second", body=process("nowhere"))
    assert [one["pointer"] for one in saved["faults"]] == ["/nodes/rule/rule"]


def process(rule):
    return {
        "object": "application",
        "label": {"zh": "二", "en": "Second"},
        "nodes": [
            {"id": "start", "kind": "start", "label": "始", "next": "rule"},
            {"id": "rule", "kind": "decision", "label": "规则", "rule": rule, "next": "end"},
            {"id": "end", "kind": "end", "label": "终", "outcome": "done"},
        ],
    }
