"""Pages and the menu: every fault by its place, and what each role may open and read."""

import pytest

from support.app import nothing_changes
from support.http import act, attempt, refused
from zhuxin.kernel.pages.frames import allow_frames

TITLE = {"zh": "贷款概览", "en": "Loans"}


def block(kind, place=0, **more):
    return {"id": f"b{place}", "x": 0, "y": place * 4, "w": 6, "h": 4, "kind": kind, **more}


LIST = block("list", 0, object="loan", columns=["number", "status"], sort="-created_at", limit=5)
CHART = block("chart", 1, object="loan", by="status", measure="sum:principal", shape="bar")
NUMBER = block(
    "number", 2, object="lead", measure="count", compare={"field": "created_at", "span": "this_month"}
)
PAGE = {
    "title": TITLE,
    "parameters": [{"key": "party", "kind": "record", "object": "party"}, {"key": "low", "kind": "number"}],
    "blocks": [
        LIST,
        CHART,
        NUMBER,
        block("text", 3, text="# 说明\n\n- 一\n- 二"),
        block("form", 4, object="lead", presets={"party_id": "$param.party"}),
        block("record", 5, object="party", parameter="party"),
        block("related", 6, object="application", via="party_id", parameter="party"),
        block(
            "buttons",
            7,
            buttons=[
                {"label": "全部贷款", "kind": "list", "object": "loan"},
                {"label": "说明", "kind": "url", "url": "https://example.com/help"},
                {
                    "label": "转进件",
                    "kind": "action",
                    "action": "lead.convert",
                    "values": {"lead_id": "$param.party"},
                },
            ],
        ),
        block(
            "list",
            8,
            object="loan",
            filter={
                "and": [
                    {"field": "party_id", "op": "eq", "value": "$param.party"},
                    {"field": "principal", "op": "ge", "value": "$param.low"},
                    {"field": "owner_id", "op": "eq", "value": "$user.id"},
                    {"field": "disbursed_date", "op": "le", "value": "$today"},
                ]
            },
        ),
    ],
}


@pytest.fixture(scope="module")
async def builder(as_user):
    return await as_user("builder")


async def publish(client, kind, key, body):
    saved = await act(client, "definition.save", kind=kind, key=key, body=body)
    assert saved["faults"] == []
    return await act(client, "definition.publish", drafts=[{"kind": kind, "key": key}], reason="测试")


def with_block(**more):
    return {**PAGE, "blocks": [*PAGE["blocks"], {**block("text", 20, text="·"), **more}]}


def button(**more):
    return with_block(kind="buttons", buttons=[{"label": "按钮", **more}])


