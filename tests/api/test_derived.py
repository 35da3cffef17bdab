"""Fields that follow from others: formulas, rollups, defaults, checks."""

import asyncio
from datetime import timedelta
from decimal import Decimal

import pytest

from support.app import acting, end_days, nothing_changes
from support.http import act, attempt, record, refused
from support.lending import make_loan, new_person
from zhuxin.lending.parties.actions import find_or_create_party


async def add(builder, object_key, key, kind, **more):
    return await act(builder, "field.create", object=object_key, key=key, label_zh=key, kind=kind, **more)


@pytest.fixture(scope="module")
async def builder(as_user):
    return await as_user("builder")


@pytest.fixture(scope="module")
async def car(builder):
    """A car with a loan amount, a value, and valuations that refer to it."""
    await act(builder, "object.create", key="car", label_zh="车", number_prefix="C")
    await add(builder, "x_car", "loan", "money")
    await add(builder, "x_car", "value", "money")
    await act(builder, "object.create", key="appraisal", label_zh="估值")
    await add(builder, "x_appraisal", "car", "reference", target="x_car", on_delete="cascade", required=True)
    await add(builder, "x_appraisal", "amount", "money")
    await add(builder, "x_car", "ltv", "formula", result="percent", expression="x_loan / x_value")
    for name, function in (("total", "sum"), ("highest", "max"), ("last", "latest")):
        rollup = {"object": "x_appraisal", "via": "x_car", "function": function, "field": "x_amount"}
        await add(builder, "x_car", name, "rollup", result="money", rollup=rollup)
    count = {"object": "x_appraisal", "via": "x_car", "function": "count"}
    await add(builder, "x_car", "count", "rollup", rollup=count)
    await add(
        builder,
        "x_car",
        "mean",
        "formula",
        result="money",
        expression="x_count > 0 ? x_total / x_count : null",
    )
    await add(builder, "x_car", "double", "formula", result="money", expression="x_mean * 2")
    return "x_car"


async def create(builder, key, **values):
    made = await builder.post(f"/records/{key}", json=values)
    assert made.status_code == 201, made.text
    return made.json()


async def test_formula_follows_its_fields(builder, car):
    one = await create(builder, car, x_name="甲", x_loan="70000.00", x_value="120000.00")
    assert one["x_ltv"] == "0.583333"
    changed = await builder.patch(
        f"/records/{car}/{one['id']}",
        json={"x_value": "100000.00"},
        headers={"if-match": str(one["version"])},
    )
    assert changed.json()["x_ltv"] == "0.7"
    emptied = await builder.patch(
        f"/records/{car}/{one['id']}",
        json={"x_value": None},
        headers={"if-match": str(changed.json()["version"])},
    )
    assert emptied.json()["x_ltv"] is None
    written = await builder.patch(
        f"/records/{car}/{one['id']}",
        json={"x_ltv": "0.1"},
        headers={"if-match": str(emptied.json()["version"])},
    )
    refused(written, 422, "invalid.fields", "/x_ltv")


async def test_a_formula_that_its_kind_cannot_hold_is_empty(builder, car):
    made = await builder.post(
        "/records/x_car", json={"x_loan": "85000.00", "x_value": "1.00", "x_name": "贵"}
    )
    assert made.status_code == 201, made.text
    assert made.json()["x_ltv"] is None


async def test_rollups_follow_their_children_and_formulas_follow_them(builder, car):
    one = (await create(builder, car, x_name="乙"))["id"]
    first = await record(builder, car, one)
    assert (first["x_count"], first["x_total"], first["x_highest"], first["x_mean"]) == (
        0,
        "0.00",
        None,
        None,
    )
    await create(builder, "x_appraisal", x_name="一", x_car=one, x_amount="100.00")
    second = await create(builder, "x_appraisal", x_name="二", x_car=one, x_amount="250.01")
    now = await record(builder, car, one)
    assert (now["x_count"], now["x_total"], now["x_highest"], now["x_last"]) == (
        2,
        "350.01",
        "250.01",
        "250.01",
    )
    assert (now["x_mean"], now["x_double"]) == ("175.01", "350.02")
    assert now["version"] == first["version"]
    await builder.delete(f"/records/x_appraisal/{second['id']}")
    assert (await record(builder, car, one))["x_total"] == "100.00"
    await act(builder, "record.restore", object="x_appraisal", id=second["id"])
    assert (await record(builder, car, one))["x_total"] == "350.01"
    other = (await create(builder, car, x_name="丙"))["id"]
    moved = await builder.patch(
        f"/records/x_appraisal/{second['id']}",
        json={"x_car": other},
        headers={"if-match": str((await record(builder, "x_appraisal", second["id"]))["version"])},
    )
    assert moved.status_code == 200
    assert [(await record(builder, car, each))["x_total"] for each in (one, other)] == ["100.00", "250.01"]


