"""Definitions: drafts, publishing together, versions, differences in words, and going back."""

import pytest

from support.app import nothing_changes
from support.http import act, attempt, refused
from zhuxin.kernel.definitions.diff import differences

LAYOUT = {
    "views": [
        {
            "key": "all",
            "label": {"zh": "全部", "en": "All"},
            "columns": ["x_name", "x_color"],
            "sort": "-created_at",
        },
        {
            "key": "board",
            "label": {"zh": "看板", "en": "Board"},
            "columns": ["x_name"],
            "kind": "kanban",
            "group": "x_color",
        },
    ],
    "form": [
        {
            "label": {"zh": "基本", "en": "Basics"},
            "fields": ["x_name", "x_color", "x_reason"],
            "rules": {"x_reason": {"visible_when": "x_color == '红'", "required_when": "x_color == '红'"}},
        }
    ],
}


@pytest.fixture(scope="module")
async def builder(as_user):
    builder = await as_user("builder")
    await act(builder, "object.create", key="lamp", label_zh="灯")
    await act(
        builder,
        "field.create",
        object="x_lamp",
        key="color",
        label_zh="颜色",
        kind="choice",
        options=["红", "绿"],
    )
    await act(builder, "field.create", object="x_lamp", key="reason", label_zh="原因", kind="text")
    return builder


async def views(client, key="x_lamp"):
    catalog = (await client.get("/catalog")).json()
    return [one["key"] for one in next(o for o in catalog["objects"] if o["key"] == key)["views"]]


async def test_a_draft_is_seen_by_builders_only_until_it_is_published(builder):
    saved = await act(builder, "definition.save", kind="layout", key="x_lamp", body=LAYOUT)
    assert saved["faults"] == []
    assert await views(builder) == ["all"]
    found = (await builder.get("/definitions/layout/x_lamp")).json()
    assert found["published"] is None
    assert found["draft"]["body"] == LAYOUT
    assert found["draft"]["by"] == "沈建"
    listed = (await builder.get("/definitions")).json()["items"]
    assert {"kind": "layout", "key": "x_lamp", "faults": 0}.items() <= listed[0].items()
    done = await act(
        builder, "definition.publish", drafts=[{"kind": "layout", "key": "x_lamp"}], reason="第一版"
    )
    assert done["published"] == [{"kind": "layout", "key": "x_lamp", "version": 1}]
    assert await views(builder) == ["all", "board"]
    found = (await builder.get("/definitions/layout/x_lamp")).json()
    assert found["draft"] is None
    assert found["versions"][0]["reason"] == "第一版"


async def test_versions_differ_in_words_and_come_back(builder):
    changed = {**LAYOUT, "views": LAYOUT["views"][:1]}
    await act(builder, "definition.save", kind="layout", key="x_lamp", body=changed)
    diff = (await builder.get("/definitions/layout/x_lamp/diff", params={"old": 1, "new": 0})).json()[
        "changes"
    ]
    assert [(one["path"], one["change"]) for one in diff] == [("/views/board", "removed")]
    await act(builder, "definition.publish", drafts=[{"kind": "layout", "key": "x_lamp"}], reason="不要看板")
    assert await views(builder) == ["all"]
    back = await act(builder, "definition.roll_back", kind="layout", key="x_lamp", version=1, reason="还是要")
    assert back["version"] == 3
    assert await views(builder) == ["all", "board"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"views": [{"label": "甲", "columns": ["x_nothing"]}]}, "/views/0/columns/0"),
        ({"views": [{"columns": ["x_name"]}]}, "/views/0/label"),
        ({"views": [{"label": "甲", "kind": "pie"}]}, "/views/0/kind"),
        ({"views": [{"label": "甲", "kind": "kanban"}]}, "/views/0/group"),
        ({"views": [{"label": "甲", "kind": "calendar", "date": "x_name"}]}, "/views/0/date"),
        ({"form": [{"label": "甲", "fields": ["x_nothing"]}]}, "/form/0/fields/0"),
        (
            {
                "form": [
                    {"label": "甲", "fields": ["x_name"], "rules": {"x_name": {"visible_when": "x_color =="}}}
                ]
            },
            "/form/0/rules/x_name/visible_when",
        ),
        (
            {"form": [{"label": "甲", "fields": ["x_name"], "visible_when": "x_gone == 1"}]},
            "/form/0/visible_when",
        ),
        ({"actions": ["lead.explode"]}, "/actions/0"),
        ({"secret": 1}, "/secret"),
        ({"views": 1}, "/views"),
        ({"form": "x"}, "/form"),
        ({"form": ["x"]}, "/form/0"),
        ({"detail": []}, "/detail"),
        ({"detail": {"tabs": [1]}}, "/detail/tabs/0"),
    ],
)
async def test_faults_have_places_and_keep_a_draft_back(app, builder, body, pointer):
    saved = await act(builder, "definition.save", kind="layout", key="x_lamp", body=body)
    assert pointer in [one["pointer"] for one in saved["faults"]]
    async with nothing_changes(app):
        drafts = [{"kind": "layout", "key": "x_lamp"}]
        answer = await attempt(builder, "definition.publish", drafts=drafts, reason="试")
        refused(answer, 422, "invalid.fields", f"/drafts/0{pointer}")
    await act(builder, "definition.discard", kind="layout", key="x_lamp")


