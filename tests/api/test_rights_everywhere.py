"""Random roles, scopes and field rights: no road shows a row or a value that the caller may not see.

Every value of every record is a word that occurs nowhere else, so whatever leaks is found by looking for it in the answer.
"""

import json
import random
from datetime import timedelta

import pytest

from support.app import run_jobs
from support.http import act, records

FIELDS = ("x_name", "x_memo", "x_grade", "x_price", "x_phone", "x_parent")
ACCESS = ("hidden", "masked", "read", "write")
GRADES = ("金", "银", "铜")
SCOPES = ("own", "head", "department", "tree", "all")
WRITERS = ("builder", "sales", "sales2")


def words(number):
    """The values of a record by field, and the word that betrays each."""
    values = {
        "x_name": f"name{number}q",
        "x_memo": f"memo{number}q",
        "x_grade": GRADES[number % 3],
        "x_price": f"{7_000_000 + number * 1111}.{number % 100:02d}",
        "x_phone": f"1380{number:07d}",
    }
    return values, {key: value for key, value in values.items() if key != "x_grade"}


@pytest.fixture(scope="module")
async def world(app, as_user):
    """Nine records of three people in different departments, each under one of three parents, and a role without rights."""
    builder, security, admin = [await as_user(name) for name in ("builder", "security", "admin")]
    await act(builder, "object.create", key="parent", label_zh="上级")
    await act(builder, "object.create", key="secret", label_zh="秘密")
    for key, kind, more in (
        ("memo", "text", {"searchable": True}),
        ("grade", "choice", {"options": list(GRADES)}),
        ("price", "money", {"sensitivity": "C2"}),
        ("phone", "phone", {}),
        ("parent", "reference", {"target": "x_parent", "on_delete": "clear"}),
    ):
        await act(builder, "field.create", object="x_secret", key=key, label_zh=key, kind=kind, **more)
    await act(
        builder,
        "field.create",
        object="x_parent",
        key="secrets",
        label_zh="行",
        kind="children",
        target="x_secret",
        via="x_parent",
    )
    whole = {
        key: {"read": True, "create": True, "update": True, "delete": True, "scope": "all"}
        for key in ("x_secret", "x_parent")
    }
    writer = await act(security, "role.create", key="writer", name="写入")
    await act(
        security,
        "role.set_grants",
        role_id=writer["role_id"],
        grants={"objects": whole, "actions": ["record.share", "record.unshare"], "menu": []},
    )
    people = {one["username"]: one["id"] for one in await records(admin, "user", limit=200)}
    for name in WRITERS:
        roles = ["writer", "builder" if name == "builder" else "sales"]
        await act(security, "user.set_roles", user_id=people[name], role_keys=roles)
    made = {}
    for number in range(9):
        client = await as_user(WRITERS[number % 3])
        parent = (await client.post("/records/x_parent", json={"x_name": f"parent{number}q"})).json()["id"]
        values, betraying = words(number)
        answer = await client.post("/records/x_secret", json={**values, "x_parent": parent})
        assert answer.status_code == 201, answer.text
        made[answer.json()["id"]] = {
            "number": number,
            "words": betraying,
            "parent": f"parent{number}q",
            "parent_id": parent,
            "owner": people[WRITERS[number % 3]],
            "department": answer.json()["department_id"],
        }
    await share_view(builder)
    for name in WRITERS[1:]:
        await act(security, "user.set_roles", user_id=people[name], role_keys=["sales"])
    probe = await act(security, "role.create", key="probe", name="探")
    # She has the role for a time, and for good only one that grants nothing here.
    await act(security, "role.create", key="idle", name="闲")
    await act(security, "user.set_roles", user_id=people["sales"], role_keys=["idle"])
    until = (app.clock.now() + timedelta(days=1)).isoformat()
    lent = {"user_id": people["sales"], "role_id": probe["role_id"], "until_at": until, "reason": "试"}
    grant = await act(security, "role_grant.request", **lent)
    await act(await as_user("security2"), "role_grant.approve", **grant)
    watcher = await act(security, "role.create", key="watcher", name="看")
    await act(security, "user.set_roles", user_id=people["manager"], role_keys=["watcher"])
    return {
        "made": made,
        "watcher": watcher["role_id"],
        "role": probe["role_id"],
        "security": security,
        "me": people["sales"],
        "builder": builder,
        "admin": admin,
        "places": {one["key"]: one["id"] for one in await records(admin, "department", limit=200)},
    }


