"""Every action by every role on every road: nobody does more than her rights say, whoever's name it runs in."""

import copy
import random

import pytest
import yaml

from support.app import acting, nothing_changes
from support.http import act, attempt, records, refused
from support.lending import make_application
from zhuxin.kernel.actions.registry import ACTIONS
from zhuxin.kernel.definitions.kinds import KINDS, faults_of
from zhuxin.kernel.permissions.rights import rights_of
from zhuxin.lending.demo.users import PEOPLE

ROLE_OF = {role: username for username, _, role, _ in reversed(PEOPLE)}
HEAD = {"package.yaml": "key: p1\nversion: 1\n"}


def process(*nodes, subject="application"):
    """A process that starts with the first of some nodes and ends."""
    whole = [
        {
            "id": "start",
            "kind": "start",
            "label": "始",
            "by_hand": True,
            "next": nodes[0]["id"] if nodes else "end",
        },
        *nodes,
        {"id": "end", "kind": "end", "label": "终", "outcome": "done"},
    ]
    return {"object": subject, "label": {"zh": "试", "en": "Trial"}, "nodes": whole}


def runs(action, **more):
    return {"id": "do", "kind": "action", "label": "做", "action": action, "next": "end", **more}


@pytest.mark.parametrize("role", sorted(ROLE_OF))
async def test_every_action_is_refused_to_who_has_no_right_to_it(app, as_user, role):
    client = await as_user(ROLE_OF[role])
    async with acting(app, ROLE_OF[role]) as context:
        rights = context.caller.rights
    for name, spec in ACTIONS.items():
        answer = await client.post(f"/actions/{name}", json={"no_such_input": 1})
        body = answer.json()
        if spec.allows(rights):
            assert body["code"] != "permission.denied", name
        else:
            assert (answer.status_code, body["code"]) == (403, "permission.denied"), name


async def test_no_process_runs_an_action_that_is_not_for_definitions_or_beyond_its_publisher(app, as_user):
    builder = await as_user("builder")
    async with acting(app, "builder") as context:
        rights = rights_of(context.caller.catalog, ("builder",))
    for name, spec in ACTIONS.items():
        for part in ("action", "record_with"):
            node = (
                runs(name)
                if part == "action"
                else {
                    "id": "do",
                    "kind": "decision",
                    "label": "规",
                    "rule": "consumer_loan",
                    "record_with": name,
                    "next": "end",
                }
            )
            body = process(node)
            saved = await act(builder, "definition.save", kind="process", key="probe", body=body)
            codes = {(one["pointer"], one["code"]) for one in saved["faults"]}
            refused_here = (f"/nodes/do/{part}", "action.not_for_definitions") in codes
            assert refused_here == (not spec.for_definitions), name
            if saved["faults"]:
                continue
            answer = await attempt(
                builder, "definition.publish", drafts=[{"kind": "process", "key": "probe"}], reason="试"
            )
            if rights.may_call(name):
                assert answer.status_code == 200, answer.text
            else:
                refused(answer, 422, "invalid.fields", f"/drafts/0/nodes/do/{part}")


async def test_a_process_takes_nobodys_account_over(app, as_user):
    builder = await as_user("builder")
    body = process(runs("user.reset_password"), subject="user")
    await act(builder, "definition.save", kind="process", key="takeover", body=body)
    packed = {**HEAD, "processes/takeover.yaml": yaml.safe_dump(body, allow_unicode=True)}
    async with nothing_changes(app):
        drafts = [{"kind": "process", "key": "takeover"}]
        refused(
            await attempt(builder, "definition.publish", drafts=drafts, reason="试"), 422, "invalid.fields"
        )
        refused(await attempt(builder, "package.install", files=packed), 422, "invalid.fields")


async def test_a_definition_loses_what_its_publisher_loses(app, as_user):
    """What she published runs on her behalf each time, also when she has left, until the right is taken from her."""
    builder, sales, security = [await as_user(name) for name in ("builder", "sales", "security")]
    body = process({**runs("application.reject"), "inputs": {"reason": "试"}}, subject="application")
    await act(builder, "definition.save", kind="process", key="hers", body=body)
    await act(builder, "definition.publish", drafts=[{"kind": "process", "key": "hers"}], reason="试")

    async def start():
        applied = await make_application(app, submit=False)
        values = {"process": "hers", "object": "application", "id": applied.application_id}
        return await attempt(sales, "process.start", **values)

    assert (await start()).status_code == 200
    role = next(one for one in await records(security, "role", limit=200) if one["key"] == "builder")
    whole = (await security.get(f"/records/role/{role['id']}")).json()["grants"]
    less = {**whole, "actions": [one for one in whole["actions"] if one != "application.reject"]}
    await act(security, "role.set_grants", role_id=role["id"], grants=less)
    refused(await start(), 403, "action.beyond_publisher")
    await act(security, "role.set_grants", role_id=role["id"], grants=whole)
    async with acting(app) as context:
        await context.connection.execute(
            "UPDATE user_account SET status = 'disabled' WHERE username = 'builder'"
        )
    assert (await start()).status_code == 200
    async with acting(app) as context:
        await context.connection.execute(
            "UPDATE user_account SET status = 'active' WHERE username = 'builder'"
        )