async def test_several_are_published_together_or_not_at_all(app, builder):
    await act(builder, "object.create", key="bulb", label_zh="灯泡")
    good = {"views": [{"key": "all", "label": "全部", "columns": ["x_name"]}]}
    bad = {"views": [{"key": "all", "label": "全部", "columns": ["x_gone"]}]}
    await act(builder, "definition.save", kind="layout", key="x_bulb", body=good)
    await act(builder, "definition.save", kind="layout", key="x_lamp", body=bad)
    both = [{"kind": "layout", "key": key} for key in ("x_bulb", "x_lamp")]
    async with nothing_changes(app):
        answer = await attempt(builder, "definition.publish", drafts=both, reason="一起")
        refused(answer, 422, "invalid.fields", "/drafts/1/views/0/columns/0")
    await act(builder, "definition.save", kind="layout", key="x_lamp", body=LAYOUT)
    done = await act(builder, "definition.publish", drafts=both, reason="一起")
    assert [one["key"] for one in done["published"]] == ["x_bulb", "x_lamp"]


async def test_who_may_not_build_sees_and_changes_nothing(app, as_user):
    sales = await as_user("sales")
    refused(await sales.get("/definitions/layout/lead"), 403, "permission.denied")
    refused(await sales.get("/objects/lead"), 403, "permission.denied")
    async with nothing_changes(app):
        answer = await attempt(sales, "definition.save", kind="layout", key="lead", body={})
        refused(answer, 403, "permission.denied")


async def test_unknown_kinds_and_versions_are_refused(app, builder):
    async with nothing_changes(app):
        answer = await attempt(builder, "definition.save", kind="spell", key="x", body={})
        refused(answer, 422, "definition.unknown_kind", "/kind")
        answer = await attempt(
            builder, "definition.roll_back", kind="layout", key="x_lamp", version=99, reason="x"
        )
        refused(answer, 404, "not_found", "/version")


def test_differences_match_entries_by_key():
    old = {"views": [{"key": "a", "columns": ["x", "y"]}, {"key": "b", "columns": []}]}
    new = {"views": [{"key": "b", "columns": []}, {"key": "a", "columns": ["y", "x", "z"]}], "form": []}
    assert [(one["path"], one["change"]) for one in differences(old, new)] == [
        ("/views/a/columns/z", "added"),
        ("/views/a/columns", "moved"),
        ("/views", "moved"),
        ("/form", "added"),
    ]


@pytest.mark.parametrize("key", ["我的页面", "a b", "a/b", "Ab"])
async def test_a_key_that_could_not_be_published_begins_no_draft(app, builder, key):
    async with nothing_changes(app):
        saved = await attempt(
            builder, "definition.save", kind="page", key=key, body={"title": "页", "blocks": []}
        )
        refused(saved, 422, "invalid.fields", "/key")


async def test_two_who_change_one_draft_do_not_write_over_each_other(app, as_user):
    one, other = await as_user("builder"), await as_user("builder")

    async def base(client):
        return (await client.get("/definitions/layout/x_lamp")).json()["base"]

    seen = await base(one)
    mine = await act(one, "definition.save", kind="layout", key="x_lamp", body=LAYOUT, base=seen)
    again = await act(one, "definition.save", kind="layout", key="x_lamp", body=LAYOUT, base=mine["base"])
    async with nothing_changes(app):
        late = await attempt(other, "definition.save", kind="layout", key="x_lamp", body={}, base=seen)
        refused(late, 409, "definition.draft_moved")
    assert await base(other) == again["base"]
    published = await act(
        one, "definition.publish", drafts=[{"kind": "layout", "key": "x_lamp"}], reason="好了"
    )
    version = published["published"][0]["version"]
    late = await attempt(other, "definition.save", kind="layout", key="x_lamp", body={}, base=again["base"])
    refused(late, 409, "definition.draft_moved")
    assert await base(one) == f"v{version}"
    await act(other, "definition.save", kind="layout", key="x_lamp", body=LAYOUT)
    await act(other, "definition.discard", kind="layout", key="x_lamp")
