"""The depth of forms: every fault by its place, forms for roles, and rules that hold on every road to a record."""

import pytest

from support.app import nothing_changes
from support.http import act, attempt, refused

RULES = {
    "x_kind": {"options_when": {"special": "x_amount > 100"}},
    "x_reason": {"visible_when": "x_kind == 'special'", "required_when": "x_amount > 500"},
    "x_amount": {"read_only_when": "x_kind == 'closed'"},
    "x_contact": {"required_when": "x_kind == 'plain'"},
}
FORM = {"label": "基本", "fields": ["x_name", "x_kind", "x_amount", "x_reason", "x_contact"], "rules": RULES}
VARIANTS = [{"label": "风控", "roles": ["underwriter"], "form": [{"label": "短", "fields": ["x_reason"]}]}]


@pytest.fixture(scope="module")
async def builder(as_user):
    builder = await as_user("builder")
    await act(builder, "object.create", key="ticket", label_zh="工单")
    for key, kind, more in (
        ("kind", "choice", {"options": ["plain", "special", "closed"]}),
        ("amount", "money", {}),
        ("reason", "text", {}),
        ("contact", "phone", {}),
    ):
        await act(builder, "field.create", object="x_ticket", key=key, label_zh=key, kind=kind, **more)
    body = {"form": [FORM], "variants": VARIANTS}
    saved = await act(builder, "definition.save", kind="layout", key="x_ticket", body=body)
    assert saved["faults"] == []
    drafts = [{"kind": "layout", "key": "x_ticket"}]
    await act(builder, "definition.publish", drafts=drafts, reason="试")
    return builder


@pytest.mark.parametrize(
    ("section", "pointer"),
    [
        ({"kind": "carousel"}, "/form/0/kind"),
        ({"columns": 4}, "/form/0/columns"),
        ({"fields": {"x_name": 1}}, "/form/0/fields"),
        ({"notes": [{"before": "x_gone", "text": "说明"}]}, "/form/0/notes/0/before"),
        ({"notes": [{"text": ""}]}, "/form/0/notes/0/text"),
        ({"rules": []}, "/form/0/rules"),
        ({"rules": {"x_kind": "x"}}, "/form/0/rules/x_kind"),
        ({"rules": {"x_kind": {"options_when": {"blue": "true"}}}}, "/form/0/rules/x_kind/options_when/blue"),
        (
            {"rules": {"x_kind": {"options_when": {"plain": "x_gone"}}}},
            "/form/0/rules/x_kind/options_when/plain",
        ),
        ({"rules": {"x_name": {"options_when": {}}}}, "/form/0/rules/x_name/options_when"),
        ({"rules": {"x_kind": {"options_when": {"plain": " "}}}}, "/form/0/rules/x_kind/options_when/plain"),
        ({"rules": {"x_name": {"fill": {"x_reason": "name"}}}}, "/form/0/rules/x_name/fill"),
    ],
)
async def test_a_fault_of_a_form_has_its_place(builder, section, pointer):
    body = {"form": [{"label": "甲", "fields": ["x_name"], **section}]}
    saved = await act(builder, "definition.save", kind="layout", key="x_ticket", body=body)
    assert [one["pointer"] for one in saved["faults"]] == [pointer]
    await act(builder, "definition.discard", kind="layout", key="x_ticket")


@pytest.mark.parametrize(
    ("variant", "pointer"),
    [
        ({"label": "甲"}, "/variants/0"),
        ({"label": "甲", "roles": ["nobody"]}, "/variants/0/roles/0"),
        ({"label": "甲", "devices": ["watch"]}, "/variants/0/devices/0"),
        ({"label": "甲", "devices": ["phone"], "form": [FORM]}, "/variants/0/form/0/rules"),
    ],
)
async def test_a_fault_of_a_variant_has_its_place(builder, variant, pointer):
    saved = await act(
        builder,
        "definition.save",
        kind="layout",
        key="x_ticket",
        body={"form": [FORM], "variants": [variant]},
    )
    assert [one["pointer"] for one in saved["faults"]] == [pointer]
    await act(builder, "definition.discard", kind="layout", key="x_ticket")