AT = "/blocks/9"
FAULTS = {
    "no title": ({**PAGE, "title": {"zh": " "}}, "/title", "label.missing"),
    "unknown part": ({**PAGE, "color": 1}, "/color", "definition.unknown_part"),
    "unknown role": ({**PAGE, "roles": ["sales", "nobody"]}, "/roles/1", "definition.unknown_part"),
    "parameter key": (
        {**PAGE, "parameters": [{"key": "A b", "kind": "text"}]},
        "/parameters/0/key",
        "page.bad_key",
    ),
    "parameter kind": (
        {**PAGE, "parameters": [{"key": "a", "kind": "x"}]},
        "/parameters/0/kind",
        "definition.unknown_part",
    ),
    "parameter default": (
        {**PAGE, "parameters": [{"key": "a", "kind": "number", "default": "NaN"}]},
        "/parameters/0/default",
        "value.wrong_type",
    ),
    "no block": ({**PAGE, "blocks": ["x"]}, "/blocks/0", "value.wrong_type"),
    "blocks no list": ({**PAGE, "blocks": {}}, "/blocks", "value.wrong_type"),
    "unknown kind": (with_block(kind="video"), f"{AT}/kind", "definition.unknown_part"),
    "block twice": (with_block(id="b0"), f"{AT}/id", "page.duplicate"),
    "overlap": (with_block(x=3, y=3), AT, "page.overlap"),
    "off the grid": (with_block(x=7, w=6), AT, "page.off_grid"),
    "no whole number": (with_block(x=1.5), AT, "page.off_grid"),
    "unknown object": (
        with_block(kind="list", object="spaceship"),
        f"{AT}/object",
        "definition.unknown_part",
    ),
    "unknown column": (
        with_block(kind="list", object="loan", columns=["number", "smell"]),
        f"{AT}/columns/1",
        "definition.unknown_part",
    ),
    "bad filter": (
        with_block(kind="list", object="loan", filter={"field": "smell", "op": "eq", "value": 1}),
        f"{AT}/filter",
        "filter.invalid",
    ),
    "bad operator with a parameter": (
        with_block(
            kind="list", object="loan", filter={"field": "principal", "op": "contains", "value": "$param.low"}
        ),
        f"{AT}/filter",
        "filter.invalid",
    ),
    "unknown parameter": (
        with_block(
            kind="list", object="loan", filter={"field": "party_id", "op": "eq", "value": "$param.nobody"}
        ),
        f"{AT}/filter",
        "page.unknown_parameter",
    ),
    "bad sort": (with_block(kind="list", object="loan", sort="-smell"), f"{AT}/sort", "sort.invalid"),
    "limit": (with_block(kind="list", object="loan", limit=500), f"{AT}/limit", "value.wrong_type"),
    "view without its field": (
        with_block(kind="list", object="loan", view="kanban"),
        f"{AT}/group",
        "definition.unknown_part",
    ),
    "unknown measure": (
        with_block(kind="chart", object="loan", by="status", measure="median:principal", shape="bar"),
        f"{AT}/measure",
        "group.invalid",
    ),
    "sum of a text": (
        with_block(kind="number", object="loan", measure="sum:number"),
        f"{AT}/measure",
        "group.invalid",
    ),
    "unknown bucket": (
        with_block(kind="chart", object="loan", by="created_at:age", shape="bar"),
        f"{AT}/by",
        "group.invalid",
    ),
    "unknown shape": (
        with_block(kind="chart", object="loan", by="status", shape="cloud"),
        f"{AT}/shape",
        "definition.unknown_part",
    ),
    "unknown period": (
        with_block(kind="number", object="loan", compare={"field": "created_at", "span": "ever"}),
        f"{AT}/compare/span",
        "definition.unknown_part",
    ),
    "unknown comparison": (
        with_block(
            kind="number",
            object="loan",
            compare={"field": "created_at", "span": "this_month", "against": "half"},
        ),
        f"{AT}/compare/against",
        "definition.unknown_part",
    ),
    "compare by no date": (
        with_block(kind="number", object="loan", compare={"field": "status", "span": "this_month"}),
        f"{AT}/compare/field",
        "view.field_unsuited",
    ),
    "form of what actions make": (with_block(kind="form", object="loan"), f"{AT}/object", "page.not_created"),
    "preset of no field": (
        with_block(kind="form", object="lead", presets={"smell": 1}),
        f"{AT}/presets/smell",
        "definition.unknown_part",
    ),
    "record without parameter": (
        with_block(kind="record", object="party", parameter="nobody"),
        f"{AT}/parameter",
        "definition.unknown_part",
    ),
    "related via no reference": (
        with_block(kind="related", object="loan", via="status", parameter="party"),
        f"{AT}/via",
        "view.field_unsuited",
    ),
    "no text": (with_block(text=7), f"{AT}/text", "value.wrong_type"),
    "no buttons": (with_block(kind="buttons", buttons=[]), f"{AT}/buttons", "value.wrong_type"),
    "unknown action": (
        button(kind="action", action="loan.fly"),
        f"{AT}/buttons/0/action",
        "definition.unknown_part",
    ),
    "unknown input": (
        button(kind="action", action="lead.convert", values={"lead_id": "$param.party", "smell": 1}),
        f"{AT}/buttons/0/values/smell",
        "definition.unknown_part",
    ),
    "action without its record": (
        button(kind="action", action="lead.convert"),
        f"{AT}/buttons/0/values/lead_id",
        "value.missing",
    ),
    "unknown page": (button(kind="page", page="nowhere"), f"{AT}/buttons/0/page", "definition.unknown_part"),
    "script address": (button(kind="url", url="javascript:alert(1)"), f"{AT}/buttons/0/url", "page.bad_url"),
    "plain http": (button(kind="url", url="http://example.com"), f"{AT}/buttons/0/url", "page.bad_url"),
    "button to no object": (
        button(kind="list", object=["loan"]),
        f"{AT}/buttons/0/object",
        "definition.unknown_part",
    ),
    "values that are none": (
        button(kind="action", action="lead.convert", values=7),
        f"{AT}/buttons/0/values",
        "value.wrong_type",
    ),
    "unknown kind of button": (button(kind="fly"), f"{AT}/buttons/0/kind", "definition.unknown_part"),
    "frame of a stranger": (
        with_block(kind="frame", url="https://stranger.example/x"),
        f"{AT}/url",
        "page.host_not_allowed",
    ),
    "frame with credentials": (
        with_block(kind="frame", url="https://a:b@maps.example/"),
        f"{AT}/url",
        "page.bad_url",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
async def test_a_fault_is_named_by_its_place_and_keeps_the_page_back(app, builder, name):
    body, pointer, code = FAULTS[name]
    saved = await act(builder, "definition.save", kind="page", key="faulty", body=body)
    assert (pointer, code) in [(one["pointer"], one["code"]) for one in saved["faults"]]
    async with nothing_changes(app):
        tried = await attempt(
            builder, "definition.publish", drafts=[{"kind": "page", "key": "faulty"}], reason="测试"
        )
    refused(tried, 422, "invalid.fields", f"/drafts/0{pointer}")


async def test_a_page_of_every_kind_of_block_is_sound_and_a_frame_needs_its_host(app, builder):
    allow_frames(["maps.example"])
    body = with_block(kind="frame", url="https://maps.example/x?y=1")
    await publish(builder, "page", "overview", body)
    page = (await builder.get("/pages/overview")).json()
    assert page["title"] == TITLE
    assert page["blocks"][9]["url"] == "https://maps.example/x?y=1"
    allow_frames([])


async def test_a_page_of_another_role_is_as_missing_as_one_that_is_not_there(builder, as_user):
    await publish(builder, "page", "finance_only", {**PAGE, "roles": ["finance"]})
    finance, sales = await as_user("finance"), await as_user("sales")
    assert (await finance.get("/pages/finance_only")).status_code == 200
    hidden, absent = await sales.get("/pages/finance_only"), await sales.get("/pages/never_made")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.json()["detail"] == absent.json()["detail"]
    assert "finance_only" in [one["key"] for one in (await finance.get("/pages")).json()["items"]]
    assert "finance_only" not in [one["key"] for one in (await sales.get("/pages")).json()["items"]]


async def test_a_block_that_may_not_be_read_keeps_its_place_and_tells_nothing(builder, as_user):
    await publish(builder, "page", "mixed", {**PAGE, "blocks": [LIST, CHART, NUMBER, PAGE["blocks"][7]]})
    page = (await builder.get("/pages/mixed")).json()
    assert page["blocks"][0] == {
        "id": "b0",
        "x": 0,
        "y": 0,
        "w": 6,
        "h": 4,
        "kind": "list",
        "unreadable": True,
    }
    assert "loan" not in str(page["blocks"][:2])
    assert [one["kind"] for one in page["blocks"][3]["buttons"]] == ["url"]
    sales = await as_user("sales")
    assert (await sales.get("/pages/mixed")).json()["blocks"][0] == LIST


async def test_a_hidden_field_is_no_column_and_a_figure_of_it_is_unreadable(builder, as_user):
    scores = block("list", 0, object="loan", columns=["number", "score"])
    chart = block("chart", 1, object="loan", by="status", measure="avg:score", shape="bar")
    probing = block("list", 2, object="loan", filter={"field": "score", "op": "ge", "value": 600})
    await publish(builder, "page", "scores", {"title": TITLE, "blocks": [scores, chart, probing]})
    sales, manager = await as_user("sales"), await as_user("manager")
    first, *others = (await sales.get("/pages/scores")).json()["blocks"]
    assert first["columns"] == ["number"]
    assert all(one["unreadable"] for one in others)
    assert (await manager.get("/pages/scores")).json()["blocks"] == [scores, chart, probing]


async def test_nobody_but_builders_saves_a_page(app, as_user):
    sales = await as_user("sales")
    async with nothing_changes(app):
        refused(
            await attempt(sales, "definition.save", kind="page", key="mine", body=PAGE),
            403,
            "permission.denied",
        )
        refused(await sales.get("/definitions/page"), 403, "permission.denied")
        refused(await sales.get("/actions"), 403, "permission.denied")
        refused(await sales.get("/roles"), 403, "permission.denied")


async def test_who_builds_sees_every_action_with_its_inputs_and_every_role(builder):
    roles = (await builder.get("/roles")).json()["items"]
    assert {"key": "sales", "label": {"zh": "客户经理", "en": "Sales"}} in roles
    found = {one["name"]: one for one in (await builder.get("/actions")).json()["items"]}
    assert found["lead.convert"]["record_key"] == "lead_id"


def entry(key="one", **more):
    return {"key": key, "label": key, **more}


MENU_FAULTS = {
    "no list": ({"items": {}}, "/items", "value.wrong_type"),
    "no key": ({"items": [{"label": "x", "path": "/"}]}, "/items/0/key", "value.missing"),
    "no name": ({"items": [{"key": "a", "label": "", "path": "/"}]}, "/items/0/label", "label.missing"),
    "twice": ({"items": [entry(path="/"), entry(path="/inbox")]}, "/items/1/key", "menu.duplicate"),
    "twice below": (
        {"items": [entry(path="/"), entry("g", items=[entry(path="/inbox")])]},
        "/items/1/items/0/key",
        "menu.duplicate",
    ),
    "nowhere": ({"items": [entry()]}, "/items/0", "menu.target"),
    "two places": ({"items": [entry(path="/", url="https://example.com")]}, "/items/0", "menu.target"),
    "unknown object": ({"items": [entry(object="spaceship")]}, "/items/0/object", "definition.unknown_part"),
    "unknown page": ({"items": [entry(page="nowhere")]}, "/items/0/page", "definition.unknown_part"),
    "unknown installed page": (
        {"items": [entry(path="/nowhere")]},
        "/items/0/path",
        "definition.unknown_part",
    ),
    "address": ({"items": [entry(url="javascript:1")]}, "/items/0/url", "page.bad_url"),
    "unknown role": (
        {"items": [entry(path="/", roles=["nobody"])]},
        "/items/0/roles/0",
        "definition.unknown_part",
    ),
    "too deep": (
        {"items": [entry("a", items=[entry("b", items=[entry("c", path="/")])])]},
        "/items/0/items/0",
        "menu.too_deep",
    ),
    "home of no role": ({"items": [], "homes": {"nobody": "x"}}, "/homes/nobody", "definition.unknown_part"),
}


@pytest.mark.parametrize("name", MENU_FAULTS)
async def test_a_fault_of_the_menu_is_named_by_its_place(builder, name):
    body, pointer, code = MENU_FAULTS[name]
    saved = await act(builder, "definition.save", kind="menu", key="main", body=body)
    assert (pointer, code) in [(one["pointer"], one["code"]) for one in saved["faults"]]


async def test_the_installed_menu_is_sound(builder):
    found = (await builder.get("/definitions/menu/main")).json()["published"]["body"]
    saved = await act(builder, "definition.save", kind="menu", key="main", body=found)
    assert saved["faults"] == []


async def test_a_menu_shows_what_its_reader_may_open_and_a_page_comes_with_it(builder, as_user):
    was = (await as_user("sales"), await as_user("finance"))
    before = [[one["key"] for one in (await client.get("/me")).json()["menu"]] for client in was]
    body = (await builder.get("/definitions/menu/main")).json()["published"]["body"]
    more = [
        entry("figures", page="with_menu"),
        entry(
            "ours", items=[entry("book", object="loan"), entry("trail", object="journal", roles=["sales"])]
        ),
        entry("help", url="https://example.com/help", roles=["sales"]),
    ]
    menu = {"items": [*body["items"], *more], "homes": {"finance": "with_menu"}}
    page = {**PAGE, "roles": ["finance", "manager"]}
    await act(builder, "definition.save", kind="page", key="with_menu", body=page)
    await act(builder, "definition.save", kind="menu", key="main", body={**menu, "items": menu["items"]})
    drafts = [{"kind": "menu", "key": "main"}, {"kind": "page", "key": "with_menu"}]
    bad = await attempt(builder, "definition.publish", drafts=drafts[:1], reason="页面还没有")
    refused(bad, 422, "invalid.fields")
    fixed = [entry("figures", page="with_menu"), entry("ours", items=[entry("book", object="loan")]), more[2]]
    await act(
        builder, "definition.save", kind="menu", key="main", body={**menu, "items": [*body["items"], *fixed]}
    )
    await act(builder, "definition.publish", drafts=drafts, reason="一起发布")
    sales, finance = [(await client.get("/me")).json() for client in was]
    assert [one["key"] for one in sales["menu"]] == [*before[0], "ours", "help"]
    assert [one["key"] for one in finance["menu"]] == [*before[1], "figures", "ours"]
    assert sales["home"] is None
    assert finance["home"] == "with_menu"
    assert finance["menu"][-2]["path"] == "/p/with_menu"
    assert finance["menu"][-1]["items"][0]["path"] == "/o/loan"
    assert "ours" not in [one["key"] for one in (await builder.get("/me")).json()["menu"]]


LAYOUT_BUTTONS = {
    "unknown action": ({"kind": "action", "action": "loan.fly"}, "/action", "definition.unknown_part"),
    "unknown page": ({"kind": "page", "page": "nowhere"}, "/page", "definition.unknown_part"),
    "unknown field": (
        {"kind": "action", "action": "lead.convert", "values": {"lead_id": "$record.smell"}},
        "/values",
        "definition.unknown_part",
    ),
    "condition": (
        {"kind": "url", "url": "https://example.com", "visible_when": "status =="},
        "/visible_when",
        "expression.invalid",
    ),
    "address": ({"kind": "url", "url": "ftp://example.com"}, "/url", "page.bad_url"),
}


@pytest.mark.parametrize("name", LAYOUT_BUTTONS)
async def test_a_fault_of_a_button_on_a_record_is_named_by_its_place(builder, name):
    button, part, code = LAYOUT_BUTTONS[name]
    body = {"actions": ["lead.convert", {"label": "按钮", **button}]}
    saved = await act(builder, "definition.save", kind="layout", key="lead", body=body)
    assert (f"/actions/1{part}", code) in [(one["pointer"], one["code"]) for one in saved["faults"]]


async def test_buttons_on_records_are_offered_to_who_may_press_them(builder, as_user):
    await publish(builder, "page", "of_party", {"title": TITLE, "roles": ["sales"], "blocks": []})
    found = (await builder.get("/definitions/layout/party")).json()["published"]["body"]
    page = {"label": "概览", "kind": "page", "page": "of_party", "params": {"party": "$record.id"}}
    help_ = {"label": "帮助", "kind": "url", "url": "https://example.com", "visible_when": "name != ''"}
    await publish(
        builder, "layout", "party", {**found, "actions": [*(found.get("actions") or []), page, help_]}
    )
    offered = {}
    for name in ("sales", "manager"):
        objects = (await (await as_user(name)).get("/catalog")).json()["objects"]
        offered[name] = next(one for one in objects if one["key"] == "party")["buttons"]
    assert offered == {"sales": [page, help_], "manager": [help_]}