ROWS = {
    "role_grant": "match: reason\nrows:\n  - {user_id: {$ref: user/admin}, reason: r, status: approved}\n",
    "role": "match: key\nrows:\n  - {key: all, name: all, grants: {actions: ['*']}}\n",
    "user": "match: username\nrows:\n  - {username: eve, name: eve}\n",
    "repayment": "match: status\nrows:\n  - {status: posted}\n",
    "consent": "match: channel\nrows:\n  - {channel: x, purpose: credit_query}\n",
    "department_member": "match: position\nrows:\n  - {position: head}\n",
    "lead": "match: name\nrows:\n  - {name: x}\n",
    "party": "match: name\nrows:\n  - {name: x, phone: '13800138000'}\n",
}


@pytest.mark.parametrize("object_key", sorted(ROWS))
@pytest.mark.parametrize("claimed", [True, False], ids=["claimed as its own", "not claimed"])
async def test_a_package_brings_no_record_its_installer_could_not_make(app, as_user, object_key, claimed):
    files = {**HEAD, f"records/{object_key}.yaml": ROWS[object_key]}
    if claimed:
        files[f"objects/{object_key}.yaml"] = "label: {zh: a, en: a}\n"
    builder = await as_user("builder")
    async with nothing_changes(app):
        for dry_run in ("", "?dry_run=true"):
            answer = await builder.post(f"/actions/package.install{dry_run}", json={"files": files})
            assert answer.status_code in (403, 409, 422), answer.text


async def test_a_package_brings_records_of_its_own_objects_and_no_read_only_field(app, as_user):
    builder = await as_user("builder")
    files = {
        **HEAD,
        "objects/x_tin.yaml": "label: {zh: 罐, en: Tin}\n",
        "fields/x_tin.yaml": "- {key: x_name, kind: text, label: {zh: 名, en: Name}}\n",
        "records/x_tin.yaml": "match: x_name\nrows:\n  - {x_name: 一}\n",
    }
    assert (await act(builder, "package.install", files=files))["added"] >= 2
    assert [one["x_name"] for one in await records(builder, "x_tin")] == ["一"]
    files["records/x_tin.yaml"] = "match: x_name\nrows:\n  - {x_name: 二, owner_id: {$ref: user/admin}}\n"
    async with nothing_changes(app):
        assert (await attempt(builder, "package.install", files=files)).status_code == 422


APART = [
    ("user.create", "role.set_grants"),
    ("user.create", "audit.read"),
    ("audit.read", "user.set_roles"),
    ("user.*", "role_grant.approve"),
    ("*",),
]


@pytest.mark.parametrize("actions", APART, ids=["+".join(one) for one in APART])
async def test_no_role_and_no_person_combines_two_powers(app, as_user, actions):
    security, admin = await as_user("security"), await as_user("admin")
    people = {one["username"]: one["id"] for one in await records(admin, "user", limit=200)}

    def grants(*names):
        return {"objects": {}, "actions": list(names), "menu": []}

    one = await act(security, "role.create", name="一")
    async with nothing_changes(app):
        answer = await attempt(security, "role.set_grants", role_id=one["role_id"], grants=grants(*actions))
        refused(answer, 409, "role.not_combinable", "/grants/actions")
    if len(actions) == 1 or actions[0] == "user.*":
        return
    other = await act(security, "role.create", name="二")
    keys = {row["id"]: row["key"] for row in await records(security, "role", limit=200)}
    await act(security, "role.set_grants", role_id=one["role_id"], grants=grants(actions[0]))
    both = [keys[one["role_id"]], keys[other["role_id"]]]
    await act(security, "user.set_roles", user_id=people["manager"], role_keys=both)
    async with nothing_changes(app):
        # She would have both by what her second role gives, or by a role for a time.
        answer = await attempt(
            security, "role.set_grants", role_id=other["role_id"], grants=grants(actions[1])
        )
        refused(answer, 409, "role.not_combinable", "/grants/actions")
    await act(security, "user.set_roles", user_id=people["manager"], role_keys=both[:1])
    await act(security, "role.set_grants", role_id=other["role_id"], grants=grants(actions[1]))
    until = "2030-01-01T00:00:00Z"
    lent = {"user_id": people["manager"], "role_id": other["role_id"], "until_at": until, "reason": "试"}
    async with nothing_changes(app):
        refused(await attempt(security, "role_grant.request", **lent), 409, "role.not_combinable", "/role_id")
        answer = await attempt(security, "user.set_roles", user_id=people["manager"], role_keys=both)
        refused(answer, 409, "role.not_combinable", "/role_keys")
    await act(security, "user.set_roles", user_id=people["manager"], role_keys=["manager"])