async def test_writers_of_children_lose_nothing_of_each_other(builder, car):
    one = (await create(builder, car, x_name="争"))["id"]
    amounts = [Decimal(n) + Decimal("0.01") for n in range(1, 21)]
    await asyncio.gather(
        *(create(builder, "x_appraisal", x_name=str(n), x_car=one, x_amount=str(n)) for n in amounts)
    )
    now = await record(builder, car, one)
    assert (now["x_count"], now["x_total"]) == (20, str(sum(amounts)))


async def test_a_derived_field_is_computed_for_records_there_are(builder, car):
    one = (await create(builder, car, x_name="旧", x_loan="10.00"))["id"]
    await create(builder, "x_appraisal", x_name="旧", x_car=one, x_amount="3.00")
    await add(builder, car, "late", "formula", result="money", expression="x_loan + x_total")
    assert (await record(builder, car, one))["x_late"] == "13.00"
    await act(
        builder,
        "field.change",
        object=car,
        key="x_late",
        label_zh="晚加的",
        expression="x_loan - x_total",
    )
    assert (await record(builder, car, one))["x_late"] == "7.00"


async def test_defaults_and_checks(builder):
    await act(builder, "object.create", key="shop", label_zh="门店")
    await add(builder, "x_shop", "rent", "money", default="500.00")
    await add(builder, "x_shop", "deposit", "money", default_expression="x_rent * 2")
    await add(
        builder,
        "x_shop",
        "paid",
        "money",
        checks=[
            {
                "expression": "x_paid <= x_deposit",
                "message": {"zh": "不得超过押金", "en": "At most the deposit"},
            }
        ],
    )
    one = await create(builder, "x_shop", x_name="东店")
    assert (one["x_rent"], one["x_deposit"], one["x_paid"]) == ("500.00", "1000.00", None)
    body = refused(
        await builder.post("/records/x_shop", json={"x_name": "西店", "x_paid": "1000.01"}),
        422,
        "invalid.fields",
        "/x_paid",
    )
    assert "不得超过押金" in str(body["errors"])
    assert (await create(builder, "x_shop", x_name="西店", x_paid="1000.00"))["x_paid"] == "1000.00"


@pytest.mark.parametrize(
    ("values", "code", "pointer"),
    [
        ({"kind": "formula", "expression": "x_nothing + 1"}, "expression.unknown_field", "/expression"),
        ({"kind": "formula", "expression": "x_loan +"}, "expression.invalid", "/expression"),
        ({"kind": "formula", "expression": "x_bad + 1"}, "formula.cycle", "/expression"),
        ({"kind": "formula", "expression": "x_name"}, "formula.result", "/expression"),
        ({"kind": "formula", "expression": "x_loan", "result": "date"}, "formula.result", "/expression"),
        ({"kind": "rollup"}, "field.bad_rollup", "/rollup"),
        (
            {"kind": "rollup", "rollup": {"object": "x_none", "via": "party_id", "function": "count"}},
            "field.bad_rollup",
            "/rollup/object",
        ),
        (
            {"kind": "rollup", "rollup": {"object": "x_appraisal", "via": "x_amount", "function": "count"}},
            "field.bad_rollup",
            "/rollup/via",
        ),
        (
            {"kind": "rollup", "rollup": {"object": "x_appraisal", "via": "x_car", "function": "median"}},
            "field.bad_rollup",
            "/rollup/function",
        ),
        ({"kind": "money", "default": "much"}, "value.wrong_type", "/default"),
        ({"kind": "number", "minimum": "few"}, "value.wrong_type", "/minimum"),
        ({"kind": "date", "maximum": "2026-13-01"}, "value.wrong_type", "/maximum"),
        ({"kind": "text", "minimum": "1"}, "field.no_bounds", "/minimum"),
        (
            {"kind": "money", "checks": [{"expression": "x_loan + 1", "message": "x"}]},
            "expression.not_boolean",
            "/checks/0/expression",
        ),
    ],
)
async def test_bad_definitions_say_where_and_change_nothing(app, builder, car, values, code, pointer):
    async with nothing_changes(app):
        answer = await attempt(builder, "field.create", object=car, key="bad", label_zh="坏", **values)
        assert answer.status_code == 422, answer.text
        assert (pointer, code) in [(one["pointer"], one["code"]) for one in answer.json()["errors"]], (
            answer.text
        )


async def test_a_cycle_by_a_change_is_refused(app, builder):
    await act(builder, "object.create", key="ring", label_zh="环")
    await add(builder, "x_ring", "a", "formula", expression="1 + 1")
    await add(builder, "x_ring", "b", "formula", expression="x_a + 1")
    async with nothing_changes(app):
        answer = await attempt(
            builder, "field.change", object="x_ring", key="x_a", label_zh="甲", expression="x_b + 1"
        )
        refused(answer, 422, "invalid.fields", "/expression")