async def test_a_form_for_a_role_goes_to_that_role_with_the_rules_of_the_main_form(builder, as_user):
    mine = next(o for o in (await builder.get("/catalog")).json()["objects"] if o["key"] == "x_ticket")
    assert mine["variants"] == []
    await act(
        builder,
        "definition.save",
        kind="layout",
        key="x_ticket",
        body={"form": [FORM], "variants": [{**VARIANTS[0], "roles": ["builder"]}]},
    )
    drafts = [{"kind": "layout", "key": "x_ticket"}]
    await act(builder, "definition.publish", drafts=drafts, reason="给自己")
    hers = next(o for o in (await builder.get("/catalog")).json()["objects"] if o["key"] == "x_ticket")
    [variant] = hers["variants"]
    assert variant["form"][0]["fields"] == ["x_reason"]
    assert variant["form"][0]["rules"] == {"x_reason": RULES["x_reason"]}


@pytest.mark.parametrize(
    ("values", "code", "pointer"),
    [
        ({"x_kind": "special", "x_amount": "50"}, "form.option_not_offered", "/x_kind"),
        ({"x_kind": "special", "x_amount": "501"}, "value.required", "/x_reason"),
        ({"x_kind": "closed", "x_amount": "1"}, "form.read_only", "/x_amount"),
        ({"x_kind": "plain"}, "value.required", "/x_contact"),
    ],
)
async def test_a_new_record_keeps_the_rules(app, builder, values, code, pointer):
    async with nothing_changes(app):
        answer = await builder.post("/records/x_ticket", json={"x_name": "甲", **values})
        body = refused(answer, 422, "invalid.fields", pointer)
        assert [one["code"] for one in body["errors"]] == [code]


async def test_a_change_is_asked_only_what_it_touches(app, builder):
    made = await builder.post(
        "/records/x_ticket",
        json={"x_name": "甲", "x_kind": "plain", "x_contact": "13800138000", "x_amount": "600"},
    )
    assert made.status_code == 201, made.text
    path = f"/records/x_ticket/{made.json()['id']}"
    version = {"if-match": f'"{made.json()["version"]}"'}
    async with nothing_changes(app):
        answer = await builder.patch(path, json={"x_contact": None}, headers=version)
        refused(answer, 422, "invalid.fields", "/x_contact")
        answer = await builder.patch(path, json={"x_kind": "special"}, headers=version)
        refused(answer, 422, "invalid.fields", "/x_reason")
    # Hidden fields are not asked for, and what is kept encrypted counts as given.
    changed = await builder.patch(path, json={"x_name": "乙"}, headers=version)
    assert changed.status_code == 200, changed.text
    version = {"if-match": f'"{changed.json()["version"]}"'}
    closed = await builder.patch(path, json={"x_kind": "closed"}, headers=version)
    assert closed.status_code == 200, closed.text
    version = {"if-match": f'"{closed.json()["version"]}"'}
    async with nothing_changes(app):
        answer = await builder.patch(path, json={"x_amount": "5"}, headers=version)
        refused(answer, 422, "invalid.fields", "/x_amount")
    assert (
        await attempt(builder, "record.comment", object="x_ticket", id=closed.json()["id"], note="可")
    ).status_code == 200


async def test_a_draft_is_previewed_as_a_role_and_nothing_is_written(app, as_user, builder):
    preview = "/definitions/layout/x_ticket/preview"
    sales = await as_user("sales")
    body = {"form": [{"label": "草稿", "fields": ["x_name", "x_contact"]}], "variants": VARIANTS}
    await act(builder, "definition.save", kind="layout", key="x_ticket", body=body)
    async with nothing_changes(app):
        shown = (await builder.get(f"{preview}?role=underwriter")).json()
        assert shown["form"][0]["label"] == "草稿"
        assert [one["form"][0]["label"] for one in shown["variants"]] == ["短"]
        assert (await builder.get(f"{preview}?role=sales")).json()["variants"] == []
        live = next(
            one for one in (await builder.get("/catalog")).json()["objects"] if one["key"] == "x_ticket"
        )
        assert live["form"][0]["label"] == "基本"
        refused(await builder.get(f"{preview}?role=nobody"), 404, "not_found")
        refused(await sales.get(f"{preview}?role=sales"), 403, "permission.denied")
    await act(
        builder, "definition.save", kind="layout", key="x_ticket", body={"form": [{"fields": ["x_gone"]}]}
    )
    async with nothing_changes(app):
        refused(await builder.get(preview), 422, "invalid.fields")
    await act(builder, "definition.discard", kind="layout", key="x_ticket")