FAULTY = [
    (process({"id": "do", "kind": "end"}), "/nodes/do/label", "label.missing"),
    (process({**runs("lead.close"), "label": {}}), "/nodes/do/label", "label.missing"),
    (process({**runs("no.such"), "next": "end"}), "/nodes/do/action", "action.unknown"),
    (process(runs("lead.close", next="do")), "/nodes/do", "process.endless"),
    (process(runs("application.approve")), "/nodes/do", "process.undecided"),
    (process(runs("lead.close", inputs=[1])), "/nodes/do/inputs", "value.wrong_type"),
    (process({"kind": "end", "label": "x"} | {"id": 5}), "/nodes/1/id", "value.wrong_type"),
    ({"object": "application", "label": "x", "nodes": None}, "/nodes", "value.wrong_type"),
    ({"object": [], "label": "x", "nodes": []}, "/object", "value.wrong_type"),
]


@pytest.mark.parametrize(
    ("body", "pointer", "code"), FAULTY, ids=[code + pointer for _, pointer, code in FAULTY]
)
async def test_a_faulty_process_is_told_by_its_place(app, as_user, body, pointer, code):
    builder = await as_user("builder")
    saved = await act(builder, "definition.save", kind="process", key="faulty", body=body)
    assert (pointer, code) in {(one["pointer"], one["code"]) for one in saved["faults"]}
    async with nothing_changes(app):
        drafts = [{"kind": "process", "key": "faulty"}]
        refused(
            await attempt(builder, "definition.publish", drafts=drafts, reason="试"), 422, "invalid.fields"
        )


JUNK = (None, True, -1, 1.5, "", "x", "lead", [], [1], {}, {"a": 1}, [{}], {"zh": 1}, 10**30, "\x00")


def places(node, path=()):
    yield path
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from places(child, (*path, key))


def bent(body, rng):
    """A body with some of its parts replaced by something else, or taken out."""
    body = copy.deepcopy(body)
    for _ in range(rng.randint(1, 3)):
        path = rng.choice([one for one in places(body) if one] or [()])
        if not path:
            break
        at = body
        for part in path[:-1]:
            at = at[part]
        if rng.random() < 0.2:
            del at[path[-1]]
        else:
            at[path[-1]] = copy.deepcopy(rng.choice(JUNK))
    return body


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"template"}))
async def test_no_malformed_body_is_more_than_a_fault(app, kind):
    rng = random.Random(kind)
    async with acting(app) as context:
        catalog = context.caller.catalog
    seeds = [(key, one.body) for (of, key), one in catalog.definitions.items() if of == kind]
    loose = [
        {word: rng.choice(JUNK) for word in ("nodes", "object", "blocks", "fields", "items")}
        for _ in range(40)
    ]
    for _ in range(200):
        key, body = rng.choice(seeds) if seeds else ("x_none", rng.choice(loose))
        for fault in faults_of(catalog, kind, key, bent(body, rng)):
            assert fault["pointer"] is not None and fault["message"]["zh"]


async def test_a_stored_definition_that_lacks_a_name_breaks_no_timeline(app, as_user):
    """Definitions that were published before a check was stricter are still there."""
    applied = await make_application(app)
    async with acting(app) as context:
        await context.connection.execute(
            "UPDATE definition SET body = jsonb_set(body #- '{nodes,1,label}', '{label}', '{}') WHERE kind = 'process'"
            " AND key = 'consumer_loan' AND published"
        )
        await context.connection.execute("UPDATE catalog_revision SET revision = revision + 1")
    auditor, underwriter = await as_user("auditor"), await as_user("underwriter")
    for path in (f"/timeline/application/{applied.application_id}", f"/timeline/party/{applied.party_id}"):
        assert (await underwriter.get(path)).status_code == 200
    assert (await auditor.get("/audit", params={"object": "application"})).status_code == 200
    application = (await underwriter.get(f"/records/application/{applied.application_id}")).json()
    assert (
        await underwriter.get(f"/process-instances/{application['process_instance_id']}")
    ).status_code == 200