async def share_view(builder):
    """A view for everybody whose filter and colors tell of the memo."""
    rule = {"field": "x_memo", "op": "contains", "value": "viewword"}
    body = {"kind": "table", "columns": list(FIELDS), "colors": [{**rule, "tone": "bad"}]}
    for label, more in (("颜色", {}), ("筛选", {"filter": rule})):
        made = await act(builder, "view.save", object="x_secret", label=label, body={**body, **more})
        await act(builder, "view.share", view_id=made["view_id"], version=1, shared=True)


def draw(seed):
    choose = random.Random(seed)
    fields = {key: choose.choice(ACCESS) for key in FIELDS}
    grant = {"read": choose.random() < 0.9, "scope": choose.choice(SCOPES), "fields": fields}
    grant |= {verb: choose.random() < 0.4 for verb in ("create", "update", "delete")}
    objects = {"x_secret": grant}
    if choose.random() < 0.5:
        objects["x_parent"] = {"read": True, "scope": choose.choice(SCOPES)}
    actions = ["record.reveal", "export.start", "export.take"]
    actions += ["x_secret.export"] if choose.random() < 0.8 else ["x_secret.*"]
    return {"objects": objects, "actions": actions, "menu": []}


async def widen(world, seed):
    """Another department for her, and some records shared with her, or with others; what to take back, the departments she
    is in, those she heads, and what is shared with her."""
    choose, places, undo, shared = random.Random(-seed - 1), world["places"], [], set()
    departments, heads = {places["sales1"]}, set()
    if choose.random() < 0.4:
        position = choose.choice(("member", "head"))
        place = {"user_id": world["me"], "department_id": places["sales2"], "position": position}
        made = await act(world["admin"], "department.add_member", **place)
        undo.append(("admin", "department.remove_member", made))
        departments.add(places["sales2"])
        heads |= {places["sales2"]} if position == "head" else set()
    hers = [{"user_id": world["me"]}, {"role_key": "probe"}]
    hers += [{"department_id": places[key]} for key in ("sales1", "hq")]
    others = [{"role_key": "sales"}, {"department_id": places["collections"]}]
    for key in world["made"]:
        if choose.random() < 0.35:
            mine = choose.random() < 0.7
            named = {"object": "x_secret", "id": key, "access": choose.choice(("read", "write"))}
            made = await act(
                world["builder"], "record.share", **named, **choose.choice(hers if mine else others)
            )
            undo.append(("builder", "record.unshare", {"object": "x_secret", "id": key, **made}))
            if mine:
                shared.add(key)
    return undo, departments, heads, shared


def visible(world, grants, departments, heads):
    grant = grants["objects"]["x_secret"]
    if not grant["read"]:
        return set()
    mine = world["me"]
    return {
        key
        for key, one in world["made"].items()
        if grant["scope"] == "all"
        or one["owner"] == mine
        or (grant["scope"] in ("department", "tree") and one["department"] in departments)
        or (grant["scope"] == "head" and one["department"] in heads)
    }


def check(world, answer, seen, readable, road):
    """No word of a row out of sight, and of rows in sight only those of fields that may be read in full."""
    text = answer.text
    for key, one in world["made"].items():
        for field, word in one["words"].items():
            allowed = key in seen and field in readable
            assert allowed or word not in text, f"{road} shows {field} of {one['number']}: {text[:300]}"
        if key not in seen:
            assert key not in text, f"{road} shows the row {one['number']}"