async def test_the_bin_of_fields(builder):
    await act(builder, "object.create", key="box", label_zh="盒")
    await add(builder, "x_box", "size", "number", scale=2)
    await add(builder, "x_box", "twice", "formula", expression="x_size * 2", scale=2)
    one = await create(builder, "x_box", x_name="小", x_size="1.50")
    refused(await attempt(builder, "field.remove", object="x_box", key="x_size"), 409, "field.needed")
    await act(builder, "field.remove", object="x_box", key="x_twice")
    await act(builder, "field.remove", object="x_box", key="x_size")
    assert not {"x_size", "x_twice"} & set(await record(builder, "x_box", one["id"]))
    answer = await attempt(builder, "field.create", object="x_box", key="size", label_zh="又", kind="text")
    refused(answer, 409, "field.exists")
    await act(builder, "field.restore", object="x_box", key="x_size")
    assert (await record(builder, "x_box", one["id"]))["x_size"] == "1.50"
    await act(builder, "field.purge", object="x_box", key="x_twice")
    await add(builder, "x_box", "twice", "text")
    assert (await record(builder, "x_box", one["id"]))["x_twice"] is None


async def test_a_customer_that_a_feature_makes_has_what_people_defined(app, builder):
    await add(builder, "party", "met", "boolean", default_expression="status == 'active'")
    await add(builder, "party", "named", "formula", result="boolean", expression="name != ''")
    app._catalog = None  # as after a start: the feature's insert is the first to ask what is derived
    person = new_person()
    async with acting(app, "sales") as context:
        made = await find_or_create_party(
            context, name=person.name, phone=person.phone, id_number=person.id_number, bank_card=person.bank_card,
            bank_name=None, owner_id=context.caller.user_id, department_id=None,
        )  # fmt: skip
    columns = "SELECT x_met, x_named FROM party WHERE id = %(id)s"
    async with app.database.connection() as connection:
        assert tuple(await connection.find(columns, {"id": made})) == (True, True)


@pytest.mark.parametrize("by_driver", [False, True])
async def test_what_is_written_after_the_last_fact_is_derived_too(app, builder, car, by_driver):
    one = await create(builder, car, x_name="末", x_loan="1.00", x_value="2.00")
    made = await create(builder, "x_appraisal", x_name="估", x_car=one["id"], x_amount="5.00")
    raised = f"UPDATE x_appraisal SET x_amount = 700 WHERE id = '{made['id']}'"
    async with acting(app) as context:
        await context.record("test.fact")
        await (context.connection.raw if by_driver else context.connection).execute(raised)
    assert (await record(builder, car, one["id"]))["x_total"] == "7.00"


async def test_rollups_and_formulas_of_installed_objects_follow_what_features_write(app, builder):
    """The day's end writes overdue amounts of all loans in one statement."""
    overdue = {"object": "loan", "via": "party_id", "function": "sum", "field": "overdue_amount"}
    await add(builder, "party", "overdue", "rollup", result="money", rollup=overdue)
    count = {"object": "loan", "via": "party_id", "function": "count"}
    await add(builder, "party", "loans", "rollup", rollup=count)
    await add(builder, "party", "bad", "formula", result="boolean", expression="x_overdue > 0")
    await add(
        builder, "loan", "paid", "formula", result="money", expression="principal - outstanding_principal"
    )
    loan_id = await make_loan(app)
    async with app.database.connection() as connection:
        loan = await connection.find("SELECT * FROM loan WHERE id = %(id)s", {"id": loan_id})
        columns = "SELECT x_overdue, x_loans, x_bad FROM party WHERE id = %(id)s"
        assert tuple(await connection.find(columns, {"id": loan.party_id})) == (0, 1, False)
    assert loan.x_paid == 0
    await end_days(app, loan.next_due_date + timedelta(days=10))
    async with app.database.connection() as connection:
        later = await connection.find("SELECT * FROM loan WHERE id = %(id)s", {"id": loan_id})
        assert later.overdue_amount > 0
        assert tuple(await connection.find(columns, {"id": loan.party_id})) == (later.overdue_amount, 1, True)
        assert await connection.value("SELECT count(*) FROM derived_due") == 0
    await act(builder, "field.remove", object="party", key="x_bad")
    await act(builder, "field.remove", object="party", key="x_overdue")
    await act(builder, "field.remove", object="party", key="x_loans")
    async with app.database.connection() as connection:
        watched = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'note_derived' AND tgrelid = 'loan'::regclass"
        body = "SELECT prosrc FROM pg_proc WHERE proname = 'note_derived_loan'"
        assert await connection.value(watched) == "loan"
        assert "party" not in await connection.value(body)