@pytest.mark.parametrize("seed", range(24))
async def test_no_road_shows_what_may_not_be_seen(app, as_user, world, seed):
    grants = draw(seed)
    await act(world["security"], "role.set_grants", role_id=world["role"], grants=grants)
    client = await as_user("sales")
    undo, departments, heads, shared = await widen(world, seed)
    seen = visible(world, grants, departments, heads)
    if grants["objects"]["x_secret"]["read"]:
        seen |= shared
    access = grants["objects"]["x_secret"]["fields"]
    readable = {key for key, word in access.items() if word in ("read", "write") and key != "x_phone"}
    roads = await walk(client, world, access)
    roads["export"] = await export(app, client, access, "x_secret.export" in grants["actions"])
    for road, answer in roads.items():
        assert answer.status_code < 500, f"{road}: {answer.text}"
        check(world, answer, seen, readable, road)
    assert "x_memo" in readable or "viewword" not in roads["views"].text
    if grants["objects"]["x_secret"]["read"]:
        shown = [one["body"] for one in roads["views"].json()["items"]]
        hidden = {key for key, word in access.items() if word == "hidden"}
        assert not any(hidden & set(body["columns"]) for body in shown if body)
        page = roads["list"].json()
        if "x_secret.export" in grants["actions"]:
            assert len(roads["export"].text.splitlines()) == len(seen) + 2, roads["export"].text
        assert {one["id"] for one in page["items"]} == seen
        assert page["total"] == len(seen)
        (whole,) = roads["count"].json()["groups"]
        assert whole["count"] == len(seen)
    else:
        assert roads["list"].status_code == 403
    for key in ("x_name", "x_memo", "x_price"):
        unreadable = not grants["objects"]["x_secret"]["read"] or access[key] in ("hidden", "masked")
        for road in (f"filter {key}", f"sort {key}", f"group {key}"):
            if road in roads and unreadable:
                assert roads[road].status_code in (403, 422), f"{road}: {roads[road].text}"

    if grants["objects"]["x_secret"]["read"]:
        mine = roads["shared"].json()["items"]
        assert {one["id"] for one in mine} == shared
    for who, action, values in undo:
        await act(world[who], action, **values)


@pytest.mark.parametrize("seed", range(50, 66))
async def test_a_preview_shows_what_both_may_see(as_user, world, seed):
    """Rows of the previewed; of their fields none that the previewer is denied, and no sensitive one that she does not read."""
    theirs, hers = draw(seed), draw(seed + 1000)
    hers["actions"] += ["preview.start", "audit.read"]
    for role, grants in (("role", theirs), ("watcher", hers)):
        await act(world["security"], "role.set_grants", role_id=world[role], grants=grants)
    access, own = theirs["objects"]["x_secret"]["fields"], hers["objects"]["x_secret"]
    full = ("read", "write")
    both = {
        key
        for key, word in access.items()
        if word in full and (own["fields"][key] in full if own["read"] else key != "x_price")
    } - {"x_phone"}
    undo, departments, heads, shared = await widen(world, seed)
    client = await as_user.session("manager")
    for whom in ({"user_id": world["me"]}, {"role_key": "probe"}):
        assert (await client.post("/auth/preview", json=whom)).status_code == 204
        # As a role she stands in her own department, which all others are below.
        below = set(world["places"].values())
        seen = visible(world, theirs, departments if "user_id" in whom else below, heads)
        if theirs["objects"]["x_secret"]["read"]:
            seen |= shared
        roads = await walk(client, world, access)
        for road, answer in roads.items():
            assert answer.status_code < 500, f"{road}: {answer.text}"
            check(world, answer, seen, both, road)
        if "user_id" in whom and theirs["objects"]["x_secret"]["read"]:
            assert {one["id"] for one in roads["list"].json()["items"]} == seen
        assert roads["audit"].status_code == 403
        assert (await client.delete("/auth/preview")).status_code == 204
    for who, action, values in undo:
        await act(world[who], action, **values)


async def export(app, client, access, allowed):
    """The whole list as a file, with every field that is not hidden; where it may not be had, the refusal."""
    fields = [key for key in FIELDS if access[key] != "hidden"] or ["owner_id"]
    made = await client.post(
        "/actions/export.start", json={"object": "x_secret", "format": "csv", "fields": fields}
    )
    if made.status_code != 200:
        return made
    assert allowed, made.text
    await run_jobs(app)
    link = await act(client, "export.take", export_id=made.json()["result"]["export_id"])
    file = await client.get(link["url"].removeprefix("/api/v1"))
    assert file.status_code == 200, file.text
    return file


async def walk(client, world, access):
    """Every road a caller can read by, each with its answer."""
    target = world["made"]
    roads = {
        "list": await client.get(
            "/records/x_secret", params={"limit": 200, "count": "true", "labels": "true"}
        ),
        "bin": await client.get("/records/x_secret", params={"bin": "true"}),
        "count": await client.get("/records/x_secret:groups"),
        "catalog": await client.get("/catalog"),
        "views": await client.get("/views/x_secret"),
        "shared": await client.get(
            "/records/x_secret", params={"filter": json.dumps({"field": "id", "op": "shared", "value": True})}
        ),
        "search": await client.get("/search", params={"q": "memo"}),
        "audit": await client.get("/audit"),
        "by grade": await client.get("/records/x_secret:groups", params={"by": "x_grade,x_parent"}),
    }
    for number, (key, one) in enumerate(target.items()):
        roads[f"get {number}"] = await client.get(f"/records/x_secret/{key}", params={"labels": "true"})
        roads[f"shares {number}"] = await client.get(f"/rights/shares/x_secret/{key}")
        roads[f"timeline {number}"] = await client.get(f"/timeline/x_secret/{key}")
        roads[f"expand {number}"] = await client.get(
            f"/records/x_parent/{one['parent_id']}", params={"expand": "x_secrets"}
        )
        for field in ("x_name", "x_memo", "x_price"):
            roads[f"history {number} {field}"] = await client.get(
                f"/timeline/x_secret/{key}", params={"field": field}
            )
        roads[f"reveal {number}"] = await hidden_reveal(client, key, access)
        roads[f"q {number}"] = await client.get(
            "/records/x_secret", params={"q": one["words"]["x_memo"], "fields": "id"}
        )
        phone = {"x_phone": one["words"]["x_phone"]}
        alike = await client.post("/records/x_secret:duplicates", json=phone)
        roads[f"alike {number}"] = alike
        assert access["x_phone"] != "hidden" or not alike.json().get("items"), alike.text
    for field in ("x_name", "x_memo", "x_price"):
        value = target[next(iter(target))]["words"][field]
        node = json.dumps({"field": field, "op": "eq", "value": value})
        roads[f"filter {field}"] = await client.get("/records/x_secret", params={"filter": node})
        roads[f"sort {field}"] = await client.get("/records/x_secret", params={"sort": field})
        roads[f"fields {field}"] = await client.get("/records/x_secret", params={"fields": field})
    roads["expanded"] = await client.get("/records/x_secret", params={"expand": "x_parent"})
    roads["group x_name"] = await client.get("/records/x_secret:groups", params={"by": "x_name"})
    roads["sum"] = await client.get(
        "/records/x_secret:groups", params={"measures": "sum:x_price,max:x_price"}
    )
    through = json.dumps({"field": "x_parent.x_name", "op": "contains", "value": "parent"})
    roads["through"] = await client.get("/records/x_secret", params={"filter": through})
    has = json.dumps(
        {
            "field": "x_secret.x_parent",
            "op": "has",
            "value": {"field": "x_memo", "op": "contains", "value": "memo"},
        }
    )
    roads["has"] = await client.get("/records/x_parent", params={"filter": has})
    first = next(iter(target))
    upsert = {"op": "upsert", "match": "x_memo", "values": {"x_memo": target[first]["words"]["x_memo"]}}
    roads["upsert"] = await client.post(
        "/records/x_secret:bulk", params={"dry_run": "true"}, json={"mode": "each", "operations": [upsert]}
    )
    stale = await client.patch(f"/records/x_secret/{first}", json={}, headers={"if-match": "99"})
    roads["stale"] = stale
    return roads


async def hidden_reveal(client, key, access):
    """Revealing is for who may read the field; whoever may not gets no value."""
    answer = await client.post(
        "/actions/record.reveal", json={"object": "x_secret", "id": key, "field": "x_phone", "reason": "试"}
    )
    if access["x_phone"] in ("read", "write"):
        return await client.get("/me")  # she may: nothing to hide
    assert answer.status_code in (403, 404), answer.text
    return answer
